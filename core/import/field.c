/* SPDX-License-Identifier: MIT */
#include "import/draft.h"

#include <math.h>
#include <stdlib.h>

#include <renown/stamp.h>

#include "base/near.h"
#include "base/zone.h"

/* ---- values ---------------------------------------------------------------------------------- */

bool rn_import_number(struct rn_str s, double *ret)
{
    char z[48];
    bool point = false, digit = false;
    s = rn_str_trim(s);
    if (s.n == 0 || s.n >= sizeof z)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i] == ',' ? '.' : s.p[i];
        bool sign = i == 0 && (c == '-' || c == '+');
        if (!sign && !(c >= '0' && c <= '9') && !(c == '.' && !point))
            return false;
        point = point || c == '.';
        digit = digit || (c >= '0' && c <= '9');
        z[i] = c;
    }
    z[s.n] = '\0';
    if (digit)
        *ret = strtod(z, NULL);
    return digit;
}

/* Seconds have ten digits since 2001, milliseconds thirteen. */
static bool epoch(struct rn_str s, struct rn_time *ret)
{
    int64_t v = 0;
    if (s.n != 10 && s.n != 13)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *ret = (struct rn_time){.us = v * (s.n == 10 ? RN_SECOND : 1000), .precision = RN_TIME_SECOND};
    return true;
}

/* A wall-clock time of a zone as an instant; it was read as if it were UTC. */
static void into_zone(const struct rn_dates *dates, struct rn_time *t)
{
    if (dates == NULL || dates->zone == NULL || t->precision != RN_TIME_SECOND)
        return;
    int64_t day = t->us / RN_DAY - (t->us % RN_DAY < 0);
    const int64_t into = t->us - day * RN_DAY;
    t->us = rn_zone_at(dates->zone, (int32_t)day, (int)(into / RN_MINUTE)) + into % RN_MINUTE;
}

/* "…T10:00:00Z", "… 10:00 +05:00": the time tells its zone itself. */
static bool tells_zone(struct rn_str s)
{
    const char *clock = s.n > 0 ? memchr(s.p, ':', s.n) : NULL;
    if (clock == NULL)
        return false;
    const size_t left = s.n - (size_t)(clock - s.p);
    return s.p[s.n - 1] == 'Z' || s.p[s.n - 1] == 'z' || memchr(clock, '+', left) != NULL ||
           memchr(clock, '-', left) != NULL;
}

bool rn_import_time(struct rn_str s, const struct rn_dates *dates, struct rn_time *ret)
{
    s = rn_str_trim(s);
    for (size_t i = 0; dates != NULL && i < dates->count; i++) {
        const char *p = dates->patterns[i];
        if (!rn_stamp_parse_as(s, p, ret))
            continue;
        if (strstr(p, "%z") == NULL && strstr(p, "%s") == NULL)
            into_zone(dates, ret);
        return true;
    }
    if (!rn_stamp_parse(s, ret))
        return epoch(s, ret);
    if (!tells_zone(s))
        into_zone(dates, ret);
    return true;
}

/* ---- setters --------------------------------------------------------------------------------- */

static const char *set_text(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    *(struct rn_str *)(void *)((char *)&draft->review + offset) = value;
    return NULL;
}

/* Of the draft itself: it becomes part of the text. */
static const char *set_part(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    *(struct rn_str *)(void *)((char *)draft + offset) = value;
    return NULL;
}

static const char *set_time(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    struct rn_time *t = (struct rn_time *)(void *)((char *)&draft->review + offset);
    return rn_import_time(value, draft->dates, t)
               ? NULL
               : "is no date that can be read (`dates` in a mapping file says its form)";
}

static const char *number(struct rn_str value, double *ret, bool *has)
{
    *has = rn_import_number(value, ret);
    return *has ? NULL : "is no number";
}

static const char *set_value(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    (void)offset;
    return number(value, &draft->value, &draft->has_value);
}

static const char *set_best(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    (void)offset;
    return number(value, &draft->best, &draft->has_best);
}

static const char *set_worst(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    (void)offset;
    return number(value, &draft->worst, &draft->has_worst);
}

static const char *set_stars(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    (void)offset;
    return number(value, &draft->stars, &draft->has_stars);
}

static const char *set_reach(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    double v;
    (void)offset;
    if (!rn_import_number(value, &v) || v < 0)
        return "is no number of people";
    draft->review.reach = v;
    return NULL;
}

