/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share.
 *
 *     youtube.c    options, what to ask first, answers
 *     lists.c      which list an answer is, and its next page
 *     comment.c    comments, their answers, the owner's among them
 *     video.c      videos that a search has found
 */
#ifndef PLUGINS_YOUTUBE_H
#define PLUGINS_YOUTUBE_H

#include "../common/answer.h"
#include "../common/query.h"

#define YOUTUBE_PLACE "YouTube"

enum { YOUTUBE_PAGES_MAX = 100, YOUTUBE_ID_MAX = 100 };

struct youtube_config {
    const char *channel;
    struct rn_list video;
    const char *query;
    bool search;
    struct rn_list own;
    int login;
    bool threads;
};
enum { YOUTUBE_LOGIN_KEY, YOUTUBE_LOGIN_USER };

/* The lists that are read; they are the steps of requests. */
enum youtube_kind {
    YOUTUBE_CHANNEL,  /* comments on all videos of the channel */
    YOUTUBE_VIDEO,    /* comments on one video */
    YOUTUBE_REPLIES,  /* answers to one comment */
    YOUTUBE_SEARCH,   /* ids of videos */
    YOUTUBE_VIDEOS,   /* these videos */
    YOUTUBE_ANSWERED, /* one comment again, whose answer by the owner came later */
    YOUTUBE_UNKNOWN   /* `renown parse` without a step */
};
extern const char *const youtube_steps[];

/* One page of one list. It travels as the step and the note of a request. */
struct youtube_list {
    enum youtube_kind kind;
    int64_t item;        /* of the query's case; of answers: 1 when their comment waits for them */
    int64_t pages;       /* before this one */
    struct rn_str token; /* of this page */
    struct rn_str id;    /* of the video, of the comment; of videos, with commas */
    struct rn_str video; /* that a comment belongs to, when it is known */
    struct rn_place_reply reply; /* YOUTUBE_ANSWERED */
};

enum rn_status youtube_ask(const struct youtube_config *c, struct rn_sink *sink,
                           const struct youtube_list *list);

/* An answer while it is read. */
struct youtube_page {
    const struct youtube_config *config;
    struct youtube_list list;
    struct rn_query query;
    bool html; /* texts are HTML */
};

/* Rows: a thread (a comment and some of its answers), a comment, a found video, a video. */
enum rn_status youtube_read_thread(struct rn_answer_rows *rows, const struct rn_json *row);
enum rn_status youtube_read_comment(struct rn_answer_rows *rows, const struct rn_json *row);
enum rn_status youtube_read_video(struct rn_answer_rows *rows, const struct rn_json *row);
/* The first of some answers that the owner wrote; RN_REPLY_NONE when there is none. */
struct rn_place_reply youtube_find_reply(const struct youtube_page *page,
                                         const struct rn_json *comments);
/* Asks for the videos that a search has found. */
enum rn_status youtube_read_hits(struct youtube_page *page, struct rn_sink *sink,
                                 const struct rn_json *list);

/* A member of a row as text. */
struct rn_str youtube_text(const struct rn_json *row, const char *dotted);
/* An id as the place makes them: letters, digits, '-', '_', '.'. */
bool youtube_is_id(struct rn_str s);
/* https://www.youtube.com/watch?v=VIDEO&lc=COMMENT; empty without a video. */
struct rn_str youtube_address(struct rn_sink *sink, struct rn_str video, struct rn_str comment);
/* Without options a saved page is in somebody's hands: all of it is shown. */
bool youtube_is_unfiltered(const struct youtube_config *c);
/* Did the owner write it? */
bool youtube_is_own(const struct youtube_config *c, struct rn_str id, struct rn_str name);

/* The plugin's `parse`. */
enum rn_status youtube_parse(const void *config, const struct rn_response *response,
                             struct rn_sink *sink);

#endif
