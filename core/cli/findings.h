/* SPDX-License-Identifier: MIT
 *
 * What `check` and `doctor` found: printed as it is found, counted for the exit status. Findings
 * are these verbs' output, so they go to stdout: "FILE:LINE: sentence", or one JSON object a line.
 */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include <stddef.h>

#include <renown/status.h>

struct rn_cli;
struct rn_config;
struct rn_finding;
struct rn_plugin;
struct rn_source_config;

struct rn_findings {
    struct rn_cli *cli;
    size_t faults, warnings;
};

void rn_findings_hear(void *findings, const struct rn_finding *f); /* as rn_found_fn wants it */
/* `file` may be NULL, `line` 0. */
RN_PRINTF(4, 5)
void rn_findings_fault(struct rn_findings *fs, const char *file, int line, const char *fmt, ...);
RN_PRINTF(4, 5)
void rn_findings_warning(struct rn_findings *fs, const char *file, int line, const char *fmt, ...);
/* The sentence of a failed call; "FILE:LINE: " at its start is taken apart. */
void rn_findings_diag(struct rn_findings *fs, const char *file, const struct rn_diag *d);

/* ---- one source, ready to be looked at --------------------------------------------------------
 */

struct rn_probe {
    const struct rn_source_config *source;
    const struct rn_plugin *plugin;
    void *options; /* the plugin's filled struct */
    char *account; /* the account part of the identity */
};
/* Loads the plugin and fills its options. */
RN_MUST enum rn_status rn_probe_source(const void *ctx, const struct rn_config *c,
                                       const struct rn_source_config *s, struct rn_probe *ret,
                                       struct rn_diag *d);

/* Scripts below the config's folder: read and compiled, nothing run on reviews. */
void rn_check_scripts(struct rn_findings *fs, const struct rn_config *c, size_t *ret_rules,
                      size_t *ret_templates);
void rn_check_credentials(struct rn_findings *fs, const struct rn_config *c,
                          const struct rn_probe *probe);
void rn_check_channels(struct rn_findings *fs, const struct rn_config *c);

#endif
