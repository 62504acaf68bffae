/* SPDX-License-Identifier: MIT
 *
 * For tests: an import from any source of bytes.
 */
#ifndef IMPORT_INSIDE_H
#define IMPORT_INSIDE_H

#include "import/import.h"

struct rn_source;

/* As rn_import_open; the source becomes the import's, also when it cannot be opened. */
RN_MUST enum rn_status rn_import_open_source(const void *ctx, struct rn_source *source,
                                             const struct rn_import_spec *spec,
                                             struct rn_import **ret, struct rn_diag *d);

struct rn_guess;
/* As rn_import_guess; the source stays the caller's. */
RN_MUST enum rn_status rn_import_guess_source(const void *ctx, struct rn_source *source,
                                              const char *format, struct rn_guess **ret,
                                              struct rn_diag *d);

#endif
