/* SPDX-License-Identifier: MIT
 *
 * Receipts: every figure of every digest is recomputed here from the reviews as they were told,
 * without the store, and must be what the receipt says; and a receipt outlives its week.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "report/desk.h"
#include "report/receipt.h"

/* ---- reviews that the test itself remembers ---------------------------------------------------
 */

enum { TOLD_MAX = 4000 };

struct memory {
    const char *listing;
    int32_t day;
    int64_t at, reply_at;
    double stars;
};

struct story {
    struct desk *k;
    struct memory v[TOLD_MAX];
    size_t n;
    uint32_t state;
};

static uint32_t draw(struct story *s, uint32_t below)
{
    s->state = s->state * 1664525u + 1013904223u;
    return (s->state >> 8) % below;
}

static void tell(struct story *s, const char *listing, int32_t day, double stars, int64_t hours)
{
    struct memory *m = &s->v[s->n];
    assert_true(s->n < TOLD_MAX);
    *m = (struct memory){.listing = listing, .day = day, .stars = stars};
    m->at = day * RN_DAY + (int64_t)draw(s, 80000) * RN_SECOND;
    m->reply_at = hours > 0 ? m->at + hours * RN_HOUR + 61 * RN_SECOND : 0;
    struct told t = {.listing = listing, .author = "Ana", .text = "Words.", .lang = "en"};
    t.external_id = rn_fmt(s->k, "r%zu", s->n++);
    t.stars = stars;
    t.at = m->at;
    t.reply_at = m->reply_at;
    (void)fill_review(&s->k->fill, &t);
}

/* Ninety days of two listings and a rival; in the last `planted` days Bergen receives many more,
 * rated lower, answered less and later. */
static struct story *told(struct desk *k, int32_t end, int32_t planted)
{
    struct story *s = rn_new(k, struct story);
    s->k = k;
    s->state = 7;
    fill_begin(&k->fill);
    for (int32_t day = end - 90; day < end; day++) {
        bool bad = day >= end - planted;
        for (int i = 0; i < 2 + (int)draw(s, 2); i++)
            tell(s, "oslo", day, 3 + draw(s, 3), draw(s, 3) > 0 ? 1 + draw(s, 30) : 0);
        for (int i = 0; i < (bad ? 25 : 7); i++)
            tell(s, "bergen", day, bad ? 1 + draw(s, 2) : 4 + draw(s, 2),
                 bad ? (i % 2 ? 20 + draw(s, 9) : 0) : 1 + draw(s, 4));
        tell(s, "rival", day, 1 + draw(s, 5), 2);
    }
    fill_commit(&k->fill);
    return s;
}

/* ---- figures, made by hand --------------------------------------------------------------------
 */

