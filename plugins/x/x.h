/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share.
 */
#ifndef PLUGINS_X_H
#define PLUGINS_X_H

#include "../common/answer.h"

#define X_PLACE "X"
#define X_BASE  "https://api.x.com/2/"

/* Millionths of a dollar: a post that is read, one of an account that owns the app, a person that
 * comes with it, an answer, an answer that holds a link. */
enum {
    X_PRICE_POST = 5000,
    X_PRICE_OWNED = 1000,
    X_PRICE_PERSON = 10000,
    X_PRICE_ANSWER = 15000,
    X_PRICE_LINK = 200000
};

enum { X_QUERIES = 10, X_QUERY_MAX = 512, X_PAGE_MAX = 100 };

struct x_config {
    const char *account, *user_id;
    struct rn_list query;
    int64_t page_size, max_items;
    bool authors, owned, links;
};

/* ---- where a run stands (state.c) ------------------------------------------------------------ */

/* The lists (mentions, then the queries) are read one after the other: each has its own lower
 * bound, and one cursor holds them all. `marks` is that cursor: "m=17 a0b1c2d3=19", for each list
 * that was read to its end before the newest post it had. It travels in the note of each request,
 * behind the number of the list, how many posts of it were read, and the newest id of its first
 * page. */
struct x_state {
    size_t list;
    int64_t read;
    struct rn_str newest, marks;
};

size_t x_lists(const struct x_config *c);
/* The query of that list as it is asked, or empty for the mentions. False when there is no room. */
bool x_query(const struct x_config *c, size_t list, struct rn_buf *out);
struct x_state x_state_read(struct rn_str note);
void x_state_write(const struct x_state *s, struct rn_buf *out);
/* The mark of the list that `s` is at; empty when it has none. */
struct rn_str x_mark(const struct x_config *c, const struct x_state *s);
/* All marks with that list's set to `id`; those of queries that are asked no more are left out. */
void x_marks_with(const struct x_config *c, const struct x_state *s, struct rn_str id,
                  struct rn_buf *out);
/* Ids are numbers of up to 20 digits that grow with time. */
bool x_is_id(struct rn_str s);
bool x_id_less(struct rn_str a, struct rn_str b);
/* What an id made at that instant begins from; false before there were such ids. */
bool x_id_at(int64_t us, char out[24]);

/* ---- asking and reading ---------------------------------------------------------------------- */

/* Asks for a page of the list that `s` is at; `token` is empty for its first one. */
enum rn_status x_ask(const struct x_config *c, struct rn_sink *sink, const struct x_state *s,
                     struct rn_str token);
/* The plugin's `parse` and `compose`. */
enum rn_status x_parse(const void *config, const struct rn_response *response,
                       struct rn_sink *sink);
enum rn_status x_compose(const void *config, const struct rn_reply *reply, struct rn_sink *sink);

#endif
