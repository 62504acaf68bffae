/* SPDX-License-Identifier: MIT */
#include "steam.h"

#include "../common/index.h"

enum { TRIES = 5, CURSOR_MAX = 500 };

struct page {
    const struct steam_config *config;
    struct steam_state state;
    struct rn_index seen;
};

/* ---- languages ------------------------------------------------------------------------------- */

static const struct {
    const char *steam, *tag;
} languages[] = {
    {"arabic", "ar"},     {"brazilian", "pt-BR"}, {"bulgarian", "bg"},     {"czech", "cs"},
    {"danish", "da"},     {"dutch", "nl"},        {"english", "en"},       {"finnish", "fi"},
    {"french", "fr"},     {"german", "de"},       {"greek", "el"},         {"hungarian", "hu"},
    {"indonesian", "id"}, {"italian", "it"},      {"japanese", "ja"},      {"korean", "ko"},
    {"koreana", "ko"},    {"latam", "es-419"},    {"norwegian", "no"},     {"polish", "pl"},
    {"portuguese", "pt"}, {"romanian", "ro"},     {"russian", "ru"},       {"schinese", "zh-Hans"},
    {"spanish", "es"},    {"swedish", "sv"},      {"tchinese", "zh-Hant"}, {"thai", "th"},
    {"turkish", "tr"},    {"ukrainian", "uk"},    {"vietnamese", "vi"},
};

static struct rn_str tag_of(struct rn_str steam)
{
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        if (rn_str_is(steam, languages[i].steam))
            return rn_str(languages[i].tag);
    return (struct rn_str){NULL, 0};
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* A thumb, and no stars: what is neither true nor false is none. */
static struct rn_rating thumb(const struct rn_json *n)
{
    if (!rn_json_is(n, RN_JSON_TRUE) && !rn_json_is(n, RN_JSON_FALSE))
        return (struct rn_rating){.scale = RN_SCALE_NONE};
    return (struct rn_rating){
        .scale = RN_SCALE_THUMBS, .value = rn_json_true(n), .best = 1, .worst = 0};
}

static struct rn_place_reply read_reply(const struct rn_json *row)
{
    struct rn_str text = rn_json_str(rn_json_get(row, "developer_response"));

    if (text.n == 0)
        return (struct rn_place_reply){.state = RN_REPLY_NONE};
    return (struct rn_place_reply){
        .state = RN_REPLY_PUBLISHED,
        .text = text,
        .at = rn_answer_epoch(rn_json_get(row, "timestamp_dev_responded"))};
}

static bool is_number(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= 20;
}

/* The review's own page needs the app's number, which no answer holds. */
static struct rn_str address(const struct page *page, struct rn_sink *sink, struct rn_str person)
{
    static const char form[] = "https://steamcommunity.com/profiles/%.*s/recommended/%s/";
    const char *app = page->config->app;
    size_t room = sizeof form + 20 + (app != NULL ? strlen(app) : 0);
    char *p;

    if (app == NULL || !is_number(person))
        return (struct rn_str){NULL, 0};
    p = sink->alloc(sink, room);
    (void)snprintf(p, room, form, RN_STR_ARG(person), app);
    return rn_str(p);
}

/* The list moves while it is read, so that a review may come twice. */
static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    struct page *page = rows->arg;
    struct rn_review r = {.size = sizeof r};
    enum rn_status status;

    if (!rn_answer_id(rows, row, "recommendationid", &r.external_id, &status))
        return status;
    if (!rn_index_put(&page->seen, r.external_id, row))
        return rn_answer_skip(rows);
    r.author_id = rn_json_str(rn_json_path(row, "author.steamid"));
    r.author_name = rn_json_str(rn_json_path(row, "author.personaname"));
    r.rating = thumb(rn_json_get(row, "voted_up"));
    r.text = rn_json_str(rn_json_get(row, "review"));
    r.lang = tag_of(rn_json_str(rn_json_get(row, "language")));
    r.url = address(page, rows->sink, r.author_id);
    r.created = rn_answer_epoch(rn_json_get(row, "timestamp_created"));
    r.updated = rn_answer_epoch(rn_json_get(row, "timestamp_updated"));
    r.reply = read_reply(row);
    return rn_answer_use(rows, &r);
}

/* ---- pages ----------------------------------------------------------------------------------- */

/* "200 324 0 AoJ…": what steam_ask wrote. */
static struct steam_state read_note(struct rn_str note)
{
    struct steam_state s = {.total = -1};
    int64_t *const numbers[] = {&s.seen, &s.total, &s.tries};
    size_t at = 0;

    for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
        bool minus = at < note.n && note.p[at] == '-';
        int64_t v = 0;
        for (at += minus; at < note.n && note.p[at] >= '0' && note.p[at] <= '9'; at++)
            v = v < INT64_C(1000000000000) ? v * 10 + (note.p[at] - '0') : v;
        if (at >= note.n || note.p[at] != ' ')
            return (struct steam_state){.total = -1};
        at++;
        *numbers[k] = minus ? -v : v;
    }
    s.cursor = rn_strn(note.p + at, note.n - at);
    return s;
}

