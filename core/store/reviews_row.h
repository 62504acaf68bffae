/* SPDX-License-Identifier: MIT
 *
 * One row of `review` to a struct and back: the one list of its columns. A column's parameter in
 * the writing statements is its number plus one.
 */
#ifndef STORE_REVIEWS_ROW_H
#define STORE_REVIEWS_ROW_H

#include "store/db.h"
#include "store/reviews.h"

enum rn_review_column {
    COL_N,
    COL_ID,
    COL_ORIGIN,
    COL_LISTING,
    COL_KIND,
    COL_AT,
    COL_TIME_PRECISION,
    COL_DAY,
    COL_SEEN_AT,
    COL_UPDATED_AT,
    COL_CONTENT,
    COL_VERSION,
    COL_RUN,
    COL_STATUS,
    COL_PRIORITY,
    COL_ASSIGNEE,
    COL_REMOVED_AT,
    COL_ABSENT_SINCE,
    COL_RATING,
    COL_BEST,
    COL_WORST,
    COL_THUMBS,
    COL_STARS,
    COL_REACH,
    COL_TRUNCATED,
    COL_REPLY_STATE,
    COL_REPLY_AT,
    COL_REPLY_COUNTED,
    COL_SALT,
    COL_AUTHOR,
    COL_LANG,
    COL_APP_VERSION,
    COL_REPLY_TEXT,
    COL_EXTERNAL_ID,
    COL_AUTHOR_ID,
    COL_AUTHOR_NAME,
    COL_URL,
    COL_THREAD,
    COL_PARENT,
    COL_TITLE,
    COL_TEXT,
    COL_TRANSLATION,
    COL_REPLY_TRANSLATION,
    COL_REPLY_NOTE,
    COL_JUDGED_LANG,
    COL_JUDGED_LABEL,
    COL_JUDGEMENT,
    COL_EXPIRED,
    COL_SOURCE /* reading only: the origin's label */
};

enum { RN_PARAM_AUTHOR_BITS = COL_SOURCE + 1 };

#define RN_REVIEW_COLUMNS                                                                          \
    "n, id, origin, listing, kind, at, time_precision, day, seen_at, updated_at, content, "        \
    "version, run, status, priority, assignee, removed_at, absent_since, rating, best, worst, "    \
    "thumbs, stars, reach, truncated, reply_state, reply_at, reply_counted, salt, author, lang, "  \
    "app_version, reply_text, external_id, author_id, author_name, url, thread, parent, title, "   \
    "text, translation, reply_translation, reply_note, judged_lang, judged_label, "                \
    "judgement, expired"
#define RN_REVIEW_SELECT                                                                           \
    "select " RN_REVIEW_COLUMNS ", (select label from origin where origin.n = review.origin) "     \
    "from review "

const char *rn_reply_word(enum rn_reply_state state); /* published pending rejected, or NULL */
enum rn_reply_state rn_reply_of(struct rn_str word);

/* What is indexed of an author's key; parameter RN_PARAM_AUTHOR_BITS of the writing statements. */
int32_t rn_author_bits(const char *author);

/* Borrows the strings from the statement: they live until its next step. Tags are not filled. */
void rn_review_read(struct rn_db_stmt *q, struct rn_stored *ret);
/* Makes every string of `r` a copy under ctx. */
void rn_review_keep(const void *ctx, struct rn_stored *r);
/* Binds every column; the strings of `r` must live until the statement's reset. */
void rn_review_bind(struct rn_db_stmt *q, const struct rn_stored *r);
void rn_review_bind_rating(struct rn_db_stmt *q, int first, const struct rn_review *r);
struct rn_rating rn_review_read_rating(struct rn_db_stmt *q, int first);
/* Fills tags, sorted, under ctx. */
RN_MUST enum rn_status rn_review_tags(struct rn_store *s, const void *ctx, struct rn_stored *r,
                                      struct rn_diag *d);

/* The statement of rn_reviews_each and rn_reviews_count, for tests of what it costs. */
RN_MUST enum rn_status rn_listing_sql(struct rn_store *s, const struct rn_filter *f, bool count,
                                      const void *ctx, char **ret_sql, struct rn_diag *d);

#endif
