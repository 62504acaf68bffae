/* SPDX-License-Identifier: MIT
 *
 * LinkedIn: what is written below the posts of an organisation's page, and posts that mention it,
 * for its administrators, by the Community Management interface. There is no search. What comes
 * back is read in parse_linkedin.c.
 */
#include "linkedin.h"

#include <renown/url.h>

#define BASE "https://api.linkedin.com/rest/"

enum { REPLY_MAX = 1250, POSTS_MAX = 100, URN_MAX = 300, KEPT_DAYS = 2 };

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct linkedin_config, organization, .flags = RN_OPT_REQUIRED,
                   .doc = "The number of the organisation's page, as the address of its "
                          "administrators' view shows it.",
                   .example = "5509810"),
    RN_OPTION_TEXT(struct linkedin_config, version, .def = "202606",
                   .doc = "Version of the interface: year and month. LinkedIn switches one off "
                          "about a year after its month.",
                   .example = "202606"),
    RN_OPTION_INT(struct linkedin_config, posts, .min = 0, .max = POSTS_MAX, .def = "25",
                  .doc = "How many of the page's latest posts are looked at for comments."),
    RN_OPTION_BOOL(struct linkedin_config, mentions, .def = "true",
                   .doc = "Read the posts in which members mention the organisation."),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "page",
     .kind = RN_AUTH_OAUTH2_REFRESH,
     .token_url = "https://www.linkedin.com/oauth/v2/accessToken"},
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = REPLY_MAX,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 500,
    .history = "All comments below the latest posts; mentions of the last 60 days.",
    .absence_proves = false,
    .retention = RN_KEEP_DAYS,
    .retention_days = KEPT_DAYS,
};

static const struct rn_refusal refusals[] = {
    {403, "ACCESS_DENIED", RN_LOGIN,
     "the app needs the product Community Management, and the person who consented has to be an "
     "administrator of the page"},
    {426, "NONEXISTENT_VERSION", RN_CHANGED, "set `version` of this source to a newer month"},
    {0}};

/* ---- options --------------------------------------------------------------------------------- */

static bool is_number(const char *z, size_t least, size_t most)
{
    const size_t n = strlen(z);

    return n >= least && n <= most && strspn(z, "0123456789") == n;
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct linkedin_config *c = config;

    if (!is_number(c->organization, 1, 20))
        return rn_fail(d, RN_INVALID,
                       "the organization \"%.100s\" is no number: take it from the address of the "
                       "page's administrators' view, it is not the page's name",
                       c->organization);
    if (!is_number(c->version, 6, 6))
        return rn_fail(d, RN_INVALID,
                       "the version \"%.40s\" is none: write year and month, for example 202606",
                       c->version);
    if (c->posts == 0 && !c->mentions)
        return rn_fail(d, RN_INVALID,
                       "this source would read nothing: set posts above 0 or mentions: true");
    return RN_OK;
}

/* ---- names ----------------------------------------------------------------------------------- */

bool linkedin_is_urn(struct rn_str s, const char *kind)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] > 0x7e ||
            strchr("\"<>\\{}", s.p[i]) != NULL)
            return false;
    return s.n <= URN_MAX && rn_str_starts(s, "urn:li:") &&
           (kind == NULL || rn_str_starts(rn_strn(s.p + 7, s.n - 7), kind));
}

struct rn_str linkedin_post_of(struct rn_str comment)
{
    const char *open, *comma;

    if (!linkedin_is_urn(comment, "comment:("))
        return (struct rn_str){NULL, 0};
    open = (const char *)memchr(comment.p, '(', comment.n) + 1;
    comma = memchr(open, ',', comment.n - (size_t)(open - comment.p));
    if (comma == NULL || !linkedin_is_urn(rn_strn(open, (size_t)(comma - open)), NULL))
        return (struct rn_str){NULL, 0};
    return rn_strn(open, (size_t)(comma - open));
}

/* ---- asking ---------------------------------------------------------------------------------- */

static enum rn_status ask(const struct linkedin_config *c, struct rn_sink *sink,
                          struct rn_request request, const char *finder, struct rn_buf *url)
{
    struct rn_header headers[4] = {{RN_STR("linkedin-version"), rn_str(c->version)},
                                   {RN_STR("x-restli-protocol-version"), RN_STR("2.0.0")}};

    request.headers = headers;
    request.header_count = 2;
    if (finder != NULL)
        headers[request.header_count++] =
            (struct rn_header){RN_STR("x-restli-method"), rn_str(finder)};
    if (request.body.n > 0)
        headers[request.header_count++] =
            (struct rn_header){RN_STR("content-type"), RN_STR("application/json")};
    request.auth = "page";
    return rn_answer_ask(sink, request, url);
}

