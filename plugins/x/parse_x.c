/* SPDX-License-Identifier: MIT
 *
 * Posts with the people who wrote them, which come beside the list.
 */
#include "x.h"

#include <renown/stamp.h>
#include <renown/url.h>

#include "../common/amp.h"
#include "../common/index.h"

enum { TOKEN_MAX = 500 };

struct page {
    const struct x_config *config;
    const struct rn_response *response;
    struct x_state state;
    struct rn_index people; /* by id */
    size_t posts, persons;
};

/* ---- rows ------------------------------------------------------------------------------------ */

/* An edit is a post of its own with the ids of those before it: the first stands for them all. */
static struct rn_str first_id(const struct rn_json *row, struct rn_str id)
{
    struct rn_str first = rn_json_str(rn_json_first(rn_json_get(row, "edit_history_tweet_ids")));

    return x_is_id(first) ? first : id;
}

/* Words of X's own for "no language" and "only a link", and two codes that are out of date. */
static struct rn_str language(struct rn_str s)
{
    if (rn_str_is(s, "und") || rn_str_is(s, "zxx") || rn_str_is(s, "art") ||
        (s.n == 3 && s.p[0] == 'q'))
        return (struct rn_str){NULL, 0};
    if (rn_str_is(s, "iw"))
        return rn_str("he");
    return rn_str_is(s, "in") ? rn_str("id") : s;
}

static const struct rn_json *reference(const struct rn_json *row, const char *type)
{
    for (const struct rn_json *n = rn_json_first(rn_json_get(row, "referenced_tweets")); n != NULL;
         n = rn_json_next(n))
        if (rn_str_is(rn_json_str(rn_json_get(n, "type")), type))
            return n;
    return NULL;
}

static bool same_name(struct rn_str a, const char *z)
{
    if (z == NULL || a.n != strlen(z))
        return false;
    for (size_t i = 0; i < a.n; i++) {
        char x = a.p[i], y = z[i];
        x = (char)(x >= 'A' && x <= 'Z' ? x + 32 : x);
        y = (char)(y >= 'A' && y <= 'Z' ? y + 32 : y);
        if (x != y)
            return false;
    }
    return true;
}

static bool is_own(const struct page *page, struct rn_str author, struct rn_str username)
{
    const struct x_config *c = page->config;

    return (c->user_id != NULL && rn_str_is(author, c->user_id)) || same_name(username, c->account);
}

static bool is_word(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("_0123456789", s.p[i]) == NULL &&
            ((s.p[i] | 0x20) < 'a' || (s.p[i] | 0x20) > 'z'))
            return false;
    return s.n > 0 && s.n <= 30 && memchr(s.p, '\0', s.n) == NULL;
}

static struct rn_str address(struct rn_sink *sink, struct rn_str username, struct rn_str id)
{
    static const char form[] = "https://x.com/%.*s/status/%.*s";
    const size_t room = sizeof form + 60;
    char *p;

    if (!x_is_id(id))
        return (struct rn_str){NULL, 0};
    if (!is_word(username))
        username = rn_str("i");
    p = sink->alloc(sink, room);
    (void)snprintf(p, room, form, RN_STR_ARG(username), RN_STR_ARG(id));
    return rn_str(p);
}

static void read_person(const struct rn_json *person, struct rn_review *r)
{
    double followers = 0;

    r->author_name = rn_json_str(rn_json_get(person, "name"));
    if (r->author_name.n == 0)
        r->author_name = rn_json_str(rn_json_get(person, "username"));
    if (rn_json_num(rn_json_path(person, "public_metrics.followers_count"), &followers) &&
        followers > 0 && followers < 1e10)
        r->reach = followers;
}

static void read_text(struct rn_sink *sink, const struct rn_json *row, struct rn_review *r)
{
    struct rn_str text = rn_json_str(rn_json_path(row, "note_tweet.text"));

    if (text.n == 0)
        text = rn_json_str(rn_json_get(row, "text"));
    r->text = rn_amp_decode(sink, text);
}

/* A repost is somebody else's text. */
static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    struct page *page = rows->arg;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_MENTION};
    struct rn_str id, username;
    const struct rn_json *person;
    enum rn_status status;

    page->posts++;
    if (!rn_answer_id(rows, row, "id", &id, &status))
        return status;
    r.author_id = rn_json_str(rn_json_get(row, "author_id"));
    person = rn_index_get(&page->people, r.author_id);
    username = rn_json_str(rn_json_get(person, "username"));
    if (is_own(page, r.author_id, username) || reference(row, "retweeted") != NULL)
        return rn_answer_skip(rows);
    r.external_id = first_id(row, id);
    read_person(person, &r);
    read_text(rows->sink, row, &r);
    r.lang = language(rn_json_str(rn_json_get(row, "lang")));
    r.url = address(rows->sink, username, id);
    r.thread = rn_json_str(rn_json_get(row, "conversation_id"));
    r.parent = rn_json_str(rn_json_get(reference(row, "replied_to"), "id"));
    r.created = rn_answer_time(rn_json_get(row, "created_at"));
    return rn_answer_use(rows, &r);
}

/* ---- the end of a list ----------------------------------------------------------------------- */

/* X writes UTC where others write GMT. */
static bool read_date(struct rn_str s, struct rn_time *ret)
{
    static const char *const forms[] = {"%d %b %Y %H:%M:%S GMT", "%d %b %Y %H:%M:%S UTC"};
    const char *comma = s.n > 0 ? memchr(s.p, ',', s.n) : NULL;

    if (comma == NULL)
        return false;
    s = rn_str_trim(rn_strn(comma + 1, s.n - (size_t)(comma + 1 - s.p)));
    return rn_stamp_parse_as(s, forms[0], ret) || rn_stamp_parse_as(s, forms[1], ret);
}

