/* SPDX-License-Identifier: MIT
 *
 * The kinds of receipts, and the id made and taken apart. The formulas stand here once, for people
 * and for docs/metrics.md.
 */
#include "report/receipt.h"

#include <stdlib.h>
#include <string.h>

#include <renown/stamp.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/zone.h"
#include "config/config.h"

enum { DAY_DIGITS = 4, LENGTH_AT = 5, NAME_AT = 6, NAME_LEN = 4, CHECK_AT = 10, CHECK_LEN = 2 };

/* ---- what counts, and what is compared ------------------------------------------------------- */

static bool counted(const struct rn_sums *one)
{
    return one->count > 0;
}

static bool rated(const struct rn_sums *one)
{
    return one->rated > 0;
}

static bool answerable(const struct rn_sums *one)
{
    return one->answerable > 0;
}

static bool timed(const struct rn_sums *one)
{
    return rn_answers_within(one, INT64_MAX) > 0;
}

static bool gone(const struct rn_sums *one)
{
    return one->removed > 0;
}

static struct rn_days baseline(int32_t to)
{
    return (struct rn_days){to - 28, to};
}

static struct rn_days base_before(struct rn_days d)
{
    return baseline(d.from);
}

static struct rn_days base_before_week(struct rn_days d)
{
    return baseline(rn_period_of(RN_PERIOD_WEEK, d.from).from);
}

static struct rn_days base_before_month(struct rn_days d)
{
    return baseline(rn_period_of(RN_PERIOD_MONTH, d.from).from);
}

/* The days that are old enough to judge, of the week before and of the month before. */
static struct rn_days week_earlier(struct rn_days d)
{
    return (struct rn_days){d.from - 7, d.to - 7};
}

static struct rn_days month_earlier(struct rn_days d)
{
    struct rn_days this = rn_period_of(RN_PERIOD_MONTH, d.from);
    struct rn_days last = rn_period_of(RN_PERIOD_MONTH, this.from - 1);
    return (struct rn_days){last.from, last.to - (this.to - d.to)};
}

#define COUNT_FORMULA  "number of reviews written in these days, without those no longer listed"
#define RATING_FORMULA "sum of stars / number of rated reviews"
#define BURST_FORMULA                                                                              \
    "number of reviews written in these days; before: of the 28 days that end where the period "   \
    "begins"
#define SOON_FORMULA                                                                               \
    "reviews answered within two days / reviews where an answer would be seen, of days that "      \
    "ended "                                                                                       \
    "two days ago"
#define FIRST_FORMULA                                                                              \
    "median of (answer - written) over answered reviews of these days whose times are known to "   \
    "the second"

const struct rn_receipt_kind rn_receipt_kinds[] = {
    {'s', "score", NULL, "reviews, rating, answered and first reply, each by its own formula",
     counted, rn_days_before},
    {'c', "reviews", NULL, COUNT_FORMULA, counted, rn_days_before},
    {'r', "rating", "stars", RATING_FORMULA, rated, rn_days_before},
    {'a', "answered", "share",
     "reviews of these days that have a public answer by now / reviews of these days where an "
     "answer would be seen",
     answerable, rn_days_before},
    {'f', "first_reply_median", "seconds", FIRST_FORMULA, timed, rn_days_before},
    {'v', "burst_reviews", NULL, BURST_FORMULA, counted, base_before},
    {'y', "burst_reviews", NULL, BURST_FORMULA, counted, base_before_week},
    {'m', "burst_reviews", NULL, BURST_FORMULA, counted, base_before_month},
    {'g', "rating_change", "stars", RATING_FORMULA "; before: of the 28 days before", rated,
     base_before},
    {'b', "within_two_days", "share", SOON_FORMULA, answerable, week_earlier},
    {'k', "within_two_days", "share", SOON_FORMULA, answerable, month_earlier},
    {'d', "first_reply_change", "seconds", FIRST_FORMULA, timed, rn_days_before},
    {'x', "removed", NULL, "reviews that a sweep in these days found gone and that are still gone",
     gone, NULL},
    {0},
};