static const char *set_bool(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    bool yes = rn_str_is(value, "true") || rn_str_is(value, "1") || rn_str_is(value, "yes");
    if (!yes && !rn_str_is(value, "false") && !rn_str_is(value, "0") && !rn_str_is(value, "no"))
        return "is neither true nor false";
    *(bool *)(void *)((char *)&draft->review + offset) = yes;
    return NULL;
}

/* Index of a word in a list that ends with NULL; -1 when it is not there. */
static int word_index(const char *const *words, struct rn_str value)
{
    for (int i = 0; words[i] != NULL; i++)
        if (rn_str_is(value, words[i]))
            return i;
    return -1;
}

static const char *set_kind(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    static const char *const kinds[] = {
        [RN_KIND_REVIEW] = "review",   [RN_KIND_MENTION] = "mention", [RN_KIND_COMMENT] = "comment",
        [RN_KIND_MESSAGE] = "message", [RN_KIND_SURVEY] = "survey",   NULL};
    (void)offset;
    int i = word_index(kinds, value);
    if (i < 0)
        return "is none of review, mention, comment, message, survey";
    draft->review.kind = (enum rn_kind)i;
    return NULL;
}

static const char *set_precision(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    static const char *const words[] = {[RN_TIME_NONE] = "unknown",
                                        [RN_TIME_SECOND] = "second",
                                        [RN_TIME_DAY] = "day",
                                        [RN_TIME_MONTH] = "month",
                                        NULL};
    (void)offset;
    int i = word_index(words, value);
    if (i < 0)
        return "is none of second, day, month";
    draft->precision = (enum rn_precision)i;
    return NULL;
}

/* Renown's own export also shows replies that are still on their way; those are no news of the
 * place. */
static const char *set_state(struct rn_draft *draft, struct rn_str value, size_t offset)
{
    static const char *const place[] = {[RN_REPLY_NONE] = "none",
                                        [RN_REPLY_PUBLISHED] = "published",
                                        [RN_REPLY_PENDING] = "pending",
                                        [RN_REPLY_REJECTED] = "rejected",
                                        NULL};
    static const char *const ours[] = {"draft",   "proposed", "approved",   "queued",
                                       "sending", "failed",   "superseded", NULL};
    (void)offset;
    int i = word_index(place, value);
    draft->reply_elsewhere = word_index(ours, value) >= 0;
    if (i < 0 && !draft->reply_elsewhere)
        return "is none of published, pending, rejected";
    draft->review.reply.state = i < 0 ? RN_REPLY_NONE : (enum rn_reply_state)i;
    return NULL;
}

/* ---- the table ------------------------------------------------------------------------------- */

#define TEXT(name, member)                                                                         \
    {                                                                                              \
        name, set_text, offsetof(struct rn_review, member)                                         \
    }
#define TIME(name, member)                                                                         \
    {                                                                                              \
        name, set_time, offsetof(struct rn_review, member)                                         \
    }
#define BOOL(name, member)                                                                         \
    {                                                                                              \
        name, set_bool, offsetof(struct rn_review, member)                                         \
    }

const struct rn_import_field rn_import_fields[] = {
    {"kind", set_kind, 0},
    TEXT("external_id", external_id),
    TEXT("author.id", author_id),
    TEXT("author.name", author_name),
    {"rating", set_value, 0},
    {"rating.value", set_value, 0},
    {"rating.best", set_best, 0},
    {"rating.worst", set_worst, 0},
    {"stars", set_stars, 0},
    TEXT("title", title),
    TEXT("text", text),
    {"pros", set_part, offsetof(struct rn_draft, pros)},
    {"cons", set_part, offsetof(struct rn_draft, cons)},
    TEXT("translation", translation),
    TEXT("lang", lang),
    TEXT("url", url),
    TEXT("app_version", app_version),
    TIME("created_at", created),
    TIME("updated_at", updated),
    {"time_precision", set_precision, 0},
    TEXT("reply.text", reply.text),
    TEXT("reply.translation", reply.translation),
    TEXT("reply.note", reply.note),
    TIME("reply.at", reply.at),
    {"reply.state", set_state, 0},
    TEXT("thread", thread),
    TEXT("parent", parent),
    {"reach", set_reach, 0},
    BOOL("html", html),
    BOOL("truncated", truncated),
    BOOL("removed", removed),
    {0},
};

const struct rn_import_field *rn_import_field(const char *name)
{
    for (const struct rn_import_field *f = rn_import_fields; f->name != NULL; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

const char *rn_import_field_nearest(const char *name)
{
    enum { COUNT = sizeof rn_import_fields / sizeof rn_import_fields[0] - 1 };
    const char *names[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        names[i] = rn_import_fields[i].name;
    return rn_nearest(name, names, COUNT);
}
