/* SPDX-License-Identifier: MIT
 *
 * The network as the config has it: one engine (net/engine.h) that knows every source of the file,
 * its endpoint and credentials. Credentials are read when a login needs them. SSL_CERT_FILE and
 * SSL_CERT_DIR in the environment name the authorities to trust instead of the machine's own.
 */
#ifndef COLLECT_NETWORK_H
#define COLLECT_NETWORK_H

#include <renown/status.h>

struct rn_config;
struct rn_transport;

/* The transport under ctx; `config` lives as long as it. Nothing is connected yet. */
RN_MUST enum rn_status rn_network_open(const void *ctx, const struct rn_config *config,
                                       const char *version, struct rn_transport **ret,
                                       struct rn_diag *d);

#endif
