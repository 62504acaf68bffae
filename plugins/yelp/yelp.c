/* SPDX-License-Identifier: MIT
 *
 * Yelp's Places API: the few excerpts it gives of a business's reviews, and the business's own
 * average. The terms let an excerpt live for 24 hours.
 */
#include "../common/answer.h"

#include <renown/stamp.h>
#include <renown/url.h>

#define PLACE "Yelp"
#define BASE  "https://api.yelp.com/v3/businesses/"

enum { EXCERPTS = 50 }; /* asked for; how many come is a matter of the plan */

static const char *const orders[] = {"yelp_sort", "newest", NULL};

struct config {
    const char *business, *locale;
    int sort;
    bool score;
};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct config, business, .flags = RN_OPT_REQUIRED,
                   .doc = "The business's id, or its alias: what follows /biz/ in the address of "
                          "its page.",
                   .example = "harbour-hotel-lahore"),
    RN_OPTION_TEXT(struct config, locale,
                   .doc = "Language and country whose reviews are wanted, as Yelp spells them.",
                   .example = "en_US"),
    RN_OPTION_CHOICE(struct config, sort, .choices = orders, .def = "yelp_sort",
                     .doc = "Which excerpts come: those that Yelp shows first, or the newest, "
                            "which only the higher plans may ask for."),
    RN_OPTION_BOOL(struct config, score, .def = "true",
                   .doc = "Ask for the business's own average as well, which costs a second call."),
    {0}};

static const struct rn_auth auths[] = {{.name = "key", .kind = RN_AUTH_BEARER}, {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 250,
    .per_day = 300,
    .history = "Three excerpts (more on higher plans), chosen by Yelp; there is no way to the "
               "others.",
    .absence_proves = false,
    .retention = RN_KEEP_DAYS,
    .retention_days = 1,
};

/* ---- asking ---------------------------------------------------------------------------------- */

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct config *c = config;

    if (c->business[0] == '\0' || strpbrk(c->business, "/?# \r\n\t") != NULL)
        return rn_fail(d, RN_INVALID,
                       "the business \"%.100s\" is no id and no alias: write only what follows "
                       "/biz/ in the address of its page",
                       c->business);
    return RN_OK;
}

static void begin(struct rn_buf *url, const struct config *c)
{
    rn_buf_init(url, RN_ANSWER_URL);
    rn_buf_addz(url, BASE);
    rn_url_encode(url, rn_str(c->business));
}

static void add_locale(struct rn_buf *url, const struct config *c, const char *word)
{
    if (c->locale == NULL)
        return;
    rn_buf_addz(url, word);
    rn_url_encode(url, rn_str(c->locale));
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct config *c = config;
    struct rn_request q = {.method = "GET", .auth = "key", .step = "reviews"};
    struct rn_buf url;
    enum rn_status status;

    (void)cursor;
    begin(&url, c);
    rn_buf_fmt(&url, "/reviews?limit=%d&sort_by=%s", EXCERPTS, orders[c->sort]);
    add_locale(&url, c, "&locale=");
    status = rn_answer_ask(sink, q, &url);
    if (status != RN_OK || !c->score)
        return status;
    begin(&url, c);
    add_locale(&url, c, "?locale=");
    q.step = "business";
    return rn_answer_ask(sink, q, &url);
}

/* ---- time ------------------------------------------------------------------------------------ */

/* Sunday is 0; 1 January 1970 was a Thursday. */
static int weekday(int64_t days)
{
    return (int)(((days + 4) % 7 + 7) % 7);
}

/* The n-th Sunday of a month, in days since 1970. */
static int64_t sunday(int year, int month, int nth)
{
    int64_t first = rn_days_from_civil(year, month, 1);

    return first + (7 - weekday(first)) % 7 + 7 * (nth - 1);
}

