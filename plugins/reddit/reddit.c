/* SPDX-License-Identifier: MIT
 *
 * Reddit: posts that speak of a brand, comments in chosen subreddits, mentions of one's own
 * account, and answers. Only with a login (OAuth): what is left of the ways without one is being
 * closed. What comes back is read in listing.c and thing.c.
 */
#include "reddit.h"

#include <renown/url.h>

#include "../common/note.h"

#define BASE      "https://oauth.reddit.com"
#define TOKEN_URL "https://www.reddit.com/api/v1/access_token"

enum { SUBREDDITS_MAX = 50, REPLY_MAX = 10000 };

const char *const reddit_steps[] = {"search", "new", "comments", "mentions", "thread", NULL};

static const char *const logins[] = {"app", "user", NULL};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct reddit_config, query,
                   .doc = "What to look for: words, \"phrases\", OR, -without, parentheses. Posts "
                          "are searched for in all of Reddit, or in the subreddits when there are "
                          "some.",
                   .example = "'\"harbour hotel\" OR harbourhotel -jobs'"),
    RN_OPTION_LIST(struct reddit_config, subreddit,
                   .doc = "Subreddits whose new comments are looked through for the query as well. "
                          "Without a query all their posts and comments are taken in.",
                   .example = "[lahore, hotels]"),
    RN_OPTION_TEXT(struct reddit_config, account,
                   .doc = "Your own account. With login: user its mentions are read; its own posts "
                          "are always passed over.",
                   .example = "harbourhotel"),
    RN_OPTION_LIST(struct reddit_config, own,
                   .doc = "More accounts whose posts are your own and are passed over.",
                   .example = "[harbour_owner]"),
    RN_OPTION_CHOICE(struct reddit_config, login, .choices = logins, .def = "app",
                     .doc = "app: an app's own login, which can read. user: your account's, which "
                            "can read mentions and answer as well."),
    RN_OPTION_BOOL(struct reddit_config, threads, .def = "false",
                   .doc = "Read the comments below the posts that were found as well."),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "app", .kind = RN_AUTH_OAUTH2_CLIENT, .token_url = TOKEN_URL},
    {.name = "user", .kind = RN_AUTH_OAUTH2_REFRESH_BASIC, .token_url = TOKEN_URL},
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = REPLY_MAX,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 1000, /* 100 a minute are allowed */
    .history = "The newest posts and comments of each list, about 1,000.",
    .absence_proves = false,
    .retention = RN_KEEP,
    .removed_goes = true,
};

static const struct rn_refusal refusals[] = {
    {403, "whoathere", RN_LOGIN,
     "Reddit takes these requests for those of a machine without a login: give the credentials of "
     "an app, https://www.reddit.com/prefs/apps"},
    {403, "\"reason\":\"private\"", RN_LOGIN,
     "the subreddit is private: join it with the account of this source, or leave it out"},
    {404, "\"reason\":\"banned\"", RN_GONE, "the subreddit is banned: leave it out"},
    {403, "USER_REQUIRED", RN_LOGIN, "this needs login: user and the account's refresh token"},
    {0}};

/* ---- options --------------------------------------------------------------------------------- */

static bool is_word(const char *z, size_t max)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    return z[0] != '\0' && strlen(z) <= max && strspn(z, allowed) == strlen(z);
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct reddit_config *c = config;
    struct rn_query q;
    enum rn_status status = rn_query_read(c->query, &q, d);

    if (status != RN_OK)
        return status;
    if (c->subreddit.n > SUBREDDITS_MAX)
        return rn_fail(d, RN_INVALID,
                       "a source of Reddit reads at most %d subreddits: write several sources",
                       SUBREDDITS_MAX);
    for (size_t i = 0; i < c->subreddit.n; i++)
        if (!is_word(c->subreddit.v[i], 30))
            return rn_fail(d, RN_INVALID,
                           "\"%.100s\" is no subreddit: write its name without r/ in front",
                           c->subreddit.v[i]);
    if (q.case_count == 0 && c->subreddit.n == 0 &&
        (c->account == NULL || c->login != REDDIT_LOGIN_USER))
        return rn_fail(d, RN_INVALID,
                       "there is nothing to read: write a query, a subreddit, or an account with "
                       "login: user");
    return RN_OK;
}

/* ---- asking ---------------------------------------------------------------------------------- */

/* r/a+b is both of them in one list. */
static void add_subreddits(struct rn_buf *url, const struct reddit_config *c)
{
    for (size_t i = 0; i < c->subreddit.n; i++) {
        rn_buf_addz(url, i == 0 ? "/r/" : "+");
        rn_url_encode(url, rn_str(c->subreddit.v[i]));
    }
}

/* Reddit knows OR and parentheses: all cases are one search. */
static void add_query(struct rn_buf *url, const struct reddit_config *c)
{
    struct rn_query q;
    struct rn_diag ignored;
    struct rn_buf words;

    rn_buf_init(&words, RN_ANSWER_URL);
    if (rn_query_read(c->query, &q, &ignored) == RN_OK)
        for (size_t i = 0; i < q.case_count; i++) {
            rn_buf_addz(&words, i > 0 ? " OR (" : q.case_count > 1 ? "(" : "");
            rn_query_write(&q, i, "NOT ", &words);
            rn_buf_addz(&words, q.case_count > 1 ? ")" : "");
        }
    rn_url_encode(url, rn_buf_str(&words));
    rn_buf_free(&words);
}

