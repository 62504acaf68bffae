/* SPDX-License-Identifier: MIT
 *
 * X: what is posted about an account and under queries of its owner, by the second version of the
 * interface, which is paid by the post. What comes back is read in parse_x.c, answers are written
 * in reply.c.
 */
#include "x.h"

#include <renown/url.h>

enum { INTERVAL_MS = 2000, STALE_DAYS = 5 };

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct x_config, account, .flags = RN_OPT_REQUIRED,
                   .doc = "The name of the account whose reputation is watched, without the @. "
                          "What it posts itself is left out. Without user_id and query, whatever "
                          "names it is read.",
                   .example = "harbourhotel"),
    RN_OPTION_TEXT(struct x_config, user_id,
                   .doc = "The number of that account: then its mentions are read as a list of "
                          "their own, which costs less where the account owns the app.",
                   .example = "2244994945"),
    RN_OPTION_LIST(struct x_config, query,
                   .doc = "What else is looked for, in X's own words: \"harbour hotel\" OR "
                          "#harbourhotel, (harbour -pearl) lang:en. Up to ten; each costs its own "
                          "posts.",
                   .example = "[\"\\\"harbour hotel\\\" lahore\"]"),
    RN_OPTION_INT(struct x_config, page_size, .min = 10, .max = X_PAGE_MAX, .def = "100",
                  .doc = "Posts to ask for at a time. A request is made only while a page of that "
                         "many can still be paid (spend)."),
    RN_OPTION_INT(struct x_config, max_items, .min = 10, .max = 100000, .def = "500",
                  .doc = "Posts to read of each list in one run, newest first; older ones are left "
                         "out for good, which is said."),
    RN_OPTION_BOOL(struct x_config, authors, .def = "true",
                   .doc = "Ask who wrote a post and how many follow them, which is charged as a "
                          "person read for each."),
    RN_OPTION_BOOL(struct x_config, owned, .def = "false",
                   .doc = "The app belongs to the account: its mentions cost a fifth."),
    RN_OPTION_BOOL(struct x_config, links, .def = "false",
                   .doc = "Let answers hold links, each of which makes an answer cost 0.20."),
    {0}};

