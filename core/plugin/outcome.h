/* SPDX-License-Identifier: MIT
 *
 * What an HTTP status means for a source, in one place, so that no plugin has to know. To be asked
 * before the plugin's parse, by everything that has an answer in its hands: a run, `renown parse`,
 * a reply.
 */
#ifndef PLUGIN_OUTCOME_H
#define PLUGIN_OUTCOME_H

#include "net/transport.h"

/* RN_OK for 2xx: the plugin may read it. Else RN_LOGIN (401, 403, a revoked grant), RN_AGAIN (408,
 * 425, 429, 5xx), RN_GONE (404, 410) or RN_CHANGED (all other), with the place's own words from its
 * error document, cleaned and without secrets. What the plugin itself declares of the place's
 * refusals goes before that; its title stands in the sentence. */
RN_MUST enum rn_status rn_response_outcome(const struct rn_plugin *p, const struct rn_response *r,
                                           struct rn_diag *d);
/* The same for what a transport brought: an exchange that did not come about, and a login that was
 * refused for good, whose cure the transport knows. */
RN_MUST enum rn_status rn_answer_outcome(const struct rn_plugin *p, const struct rn_answer *a,
                                         struct rn_diag *d);

#endif
