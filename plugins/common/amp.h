/* SPDX-License-Identifier: MIT
 *
 * Plain text in which a place has written &, < and > as the three references, and nothing else.
 */
#ifndef PLUGINS_COMMON_AMP_H
#define PLUGINS_COMMON_AMP_H

#include <renown/plugin.h>

/* The text with &amp; &lt; &gt; decoded once: borrowed when it has none, else in the sink's memory.
 * Any other reference stays as the person wrote it. */
struct rn_str rn_amp_decode(struct rn_sink *sink, struct rn_str s);

#endif
