/* SPDX-License-Identifier: MIT
 *
 * Option tables at work: a node of the config and a table become a filled struct; unknown keys,
 * wrong types and ranges are reported with file, line and the nearest known key. The same tables
 * are printed as manual, sample config and JSON Schema by config/docs.h.
 */
#ifndef CONFIG_OPTIONS_H
#define CONFIG_OPTIONS_H

#include <renown/option.h>
#include <renown/status.h>

#include "config/yaml.h"

struct rn_option_table {
    const struct rn_option *options; /* ends with a row without a name */
    size_t stride;                   /* sizeof(struct rn_option) of whoever built it; 0: ours */
};

/* Row i of a table, NULL at its end; respects the stride. */
const struct rn_option *rn_option_at(const struct rn_option_table *t, size_t i);

/* Fills `out` (zeroed by the caller) from `map`: defaults first, then what is written. Texts and
 * lists live under ctx. `also` are further keys that are allowed and left alone (ends with NULL;
 * may be NULL). `file` stands in the sentences. Stops at the first fault. */
RN_MUST enum rn_status rn_options_fill(const void *ctx, const char *file, const struct rn_node *map,
                                       const struct rn_option_table *t, const char *const *also,
                                       void *out, struct rn_diag *d);
/* One option from a text, as `--option K=V` gives it. Lists are separated by commas. */
RN_MUST enum rn_status rn_options_set(const void *ctx, const struct rn_option_table *t,
                                      const char *key, const char *value, void *out,
                                      struct rn_diag *d);
/* Only the defaults. */
RN_MUST enum rn_status rn_options_default(const void *ctx, const struct rn_option_table *t,
                                          void *out, struct rn_diag *d);

#endif
