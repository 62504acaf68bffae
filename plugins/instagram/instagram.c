/* SPDX-License-Identifier: MIT
 *
 * Instagram: what is written below the posts of an account of a business or creator, who tags it,
 * and posts under hashtags, by the Graph interface. What comes back is read in posts.c, comments.c
 * and pushed.c.
 */
#include "instagram.h"

#include <renown/url.h>

#include "../common/graph.h"

enum { COMMENT_ROWS = 50, POST_ROWS = 50, REPLY_MAX = 300, POSTS_MAX = 100 };

#define COMMENT_FIELDS "id,text,timestamp,username,from{id,username}"
#define THREAD_FIELDS  COMMENT_FIELDS ",replies{" COMMENT_FIELDS "}"
#define POST_FIELDS    "id,caption,timestamp,username,permalink"

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct instagram_config, account, .flags = RN_OPT_REQUIRED,
                   .doc = "The number of the professional account, as the Graph interface tells it "
                          "(instagram_business_account of the page that it belongs to).",
                   .example = "17841400000000001"),
    RN_OPTION_TEXT(struct instagram_config, username,
                   .doc = "The account's name, without the @: what it writes itself is left out of "
                          "webhooks too, which do not tell the name.",
                   .example = "harbourhotel"),
    RN_OPTION_TEXT(struct instagram_config, version, .def = "v25.0",
                   .doc = "Version of the Graph interface. Facebook withdraws old ones after about "
                          "two years."),
    RN_OPTION_INT(struct instagram_config, posts, .min = 0, .max = POSTS_MAX, .def = "25",
                  .doc = "How many of the account's latest posts are looked at for comments."),
    RN_OPTION_BOOL(struct instagram_config, tags, .def = "true",
                   .doc = "Read the posts in which others tagged the account."),
    RN_OPTION_LIST(struct instagram_config, hashtag,
                   .doc = "Hashtags under which to look for posts of the last day, without the #; "
                          "at most 30. Needs the feature Instagram Public Content Access.",
                   .example = "[harbourhotel, harbourlahore]"),
    {0}};

