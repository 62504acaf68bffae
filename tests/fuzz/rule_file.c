/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a rule file: refused with a sentence or loaded, and then evaluated and explained.
 * What loads must decide and explain without an error.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void found(void *arg, const struct rn_script_finding *f)
{
    if (f->line < 1 || f->text[0] == '\0' || strchr(f->text, '\n') == f->text)
        abort();
    ++*(int *)arg;
}

static void evaluate(const void *ctx, struct rn_rules *rules)
{
    static const char text[] = "I want a refund, the room was cold and nobody came twice";
    struct rn_review r = {.size = sizeof r, .author_name = RN_STR("Ann"), .text = RN_STR(text)};
    struct rn_words words = {0};
    struct rn_hits hits = {0};
    struct rn_verdict verdict;
    struct rn_diag d;
    struct rn_buf out;
    struct rn_facts f = {.review = &r,
                         .id = "abcdefgh23456789",
                         .listing = "l",
                         .has_stars = true,
                         .stars = 1,
                         .events = RN_ON_ANY};

    rn_words_more(ctx, &words, r.text, 1, false);
    rn_rules_scan(ctx, rules, &words, &hits);
    f.words = &words;
    f.hits = &hits;
    if (rn_rules_decide(ctx, rules, &f, &verdict, &d) != RN_OK)
        abort();
    rn_buf_init(&out, 64 << 20);
    if (rn_rules_explain(ctx, rules, &f, &out, &d) != RN_OK)
        abort();
    rn_buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    RN_SCOPE(tmp);
    int findings = 0;
    struct rn_script s = {
        .name = "rules/f.lua", .path = "rules/f.lua", .source = rn_strn((const char *)data, n)};
    struct rn_rules *rules;
    struct rn_diag d;

    if (rn_rules_compile(tmp, &s, 1, NULL, found, &findings, &rules, &d) != RN_OK)
        abort();
    if (!s.ok && findings == 0)
        abort();
    evaluate(tmp, rules);
    return 0;
}
