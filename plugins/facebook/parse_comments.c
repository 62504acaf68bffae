/* SPDX-License-Identifier: MIT
 *
 * Comments, and the choice of what an answer is.
 */
#include "facebook.h"

#include <renown/url.h>

#include "../common/graph.h"

/* ---- ids ------------------------------------------------------------------------------------- */

static struct rn_str behind_joint(struct rn_str id)
{
    const char *joint = id.n > 0 ? memchr(id.p, '_', id.n) : NULL;

    return joint != NULL ? rn_strn(joint + 1, id.n - (size_t)(joint + 1 - id.p)) : id;
}

/* A post's id is PAGE_POST; empty when there is no page in it. */
static struct rn_str before_joint(struct rn_str id)
{
    const char *joint = id.n > 0 ? memchr(id.p, '_', id.n) : NULL;

    return joint != NULL ? rn_strn(id.p, (size_t)(joint - id.p)) : (struct rn_str){NULL, 0};
}

/* ".../posts/77/?comment_id=5": the post, 77. */
static struct rn_str post_of(struct rn_str url)
{
    struct rn_url parts;
    size_t end, n;

    if (!rn_url_split(url, &parts))
        return (struct rn_str){NULL, 0};
    for (end = parts.path.n; end > 0 && parts.path.p[end - 1] == '/'; end--)
        ;
    for (n = 0; n < end && parts.path.p[end - n - 1] >= '0' && parts.path.p[end - n - 1] <= '9';
         n++)
        ;
    return rn_strn(parts.path.p + end - n, n);
}

/* A comment's id is POST_COMMENT. */
static struct rn_str joined(struct rn_sink *sink, struct rn_str post, struct rn_str comment)
{
    char *p;

    if (post.n == 0 || post.n > 60 || comment.n == 0 || comment.n > 60 ||
        !rn_graph_is_id(comment) || !rn_graph_is_id(post))
        return (struct rn_str){NULL, 0};
    p = sink->alloc(sink, post.n + comment.n + 1);
    memcpy(p, post.p, post.n);
    p[post.n] = '_';
    memcpy(p + post.n + 1, comment.p, comment.n);
    return rn_strn(p, post.n + comment.n + 1);
}

/* Where the fields `id` and `parent` were not asked for, the address of the comment holds both. */
static void name_it(const struct facebook_answer *a, const struct rn_json *row, struct rn_review *r)
{
    struct rn_str link = r->url, comment = {NULL, 0}, answer = {NULL, 0};
    struct rn_str post = a->object.n > 0 ? behind_joint(a->object) : post_of(link);

    (void)rn_url_param(link, "comment_id", &comment);
    (void)rn_url_param(link, "reply_comment_id", &answer);
    r->external_id = rn_str_trim(rn_json_str(rn_json_get(row, "id")));
    if (r->external_id.n == 0)
        r->external_id = joined(a->sink, post, answer.n > 0 ? answer : comment);
    r->thread = a->object;
    r->parent = rn_json_str(rn_json_path(row, "parent.id"));
    if (r->parent.n == 0 && answer.n > 0)
        r->parent = joined(a->sink, post, comment);
    if (r->parent.n == 0)
        r->parent = a->object;
}

/* ---- lists ----------------------------------------------------------------------------------- */

enum rn_status facebook_read_comment(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct facebook_answer *a = rows->arg;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_COMMENT};

    if (!rn_json_is(row, RN_JSON_OBJECT))
        return rn_answer_pass(rows, "it is no object");
    if (facebook_is_own(a, row))
        return rn_answer_skip(rows);
    r.text = rn_json_str(rn_json_get(row, "message"));
    if (r.text.n == 0) { /* a picture or a sticker alone */
        if (rn_json_get(row, "id") != NULL || rn_json_get(row, "created_time") != NULL)
            return rn_answer_skip(rows);
        return rn_answer_pass(rows, "it is no comment");
    }
    r.author_id = rn_json_str(rn_json_path(row, "from.id"));
    r.author_name = rn_json_str(rn_json_path(row, "from.name"));
    r.url = rn_json_str(rn_json_get(row, "permalink_url"));
    r.created = rn_answer_time(rn_json_get(row, "created_time"));
    name_it(a, row, &r);
    return rn_answer_use(rows, &r);
}