static void add_organization(struct rn_buf *url, const struct linkedin_config *c)
{
    rn_url_encode(url, rn_str("urn:li:organization:"));
    rn_url_encode(url, rn_str(c->organization));
}

static enum rn_status ask_posts(const struct linkedin_config *c, struct rn_sink *sink)
{
    struct rn_buf url;

    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, BASE "posts?author=");
    add_organization(&url, c);
    rn_buf_fmt(&url, "&q=author&count=%lld&sortBy=LAST_MODIFIED", (long long)c->posts);
    return ask(c, sink, (struct rn_request){.method = "GET", .step = "posts"}, "FINDER", &url);
}

enum rn_status linkedin_ask_comments(const struct linkedin_config *c, struct rn_sink *sink,
                                     struct rn_str urn, const char *step, int64_t start)
{
    struct rn_buf url;
    char note[32];

    (void)snprintf(note, sizeof note, "%lld", (long long)start);
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, BASE "socialActions/");
    rn_url_encode(&url, urn);
    rn_buf_fmt(&url, "/comments?start=%lld&count=%d", (long long)start, LINKEDIN_ROWS);
    return ask(c, sink, (struct rn_request){.method = "GET", .step = step, .note = rn_str(note)},
               NULL, &url);
}

enum rn_status linkedin_ask_mentions(const struct linkedin_config *c, struct rn_sink *sink,
                                     int64_t start)
{
    struct rn_buf url;
    char note[32];

    (void)snprintf(note, sizeof note, "%lld", (long long)start);
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url,
                BASE "organizationalEntityNotifications?q=criteria&actions=List(SHARE_MENTION)"
                     "&organizationalEntity=");
    add_organization(&url, c);
    rn_buf_fmt(&url, "&start=%lld&count=%d", (long long)start, LINKEDIN_ROWS);
    return ask(c, sink,
               (struct rn_request){.method = "GET", .step = "mentions", .note = rn_str(note)},
               "FINDER", &url);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct linkedin_config *c = config;
    enum rn_status status = RN_OK;

    (void)cursor;
    if (c->posts > 0)
        status = ask_posts(c, sink);
    if (status == RN_OK && c->mentions)
        status = linkedin_ask_mentions(c, sink, 0);
    return status;
}

/* ---- answering ------------------------------------------------------------------------------- */

/* A comment in the page's name: below a comment, or below a post that mentions it. */
static void write_body(struct rn_buf *body, const struct linkedin_config *c, struct rn_str post,
                       struct rn_str comment, struct rn_str text)
{
    struct rn_jsonw w;
    char actor[64];

    (void)snprintf(actor, sizeof actor, "urn:li:organization:%.20s", c->organization);
    rn_jsonw_init(&w, body);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "actor", rn_str(actor));
    rn_jsonw_kstr(&w, "object", post);
    rn_jsonw_key(&w, "message");
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "text", text);
    rn_jsonw_end(&w);
    rn_jsonw_kopt(&w, "parentComment", comment);
    rn_jsonw_end(&w);
}

static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    struct rn_str comment = reply->external_id, post = linkedin_post_of(comment);
    struct rn_buf url, body;
    enum rn_status status;

    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Renown cannot withdraw an answer on LinkedIn, because that needs the "
                          "answer's own id: delete it there");
    if (post.n == 0) {
        post = comment;
        comment = (struct rn_str){NULL, 0};
    }
    if (!linkedin_is_urn(post, NULL) || linkedin_is_urn(post, "comment:"))
        return sink->fail(sink, RN_INVALID,
                          "this is no comment and no post of LinkedIn, whose names begin with "
                          "urn:li:, so there is nothing to answer");
    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_buf_init(&url, RN_ANSWER_URL);
    write_body(&body, config, post, comment, reply->text);
    rn_buf_addz(&url, BASE "socialActions/");
    rn_url_encode(&url, comment.n > 0 ? comment : post);
    rn_buf_addz(&url, "/comments");
    status = ask(config, sink,
                 (struct rn_request){.method = "POST", .body = rn_buf_str(&body), .step = "reply"},
                 NULL, &url);
    rn_buf_free(&body);
    return status;
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "linkedin",
    .title = LINKEDIN_PLACE,
    .summary = "Comments below the posts of your LinkedIn page, mentions of it, and answers.",
    .terms_url = "https://www.linkedin.com/legal/l/api-terms-of-use",
    .can = RN_CAN_FETCH | RN_CAN_REPLY,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct linkedin_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "organization",
    .check = check,
    .plan = plan,
    .parse = linkedin_parse,
    .compose = compose,
    .refusals = refusals,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
