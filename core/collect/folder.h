/* SPDX-License-Identifier: MIT
 *
 * A folder into which people drop exports. Each file is taken once, by the hash of its bytes, then
 * moved to done/ or, when nothing of it could be read, to failed/ beside a FILE.why that says the
 * reason. Hidden files and files that were written to within the last two seconds are left for the
 * next run.
 */
#ifndef COLLECT_FOLDER_H
#define COLLECT_FOLDER_H

#include "collect/run.h"

/* The whole run of one such source: its intake is open. Files have transactions of their own, so
 * the group is flushed before. */
RN_MUST enum rn_status rn_folder_run(struct rn_source_run *r, struct rn_diag *d);

#endif
