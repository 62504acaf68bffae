/* SPDX-License-Identifier: MIT */
#include "store/reviews_row.h"

#include <stddef.h>

#include "store/private.h"

/* ---- words ----------------------------------------------------------------------------------- */

static const char *const kind_words[] = {"review", "mention", "comment", "message", "survey"};
static const char *const status_words[] = {"new", "open", "waiting", "snoozed", "done"};
static const char *const reply_words[] = {NULL, "published", "pending", "rejected"};
#define COUNT(a) (sizeof(a) / sizeof(a)[0])

const char *rn_kind_word(enum rn_kind k)
{
    return (size_t)k < COUNT(kind_words) ? kind_words[k] : kind_words[0];
}

const char *rn_status_word(enum rn_review_status s)
{
    return (size_t)s < COUNT(status_words) ? status_words[s] : status_words[0];
}

const char *rn_reply_word(enum rn_reply_state s)
{
    return (size_t)s < COUNT(reply_words) ? reply_words[s] : NULL;
}

static int find_word(const char *const *words, size_t count, struct rn_str s)
{
    for (size_t i = 0; i < count; i++)
        if (words[i] != NULL && rn_str_is(s, words[i]))
            return (int)i;
    return 0;
}

enum rn_reply_state rn_reply_of(struct rn_str word)
{
    return (enum rn_reply_state)find_word(reply_words, COUNT(reply_words), word);
}

/* FNV-1a: it must stay the same for as long as stores live. */
int32_t rn_author_bits(const char *author)
{
    uint32_t h = 2166136261u;
    for (; *author != '\0'; author++)
        h = (h ^ (unsigned char)*author) * 16777619u;
    return (int32_t)h;
}

/* ---- the strings of a row -------------------------------------------------------------------- */

struct field {
    int column;
    size_t offset;
};
#define AT(column, member)                                                                         \
    {                                                                                              \
        column, offsetof(struct rn_stored, member)                                                 \
    }

static const struct field views[] = {/* struct rn_str */
                                     AT(COL_LANG, r.lang),
                                     AT(COL_APP_VERSION, r.app_version),
                                     AT(COL_REPLY_TEXT, r.reply.text),
                                     AT(COL_EXTERNAL_ID, r.external_id),
                                     AT(COL_AUTHOR_ID, r.author_id),
                                     AT(COL_AUTHOR_NAME, r.author_name),
                                     AT(COL_URL, r.url),
                                     AT(COL_THREAD, r.thread),
                                     AT(COL_PARENT, r.parent),
                                     AT(COL_TITLE, r.title),
                                     AT(COL_TEXT, r.text),
                                     AT(COL_TRANSLATION, r.translation),
                                     AT(COL_REPLY_TRANSLATION, r.reply.translation),
                                     AT(COL_REPLY_NOTE, r.reply.note),
                                     AT(COL_JUDGEMENT, judgement)};
static const struct field names[] = {/* const char *, may be NULL */
                                     AT(COL_ID, id),
                                     AT(COL_LISTING, listing),
                                     AT(COL_CONTENT, content),
                                     AT(COL_STATUS, status),
                                     AT(COL_PRIORITY, priority),
                                     AT(COL_ASSIGNEE, assignee),
                                     AT(COL_SALT, salt),
                                     AT(COL_AUTHOR, author),
                                     AT(COL_SOURCE, source),
                                     AT(COL_JUDGED_LANG, judged_lang),
                                     AT(COL_JUDGED_LABEL, judged_label)};

static struct rn_str *view(struct rn_stored *r, size_t i)
{
    return (struct rn_str *)(void *)((char *)r + views[i].offset);
}

static const char **name(struct rn_stored *r, size_t i)
{
    return (const char **)(void *)((char *)r + names[i].offset);
}

void rn_review_keep(const void *ctx, struct rn_stored *r)
{
    for (size_t i = 0; i < COUNT(views); i++)
        *view(r, i) = rn_dup_str(ctx, *view(r, i));
    for (size_t i = 0; i < COUNT(names); i++)
        if (*name(r, i) != NULL)
            *name(r, i) = rn_dupz(ctx, *name(r, i));
}

/* ---- reading --------------------------------------------------------------------------------- */

static struct rn_time read_time(struct rn_db_stmt *q, int column)
{
    if (rn_db_is_null(q, column))
        return (struct rn_time){0};
    return (struct rn_time){rn_db_get_int(q, column), RN_TIME_SECOND};
}

struct rn_rating rn_review_read_rating(struct rn_db_stmt *q, int first)
{
    struct rn_rating rating = {0};
    if (!rn_db_is_null(q, first + 3))
        return (struct rn_rating){RN_SCALE_THUMBS, (double)rn_db_get_int(q, first + 3), 1, 0};
    if (rn_db_is_null(q, first))
        return rating;
    rating.scale = RN_SCALE_POINTS;
    rating.value = rn_db_get_num(q, first);
    rating.best = rn_db_get_num(q, first + 1);
    rating.worst = rn_db_get_num(q, first + 2);
    return rating;
}

static void read_review(struct rn_db_stmt *q, struct rn_review *r)
{
    r->size = sizeof *r;
    r->kind = (enum rn_kind)find_word(kind_words, COUNT(kind_words), rn_db_get_text(q, COL_KIND));
    r->rating = rn_review_read_rating(q, COL_RATING);
    r->created.precision = (enum rn_precision)rn_db_get_int(q, COL_TIME_PRECISION);
    if (r->created.precision != RN_TIME_NONE)
        r->created.us = rn_db_get_int(q, COL_AT);
    r->updated = read_time(q, COL_UPDATED_AT);
    r->reach = rn_db_get_num(q, COL_REACH);
    r->truncated = rn_db_get_int(q, COL_TRUNCATED) != 0;
    r->removed = !rn_db_is_null(q, COL_REMOVED_AT);
    r->reply.state = rn_reply_of(rn_db_get_text(q, COL_REPLY_STATE));
    r->reply.at = read_time(q, COL_REPLY_AT);
}

