/* SPDX-License-Identifier: MIT
 *
 * Mastodon and servers that speak like it: posts with a hashtag, posts that speak of a brand, posts
 * to one's own account, with the conversations below them; answers to posts of one's own server.
 * What comes back is read in lists.c and status.c.
 */
#include "mastodon.h"

#include <renown/url.h>

#include "../common/note.h"

enum { HOSTS_MAX = 10, TAGS_MAX = 20, REPLY_MAX = 500 };

const char *const mastodon_steps[] = {"tag", "stream", "search", "mentions", "thread", NULL};

static const struct rn_option options[] = {
    RN_OPTION_LIST(struct mastodon_config, host, .flags = RN_OPT_REQUIRED,
                   .doc = "Servers to read. The login, when there is one, is the first one's; the "
                          "others are asked for what they show to everybody. A post that several "
                          "of them know counts once.",
                   .example = "[mastodon.social]"),
    RN_OPTION_LIST(struct mastodon_config, tag,
                   .doc = "Hashtags whose posts are mentions, without the sign.",
                   .example = "[harbourhotel]"),
    RN_OPTION_TEXT(struct mastodon_config, query,
                   .doc = "What to look for in posts: words, \"phrases\", OR, -without, "
                          "parentheses. Needs login (full-text search) or stream.",
                   .example = "'\"harbour hotel\" -jobs'"),
    RN_OPTION_TEXT(struct mastodon_config, account,
                   .doc = "Your own account. With login what is written to it is read; its own "
                          "posts are always passed over.",
                   .example = "'@harbour@mastodon.social'"),
    RN_OPTION_LIST(struct mastodon_config, own,
                   .doc = "More accounts whose posts are your own and are passed over.",
                   .example = "['@owner@mastodon.social']"),
    RN_OPTION_BOOL(struct mastodon_config, login, .def = "false",
                   .doc = "There is a token (credential token) for the first server."),
    RN_OPTION_BOOL(struct mastodon_config, stream, .def = "false",
                   .doc = "Look for the query in all that the servers' own people write in public, "
                          "where there is no full-text search."),
    RN_OPTION_BOOL(struct mastodon_config, threads, .def = "false",
                   .doc = "Read the answers below the posts that were found as well."),
    RN_OPTION_BOOL(struct mastodon_config, bots, .def = "false",
                   .doc = "Take in what accounts write that call themselves bots."),
    {0}};

