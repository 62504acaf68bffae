/* SPDX-License-Identifier: MIT
 *
 * The scheduler of a process that goes on for months: one loop, which reads each source when it is
 * due and sleeps otherwise.
 *
 *   wakes when the next source is due, a signal came, or the manager wants a sign of life
 *   reads the scripts and the config anew when their files changed, before the next source begins;
 * a bad config is said and the old one stays in force leaves alone what is ill: a source until its
 * next turn, a store for a minute
 *
 * While nothing is being read, the store is closed: a restored file is found, a newer program may
 * bring it up.
 */
#ifndef COLLECT_SERVE_H
#define COLLECT_SERVE_H

#include "collect/ruleset.h"
#include "collect/run.h"

struct rn_serve_setup {
    const char *version; /* for the User-Agent */
    const char *path;    /* of the config */
    int64_t now;         /* --now at the start; 0: the clock */
    /* Reads and checks the config under ctx; has said every finding itself when it fails. */
    enum rn_status (*load)(void *arg, const void *ctx, struct rn_config **ret, struct rn_diag *d);
    rn_script_found_fn *script_found;
    void (*ended)(void *arg, const struct rn_source_result *); /* a source was read */
    bool (*stop)(void *arg);                                   /* asked often */
    bool (*reload)(void *arg);          /* true once for each wish that the config be read again */
    void (*nap)(void *arg, int64_t us); /* sleeps; ends at once when one of the two would be true */
    void *arg;
};

/* RN_OK when it was asked to stop. Fails at the start (config, store), and later when the store is
 * found to be broken: not because of a place, and not for want of room. */
RN_MUST enum rn_status rn_serve(const struct rn_serve_setup *setup, struct rn_diag *d);

#endif