/* A query that finds nothing tells no newest id, and X refuses a bound that is older than a week:
 * so the bound goes along with the place's clock, a day behind it. */
static struct rn_str bound(const struct page *page, char room[24])
{
    struct rn_str best = x_mark(page->config, &page->state);
    struct rn_time t;

    if (x_id_less(best, page->state.newest))
        best = page->state.newest;
    for (size_t i = 0; i < page->response->header_count; i++) {
        const struct rn_header *h = &page->response->headers[i];
        if (rn_str_is(h->name, "date") && read_date(h->value, &t) && x_id_at(t.us - RN_DAY, room) &&
            x_id_less(best, rn_str(room)))
            best = rn_str(room);
    }
    return best;
}

static enum rn_status end_list(const struct page *page, struct rn_sink *sink)
{
    struct x_state next = {.list = page->state.list + 1};
    char room[24];
    struct rn_buf marks;
    enum rn_status status = RN_OK;

    if (page->config->account == NULL)
        return RN_OK;
    rn_buf_init(&marks, RN_ANSWER_URL);
    x_marks_with(page->config, &page->state, bound(page, room), &marks);
    next.marks = rn_buf_str(&marks);
    if (marks.n > 0)
        status = sink->cursor(sink, next.marks);
    if (status == RN_OK && next.list < x_lists(page->config))
        status = x_ask(page->config, sink, &next, (struct rn_str){NULL, 0});
    rn_buf_free(&marks);
    return status;
}

/* ---- pages ----------------------------------------------------------------------------------- */

static enum rn_status next_page(struct page *page, struct rn_sink *sink, struct rn_str token)
{
    struct rn_str before = {NULL, 0};

    if (page->config->account == NULL)
        return RN_OK;
    if (token.n > TOKEN_MAX)
        return rn_answer_fail(sink, RN_LIMIT, "X sent a token of more than %d bytes", TOKEN_MAX);
    if (!rn_url_param(page->response->url, "next_token", &before))
        (void)rn_url_param(page->response->url, "pagination_token", &before);
    if (rn_str_eq(token, before))
        return rn_answer_fail(sink, RN_CHANGED,
                              "X names the same page as the next one again: reading in a loop was "
                              "stopped");
    return x_ask(page->config, sink, &page->state, token);
}

static enum rn_status go_on(struct page *page, struct rn_sink *sink, const struct rn_json *meta)
{
    struct rn_str token = rn_json_str(rn_json_get(meta, "next_token"));
    struct rn_str newest = rn_json_str(rn_json_get(meta, "newest_id"));
    enum rn_status status;

    if (page->state.newest.n == 0 && x_is_id(newest))
        page->state.newest = newest;
    page->state.read += (int64_t)page->posts;
    if (token.n == 0)
        return end_list(page, sink);
    if (page->config->account == NULL || page->state.read < page->config->max_items)
        return next_page(page, sink, token);
    status = rn_answer_warn(sink,
                            "stopped after max_items: %lld posts of a list; older ones were not "
                            "looked at and will not be",
                            (long long)page->state.read);
    return status == RN_OK ? end_list(page, sink) : status;
}

static void know_people(struct page *page, struct rn_sink *sink, const struct rn_json *users)
{
    rn_index_init(&page->people, sink, rn_json_count(users));
    for (const struct rn_json *n = rn_json_first(users); n != NULL; n = rn_json_next(n))
        page->persons += rn_index_put(&page->people, rn_json_str(rn_json_get(n, "id")), n);
}

static enum rn_status tell_price(const struct page *page, struct rn_sink *sink)
{
    const bool owned = page->config->owned && strcmp(page->response->step, "mentions") == 0;

    if (!RN_SINK_HAS(sink, paid))
        return RN_OK;
    return sink->paid(sink, (int64_t)page->posts * (owned ? X_PRICE_OWNED : X_PRICE_POST) +
                                (int64_t)page->persons * X_PRICE_PERSON);
}

/* What came in part only, since something that posts refer to is gone or closed, is no mistake of
 * the list's. */
static enum rn_status read_document(struct page *page, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *data = rn_json_get(root, "data"), *meta = rn_json_get(root, "meta");
    struct rn_answer_rows rows = {.sink = sink, .place = X_PLACE, .arg = page};
    enum rn_status status;

    if (!rn_json_is(data, RN_JSON_ARRAY) &&
        (data != NULL || rn_json_get(meta, "result_count") == NULL))
        return rn_answer_other(sink, root, X_PLACE, "data");
    if (rn_json_count(data) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "X sent more than %d posts on one page",
                              RN_ANSWER_ROWS);
    know_people(page, sink, rn_json_path(root, "includes.users"));
    status = rn_answer_each(&rows, data, read_row);
    if (status == RN_OK)
        status = tell_price(page, sink);
    if (status == RN_OK && page->posts == 0 && page->state.read == 0 &&
        page->config->account == NULL)
        status = sink->warn(sink, "X lists no posts there");
    return status == RN_OK ? go_on(page, sink, meta) : status;
}

enum rn_status x_parse(const void *config, const struct rn_response *response, struct rn_sink *sink)
{
    struct page page = {
        .config = config, .response = response, .state = x_state_read(response->note)};
    struct rn_json_doc *doc = NULL;
    enum rn_status status;

    if (strcmp(response->step, "reply") == 0)
        return RN_OK;
    status = rn_answer_json(sink, response, X_PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_document(&page, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
