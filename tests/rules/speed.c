/* SPDX-License-Identifier: MIT
 *
 * How long a scan and ten native rules take, on texts of 34 words: `make tests/rules/speed`, then
 * run it on a plain build. Prints nanoseconds a review; no part of `make check`.
 */
#include <stdio.h>

#include "base/clock.h"
#include "base/mem.h"
#include "rules/support.h"

static const char *const words[] = {
    "the", "room", "was",   "cold",   "and",     "staff", "slow", "but",  "breakfast", "good",
    "we",  "paid", "twice", "refund", "manager", "never", "came", "back", "again",     "night"};

static char *text_of(const void *ctx, unsigned seed)
{
    char *t = rn_dupz(ctx, "");
    for (int i = 0; i < 34; i++) {
        seed = seed * 1103515245u + 12345u;
        t = rn_fmt(ctx, "%s%s%s", t, i > 0 ? " " : "", words[(seed >> 16) % 20]);
    }
    return t;
}

static void add_rules(struct shop *s, int count)
{
    char *all = rn_dupz(s->ctx, "");
    for (int i = 0; i < count; i++)
        all = rn_fmt(
            s->ctx,
            "%srule 'r%d' { when = all { stars { max = %d }, any { mentions { 'unseen%d', 'other "
            "thing%d', "
            "'begin%d*' }, length { min = 5000 } }, no { replied() } }, actions = { tag 't' } }\n",
            all, i, i % 5 + 1, i, i, i);
    shop_add(s, "rules/speed.lua", all);
    shop_compile(s);
}

static void measure(int rule_count)
{
    enum { TEXTS = 200, ROUNDS = 200 };
    struct shop s;
    static struct review v[TEXTS];
    struct rn_verdict verdict;
    struct rn_diag d;
    int64_t t0, t1, t2;

    shop_open(&s);
    add_rules(&s, rule_count);
    for (unsigned i = 0; i < TEXTS; i++) {
        review_make(&s, &v[i], i % 5 + 1, text_of(s.ctx, i));
        review_scan(&s, &v[i], false);
    }
    t0 = rn_clock_monotonic();
    for (int r = 0; r < ROUNDS; r++)
        for (int i = 0; i < TEXTS; i++)
            rn_rules_scan(s.ctx, s.rules, &v[i].words, &v[i].hits);
    t1 = rn_clock_monotonic();
    for (int r = 0; r < ROUNDS; r++)
        for (int i = 0; i < TEXTS; i++)
            if (rn_rules_decide(s.ctx, s.rules, &v[i].f, &verdict, &d) != RN_OK ||
                verdict.fired_count != 0)
                (void)printf("unexpected\n");
    t2 = rn_clock_monotonic();
    (void)printf("%4d rules: scan %lld ns, decide %lld ns a review\n", rule_count,
                 (long long)((t1 - t0) * 1000 / (TEXTS * ROUNDS)),
                 (long long)((t2 - t1) * 1000 / (TEXTS * ROUNDS)));
    shop_close(&s);
}

int main(void)
{
    measure(1);
    measure(10);
    measure(100);
    measure(1000);
    return 0;
}
