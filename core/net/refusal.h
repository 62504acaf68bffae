/* SPDX-License-Identifier: MIT
 *
 * What a plugin knows of its place's refusals (struct rn_refusal), found in an answer. Asked twice:
 * by the engine, which does not try again what waiting cannot mend, and by plugin/outcome.h, which
 * says it to a person.
 */
#ifndef NET_REFUSAL_H
#define NET_REFUSAL_H

#include <renown/plugin.h>

/* NULL when the answer is none that the plugin (may be NULL) knows. */
const struct rn_refusal *rn_refusal_find(const struct rn_plugin *p, const struct rn_response *r);

#endif