const struct rn_receipt_kind *rn_receipt_kind_of(char letter)
{
    const struct rn_receipt_kind *k = rn_receipt_kinds;
    while (k->name != NULL && k->letter != letter)
        k++;
    return k->name != NULL ? k : NULL;
}

/* ---- the id ---------------------------------------------------------------------------------- */

static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
static const int32_t MOST_DAY = 36 * 36 * 36 * 36 - 1;

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Over the sorted ids, so that the order in the config does not matter. */
static void listings_hash(const struct rn_scope *scope, char out[RN_ID_LEN + 1])
{
    RN_SCOPE(tmp);
    const char **ids = rn_new_array(tmp, const char *, scope->count + 1);
    struct rn_str *parts = rn_new_array(tmp, struct rn_str, scope->count + 1);
    for (size_t i = 0; i < scope->count; i++)
        ids[i] = scope->listing[i]->id;
    qsort(ids, scope->count, sizeof *ids, by_text);
    for (size_t i = 0; i < scope->count; i++)
        parts[i] = rn_str(ids[i]);
    rn_id_make(parts, scope->count, out);
}

static void name_hash(const struct rn_scope *scope, char out[RN_ID_LEN + 1])
{
    const struct rn_str part = rn_str(scope->name);
    rn_id_make(&part, 1, out);
}

void rn_receipt_make(char letter, const struct rn_scope *scope, struct rn_days days,
                     char out[RN_RECEIPT_LEN + 1])
{
    char name[RN_ID_LEN + 1], listings[RN_ID_LEN + 1];
    int32_t first = days.from < 0 ? 0 : days.from > MOST_DAY ? MOST_DAY : days.from;
    int32_t length = days.to - days.from;
    name_hash(scope, name);
    listings_hash(scope, listings);
    memset(out, 0, RN_RECEIPT_LEN + 1);
    out[0] = letter;
    for (int i = DAY_DIGITS; i >= 1; i--, first /= 36)
        out[i] = digits[first % 36];
    out[LENGTH_AT] = digits[length < 0 ? 0 : length > 35 ? 35 : length];
    memcpy(out + NAME_AT, name, NAME_LEN);
    memcpy(out + CHECK_AT, listings, CHECK_LEN);
}

struct rn_figure rn_figure_make(char letter, const struct rn_scope *scope, struct rn_days days)
{
    const struct rn_receipt_kind *kind = rn_receipt_kind_of(letter);
    struct rn_figure fig = {.name = kind->name, .unit = kind->unit};
    rn_receipt_make(letter, scope, days, fig.receipt);
    return fig;
}

static int32_t digit(char c)
{
    const char *at = c != '\0' ? strchr(digits, c) : NULL;
    return at != NULL ? (int32_t)(at - digits) : -1;
}

bool rn_receipt_read(const char *id, struct rn_receipt_parts *ret)
{
    int32_t day = 0;
    if (strlen(id) != RN_RECEIPT_LEN || strspn(id, digits) != RN_RECEIPT_LEN)
        return false;
    for (int i = 1; i <= DAY_DIGITS; i++)
        day = day * 36 + digit(id[i]);
    ret->kind = rn_receipt_kind_of(id[0]);
    ret->days = (struct rn_days){day, day + digit(id[LENGTH_AT])};
    return ret->kind != NULL && ret->days.to > ret->days.from;
}

int rn_receipt_fits(const char *id, const struct rn_scope *scope)
{
    char name[RN_ID_LEN + 1], listings[RN_ID_LEN + 1];
    name_hash(scope, name);
    if (memcmp(id + NAME_AT, name, NAME_LEN) != 0)
        return 0;
    listings_hash(scope, listings);
    return memcmp(id + CHECK_AT, listings, CHECK_LEN) == 0 ? 2 : 1;
}
