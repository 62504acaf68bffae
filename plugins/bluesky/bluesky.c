/* SPDX-License-Identifier: MIT
 *
 * Bluesky: posts that speak of a brand or to one's own account, by the search and the notices of
 * the AT protocol. Always with a login: without one the search is refused. What comes back is read
 * in parse_posts.c.
 */
#include "bluesky.h"

#include <renown/url.h>

#include "../common/note.h"
#include "../common/own.h"

const char *const bluesky_steps[] = {"search", "mentions", "thread", NULL};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct bluesky_config, query,
                   .doc = "What to look for: words, \"phrases\", OR, -without, parentheses. Words "
                          "side by side must all be there.",
                   .example = "'\"harbour hotel\" OR harbourhotel -jobs'"),
    RN_OPTION_TEXT(struct bluesky_config, account,
                   .doc = "The account of the login, when what is written to it is to be read: "
                          "mentions, answers, quotes. Its own posts are passed over.",
                   .example = "harbour.bsky.social"),
    RN_OPTION_LIST(struct bluesky_config, own,
                   .doc = "More accounts (handles or DIDs) whose posts are your own and are passed "
                          "over.",
                   .example = "[owner.bsky.social]"),
    RN_OPTION_TEXT(struct bluesky_config, pds, .def = "bsky.social",
                   .doc = "The server of your account, when it is not Bluesky's own. Set "
                          "token_endpoint to its com.atproto.server.createSession then.",
                   .example = "pds.harbour.example"),
    RN_OPTION_BOOL(struct bluesky_config, threads, .def = "false",
                   .doc = "Read the answers below the posts that were found as well."),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "session",
     .kind = RN_AUTH_SESSION,
     .token_url = "https://bsky.social/xrpc/com.atproto.server.createSession"},
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 2000, /* 3,000 in five minutes are allowed, and a low rate is asked for */
    .history = "What the search lists, newest first, 20 pages of 100 a run.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

static const struct rn_refusal refusals[] = {
    {400, "ExpiredToken", RN_AGAIN, "the session ended early: the next run logs in anew"},
    {400, "\"NotFound\"", RN_GONE, "the post was deleted meanwhile"},
    {0}};

static enum rn_status check(const void *config, struct rn_diag *d)
{
    static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";
    const struct bluesky_config *c = config;
    struct rn_query q;
    enum rn_status status = rn_query_read(c->query, &q, d);

    if (status != RN_OK)
        return status;
    if (c->pds[0] == '\0' || strspn(c->pds, name) != strlen(c->pds))
        return rn_fail(d, RN_INVALID,
                       "\"%.100s\" is no name of a server: write it like bsky.social", c->pds);
    if (c->account != NULL &&
        (strspn(rn_own_bare(rn_str(c->account)).p, name) != rn_own_bare(rn_str(c->account)).n ||
         strchr(c->account, '.') == NULL))
        return rn_fail(d, RN_INVALID,
                       "the account \"%.100s\" is no handle: write it like harbour.bsky.social",
                       c->account);
    if (q.case_count == 0 && c->account == NULL)
        return rn_fail(d, RN_INVALID, "there is nothing to read: write a query or an account");
    return RN_OK;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void add_query(struct rn_buf *url, const struct bluesky_config *c, int64_t item)
{
    struct rn_query q;
    struct rn_diag ignored;
    struct rn_buf words;

    rn_buf_init(&words, RN_ANSWER_URL);
    if (rn_query_read(c->query, &q, &ignored) == RN_OK && (size_t)item < q.case_count)
        rn_query_write(&q, (size_t)item, "-", &words);
    rn_url_encode(url, rn_buf_str(&words));
    rn_buf_free(&words);
}

static void add_path(struct rn_buf *url, const struct bluesky_config *c,
                     const struct bluesky_list *list)
{
    if (list->kind == BLUESKY_SEARCH) {
        rn_buf_addz(url, "app.bsky.feed.searchPosts?sort=latest&limit=100&q=");
        add_query(url, c, list->item);
    } else if (list->kind == BLUESKY_MENTIONS) {
        rn_buf_addz(url, "app.bsky.notification.listNotifications?limit=100");
    } else {
        rn_buf_addz(url, "app.bsky.feed.getPostThread?depth=10&parentHeight=0&uri=");
        rn_url_encode(url, list->post);
    }
    if (list->cursor.n > 0) {
        rn_buf_addz(url, "&cursor=");
        rn_url_encode(url, list->cursor);
    }
}

enum rn_status bluesky_ask(const struct bluesky_config *c, struct rn_sink *sink,
                           const struct bluesky_list *list)
{
    struct rn_buf url, note;
    enum rn_status status;
    unsigned more = list->pages > 0 || list->kind == BLUESKY_THREAD ? RN_REQUEST_MORE : 0;

    if (list->kind >= BLUESKY_UNKNOWN || c->pds == NULL) /* a saved page */
        return RN_OK;
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_fmt(&url, "https://%s/xrpc/", c->pds);
    add_path(&url, c, list);
    rn_buf_init(&note, RN_ANSWER_URL);
    rn_note_add_number(&note, list->item);
    rn_note_add_number(&note, list->pages);
    rn_note_add(&note, list->cursor);
    status = rn_answer_ask(sink,
                           (struct rn_request){.method = "GET",
                                               .flags = RN_REQUEST_OVERLAPS | more,
                                               .auth = "session",
                                               .step = bluesky_steps[list->kind],
                                               .note = rn_buf_str(&note)},
                           &url);
    rn_buf_free(&note);
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct bluesky_config *c = config;
    struct rn_query q;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status = rn_query_read(c->query, &q, &d);

    (void)cursor;
    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    for (size_t i = 0; i < q.case_count && status == RN_OK; i++)
        status = bluesky_ask(c, sink,
                             &(struct bluesky_list){.kind = BLUESKY_SEARCH, .item = (int64_t)i});
    if (status == RN_OK && c->account != NULL)
        status = bluesky_ask(c, sink, &(struct bluesky_list){.kind = BLUESKY_MENTIONS});
    return status;
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "bluesky",
    .title = BLUESKY_PLACE,
    .summary = "Posts on Bluesky that speak of a brand or to your account.",
    .terms_url = "https://bsky.social/about/support/tos",
    .can = RN_CAN_FETCH,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct bluesky_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "query account",
    .check = check,
    .plan = plan,
    .parse = bluesky_parse,
    .refusals = refusals,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