/* How many there are is Steam's own word, and only the first page has it whole. */
static enum rn_status read_summary(struct page *page, struct rn_sink *sink,
                                   const struct rn_json *answer)
{
    struct rn_aggregate a = {.size = sizeof a, .count = -1};

    if (page->state.seen > 0 || page->state.tries > 0 ||
        !rn_json_int(rn_json_path(answer, "query_summary.total_reviews"), &a.count) || a.count < 0)
        return RN_OK;
    page->state.total = a.count;
    return sink->aggregate(sink, &a);
}

/* An empty page is the end, or one of Steam's bad moments. */
static enum rn_status at_end(struct page *page, struct rn_sink *sink)
{
    struct steam_state *s = &page->state;

    if (s->seen == 0 && s->total <= 0)
        return sink->warn(sink, "Steam lists no reviews of this app");
    if (s->seen >= s->total)
        return RN_OK;
    if (s->tries < TRIES && s->cursor.n > 0 && page->config->app != NULL) {
        s->tries++;
        return steam_ask(page->config, sink, s);
    }
    return rn_answer_warn(sink, "Steam counts %lld reviews and its list ended after %lld",
                          (long long)s->total, (long long)s->seen);
}

/* The cursor of the last page may name that page itself. A longer circle shows by its length. */
static bool is_loop(const struct steam_state *s, struct rn_str next)
{
    if (rn_str_eq(next, s->cursor))
        return s->total < 0 || s->seen < s->total;
    return s->total >= 0 && s->seen > 2 * s->total + 10 * STEAM_PAGE;
}

static enum rn_status go_on(struct page *page, struct rn_sink *sink, struct rn_str next,
                            size_t rows)
{
    struct steam_state s = page->state;

    s.seen += (int64_t)rows;
    s.tries = 0;
    if (page->config->app == NULL || next.n == 0)
        return RN_OK;
    if (next.n > CURSOR_MAX)
        return rn_answer_fail(sink, RN_LIMIT, "Steam sent a cursor of more than %d bytes",
                              CURSOR_MAX);
    if (is_loop(&s, next))
        return rn_answer_fail(sink, RN_CHANGED,
                              "Steam named a page as the next one that was read before: reading in "
                              "a loop was stopped");
    if (rn_str_eq(next, s.cursor))
        return RN_OK;
    s.cursor = next;
    return steam_ask(page->config, sink, &s);
}

static enum rn_status read_answer(struct page *page, struct rn_sink *sink,
                                  const struct rn_json *answer)
{
    const struct rn_json *list = rn_json_get(answer, "reviews");
    struct rn_answer_rows rows = {.sink = sink, .place = STEAM_PLACE, .arg = page};
    enum rn_status status = read_summary(page, sink, answer);

    if (status != RN_OK)
        return status;
    if (rn_json_count(list) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "Steam sent more than %d reviews on one page",
                              RN_ANSWER_ROWS);
    if (list == NULL || rn_json_count(list) == 0)
        return at_end(page, sink);
    rn_index_init(&page->seen, sink, rn_json_count(list));
    status = rn_answer_each(&rows, list, read_row);
    if (status != RN_OK)
        return status;
    return go_on(page, sink, rn_json_str(rn_json_get(answer, "cursor")), rows.used);
}

/* {"response":{}} is all that comes for an app that does not exist; a list that ended has its
 * summary at least. */
static enum rn_status read_document(struct page *page, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *wrapped = rn_json_get(root, "response");
    const struct rn_json *answer = rn_json_is(wrapped, RN_JSON_OBJECT) ? wrapped : root;
    const struct rn_json *list = rn_json_get(answer, "reviews");
    int64_t success = 1;

    if (wrapped != NULL && rn_json_count(answer) == 0 && page->state.seen == 0)
        return rn_answer_fail(sink, RN_GONE,
                              "Steam knows no such app: check the number in the option app");
    if (rn_json_int(rn_json_get(answer, "success"), &success) && success != 1)
        return rn_answer_fail(sink, RN_CHANGED, "Steam says that it did not succeed (%lld)",
                              (long long)success);
    if (!rn_json_is(list, RN_JSON_ARRAY) &&
        (list != NULL || (wrapped == NULL && rn_json_get(answer, "query_summary") == NULL)))
        return rn_answer_other(sink, root, STEAM_PLACE, "reviews");
    return read_answer(page, sink, answer);
}

enum rn_status steam_parse(const void *config, const struct rn_response *response,
                           struct rn_sink *sink)
{
    struct page page = {.config = config, .state = read_note(response->note)};
    struct rn_json_doc *doc = NULL;
    enum rn_status status = rn_answer_json(sink, response, STEAM_PLACE, &doc);

    if (status != RN_OK)
        return status;
    status = read_document(&page, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
