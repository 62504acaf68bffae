/* SPDX-License-Identifier: MIT
 *
 * Between the files that load the config: load.c fills the structs, verify.c looks at what they say
 * together, calendar.c reads days and hours.
 */
#ifndef CONFIG_LOAD_H
#define CONFIG_LOAD_H

#include "config/config.h"
#include "config/schema.h"

struct rn_loader {
    struct rn_config *c;
    rn_found_fn *found;
    void *arg;
    struct rn_diag *d; /* takes the first fault */
    size_t faults;
    bool shared; /* others can read the file */
};

/* Hands a fault over; after 100 of them the rest is counted only. */
RN_PRINTF(3, 4) void rn_load_fault(struct rn_loader *l, int line, const char *fmt, ...);
RN_PRINTF(3, 4) void rn_load_warning(struct rn_loader *l, int line, const char *fmt, ...);
/* Fills a struct by a section's table; `flags` as in fill.h. */
void rn_load_section(struct rn_loader *l, const struct rn_node *map, const struct rn_section *s,
                     unsigned flags, void *out);

void rn_verify_config(struct rn_loader *l);
void rn_verify_week(struct rn_loader *l, const struct rn_node *week);
/* A list of dates; `stretches` allows FROM..TO. */
void rn_verify_dates(struct rn_loader *l, const struct rn_node *list, bool stretches);
void rn_verify_digest_time(struct rn_loader *l, const struct rn_digest_config *g, int line);
/* Secrets in a file that others can read. */
void rn_verify_credentials(struct rn_loader *l, const struct rn_node *map);
void rn_verify_channel_secrets(struct rn_loader *l, const struct rn_channel *ch,
                               const struct rn_channel_keys *keys);
/* A mapping that holds `own` and those members of `defaults` (may be NULL) that it does not have.
 */
const struct rn_node *rn_config_with_defaults(const void *ctx, const struct rn_node *own,
                                              const struct rn_node *defaults);
bool rn_file_shared(const char *path); /* group or others may read it */

#endif