/* Yelp writes the clock of the US Pacific coast without saying so. Summer time, changed at two in
 * the morning, goes from the second Sunday of March to the first of November since 2007, before
 * that from the first of April to the last of October. The hour that comes twice is taken for its
 * first time. */
static int64_t from_pacific(int64_t us)
{
    int64_t days = us / RN_DAY - (us % RN_DAY < 0), from, to;
    int year, month, day;

    rn_civil_from_days(days, &year, &month, &day);
    if (year >= 2007) {
        from = sunday(year, 3, 2);
        to = sunday(year, 11, 1);
    } else {
        from = sunday(year, 4, 1);
        to = sunday(year, 11, 1) - 7;
    }
    bool summer = us >= from * RN_DAY + 2 * RN_HOUR && us < to * RN_DAY + 2 * RN_HOUR;
    return us + (summer ? 7 : 8) * RN_HOUR;
}

static struct rn_time read_time(const struct rn_json *n)
{
    struct rn_str s = rn_str_trim(rn_json_str(n));
    struct rn_time t = rn_answer_time(n);

    if (t.precision == RN_TIME_SECOND && s.n == strlen("2026-07-14 09:44:27"))
        t.us = from_pacific(t.us);
    return t;
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool ends_with(struct rn_str s, const char *end)
{
    size_t n = strlen(end);

    return s.n >= n && memcmp(s.p + s.n - n, end, n) == 0;
}

static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct rn_json *user = rn_json_get(row, "user");
    enum rn_status status;
    struct rn_review r = {.size = sizeof r};

    if (!rn_answer_id(rows, row, "id", &r.external_id, &status))
        return status;
    r.author_id = rn_json_str(rn_json_get(user, "id"));
    r.author_name = rn_json_str(rn_json_get(user, "name"));
    r.rating = rn_answer_stars(rn_json_get(row, "rating"));
    r.text = rn_str_trim(rn_json_str(rn_json_get(row, "text")));
    r.truncated = ends_with(r.text, "...") || ends_with(r.text, "\xe2\x80\xa6");
    r.url = rn_json_str(rn_json_get(row, "url"));
    r.created = read_time(rn_json_get(row, "time_created"));
    return rn_answer_use(rows, &r);
}

static enum rn_status read_list(struct rn_sink *sink, const struct rn_json *list)
{
    struct rn_answer_rows rows = {.sink = sink, .place = PLACE};
    enum rn_status status = rn_answer_each(&rows, list, read_row);

    return rows.number > 0 ? status : sink->warn(sink, "Yelp shows no reviews of this business");
}

static enum rn_status read_business(struct rn_sink *sink, const struct rn_json *root)
{
    struct rn_aggregate a = {.size = sizeof a, .count = -1};

    a.rating = rn_answer_stars(rn_json_get(root, "rating"));
    if (!rn_json_int(rn_json_get(root, "review_count"), &a.count) || a.count < 0)
        a.count = -1;
    if (a.rating.scale == RN_SCALE_NONE && a.count < 0)
        return rn_answer_other(sink, root, PLACE, "reviews");
    return sink->aggregate(sink, &a);
}

static enum rn_status read_document(const struct rn_response *response, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *list = rn_json_get(root, "reviews");

    if (rn_json_is(list, RN_JSON_ARRAY))
        return read_list(sink, list);
    if (strcmp(response->step, "reviews") == 0)
        return rn_answer_other(sink, root, PLACE, "reviews");
    return read_business(sink, root);
}

static enum rn_status parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status status = rn_answer_json(sink, response, PLACE, &doc);

    (void)config;
    if (status != RN_OK)
        return status;
    status = read_document(response, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "yelp",
    .title = "Yelp",
    .summary = "Excerpts of a few reviews of a business on Yelp, and its average.",
    .terms_url = "https://terms.yelp.com/developers/api_terms/",
    .can = RN_CAN_FETCH,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "business",
    .check = check,
    .plan = plan,
    .parse = parse,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
