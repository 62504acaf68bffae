/* SPDX-License-Identifier: MIT
 *
 * Booking.com: the guest reviews of a property, for whoever may use its connectivity interface, and
 * answers to them. What comes back is read in parse_booking.c.
 */
#include "booking.h"

#include <renown/url.h>

#define HOST "https://supply-xml.booking.com"
#define ROOT "/review-api"

enum { PAGE_ROWS = 100, QUERY_MAX = 4000 };
enum { REPLY_TO_REVIEW, REPLY_TO_REPLY };

static const char *const logins[] = {"machine", "token", NULL};
static const char *const reply_paths[] = {"review", "reply", NULL};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct booking_config, property, .flags = RN_OPT_REQUIRED,
                   .doc = "The property's number on Booking.com.", .example = "1234567"),
    RN_OPTION_CHOICE(struct booking_config, login, .choices = logins, .def = "machine",
                     .doc = "How to log in: with a machine account's name and password, or with "
                            "an access token."),
    RN_OPTION_CHOICE(struct booking_config, reply_path, .choices = reply_paths, .def = "review",
                     .doc = "Where answers are posted: to the address of the review, or to /reply "
                            "below it."),
    RN_OPTION_BOOL(struct booking_config, score, .def = "true",
                   .doc = "Ask for the property's own score as well."),
    {0}};

/* In the order of `logins`. */
static const struct rn_auth auths[] = {
    {.name = "machine", .kind = RN_AUTH_BASIC}, {.name = "token", .kind = RN_AUTH_BEARER}, {0}};

/* Reviews vanish after three years, so absence says nothing of a removal. */
static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 500,
    .history = "The reviews of the last three years or so.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

static bool is_word(const char *z)
{
    static const char allowed[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";

    return z[0] != '\0' && strlen(z) <= 60 && strspn(z, allowed) == strlen(z);
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct booking_config *c = config;

    if (!is_word(c->property))
        return rn_fail(d, RN_INVALID,
                       "the property \"%.80s\" is no number of one: take it from the extranet",
                       c->property);
    return RN_OK;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void begin(struct rn_buf *url, const struct booking_config *c, const char *edge)
{
    rn_buf_init(url, RN_ANSWER_URL);
    rn_buf_fmt(url, HOST ROOT "/properties/%s/%s", c->property, edge);
}

static enum rn_status ask_list(const struct booking_config *c, struct rn_sink *sink,
                               struct rn_str query)
{
    struct rn_buf url;

    begin(&url, c, "reviews?");
    rn_buf_add(&url, query);
    return rn_answer_ask(
        sink,
        (struct rn_request){
            .method = "GET", .auth = auths[c->login].name, .step = "reviews", .note = query},
        &url);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct booking_config *c = config;
    char query[40];
    struct rn_buf url;
    enum rn_status status;

    (void)cursor;
    (void)snprintf(query, sizeof query, "limit=%d", PAGE_ROWS);
    status = ask_list(c, sink, rn_str(query));
    if (status != RN_OK || !c->score)
        return status;
    begin(&url, c, "score");
    return rn_answer_ask(
        sink, (struct rn_request){.method = "GET", .auth = auths[c->login].name, .step = "score"},
        &url);
}

/* ---- the next page --------------------------------------------------------------------------- */

static bool is_query(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] >= 0x7f || strchr("#\"<>\\^`{|}", s.p[i]) != NULL)
            return false;
    return s.n > 0 && s.n <= QUERY_MAX;
}

static struct rn_str without(struct rn_str s, const char *start)
{
    size_t n = strlen(start);

    return rn_str_starts(s, start) ? rn_strn(s.p + n, s.n - n) : s;
}

/* The path of the list, with or without what stands before it. */
static bool is_list(const struct booking_config *c, struct rn_str path)
{
    char own[120];

    if (path.n > 0 && path.p[path.n - 1] == '/')
        path.n--;
    path = without(without(path, ROOT), "/");
    (void)snprintf(own, sizeof own, "properties/%s/reviews", c->property);
    return rn_str_is(path, own);
}

/* The query of the next page; empty when it lies outside the list. `asked` is the address that this
 * page came from, at a host of the owner's choice. */
static struct rn_str query_of(const struct booking_config *c, struct rn_str asked,
                              struct rn_str next)
{
    static const struct rn_str none = {NULL, 0};
    struct rn_url to, from, own;
    struct rn_str path = next, query;
    const char *mark;

    if (rn_url_split(next, &to)) {
        if (!rn_url_split(rn_str(HOST "/"), &own) || !rn_url_split(asked, &from))
            return none;
        if (!rn_str_eq(to.host, own.host) && !rn_str_eq(to.host, from.host))
            return none;
        path = to.path;
        query = to.query;
    } else {
        mark = next.n > 0 ? memchr(next.p, '?', next.n) : NULL;
        if (mark == NULL)
            return none;
        path.n = (size_t)(mark - next.p);
        query = rn_strn(mark + 1, next.n - path.n - 1);
    }
    return is_query(query) && (path.n == 0 || is_list(c, path)) ? query : none;
}

enum rn_status booking_ask_next(const struct booking_config *c, struct rn_sink *sink,
                                struct rn_str asked, struct rn_str next, struct rn_str before)
{
    struct rn_str query = query_of(c, asked, rn_str_trim(next));

    if (query.n == 0)
        return sink->warn(sink, "Booking.com names a next page that is not within the list of this "
                                "property, so it was not asked: older reviews were not read");
    if (rn_str_eq(query, before))
        return sink->warn(sink,
                          "Booking.com names the same page as the next one again: reading in a "
                          "loop was stopped");
    return ask_list(c, sink, query);
}

/* ---- answering ------------------------------------------------------------------------------- */

static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    const struct booking_config *c = config;
    struct rn_buf url, body;
    struct rn_jsonw w;

    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Booking.com's interface cannot take an answer back: delete it in the "
                          "extranet");
    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_jsonw_init(&w, &body);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "hotel_response", reply->text);
    rn_jsonw_end(&w);
    begin(&url, c, "reviews/");
    rn_url_encode(&url, reply->external_id);
    if (c->reply_path == REPLY_TO_REPLY)
        rn_buf_addz(&url, "/reply");
    return rn_answer_post(sink, auths[c->login].name, "application/json", &url, &body);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "booking",
    .title = BOOKING_PLACE,
    .summary = "The guest reviews of a property on Booking.com, its score, and answers.",
    .terms_url = "https://developers.booking.com/connectivity/docs",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct booking_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "property",
    .check = check,
    .plan = plan,
    .parse = booking_parse,
    .compose = compose,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