static const struct rn_auth auths[] = {{.name = "page", .kind = RN_AUTH_BEARER}, {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = REPLY_MAX,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 500,
    .history = "All comments below the latest posts, all posts that tag the account, a day of "
               "hashtags.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

static const struct rn_refusal refusals[] = {
    {400, "2207034", RN_LIMIT,
     "30 different hashtags were asked for within a week: leave some out, or wait"},
    {0}};

static const struct rn_seal seal = {.kind = RN_SEAL_HMAC_HEX,
                                    .field = "x-hub-signature-256",
                                    .prefix = "sha256=",
                                    .credential = "app_secret"};

/* ---- options --------------------------------------------------------------------------------- */

static bool is_number(const char *z)
{
    return z[0] != '\0' && strlen(z) <= 40 && strspn(z, "0123456789") == strlen(z);
}

static enum rn_status check_hashtags(const struct instagram_config *c, struct rn_diag *d)
{
    if (c->hashtag.n > INSTAGRAM_HASHTAGS)
        return rn_fail(d, RN_INVALID,
                       "there are %zu hashtags and Instagram answers for %d different ones in a "
                       "week: leave some out",
                       c->hashtag.n, INSTAGRAM_HASHTAGS);
    for (size_t i = 0; i < c->hashtag.n; i++)
        if (c->hashtag.v[i][0] == '\0' || strpbrk(c->hashtag.v[i], "# \t,.&?/") != NULL ||
            strlen(c->hashtag.v[i]) > 400)
            return rn_fail(d, RN_INVALID,
                           "the hashtag \"%.60s\" is none: write one word, without the #",
                           c->hashtag.v[i]);
    return RN_OK;
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct instagram_config *c = config;

    if (!is_number(c->account))
        return rn_fail(d, RN_INVALID,
                       "the account \"%.100s\" is no number: it is not the account's name, ask "
                       "/PAGE?fields=instagram_business_account for it",
                       c->account);
    if (!rn_graph_is_version(c->version))
        return rn_fail(d, RN_INVALID,
                       "the version \"%.40s\" is none: write it as Facebook does, for example "
                       "v25.0",
                       c->version);
    if (c->posts == 0 && !c->tags && c->hashtag.n == 0)
        return rn_fail(d, RN_INVALID,
                       "this source would read nothing: with posts: 0 and tags: false it needs a "
                       "hashtag");
    return check_hashtags(c, d);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void add_after(struct rn_buf *url, struct rn_str after)
{
    if (after.n == 0)
        return;
    rn_buf_addz(url, "&after=");
    rn_url_encode(url, after);
}

/* Comments come with the post that they belong to, as far as the first page of them goes. */
static enum rn_status ask_posts(const struct instagram_config *c, struct rn_sink *sink)
{
    struct rn_buf url;

    rn_graph_begin(&url, c->version, rn_str(c->account));
    rn_buf_addz(&url, "/media?fields=");
    rn_url_encode(&url, rn_str("id,username,permalink,comments.limit(50){" THREAD_FIELDS "}"));
    rn_buf_fmt(&url, "&limit=%lld", (long long)c->posts);
    return rn_answer_ask(
        sink, (struct rn_request){.method = "GET", .auth = "page", .step = "media"}, &url);
}

enum rn_status instagram_ask_comments(const struct instagram_answer *a, struct rn_str object,
                                      const char *edge, struct rn_str after)
{
    struct rn_buf url, note;
    enum rn_status status;

    rn_graph_begin(&url, a->config->version, object);
    rn_buf_fmt(&url, "/%s?fields=", edge);
    rn_url_encode(&url, rn_str(strcmp(edge, "replies") == 0 ? COMMENT_FIELDS : THREAD_FIELDS));
    rn_buf_fmt(&url, "&limit=%d", COMMENT_ROWS);
    add_after(&url, after);
    rn_buf_init(&note, RN_ANSWER_URL);
    rn_buf_add(&note, a->own);
    rn_buf_addc(&note, ' ');
    rn_buf_add(&note, after);
    status =
        rn_answer_ask(a->sink,
                      (struct rn_request){
                          .method = "GET", .auth = "page", .step = edge, .note = rn_buf_str(&note)},
                      &url);
    rn_buf_free(&note);
    return status;
}

/* The latest tag comes first, however old the post is that holds it. */
enum rn_status instagram_ask_tags(const struct instagram_config *c, struct rn_sink *sink,
                                  struct rn_str after)
{
    struct rn_buf url;

    rn_graph_begin(&url, c->version, rn_str(c->account));
    rn_buf_addz(&url, "/tags?fields=");
    rn_url_encode(&url, rn_str(POST_FIELDS));
    rn_buf_fmt(&url, "&limit=%d", POST_ROWS);
    add_after(&url, after);
    return rn_answer_ask(
        sink,
        (struct rn_request){.flags = RN_REQUEST_OVERLAPS | (after.n > 0 ? RN_REQUEST_MORE : 0u),
                            .method = "GET",
                            .auth = "page",
                            .step = "tags",
                            .note = after},
        &url);
}

static enum rn_status ask_hashtag(const struct instagram_config *c, struct rn_sink *sink,
                                  const char *hashtag)
{
    struct rn_buf url;

    rn_graph_begin(&url, c->version, rn_str("ig_hashtag_search"));
    rn_buf_addz(&url, "?user_id=");
    rn_url_encode(&url, rn_str(c->account));
    rn_buf_addz(&url, "&q=");
    rn_url_encode(&url, rn_str(hashtag));
    return rn_answer_ask(
        sink,
        (struct rn_request){
            .method = "GET", .auth = "page", .step = "hashtag", .note = rn_str(hashtag)},
        &url);
}

/* The cursor has the same value on every page, and yet each answer is another page. The number of
 * rows differs so that no two addresses are the same: one that is asked twice counts as a circle.
 */
enum rn_status instagram_ask_recent(const struct instagram_config *c, struct rn_sink *sink,
                                    struct rn_str hashtag, struct rn_str after, int page)
{
    struct rn_buf url;
    char note[16];

    (void)snprintf(note, sizeof note, "%d", page);
    rn_graph_begin(&url, c->version, hashtag);
    rn_buf_addz(&url, "/recent_media?user_id=");
    rn_url_encode(&url, rn_str(c->account));
    rn_buf_addz(&url, "&fields=");
    rn_url_encode(&url, rn_str("id,caption,timestamp,permalink"));
    rn_buf_fmt(&url, "&limit=%d", POST_ROWS - page);
    add_after(&url, after);
    return rn_answer_ask(sink,
                         (struct rn_request){.flags = RN_REQUEST_OVERLAPS,
                                             .method = "GET",
                                             .auth = "page",
                                             .step = "recent",
                                             .note = rn_str(note)},
                         &url);
}

enum rn_status instagram_ask_mention(const struct instagram_config *c, struct rn_sink *sink,
                                     struct rn_str post, struct rn_str comment)
{
    struct rn_buf url, fields;

    rn_buf_init(&fields, RN_ANSWER_URL);
    if (comment.n > 0)
        rn_buf_fmt(&fields,
                   "mentioned_comment.comment_id(%.*s){id,text,timestamp,username,"
                   "media{id,permalink}}",
                   RN_STR_ARG(comment));
    else
        rn_buf_fmt(&fields, "mentioned_media.media_id(%.*s){" POST_FIELDS "}", RN_STR_ARG(post));
    rn_graph_begin(&url, c->version, rn_str(c->account));
    rn_buf_addz(&url, "?fields=");
    rn_url_encode(&url, rn_buf_str(&fields));
    rn_buf_free(&fields);
    return rn_answer_ask(
        sink, (struct rn_request){.method = "GET", .auth = "page", .step = "mention"}, &url);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct instagram_config *c = config;
    enum rn_status status = RN_OK;

    (void)cursor;
    if (c->posts > 0)
        status = ask_posts(c, sink);
    if (status == RN_OK && c->tags)
        status = instagram_ask_tags(c, sink, (struct rn_str){NULL, 0});
    for (size_t i = 0; i < c->hashtag.n && status == RN_OK; i++)
        status = ask_hashtag(c, sink, c->hashtag.v[i]);
    return status;
}

/* ---- answering ------------------------------------------------------------------------------- */

static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    const struct instagram_config *c = config;

    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Renown cannot withdraw an answer on Instagram, because that needs the "
                          "answer's own id: delete it there");
    if (!rn_graph_is_id(reply->external_id))
        return sink->fail(sink, RN_INVALID,
                          "this is no comment of Instagram, whose ids are numbers, so there is "
                          "nothing to answer");
    return rn_graph_post(sink, c->version, reply->external_id, "replies", reply->text);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "instagram",
    .title = INSTAGRAM_PLACE,
    .summary = "Comments below your Instagram posts, posts that tag you, hashtags, and answers.",
    .terms_url = "https://developers.facebook.com/terms/",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_RECEIVE | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct instagram_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "account",
    .check = check,
    .plan = plan,
    .parse = instagram_parse,
    .compose = compose,
    .receive = instagram_parse,
    .refusals = refusals,
    .seal = &seal,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