static void add_path(struct rn_buf *url, const struct reddit_config *c,
                     const struct reddit_list *list)
{
    static const char *const paths[] = {
        [REDDIT_SEARCH] = "/search?sort=new&t=all&type=link&limit=100&raw_json=1",
        [REDDIT_NEW] = "/new?limit=100&raw_json=1",
        [REDDIT_COMMENTS] = "/comments?limit=100&raw_json=1",
        [REDDIT_MENTIONS] = "/message/mentions?limit=100&raw_json=1"};

    if (list->kind == REDDIT_THREAD) {
        rn_buf_addz(url, "/comments/");
        rn_url_encode(url, list->thread);
        rn_buf_addz(url, "?limit=500&depth=8&sort=new&raw_json=1");
        return;
    }
    if (list->kind != REDDIT_MENTIONS)
        add_subreddits(url, c);
    rn_buf_addz(url, paths[list->kind]);
    if (list->kind == REDDIT_SEARCH) {
        rn_buf_addz(url, c->subreddit.n > 0 ? "&restrict_sr=true&q=" : "&q=");
        add_query(url, c);
    }
    if (list->after.n > 0) {
        rn_buf_addz(url, "&after=");
        rn_url_encode(url, list->after);
    }
}

enum rn_status reddit_ask(const struct reddit_config *c, struct rn_sink *sink,
                          const struct reddit_list *list)
{
    struct rn_buf url, note;
    enum rn_status status;
    unsigned more = list->pages > 0 || list->kind == REDDIT_THREAD ? RN_REQUEST_MORE : 0;

    if (list->kind >= REDDIT_UNKNOWN) /* a saved page */
        return RN_OK;
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, BASE);
    add_path(&url, c, list);
    rn_buf_init(&note, RN_ANSWER_URL);
    rn_note_add_number(&note, list->pages);
    rn_note_add(&note, list->after);
    rn_note_add(&note, list->before);
    rn_note_add(&note, list->thread);
    status = rn_answer_ask(sink,
                           (struct rn_request){.method = "GET",
                                               .flags = RN_REQUEST_OVERLAPS | more,
                                               .auth = logins[c->login],
                                               .step = reddit_steps[list->kind],
                                               .note = rn_buf_str(&note)},
                           &url);
    rn_buf_free(&note);
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct reddit_config *c = config;
    bool query = c->query != NULL && rn_str_trim(rn_str(c->query)).n > 0;
    const bool wanted[] = {[REDDIT_SEARCH] = query,
                           [REDDIT_NEW] = !query && c->subreddit.n > 0,
                           [REDDIT_COMMENTS] = c->subreddit.n > 0,
                           [REDDIT_MENTIONS] = c->account != NULL && c->login == REDDIT_LOGIN_USER};
    enum rn_status status = RN_OK;

    (void)cursor;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0] && status == RN_OK; i++)
        if (wanted[i])
            status = reddit_ask(c, sink, &(struct reddit_list){.kind = (enum reddit_kind)i});
    return status;
}

/* ---- answering ------------------------------------------------------------------------------- */

/* "t1_abc", "t3_abc", "t4_abc": what can be answered. */
static bool is_thing(struct rn_str s)
{
    size_t n = 3;

    while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || (s.p[n] >= 'a' && s.p[n] <= 'z')))
        n++;
    return s.n > 3 && n == s.n && s.n <= 40 && s.p[0] == 't' && s.p[2] == '_' &&
           (s.p[1] == '1' || s.p[1] == '3' || s.p[1] == '4');
}

static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    const struct reddit_config *c = config;
    struct rn_buf url, body;

    if (c->login != REDDIT_LOGIN_USER)
        return sink->fail(sink, RN_INVALID,
                          "an app's login cannot answer on Reddit: set login: user and give the "
                          "account's refresh token with the right submit");
    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Renown cannot withdraw an answer on Reddit, because that needs the "
                          "comment's own id: delete it there");
    if (!is_thing(reply->external_id))
        return sink->fail(sink, RN_INVALID,
                          "this is no post or comment of Reddit: its id should "
                          "look like t1_abc12");
    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_buf_addz(&body, "api_type=json&thing_id=");
    rn_url_encode(&body, reply->external_id);
    rn_buf_addz(&body, "&text=");
    rn_url_encode(&body, reply->text);
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, BASE "/api/comment");
    return rn_answer_post(sink, "user", "application/x-www-form-urlencoded", &url, &body);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "reddit",
    .title = REDDIT_PLACE,
    .summary =
        "Posts and comments on Reddit that speak of a brand or to your account, and answers.",
    .terms_url = "https://redditinc.com/policies/data-api-terms",
    .can = RN_CAN_FETCH | RN_CAN_REPLY,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct reddit_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "query subreddit account",
    .check = check,
    .plan = plan,
    .parse = reddit_parse,
    .compose = compose,
    .refusals = refusals,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
