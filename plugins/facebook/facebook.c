/* SPDX-License-Identifier: MIT
 *
 * Facebook: the recommendations of a page that the owner manages, with the comments below them, by
 * the Graph interface. An answer is a comment in the page's name. What comes back is read in
 * parse_ratings.c, parse_comments.c and events.c.
 */
#include "facebook.h"

#include <renown/url.h>

#include "../common/graph.h"

enum { PAGE_ROWS = 100, REPLY_MAX = 8000 };

#define COMMENT_FIELDS "id,message,from{id,name},created_time,parent{id},permalink_url"

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct facebook_config, page, .flags = RN_OPT_REQUIRED,
                   .doc = "The page's number, as its settings show it.",
                   .example = "104512345678901"),
    RN_OPTION_TEXT(struct facebook_config, version, .def = "v25.0",
                   .doc = "Version of the Graph interface. Facebook withdraws old ones after about "
                          "two years."),
    RN_OPTION_BOOL(struct facebook_config, comments, .def = "true",
                   .doc = "Take in what others write below a recommendation as well."),
    {0}};

static const struct rn_auth auths[] = {{.name = "page", .kind = RN_AUTH_BEARER}, {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = REPLY_MAX,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 500,
    .history = "All recommendations of the page.",
    .absence_proves = true,
    .retention = RN_KEEP,
};

static const struct rn_seal seal = {.kind = RN_SEAL_HMAC_HEX,
                                    .field = "x-hub-signature-256",
                                    .prefix = "sha256=",
                                    .credential = "app_secret"};

/* ---- asking ---------------------------------------------------------------------------------- */

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct facebook_config *c = config;

    if (c->page[0] == '\0' || strspn(c->page, "0123456789") != strlen(c->page))
        return rn_fail(d, RN_INVALID,
                       "the page \"%.100s\" is no number: take the page's id from its settings, "
                       "not its name",
                       c->page);
    if (!rn_graph_is_version(c->version))
        return rn_fail(d, RN_INVALID,
                       "the version \"%.40s\" is none: write it as Facebook does, for example "
                       "v25.0",
                       c->version);
    return RN_OK;
}

static enum rn_status ask_list(struct rn_sink *sink, struct rn_buf *url, const char *fields,
                               struct rn_str after, const char *step)
{
    struct rn_request q = {.method = "GET", .auth = "page", .step = step, .note = after};

    rn_url_encode(url, rn_str(fields));
    rn_buf_fmt(url, "&limit=%d", PAGE_ROWS);
    if (after.n > 0) {
        rn_buf_addz(url, "&after=");
        rn_url_encode(url, after);
    }
    return rn_answer_ask(sink, q, url);
}

/* The order of the list is nowhere promised, so no page is ever left out. */
enum rn_status facebook_ask_ratings(const struct facebook_config *c, struct rn_sink *sink,
                                    struct rn_str after)
{
    struct rn_buf url;

    rn_graph_begin(&url, c->version, rn_str(c->page));
    rn_buf_addz(&url, "/ratings?fields=");
    return ask_list(sink, &url,
                    "created_time,has_rating,has_review,rating,recommendation_type,review_text,"
                    "reviewer{id,name},open_graph_story{id,comments.limit(100).filter(stream)"
                    ".order(chronological){" COMMENT_FIELDS "}}",
                    after, "ratings");
}

enum rn_status facebook_ask_comments(const struct facebook_config *c, struct rn_sink *sink,
                                     struct rn_str object, struct rn_str after)
{
    struct rn_buf url;

    rn_graph_begin(&url, c->version, object);
    rn_buf_addz(&url, "/comments?filter=stream&order=chronological&fields=");
    return ask_list(sink, &url, COMMENT_FIELDS, after, "comments");
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct facebook_config *c = config;
    struct rn_buf url;
    enum rn_status status;

    (void)cursor;
    status = facebook_ask_ratings(c, sink, (struct rn_str){NULL, 0});
    if (status != RN_OK)
        return status;
    rn_graph_begin(&url, c->version, rn_str(c->page));
    rn_buf_addz(&url, "?fields=overall_star_rating,rating_count");
    return rn_answer_ask(sink, (struct rn_request){.method = "GET", .auth = "page", .step = "page"},
                         &url);
}

/* ---- answering ------------------------------------------------------------------------------- */

/* Each post is a new comment, and taking one back needs that comment's own id. */
static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    const struct facebook_config *c = config;

    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Renown cannot withdraw an answer on Facebook, because that needs the "
                          "comment's own id: delete it on the page");
    if (!rn_graph_is_id(reply->external_id))
        return sink->fail(sink, RN_INVALID,
                          "this recommendation came without a story of its own, so it cannot be "
                          "answered through the interface: answer it on the page");
    return rn_graph_post(sink, c->version, reply->external_id, "comments", reply->text);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "facebook",
    .title = FACEBOOK_PLACE,
    .summary = "The recommendations of your own Facebook page, the comments below them, and "
               "answers.",
    .terms_url = "https://developers.facebook.com/terms/",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_RECEIVE | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct facebook_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "page",
    .check = check,
    .plan = plan,
    .parse = facebook_parse,
    .compose = compose,
    .receive = facebook_parse,
    .seal = &seal,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