static bool behind(const struct memory *m, const struct rn_scope *scope, struct rn_days days)
{
    for (size_t i = 0; i < scope->count; i++)
        if (strcmp(scope->listing[i]->id, m->listing) == 0)
            return m->day >= days.from && m->day < days.to;
    return false;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median_by_hand(const struct story *s, const struct rn_scope *scope,
                             struct rn_days days)
{
    static double v[TOLD_MAX];
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (behind(&s->v[i], scope, days) && s->v[i].reply_at > 0)
            v[n++] = (double)(s->v[i].reply_at - s->v[i].at) / 1e6;
    qsort(v, n, sizeof *v, by_value);
    return n == 0 ? -1 : n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static double by_hand(const struct story *s, const char *name, const struct rn_scope *scope,
                      struct rn_days days)
{
    double n = 0, stars = 0, answered = 0, soon = 0;
    for (size_t i = 0; i < s->n; i++) {
        const struct memory *m = &s->v[i];
        if (!behind(m, scope, days))
            continue;
        n++;
        stars += m->stars;
        answered += m->reply_at > 0;
        soon += m->reply_at > 0 && m->reply_at - m->at <= 2 * RN_DAY;
    }
    if (strstr(name, "rating") != NULL)
        return stars / n;
    if (strcmp(name, "answered") == 0)
        return answered / n;
    if (strcmp(name, "within_two_days") == 0)
        return soon / n;
    return strstr(name, "first_reply") != NULL ? median_by_hand(s, scope, days) : n;
}

static struct rn_receipt *resolve(struct desk *k, const char *id, const char *now)
{
    struct rn_receipt *r = NULL;
    struct rn_digest_ask ask = {
        .config = &k->config, .store = k->fill.store, .lang = "en", .now = fill_time(now)};
    if (rn_receipt_resolve(k, &ask, id, &r, &k->d) != RN_OK)
        fail_msg("%s: %s", id, k->d.text);
    return r;
}

static void same_number(const char *name, double a, double b)
{
    if (fabs(a - b) > 1e-6 * fmax(1, fabs(b)))
        fail_msg("%s: %.9f is not %.9f", name, a, b);
}

static void check(const struct story *s, const struct rn_figure *fig, const char *now)
{
    const struct rn_receipt *r = resolve(s->k, fig->receipt, now);
    assert_int_equal(r->figure_count, 1);
    assert_string_equal(r->figure[0].name, fig->name);
    same_number(fig->name, r->figure[0].value, fig->value);
    same_number(fig->name, r->figure[0].before, fig->before);
    same_number(fig->name, by_hand(s, fig->name, &r->scope, r->days), fig->value);
    same_number(fig->name, by_hand(s, fig->name, &r->scope, r->before), fig->before);
    assert_int_equal(r->figure[0].n, fig->n);
    assert_int_equal(r->figure[0].before_n, fig->before_n);
    assert_int_equal(r->now_count, fig->n);
    assert_int_equal(r->then_count, fig->before_n);
    assert_false(r->other_listings);
}

/* ---- cases ------------------------------------------------------------------------------------
 */

static size_t check_digest(const struct story *s, int period, const char *now)
{
    const struct rn_digest *g = desk_digest(s->k, period, now);
    const struct rn_section *changed = &g->section[RN_SECTION_CHANGED];
    size_t seen = 0;
    for (size_t i = 0; i < g->figure_count; i++)
        check(s, &g->figure[i], now);
    for (size_t i = 0; i < changed->line_count; i++)
        if (changed->line[i].figure != NULL) {
            check(s, changed->line[i].figure, now);
            assert_string_equal(changed->line[i].receipt, changed->line[i].figure->receipt);
            seen++;
        }
    return seen;
}

static void every_figure_of_every_period(void **state)
{
    struct story *s = told(*state, (int32_t)(fill_time(MONDAY) / RN_DAY), 0);
    check_digest(s, RN_PERIOD_WEEK, MONDAY);
    check_digest(s, RN_PERIOD_DAY, MONDAY);
    check_digest(s, RN_PERIOD_MONTH, MONDAY);
    check_digest(s, RN_PERIOD_WEEK, "2026-04-29T10:00:00Z");
    check_digest(s, RN_PERIOD_MONTH, "2026-05-01T10:00:00Z");
}

static void every_change(void **state)
{
    struct story *s = told(*state, (int32_t)(fill_time(MONDAY) / RN_DAY), 7);
    assert_true(check_digest(s, RN_PERIOD_WEEK, MONDAY) >= 3);
    assert_true(check_digest(s, RN_PERIOD_DAY, MONDAY) >= 2);
}

/* Three bad days inside a month: the baseline ends where the month begins. */
static void a_burst_inside_its_month(void **state)
{
    struct story *s = told(*state, (int32_t)(fill_time("2026-05-01T00:00:00Z") / RN_DAY), 3);
    assert_true(check_digest(s, RN_PERIOD_MONTH, MONDAY) >= 2);
}

static void the_score_line_has_one_for_all(void **state)
{
    struct story *s = told(*state, (int32_t)(fill_time(MONDAY) / RN_DAY), 0);
    const struct rn_digest *g = desk_digest(s->k, RN_PERIOD_WEEK, MONDAY);
    const struct rn_receipt *r =
        resolve(s->k, g->section[RN_SECTION_SCORE].line[0].receipt, MONDAY);
    assert_int_equal(r->figure_count, 4);
    for (size_t i = 0; i < 4; i++) {
        same_number(r->figure[i].name, r->figure[i].value, g->figure[i].value);
        assert_string_equal(r->figure[i].receipt, g->figure[i].receipt);
    }
    assert_true(r->now_count > 60 && r->then_count > 60);
    assert_true(r->now[0].day <= r->now[r->now_count - 1].day);
    assert_int_equal(g->row_count, 2);
    for (size_t i = 0; i < g->row_count; i++)
        assert_int_equal(resolve(s->k, g->row[i].receipt, MONDAY)->scope.count, 1);
}

static void last_weeks_receipts_still_resolve(void **state)
{
    struct desk *k = *state;
    struct story *s = told(k, (int32_t)(fill_time(MONDAY) / RN_DAY), 0);
    const struct rn_digest *g = desk_digest(k, RN_PERIOD_WEEK, MONDAY);
    const struct rn_receipt *r = resolve(k, g->figure[1].receipt, "2027-01-20T08:00:00Z");
    same_number("rating", r->figure[0].value, g->figure[1].value);
    /* A listing more: it resolves and says so. A listing's own receipt does not care. */
    k->rival.competitor = false;
    r = resolve(k, g->figure[1].receipt, MONDAY);
    assert_true(r->other_listings);
    assert_int_equal(r->scope.count, 3);
    assert_false(resolve(k, g->row[0].receipt, MONDAY)->other_listings);
    k->rival.competitor = true;
    (void)s;
}

/* A week later three of Bergen are gone. */
static void removals_have_receipts(void **state)
{
    struct desk *k = *state;
    struct rn_days days = {20570, 20577}; /* 27 April 2026 to 3 May */
    struct rn_scope scope = {"listing:bergen", NULL, 1};
    const struct rn_listing *bergen = &k->listing[1];
    char id[RN_RECEIPT_LEN + 1];
    scope.listing = &bergen;
    fill_begin(&k->fill);
    for (int i = 0; i < 5; i++) {
        struct told t = {.listing = "bergen", .author = "Jo", .text = "Words.", .lang = "en"};
        t.external_id = rn_fmt(k, "g%d", i);
        t.at = fill_time("2026-04-20T09:00:00Z") + i * 3 * RN_DAY;
        t.removed_at = i < 3 ? fill_time("2026-04-30T09:00:00Z") : 0;
        (void)fill_review(&k->fill, &t);
    }
    fill_commit(&k->fill);
    rn_receipt_make('x', &scope, days, id);
    const struct rn_receipt *r = resolve(k, id, MONDAY);
    assert_int_equal(r->figure[0].value, 3);
    assert_int_equal(r->now_count, 3);
    assert_int_equal(r->figure[0].n, 3 + 2);
    assert_false(r->figure[0].has_before);
}

static void what_is_no_receipt_is_named(void **state)
{
    static const char *const bad[] = {"",
                                      "zzzz99",
                                      "s0fve757q3j",
                                      "s0fve757q3jyy",
                                      "S0FVE757Q3JY",
                                      "z0fve757q3jy",
                                      "s0fve057q3jy",
                                      "s0fve7zzzzzz",
                                      "s0fv\xc3\xa9"
                                      "757q3j"};
    struct desk *k = *state;
    struct rn_digest_ask ask = {
        .config = &k->config, .store = k->fill.store, .lang = "en", .now = fill_time(MONDAY)};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct rn_receipt *r = NULL;
        assert_int_equal(rn_receipt_resolve(k, &ask, bad[i], &r, &k->d), RN_GONE);
        assert_non_null(strstr(k->d.text, bad[i]));
        assert_null(r);
    }
}

static void an_empty_store_has_empty_receipts(void **state)
{
    struct desk *k = *state;
    struct rn_receipt *r = NULL;
    struct rn_digest_ask ask = {.config = &k->config, .now = fill_time(MONDAY)};
    const struct rn_digest *g = desk_digest(k, RN_PERIOD_WEEK, MONDAY);
    for (size_t i = 0; i < g->figure_count; i++) {
        assert_int_equal(rn_receipt_resolve(k, &ask, g->figure[i].receipt, &r, &k->d), RN_OK);
        assert_int_equal(r->now_count, 0);
        assert_int_equal(r->figure[0].has_value, i == 0);
    }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(every_figure_of_every_period),      CASE(every_change),
        CASE(a_burst_inside_its_month),          CASE(the_score_line_has_one_for_all),
        CASE(last_weeks_receipts_still_resolve), CASE(removals_have_receipts),
        CASE(what_is_no_receipt_is_named),       CASE(an_empty_store_has_empty_receipts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
