/* SPDX-License-Identifier: MIT
 *
 * A review on its way into the store: everything that can be worked out from the text alone, before
 * the store is asked anything. Making one is a pure function, so it may run in another thread than
 * the writer.
 *
 * Items live in a batch whose memory is used again and again: the words of an item keep their
 * space, the strings of all items are freed at once by rn_batch_clear.
 */
#ifndef COLLECT_ITEM_H
#define COLLECT_ITEM_H

#include "base/id.h"
#include "base/zone.h"
#include "rules/rules.h"
#include "store/reviews.h"
#include "text/judgement.h"
#include "text/words.h"

enum { RN_BATCH_ITEMS = 1000, RN_BATCH_BYTES = 4 << 20 };

struct rn_item {
    struct rn_review r;                            /* cleaned; strings under the batch */
    char id[RN_ID_LEN + 1], author[RN_ID_LEN + 1]; /* author "" when unknown */
    char content[RN_STORE_CONTENT + 1], reply[RN_STORE_CONTENT + 1];
    bool has_stars;
    double stars;
    int32_t day; /* listing-local, of creation, else of first sight */
    bool worded; /* what follows is made: rn_item_ready */
    char salt[RN_KEY_LEN + 1], seal[RN_HASH_LEN + 1]; /* for the chain, should it be new */
    struct rn_words words;
    struct rn_hits hits;
    struct rn_judgement judged; /* strings under the batch */
    struct rn_str judgement;    /* the same as the store keeps it */
    const char *const *langs;   /* of the listing */
    size_t lang_count;
};

struct rn_batch {
    void *strings; /* talloc context of this round's strings */
    struct rn_item *items;
    size_t count, bytes;
    const struct rn_learned *learned; /* NULL: texts are judged by the shipped judgement alone */
};

/* What all reviews of one source share. */
struct rn_item_maker {
    const char *place, *account;
    struct rn_zone *zone;     /* the listing's */
    int64_t now;              /* first sight */
    const char *const *langs; /* the listing's */
    size_t lang_count;
    const struct rn_rules *rules; /* NULL: no rules will be asked */
    bool wordless; /* leave the words to rn_item_ready: most are known and unchanged */
    void (*warn)(void *arg, const char *sentence); /* what cleaning dropped; may be NULL */
    void *arg;
};

struct rn_batch *rn_batch_new(const void *ctx);
void rn_batch_clear(struct rn_batch *b);
bool rn_batch_full(const struct rn_batch *b);
/* Appends one item made of `r` (whose strings must live as long as the batch's round). False when
 * nothing in it is worth keeping. Call only while the batch is not full. */
bool rn_batch_add(struct rn_batch *b, const struct rn_item_maker *m, const struct rn_review *r);
/* What the chain keeps of a text: a hash keyed with the review's salt, which goes with the review.
 */
void rn_item_seal(const char *salt, const char *content, struct rn_str reply,
                  char out[RN_HASH_LEN + 1]);
/* Makes words, hits, judgement and the seal where that was left out; by whoever has the batch. */
void rn_item_ready(struct rn_batch *b, struct rn_item *it, const struct rn_rules *rules);

#endif