static const struct rn_auth auths[] = {{.name = "user", .kind = RN_AUTH_BEARER}, {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = REPLY_MAX,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 1000, /* 300 in five minutes are allowed */
    .history = "What the servers list: hashtags and searches far back, 100 pages of 40 a run.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

/* ---- options --------------------------------------------------------------------------------- */

static bool all_of(const char *z, const char *allowed)
{
    return z[0] != '\0' && strspn(z, allowed) == strlen(z);
}

static enum rn_status check_names(const struct mastodon_config *c, struct rn_diag *d)
{
    static const char host[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";

    if (c->host.n > HOSTS_MAX || c->tag.n > TAGS_MAX)
        return rn_fail(d, RN_INVALID,
                       "a source of Mastodon reads at most %d servers and %d hashtags: write "
                       "several sources",
                       HOSTS_MAX, TAGS_MAX);
    for (size_t i = 0; i < c->host.n; i++)
        if (!all_of(c->host.v[i], host))
            return rn_fail(d, RN_INVALID,
                           "\"%.100s\" is no name of a server: write it like mastodon.social",
                           c->host.v[i]);
    for (size_t i = 0; i < c->tag.n; i++)
        if (strpbrk(c->tag.v[i], "/?#& ") != NULL || !rn_query_is_word(rn_str(c->tag.v[i])))
            return rn_fail(d, RN_INVALID,
                           "\"%.100s\" is no hashtag: write it without its sign and blanks",
                           c->tag.v[i]);
    return RN_OK;
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct mastodon_config *c = config;
    struct rn_query q;
    enum rn_status status = check_names(c, d);

    if (status == RN_OK)
        status = rn_query_read(c->query, &q, d);
    if (status != RN_OK)
        return status;
    if (q.case_count > 0 && !c->login && !c->stream)
        return rn_fail(d, RN_INVALID,
                       "a query needs login: true (full-text search with a token) or stream: true "
                       "(look through the public stream)");
    if (c->stream && q.case_count == 0)
        return rn_fail(d, RN_INVALID, "stream needs a query: what to look for in it");
    if (c->tag.n == 0 && q.case_count == 0 && (c->account == NULL || !c->login))
        return rn_fail(d, RN_INVALID,
                       "there is nothing to read: write a tag, a query, or an account with login");
    return RN_OK;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void begin(struct rn_buf *url, const struct mastodon_config *c, int64_t host)
{
    rn_buf_init(url, RN_ANSWER_URL);
    rn_buf_fmt(url, "https://%s/api/", c->host.v[host]);
}

static void add_search(struct rn_buf *url, const struct mastodon_config *c,
                       const struct mastodon_list *list)
{
    struct rn_query q;
    struct rn_diag ignored;
    struct rn_buf words;

    rn_buf_init(&words, RN_ANSWER_URL);
    if (rn_query_read(c->query, &q, &ignored) == RN_OK && (size_t)list->item < q.case_count)
        rn_query_write(&q, (size_t)list->item, "-", &words);
    rn_buf_addz(url, "v2/search?type=statuses&limit=40&q=");
    rn_url_encode(url, rn_buf_str(&words));
    rn_buf_free(&words);
    if (list->pages > 0)
        rn_buf_fmt(url, "&offset=%lld", (long long)list->pages * MASTODON_PAGE);
}

static void add_path(struct rn_buf *url, const struct mastodon_config *c,
                     const struct mastodon_list *list)
{
    switch (list->kind) {
    case MASTODON_TAG:
        rn_buf_addz(url, "v1/timelines/tag/");
        rn_url_encode(url, rn_str(c->tag.v[list->item]));
        rn_buf_addz(url, "?limit=40");
        break;
    case MASTODON_STREAM:
        rn_buf_addz(url, "v1/timelines/public?local=true&limit=40");
        break;
    case MASTODON_MENTIONS:
        rn_buf_addz(url, "v1/notifications?types%5B%5D=mention&limit=40");
        break;
    case MASTODON_THREAD:
        rn_buf_addz(url, "v1/statuses/");
        rn_url_encode(url, list->status);
        rn_buf_addz(url, "/context");
        return;
    default:
        add_search(url, c, list);
        return;
    }
    if (list->behind.n > 0) {
        rn_buf_addz(url, "&max_id=");
        rn_url_encode(url, list->behind);
    }
}

/* A note may be wrong in `renown parse` only. */
static bool is_there(const struct mastodon_config *c, const struct mastodon_list *list)
{
    return (size_t)list->host < c->host.n &&
           (list->kind != MASTODON_TAG || (size_t)list->item < c->tag.n);
}

enum rn_status mastodon_ask(const struct mastodon_config *c, struct rn_sink *sink,
                            const struct mastodon_list *list)
{
    struct rn_buf url, note;
    enum rn_status status;
    bool sorted =
        list->kind != MASTODON_SEARCH && (list->pages > 0 || list->kind == MASTODON_THREAD);

    if (!is_there(c, list))
        return RN_OK;
    begin(&url, c, list->host);
    add_path(&url, c, list);
    rn_buf_init(&note, RN_ANSWER_URL);
    rn_note_add_number(&note, list->host);
    rn_note_add_number(&note, list->item);
    rn_note_add_number(&note, list->pages);
    rn_note_add(&note, list->behind);
    status = rn_answer_ask(
        sink,
        (struct rn_request){.method = "GET",
                            .flags = RN_REQUEST_OVERLAPS | (sorted ? RN_REQUEST_MORE : 0),
                            .auth = c->login && list->host == 0 ? "user" : NULL,
                            .step = mastodon_steps[list->kind],
                            .note = rn_buf_str(&note)},
        &url);
    rn_buf_free(&note);
    return status;
}

static enum rn_status plan_lists(const struct mastodon_config *c, struct rn_sink *sink,
                                 enum mastodon_kind kind, int64_t host, size_t items)
{
    enum rn_status status = RN_OK;

    for (size_t i = 0; i < items && status == RN_OK; i++)
        status = mastodon_ask(
            c, sink, &(struct mastodon_list){.kind = kind, .host = host, .item = (int64_t)i});
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct mastodon_config *c = config;
    struct rn_query q;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status = rn_query_read(c->query, &q, &d);

    (void)cursor;
    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    for (int64_t host = 0; (size_t)host < c->host.n && status == RN_OK; host++) {
        bool home = host == 0 && c->login;
        status = plan_lists(c, sink, MASTODON_TAG, host, c->tag.n);
        if (status == RN_OK)
            status = plan_lists(c, sink, MASTODON_STREAM, host, c->stream);
        if (status == RN_OK)
            status = plan_lists(c, sink, MASTODON_SEARCH, host, home ? q.case_count : 0);
        if (status == RN_OK)
            status = plan_lists(c, sink, MASTODON_MENTIONS, host, home && c->account != NULL);
    }
    return status;
}

/* ---- answering ------------------------------------------------------------------------------- */

/* The id of a post of this very server stands at the end of its URI:
 * https://HOST/users/jo/statuses/117, https://HOST/ap/users/9/statuses/117. */
static struct rn_str local_id(struct rn_str uri, const char *host)
{
    static const char mark[] = "/statuses/";
    const size_t length = sizeof mark - 1;
    struct rn_url u;
    size_t n = 0;

    if (!rn_url_split(uri, &u) || !rn_str_is(u.host, host))
        return (struct rn_str){NULL, 0};
    while (n < u.path.n && u.path.p[u.path.n - n - 1] >= '0' && u.path.p[u.path.n - n - 1] <= '9')
        n++;
    if (n == 0 || n > 30 || u.path.n < n + length ||
        memcmp(u.path.p + u.path.n - n - length, mark, length) != 0)
        return (struct rn_str){NULL, 0};
    return rn_strn(u.path.p + u.path.n - n, n);
}

/* The same answer to the same post twice is one post: the server knows it by this word. */
static void key_of(const struct rn_reply *reply, char out[40])
{
    const struct rn_str parts[] = {reply->external_id, reply->text};
    uint64_t h = UINT64_C(14695981039346656037);

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < parts[k].n; i++)
            h = (h ^ (unsigned char)parts[k].p[i]) * UINT64_C(1099511628211);
    (void)snprintf(out, 40, "renown-%016llx", (unsigned long long)h);
}

/* Who is answered has to stand in the post, or would not be told of it. */
static enum rn_status send_reply(const struct mastodon_config *c, const struct rn_reply *reply,
                                 struct rn_str id, struct rn_sink *sink)
{
    char key[40];
    const struct rn_header headers[] = {
        {RN_STR("content-type"), RN_STR("application/x-www-form-urlencoded")},
        {RN_STR("idempotency-key"), {key, 23}}};
    struct rn_buf url, body;
    enum rn_status status;

    key_of(reply, key);
    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_buf_addz(&body, "in_reply_to_id=");
    rn_url_encode(&body, id);
    rn_buf_addz(&body, "&status=");
    if (reply->author_id.n > 0) {
        rn_buf_addz(&body, "%40");
        rn_url_encode(&body, reply->author_id);
        rn_buf_addz(&body, "%20");
    }
    rn_url_encode(&body, reply->text);
    begin(&url, c, 0);
    rn_buf_addz(&url, "v1/statuses");
    status = rn_answer_ask(sink,
                           (struct rn_request){.method = "POST",
                                               .body = rn_buf_str(&body),
                                               .headers = headers,
                                               .header_count = 2,
                                               .auth = "user",
                                               .step = "reply"},
                           &url);
    rn_buf_free(&body);
    return status;
}

static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    const struct mastodon_config *c = config;
    struct rn_str id;

    if (c->host.n == 0 || !c->login)
        return sink->fail(sink, RN_INVALID,
                          "answering on Mastodon needs login: true and a token with the right "
                          "write:statuses");
    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Renown cannot withdraw an answer on Mastodon, because that needs the "
                          "answer's own id: delete it there");
    id = local_id(reply->external_id, c->host.v[0]);
    if (id.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "this post lives on another server than your account, where its id is "
                          "not known: answer it from its page");
    return send_reply(c, reply, id, sink);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "mastodon",
    .title = MASTODON_PLACE,
    .summary = "Posts on Mastodon servers by hashtag, by words or to your account, and answers.",
    .terms_url = "https://docs.joinmastodon.org/api/guidelines/",
    .can = RN_CAN_FETCH | RN_CAN_REPLY,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct mastodon_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "query tag account",
    .check = check,
    .plan = plan,
    .parse = mastodon_parse,
    .compose = compose,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
