/* SPDX-License-Identifier: MIT
 *
 * What Reddit calls a thing: {"kind":"t3","data":{…}}. t1 is a comment, t3 a post, t4 a message.
 */
#include "reddit.h"

#include "../common/amp.h"
#include "../common/own.h"

struct reading {
    struct rn_answer_rows *rows;
    struct reddit_page *page;
    const struct rn_json *data;
    bool post, message;
};

static struct rn_str text_of(const struct reading *r, const char *key)
{
    struct rn_str s = rn_str_trim(rn_json_str(rn_json_get(r->data, key)));

    return r->page->escaped ? rn_amp_decode(r->rows->sink, s) : s;
}

/* A saved page in somebody's hands: all of it is shown. */
static bool is_unfiltered(const struct reddit_config *c)
{
    return c->query == NULL && c->subreddit.n == 0 && c->account == NULL;
}

static bool is_own(const struct reddit_config *c, struct rn_str name)
{
    const struct rn_list account = {&c->account, c->account != NULL};

    return rn_own_is(c->own, name) || rn_own_is(account, name);
}

/* What its writer or a moderator took away leaves a stone with one of these words. */
static bool is_tombstone(const struct reading *r)
{
    struct rn_str said = text_of(r, r->post ? "selftext" : "body");

    return rn_str_is(said, "[deleted]") || rn_str_is(said, "[removed]") ||
           (r->post && rn_json_get(r->data, "removed_by_category") != NULL);
}

/* Without a query all that the subreddits hold counts. */
static bool is_found(const struct reading *r)
{
    const struct rn_str texts[] = {text_of(r, r->post ? "title" : "subject"),
                                   text_of(r, r->post ? "selftext" : "body"), text_of(r, "url")};

    return rn_query_fits(&r->page->query, r->rows->sink, texts, r->post ? 3 : 2);
}

static bool is_mention(const struct reading *r, bool found)
{
    if (r->page->list.kind == REDDIT_MENTIONS || is_unfiltered(r->page->config))
        return true;
    if (r->page->query.case_count > 0)
        return found;
    return r->post;
}

/* "/r/gadgets/comments/abc12/…": "abc12". */
static struct rn_str post_in(struct rn_str path)
{
    static const char mark[] = "/comments/";
    size_t n = 0;

    for (size_t i = 0; i + sizeof mark - 1 < path.n; i++) {
        if (memcmp(path.p + i, mark, sizeof mark - 1) != 0)
            continue;
        for (i += sizeof mark - 1; i + n < path.n && path.p[i + n] != '/'; n++)
            ;
        return rn_strn(path.p + i, n);
    }
    return (struct rn_str){NULL, 0};
}

static struct rn_str joined(struct rn_sink *sink, const char *front, struct rn_str rest)
{
    size_t n = strlen(front);
    char *p;

    if (rest.n == 0 || rest.n > 2000)
        return (struct rn_str){NULL, 0};
    p = sink->alloc(sink, n + rest.n + 1);
    memcpy(p, front, n);
    memcpy(p + n, rest.p, rest.n);
    return rn_strn(p, n + rest.n);
}

/* Old answers have comments without an address of their own. */
static struct rn_str address(const struct reading *r)
{
    static const char site[] = "https://www.reddit.com", form[] = "%s/comments/%.*s/_/%.*s/";
    struct rn_str path = text_of(r, "permalink"), post = text_of(r, "link_id"),
                  id = text_of(r, "id");
    size_t room;
    char *p;

    if (path.n == 0)
        path = text_of(r, "context");
    if (rn_str_starts(path, "/"))
        return joined(r->rows->sink, site, path);
    if (!rn_str_starts(post, "t3_") || post.n > 40 || id.n > 40 || id.n == 0)
        return (struct rn_str){NULL, 0};
    post = rn_strn(post.p + 3, post.n - 3);
    room = sizeof site + sizeof form + post.n + id.n;
    p = r->rows->sink->alloc(r->rows->sink, room);
    (void)snprintf(p, room, form, site, RN_STR_ARG(post), RN_STR_ARG(id));
    return rn_str(p);
}

