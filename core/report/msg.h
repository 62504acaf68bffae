/* SPDX-License-Identifier: MIT
 *
 * The words of reports: a file a language (msg_en.c, msg_ur.c, …), each with every sentence.
 * Sentences hold slots in braces: `{name}` puts a value, `{n|review|reviews}` chooses by the number
 * in slot n (one, else many, as the language counts). To add a language: its file and one row in
 * msg.c.
 */
#ifndef REPORT_MSG_H
#define REPORT_MSG_H

#include "report/digest.h"

enum rn_msg {
    RN_MSG_HEAD_NEEDS,
    RN_MSG_HEAD_NOTHING,
    RN_MSG_HEAD_NOTHING_SEEN,
    RN_MSG_HEAD_CHANGED,
    RN_MSG_HEAD_SCORE,
    RN_MSG_HEAD_WHY,
    RN_MSG_HEAD_DONE,
    RN_MSG_HEAD_COVERAGE,
    RN_MSG_VERDICT_NEEDS,
    RN_MSG_VERDICT_NOTHING,
    RN_MSG_VERDICT_NOTHING_SEEN,
    RN_MSG_VERDICT_GAPS,
    RN_MSG_VERDICT_NO_RATING,
    RN_MSG_VERDICT_VOLUME,
    RN_MSG_VERDICT_RATING_DOWN,
    RN_MSG_VERDICT_RATING_UP,
    RN_MSG_VERDICT_ANSWERED,
    RN_MSG_VERDICT_FIRST_REPLY,
    RN_MSG_VERDICT_REMOVED,
    RN_MSG_INTRO_DAY,
    RN_MSG_INTRO_DAYS,
    RN_MSG_INTRO_WEEK,
    RN_MSG_INTRO_MONTH,
    RN_MSG_SCOPE_NONE,
    RN_MSG_SCOPE_MANY,
    RN_MSG_NEED_ESCALATION,
    RN_MSG_NEED_OVERDUE,
    RN_MSG_NEED_OVERDUE_DRAFT,
    RN_MSG_NEED_DUE,
    RN_MSG_NEED_DUE_DRAFT,
    RN_MSG_NEED_DRAFTS,
    RN_MSG_NEED_SOURCE,
    RN_MSG_NEED_MORE,
    RN_MSG_NOBODY,
    RN_MSG_NO_CHANGE,
    RN_MSG_CHANGE_VOLUME,
    RN_MSG_CHANGE_RATING_DOWN,
    RN_MSG_CHANGE_RATING_UP,
    RN_MSG_CHANGE_ANSWERED,
    RN_MSG_CHANGE_FIRST_REPLY,
    RN_MSG_CHANGE_REMOVED,
    RN_MSG_CHANGE_SWEEP,
    RN_MSG_SCORE_DAY,
    RN_MSG_SCORE_WEEK,
    RN_MSG_SCORE_MONTH,
    RN_MSG_SCORE_REVIEWS,
    RN_MSG_SCORE_RATING,
    RN_MSG_SCORE_RATING_NONE,
    RN_MSG_SCORE_ANSWERED,
    RN_MSG_SCORE_ANSWERED_YOUNG, /* the period ended less than a week ago */
    RN_MSG_SCORE_FIRST,
    RN_MSG_SCORE_FIRST_NONE,
    RN_MSG_FRACTION,
    RN_MSG_FRACTION_PERCENT,
    RN_MSG_PERCENT,
    RN_MSG_NONE,
    RN_MSG_WHY_LOW,
    RN_MSG_WHY_PRAISE,
    RN_MSG_WHY_RISING,
    RN_MSG_WHY_FALLING,
    RN_MSG_WHY_FRESH, /* nobody spoke of it for half a year */
    RN_MSG_TOPICS,    /* names in the order of rn_topic_words, separated by blanks */
    RN_MSG_DONE,
    RN_MSG_DONE_NOTHING,
    RN_MSG_HEAD_STARTER,
    RN_MSG_STARTER_RULE,
    RN_MSG_STARTER_DONE,
    RN_MSG_HEAD_UNANSWERED,
    RN_MSG_UNANSWERED,
    RN_MSG_UNANSWERED_ALL,
    RN_MSG_COVER_GREEN,
    RN_MSG_COVER_IMPORTS,
    RN_MSG_COVER_EMPTY,
    RN_MSG_COVER_REST,
    RN_MSG_COVER_NEVER,
    RN_MSG_COVER_FAILED,
    RN_MSG_COVER_FAILED_NEVER,
    RN_MSG_COVER_CUT,
    RN_MSG_COVER_LATE,
    RN_MSG_COVER_SHORT,
    RN_MSG_COVER_MORE,
    RN_MSG_STRIP,
    RN_MSG_TABLE,
    RN_MSG_TABLE_LISTING,
    RN_MSG_TABLE_REVIEWS,
    RN_MSG_TABLE_RATING,
    RN_MSG_TABLE_ANSWERED,
    RN_MSG_FOOTER,
    RN_MSG_CHAIN,
    RN_MSG_DATE,
    RN_MSG_TIME,
    RN_MSG_MONTH_YEAR,
    RN_MSG_MINUTES,
    RN_MSG_HOURS,
    RN_MSG_HOURS_EVEN, /* no minutes are left over */
    RN_MSG_DAYS,
    RN_MSG_MONTHS,   /* twelve names, separated by blanks */
    RN_MSG_WEEKDAYS, /* seven names from Monday, separated by blanks */
    RN_MSG_POINT,    /* the decimal point */
    RN_MSG_DIGITS,   /* ten, separated by blanks */
    RN_MSG_STARS,    /* a rating: the number and its sign */
    RN_MSG_COMMA,    /* with its blank */
    RN_MSG_QUOTE_OPEN,
    RN_MSG_QUOTE_CLOSE,
    RN_MSG_RUN_ON, /* between a heading and the sentence on its line */
    RN_MSG_COUNT
};

/* A value for a slot; a row of them ends with one without a name. Numbers are said with `num`. */
struct rn_slot {
    const char *name;
    enum rn_part_kind kind;
    const char *text;
};

/* The languages there are, ends with NULL. */
extern const char *const rn_msg_langs[];
bool rn_msg_known(const char *lang);
const char *rn_msg_dir(const char *lang); /* ltr or rtl */
/* True when its letters join: they are never set apart. */
bool rn_msg_joined(const char *lang);
/* The sentence with its slots; in English when the language is not known. */
const char *rn_msg(const char *lang, enum rn_msg id);
/* The i-th word, from 0, of a row of names or digits. */
struct rn_str rn_msg_nth(const char *lang, enum rn_msg row, int i);
/* Adds the sentence to a line, parts under ctx. A slot nobody filled is left empty; before a quote
 * of nothing the comma or colon goes as well. */
void rn_msg_line(const void *ctx, struct rn_line *line, const char *lang, enum rn_msg id,
                 const struct rn_slot *slots);
/* The same as plain text: for what holds no outside text but names that were cleaned. A name stands
 * in an isolate where it or the sentence is written from right to left. */
char *rn_msg_text(const void *ctx, const char *lang, enum rn_msg id, const struct rn_slot *slots);
void rn_line_add(const void *ctx, struct rn_line *line, enum rn_part_kind kind, const char *text);

#endif
