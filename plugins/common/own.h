/* SPDX-License-Identifier: MIT
 *
 * Whose posts are the owner's own: they are no mentions. Names are compared as people write them,
 * without regard to case and to what stands before a name ("@harbour", "u/harbour").
 */
#ifndef PLUGINS_COMMON_OWN_H
#define PLUGINS_COMMON_OWN_H

#include <renown/option.h>
#include <renown/str.h>

/* Is it one of them? False for an empty name. */
bool rn_own_is(struct rn_list own, struct rn_str name);
/* The name alone, without "@", "/u/", "u/". */
struct rn_str rn_own_bare(struct rn_str name);

#endif