static void read_conversation(const struct reading *r, struct rn_review *v)
{
    if (r->post)
        return;
    v->parent = text_of(r, "parent_id");
    v->thread = text_of(r, "link_id");
    if (v->thread.n == 0)
        v->thread = joined(r->rows->sink, "t3_", post_in(text_of(r, "context")));
    if (r->message)
        v->thread = text_of(r, "first_message_name");
}

static void read_content(const struct reading *r, struct rn_review *v)
{
    v->author_id = v->author_name = text_of(r, "author");
    if (rn_str_is(v->author_id, "[deleted]"))
        v->author_id = v->author_name = (struct rn_str){NULL, 0};
    v->title = text_of(r, r->post ? "title" : r->message ? "subject" : "");
    v->text = text_of(r, r->post ? "selftext" : "body");
    v->url = address(r);
    v->created = rn_answer_epoch(rn_json_get(r->data, "created_utc"));
    v->updated = rn_answer_epoch(rn_json_get(r->data, "edited"));
    (void)rn_json_num(rn_json_get(r->data, "subreddit_subscribers"), &v->reach);
    read_conversation(r, v);
}

/* The comments below a post that was found. */
static enum rn_status ask_thread(const struct reading *r, bool found)
{
    const struct reddit_page *page = r->page;
    struct reddit_list thread = {.kind = REDDIT_THREAD, .thread = text_of(r, "id")};
    int64_t comments = 0;

    if (!page->config->threads || is_unfiltered(page->config) || !r->post || !found ||
        page->list.kind == REDDIT_THREAD || thread.thread.n == 0 || thread.thread.n > 40 ||
        !rn_json_int(rn_json_get(r->data, "num_comments"), &comments) || comments <= 0)
        return RN_OK;
    return reddit_ask(page->config, r->rows->sink, &thread);
}

static enum rn_status use(const struct reading *r, struct rn_review *v)
{
    const struct reddit_page *page = r->page;
    bool found = is_found(r), mention = is_mention(r, found), wanted;
    enum rn_status status;

    read_content(r, v);
    wanted = mention || page->list.kind == REDDIT_THREAD || page->query.case_count == 0;
    if (!wanted || (is_own(page->config, v->author_id) && !is_unfiltered(page->config)) ||
        (v->text.n == 0 && v->title.n == 0))
        return rn_answer_skip(r->rows);
    v->kind = r->message ? RN_KIND_MESSAGE : mention ? RN_KIND_MENTION : RN_KIND_COMMENT;
    status = rn_answer_use(r->rows, v);
    return status == RN_OK ? ask_thread(r, found) : status;
}

/* Of what is gone its id is told and nothing else. */
static enum rn_status bury(struct rn_answer_rows *rows, const struct rn_review *v)
{
    const struct rn_review gone = {.size = sizeof gone,
                                   .kind = RN_KIND_MENTION,
                                   .external_id = v->external_id,
                                   .removed = true};

    return rn_answer_use(rows, &gone);
}

enum rn_status reddit_read_thing(struct rn_answer_rows *rows, const struct rn_json *thing)
{
    struct reading r = {.rows = rows, .page = rows->arg, .data = rn_json_get(thing, "data")};
    struct rn_str kind = rn_json_str(rn_json_get(thing, "kind"));
    struct rn_review v = {.size = sizeof v};
    enum rn_status status;

    if (rn_str_is(kind, "more")) /* comments that are hidden behind a link */
        return rn_answer_skip(rows);
    if (!rn_json_is(r.data, RN_JSON_OBJECT))
        return rn_answer_pass(rows, "it is no post or comment");
    if (!rn_answer_id(rows, r.data, "name", &v.external_id, &status))
        return status;
    r.page->last_but_one = r.page->last;
    r.page->last = v.external_id;
    if (!rn_index_put(&r.page->names, v.external_id, thing))
        return rn_answer_skip(rows);
    r.post = rn_str_is(kind, "t3");
    r.message = rn_str_is(kind, "t4");
    if (!r.post && !r.message && !rn_str_is(kind, "t1"))
        return rn_answer_pass(rows, "it is no post, comment or message");
    if (is_tombstone(&r))
        return bury(rows, &v);
    return use(&r, &v);
}
