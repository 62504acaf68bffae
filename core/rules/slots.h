/* SPDX-License-Identifier: MIT
 *
 * Texts with slots: "We are sorry, {name|there}, at {listing}." A slot whose value may be missing
 * needs a fallback behind a bar; {{ and }} are literal braces. What fills a slot is never read
 * again.
 */
#ifndef RULES_SLOTS_H
#define RULES_SLOTS_H

#include "rules/rules.h"

struct rn_slot {
    const char *name;
    bool certain; /* always known: needs no fallback */
    /* Empty: not known. `tmp` is room for a number. */
    struct rn_str (*value)(const struct rn_facts *f, char tmp[32]);
};

struct rn_piece {
    const struct rn_slot *slot; /* NULL: text as it stands */
    struct rn_str text;         /* the text, or the fallback */
};
struct rn_pieces {
    struct rn_piece *v;
    size_t n;
};

/* Takes a text apart; everything lives under ctx. False: `fault` (1000 bytes) says why. */
bool rn_pieces_read(const void *ctx, struct rn_str text, struct rn_pieces *ret, char fault[1000]);
/* Appends the text with its slots filled. Gives the slot that has neither value nor fallback, or
 * NULL. */
const char *rn_pieces_fill(const struct rn_pieces *p, const struct rn_facts *f, struct rn_buf *b);

#endif
