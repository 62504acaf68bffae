/* SPDX-License-Identifier: MIT
 *
 * What Renown talks about: reviews, aggregates, replies. Plain structs of borrowed strings.
 *
 * Every struct that crosses the plugin boundary begins with its own `size`, set by whoever fills
 * it; the reader looks no further than that. New fields are only ever added at the end.
 */
#ifndef RENOWN_MODEL_H
#define RENOWN_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <renown/str.h>

/* An instant: microseconds since 1970-01-01T00:00:00Z, and how exactly the place told it. */
enum rn_precision {
    RN_TIME_NONE = 0, /* not known: `us` means nothing */
    RN_TIME_SECOND,
    RN_TIME_DAY,  /* `us` is the start of that day, UTC */
    RN_TIME_MONTH /* `us` is the start of that month, UTC */
};

struct rn_time {
    int64_t us;
    enum rn_precision precision;
};

enum rn_kind {
    RN_KIND_REVIEW = 0,
    RN_KIND_MENTION,
    RN_KIND_COMMENT,
    RN_KIND_MESSAGE,
    RN_KIND_SURVEY
};

/* How a rating is to be read. Only RN_SCALE_POINTS becomes stars on 1..5. */
enum rn_scale {
    RN_SCALE_NONE = 0, /* no rating was given: the other fields mean nothing */
    RN_SCALE_POINTS,   /* a number between worst and best */
    RN_SCALE_THUMBS    /* 1 up, 0 down: never turned into stars */
};

struct rn_rating {
    enum rn_scale scale;
    double value, best, worst;
};

/* The owner's answer as the place shows it. */
enum rn_reply_state {
    RN_REPLY_NONE = 0,
    RN_REPLY_PUBLISHED,
    RN_REPLY_PENDING, /* the place is still checking it */
    RN_REPLY_REJECTED /* the place refused it; `note` says why, if it tells */
};

struct rn_place_reply {
    enum rn_reply_state state;
    struct rn_str text, translation, note;
    struct rn_time at;
};

/* One text a person left. `external_id` may be empty where the place gives none: the core then
 * makes a stable key from author, time and kind (never from the text, or an edit would look
 * like a new review); a plugin that knows a better key puts it into `key_hint` (at most 200 bytes).
 * Texts are UTF-8; the core cleans what is not. */
struct rn_review {
    size_t size;
    enum rn_kind kind;
    struct rn_str external_id, key_hint;
    struct rn_str author_id, author_name;
    struct rn_rating rating;
    struct rn_str title, text;
    struct rn_str translation; /* `text` in the reader's language, as the place translated it */
    bool html;                 /* title and text are HTML: the core turns them into plain text */
    bool truncated;            /* the place gives only the beginning */
    bool removed;              /* the place itself says that this review is gone */
    struct rn_str lang;        /* BCP 47, as the place marks it; empty when it does not */
    struct rn_str url, app_version;
    struct rn_str thread, parent; /* external ids of the conversation and of what this answers */
    struct rn_time created, updated;
    double reach; /* followers or shares; 0 when the place does not tell */
    struct rn_place_reply reply;
};

/* A place's own published average and count. Never averaged with reviews. */
struct rn_aggregate {
    size_t size;
    struct rn_rating rating;
    int64_t count; /* -1 when not told */
};

#endif
