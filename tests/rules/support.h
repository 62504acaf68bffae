/* SPDX-License-Identifier: MIT
 *
 * A small workshop for the tests of the rules: sources in, findings and decisions out.
 */
#ifndef TESTS_RULES_SUPPORT_H
#define TESTS_RULES_SUPPORT_H

#include "rules/rules.h"

struct shop {
    void *ctx;
    struct rn_script scripts[16];
    size_t count;
    struct rn_rules *rules;
    char said[64 << 10]; /* "file:line: text\n" for every finding */
    size_t said_n;
    int errors, warnings;
};

void shop_open(struct shop *s);
void shop_close(struct shop *s);
void shop_add(struct shop *s, const char *name, const char *source);
void shop_add_bytes(struct shop *s, const char *name, const void *bytes, size_t n);
/* Compiles what was added, with a few known names (lahore, duty, lead, care, email, …). */
void shop_compile(struct shop *s);
void shop_found(void *arg, const struct rn_script_finding *f);

/* Facts of a review. Fill `review` and the fields that matter, then call facts_ready. */
struct review {
    struct rn_review r;
    struct rn_facts f;
    struct rn_words words;
    struct rn_hits hits;
};
void review_make(struct shop *s, struct review *v, double stars, const char *text);
void review_scan(struct shop *s, struct review *v, bool turkish);
/* The names of the rules that fire, blank-separated, under s->ctx. */
const char *fired(struct shop *s, struct review *v);
/* One rule with this condition: does it fire for a text? -1: the condition was refused. */
int holds(const char *condition, double stars, const char *text, const char *lang);

#endif
