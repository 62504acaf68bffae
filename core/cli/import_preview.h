/* SPDX-License-Identifier: MIT
 *
 * The part of `renown import` that only looks.
 */
#ifndef CLI_IMPORT_PREVIEW_H
#define CLI_IMPORT_PREVIEW_H

#include "cli/verbs.h"
#include "import/import.h"

/* Shows for each FILE of the command line what its columns are taken for and its first rows. Gives
 * the exit status. */
int rn_import_preview(struct rn_cli *cli, const struct rn_import_spec *spec);

#endif