void rn_review_read(struct rn_db_stmt *q, struct rn_stored *ret)
{
    *ret = (struct rn_stored){.n = rn_db_get_int(q, COL_N),
                              .origin = rn_db_get_int(q, COL_ORIGIN),
                              .has_stars = !rn_db_is_null(q, COL_STARS),
                              .stars = rn_db_get_num(q, COL_STARS),
                              .day = (int32_t)rn_db_get_int(q, COL_DAY),
                              .seen_at = rn_db_get_int(q, COL_SEEN_AT),
                              .version = (int)rn_db_get_int(q, COL_VERSION),
                              .run = rn_db_get_int(q, COL_RUN),
                              .answerable = !rn_db_is_null(q, COL_REPLY_COUNTED),
                              .reply_counted = rn_db_get_int(q, COL_REPLY_COUNTED) != 0,
                              .removed_at = rn_db_get_int(q, COL_REMOVED_AT),
                              .absent_since = rn_db_get_int(q, COL_ABSENT_SINCE),
                              .expired = !rn_db_is_null(q, COL_EXPIRED),
                              .had_text = rn_db_get_int(q, COL_EXPIRED) != 0};
    read_review(q, &ret->r);
    for (size_t i = 0; i < COUNT(views); i++)
        *view(ret, i) = rn_db_get_text(q, views[i].column);
    for (size_t i = 0; i < COUNT(names); i++)
        *name(ret, i) = rn_db_get_text(q, names[i].column).p;
}

/* ---- writing --------------------------------------------------------------------------------- */

static void bind_time(struct rn_db_stmt *q, int column, struct rn_time t)
{
    if (t.precision != RN_TIME_NONE)
        rn_db_int(q, column + 1, t.us);
}

/* `first`: the parameter of rating; best, worst and thumbs follow it. What is not bound is null. */
void rn_review_bind_rating(struct rn_db_stmt *q, int first, const struct rn_review *r)
{
    if (r->rating.scale == RN_SCALE_THUMBS)
        rn_db_int(q, first + 3, r->rating.value > 0 ? 1 : 0);
    if (r->rating.scale != RN_SCALE_POINTS)
        return;
    rn_db_num(q, first, r->rating.value);
    rn_db_num(q, first + 1, r->rating.best);
    rn_db_num(q, first + 2, r->rating.worst);
}

static void bind_review(struct rn_db_stmt *q, const struct rn_review *r)
{
    rn_db_text(q, COL_KIND + 1, rn_str(rn_kind_word(r->kind)));
    rn_db_int(q, COL_TIME_PRECISION + 1, (int64_t)r->created.precision);
    bind_time(q, COL_UPDATED_AT, r->updated);
    rn_review_bind_rating(q, COL_RATING + 1, r);
    if (r->reach != 0)
        rn_db_num(q, COL_REACH + 1, r->reach);
    if (r->truncated)
        rn_db_int(q, COL_TRUNCATED + 1, 1);
    rn_bind_z(q, COL_REPLY_STATE + 1, rn_reply_word(r->reply.state));
    bind_time(q, COL_REPLY_AT, r->reply.at);
}

/* When it was said: as the place tells, else its last change, else first sight. */
static int64_t said_at(const struct rn_stored *r)
{
    if (r->r.created.precision != RN_TIME_NONE)
        return r->r.created.us;
    return r->r.updated.precision != RN_TIME_NONE ? r->r.updated.us : r->seen_at;
}

static void bind_state(struct rn_db_stmt *q, const struct rn_stored *r)
{
    rn_db_int(q, COL_AT + 1, said_at(r));
    rn_db_int(q, COL_DAY + 1, r->day);
    rn_db_int(q, COL_SEEN_AT + 1, r->seen_at);
    rn_db_int(q, COL_VERSION + 1, r->version);
    rn_db_int(q, COL_RUN + 1, r->run);
    if (r->has_stars)
        rn_db_num(q, COL_STARS + 1, r->stars);
    if (r->answerable || r->reply_counted)
        rn_db_int(q, COL_REPLY_COUNTED + 1, r->reply_counted);
    rn_bind_opt_int(q, COL_REMOVED_AT + 1, r->removed_at);
    rn_bind_opt_int(q, COL_ABSENT_SINCE + 1, r->absent_since);
    if (r->expired)
        rn_db_int(q, COL_EXPIRED + 1, r->had_text);
}

void rn_review_bind(struct rn_db_stmt *q, const struct rn_stored *r)
{
    struct rn_stored *from = (struct rn_stored *)r; /* view() and name() only look */
    rn_db_int(q, COL_N + 1, r->n);
    rn_db_int(q, COL_ORIGIN + 1, r->origin);
    bind_review(q, &r->r);
    bind_state(q, r);
    if (r->author != NULL)
        rn_db_int(q, RN_PARAM_AUTHOR_BITS, rn_author_bits(r->author));
    for (size_t i = 0; i < COUNT(views); i++)
        if (view(from, i)->n != 0)
            rn_db_text(q, views[i].column + 1, *view(from, i));
    for (size_t i = 0; i < COUNT(names); i++)
        if (names[i].column != COL_SOURCE && *name(from, i) != NULL)
            rn_db_text(q, names[i].column + 1, rn_str(*name(from, i)));
}