enum rn_status facebook_read_comments(const struct facebook_answer *a, const struct rn_json *root,
                                      struct rn_str before)
{
    struct facebook_answer own = *a;
    struct rn_answer_rows rows = {.sink = a->sink, .place = FACEBOOK_PLACE, .arg = &own};
    struct rn_str after;
    enum rn_status status;

    status = rn_answer_each(&rows, rn_json_get(root, "data"), facebook_read_comment);
    if (status == RN_OK)
        status = rn_graph_next(a->sink, root, before, FACEBOOK_PLACE, &after);
    if (status != RN_OK)
        return status;
    if (rows.number == 0 && before.n == 0)
        return a->sink->warn(a->sink, "Facebook lists no comments there");
    if (after.n == 0 || a->config->page == NULL || !rn_graph_is_id(a->object))
        return RN_OK;
    return facebook_ask_comments(a->config, a->sink, a->object, after);
}

/* ---- which answer is this? ------------------------------------------------------------------- */

static enum rn_status read_page(struct rn_sink *sink, const struct rn_json *root)
{
    struct rn_aggregate g = {.size = sizeof g, .count = -1};

    g.rating = rn_answer_stars(rn_json_get(root, "overall_star_rating"));
    if (!rn_json_int(rn_json_get(root, "rating_count"), &g.count) || g.count < 0)
        g.count = -1;
    if (g.rating.scale != RN_SCALE_NONE || g.count >= 0)
        return sink->aggregate(sink, &g);
    if (rn_json_str(rn_json_get(root, "id")).n > 0) /* a page without ratings tells its id alone */
        return RN_OK;
    return rn_answer_other(sink, root, FACEBOOK_PLACE, "data");
}

/* Without a step and an address the rows tell. */
static bool holds_comments(const struct rn_json *data)
{
    const struct rn_json *row = rn_json_first(data);

    return rn_json_get(row, "message") != NULL || rn_json_get(row, "permalink_url") != NULL;
}

static enum rn_status read_document(struct facebook_answer *a, const struct rn_response *response,
                                    const struct rn_json *root)
{
    const struct rn_json *data = rn_json_get(root, "data");
    struct rn_str object, edge;

    rn_graph_address(response->url, &object, &edge);
    if (a->page.n == 0)
        a->page = rn_str_is(edge, "ratings") ? object : before_joint(object);
    if (rn_json_is(rn_json_get(root, "entry"), RN_JSON_ARRAY))
        return facebook_read_events(a, root);
    if (!rn_json_is(data, RN_JSON_ARRAY))
        return strcmp(response->step, "page") == 0 || rn_json_get(root, "rating_count") != NULL
                   ? read_page(a->sink, root)
                   : rn_answer_other(a->sink, root, FACEBOOK_PLACE, "data");
    if (!rn_str_is(edge, "comments") && (rn_str_is(edge, "ratings") || !holds_comments(data)))
        return facebook_read_ratings(a, root, response->note);
    a->object = rn_str_is(edge, "comments") ? object : (struct rn_str){NULL, 0};
    return facebook_read_comments(a, root, response->note);
}

enum rn_status facebook_parse(const void *config, const struct rn_response *response,
                              struct rn_sink *sink)
{
    const struct facebook_config *c = config;
    struct facebook_answer a = {.config = c,
                                .sink = sink,
                                .page = rn_str(c->page),
                                .comments = c->comments || c->page == NULL};
    struct rn_json_doc *doc = NULL;
    enum rn_status status;

    if (strcmp(response->step, "reply") == 0)
        return RN_OK;
    status = rn_answer_json(sink, response, FACEBOOK_PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_document(&a, response, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