static const struct rn_auth auths[] = {{.name = "app", .kind = RN_AUTH_BEARER},
                                       {.name = "account",
                                        .kind = RN_AUTH_OAUTH2_REFRESH_BASIC,
                                        .token_url = "https://api.x.com/2/oauth2/token"},
                                       {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = 280,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = INTERVAL_MS,
    .price_micro = (X_PRICE_POST + X_PRICE_PERSON) * X_PAGE_MAX,
    .history = "Posts of the last 7 days under a query, the latest 800 mentions.",
    .absence_proves = false,
    .retention = RN_KEEP,
    .cursor_days = STALE_DAYS,
};

static const struct rn_refusal refusals[] = {
    {429, "usage-capped", RN_LIMIT,
     "the credits or the cap of this month are used up: add some at developer.x.com"},
    {403, "client-not-enrolled", RN_LOGIN, "give the app's project access at developer.x.com"},
    {0}};

/* ---- options --------------------------------------------------------------------------------- */

static bool all_of(const char *z, const char *allowed, size_t max)
{
    return z[0] != '\0' && strlen(z) <= max && strspn(z, allowed) == strlen(z);
}

static enum rn_status check_query(const struct x_config *c, size_t list, struct rn_diag *d)
{
    struct rn_buf q;
    enum rn_status status = RN_OK;

    rn_buf_init(&q, RN_ANSWER_URL);
    if (!x_query(c, list, &q) || q.n > X_QUERY_MAX)
        status = rn_fail(d, RN_INVALID,
                         "a query is longer than X takes: %d characters with what is added to it "
                         "(-from:%s -is:retweet); write several shorter ones",
                         X_QUERY_MAX, c->account);
    rn_buf_free(&q);
    return status;
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    static const char handle[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    const struct x_config *c = config;
    enum rn_status status = RN_OK;

    if (!all_of(c->account, handle, 15))
        return rn_fail(d, RN_INVALID,
                       "the account \"%.60s\" is no name on X: write up to 15 letters, digits and "
                       "_, without the @",
                       c->account);
    if (c->user_id != NULL && !x_is_id(rn_str(c->user_id)))
        return rn_fail(d, RN_INVALID,
                       "the user_id \"%.60s\" is no number: it is not the account's name",
                       c->user_id);
    if (c->query.n > X_QUERIES)
        return rn_fail(d, RN_INVALID, "there are more than %d queries: join some with OR",
                       X_QUERIES);
    for (size_t i = 0; i < x_lists(c) && status == RN_OK; i++)
        status = check_query(c, i, d);
    return status;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void add_address(const struct x_config *c, const struct x_state *s, struct rn_buf *url)
{
    struct rn_buf q;

    rn_buf_init(&q, RN_ANSWER_URL);
    (void)x_query(c, s->list, &q);
    rn_buf_addz(url, X_BASE);
    if (q.n == 0) {
        rn_buf_addz(url, "users/");
        rn_url_encode(url, rn_str(c->user_id));
        rn_buf_addz(url, "/mentions?");
    } else {
        rn_buf_addz(url, "tweets/search/recent?query=");
        rn_url_encode(url, rn_buf_str(&q));
        rn_buf_addc(url, '&');
    }
    rn_buf_free(&q);
}

static bool is_mentions(const struct x_config *c, const struct x_state *s)
{
    return c->user_id != NULL && s->list == 0;
}

static int64_t price(const struct x_config *c, const struct x_state *s)
{
    const int64_t post = is_mentions(c, s) && c->owned ? X_PRICE_OWNED : X_PRICE_POST;

    return c->page_size * (post + (c->authors ? X_PRICE_PERSON : 0));
}

static void add_fields(const struct x_config *c, struct rn_buf *url)
{
    rn_buf_fmt(url,
               "max_results=%lld&tweet.fields=created_at,author_id,lang,public_metrics,"
               "conversation_id,referenced_tweets,note_tweet",
               (long long)c->page_size);
    if (c->authors)
        rn_buf_addz(url, "&expansions=author_id&user.fields=username,name,public_metrics");
}

enum rn_status x_ask(const struct x_config *c, struct rn_sink *sink, const struct x_state *s,
                     struct rn_str token)
{
    struct rn_buf url, note;
    const struct rn_str since = x_mark(c, s);
    enum rn_status status;

    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_init(&note, RN_ANSWER_URL);
    add_address(c, s, &url);
    add_fields(c, &url);
    if (since.n > 0)
        rn_buf_fmt(&url, "&since_id=%.*s", RN_STR_ARG(since));
    if (token.n > 0) {
        rn_buf_addz(&url, is_mentions(c, s) ? "&pagination_token=" : "&next_token=");
        rn_url_encode(&url, token);
    }
    x_state_write(s, &note);
    status = rn_answer_ask(sink,
                           (struct rn_request){.flags = RN_REQUEST_OVERLAPS,
                                               .method = "GET",
                                               .auth = "app",
                                               .step = is_mentions(c, s) ? "mentions" : "search",
                                               .note = rn_buf_str(&note),
                                               .price_micro = price(c, s)},
                           &url);
    rn_buf_free(&note);
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    return x_ask(config, sink, &(struct x_state){.marks = cursor}, (struct rn_str){NULL, 0});
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "x",
    .title = X_PLACE,
    .summary = "What is posted on X about an account and under queries, and answers to it.",
    .terms_url = "https://developer.x.com/en/developer-terms/agreement-and-policy",
    .can = RN_CAN_FETCH | RN_CAN_REPLY,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct x_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "account",
    .check = check,
    .plan = plan,
    .parse = x_parse,
    .compose = x_compose,
    .refusals = refusals,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
