/* SPDX-License-Identifier: MIT
 *
 * What is felt about the topics of a text: each mention of a topic takes the nearest word that
 * speaks for or against in its own clause. "The room was dirty, the staff friendly" says one thing
 * of rooms and another of staff.
 */
#ifndef TEXT_ASPECT_H
#define TEXT_ASPECT_H

#include "text/sentiment.h"
#include "text/signs.h"

/* -1..1 of `topic`, one of those that `signs` saw; false where nothing near speaks of it. */
bool rn_aspect_tell(const struct rn_signs *signs, const struct rn_felt *felt, unsigned topic,
                    double *ret);

#endif
