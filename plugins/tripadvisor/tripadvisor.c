/* SPDX-License-Identifier: MIT
 *
 * TripAdvisor's Content API: the newest reviews of one location, one request for each language
 * wanted. The answers are shown and not kept, unless the owner's contract says otherwise
 * (`retention`).
 */
#include "../common/answer.h"

#include <renown/url.h>

#define PLACE "TripAdvisor"
#define BASE  "https://api.content.tripadvisor.com/api/v1/location/"

struct config {
    const char *location;
    struct rn_list language;
    const char *referer;
};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct config, location, .flags = RN_OPT_REQUIRED,
                   .doc = "The location's number: the digits after -d in the address of its page.",
                   .example = "188151"),
    RN_OPTION_LIST(struct config, language, .def = "en",
                   .doc = "Languages to ask for, as TripAdvisor spells them. Each one costs a call "
                          "and gives its five newest reviews.",
                   .example = "[en, de, zh_TW]"),
    RN_OPTION_TEXT(struct config, referer,
                   .doc = "The web address that the key is restricted to, when it is restricted to "
                          "a domain and not to an IP address.",
                   .example = "https://www.example.com/"),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "key", .kind = RN_AUTH_QUERY, .field = "key", .credential = "key"}, {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 100,
    .history = "The five newest reviews in each language asked for; older ones cannot be read.",
    .absence_proves = false,
    .retention = RN_KEEP_NOTHING,
};

static bool all_digits(const char *z)
{
    return z[0] != '\0' && strspn(z, "0123456789") == strlen(z);
}

static enum rn_status check_words(const struct config *c, struct rn_diag *d)
{
    for (size_t i = 0; i < c->language.n; i++)
        if (c->language.v[i][0] == '\0' || strlen(c->language.v[i]) > 20)
            return rn_fail(d, RN_INVALID,
                           "the language \"%.40s\" is none: write it as TripAdvisor does, for "
                           "example en or zh_TW",
                           c->language.v[i]);
    if (c->referer != NULL &&
        (strncmp(c->referer, "http", 4) != 0 || strpbrk(c->referer, " \r\n\t") != NULL))
        return rn_fail(d, RN_INVALID,
                       "the referer \"%.100s\" is no web address: write one like "
                       "https://www.example.com/",
                       c->referer);
    return RN_OK;
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct config *c = config;

    if (!all_digits(c->location))
        return rn_fail(d, RN_INVALID,
                       "the location \"%s\" is no number: take the digits after -d in the address "
                       "of its page on TripAdvisor",
                       c->location);
    if (c->language.n == 0)
        return rn_fail(d, RN_INVALID,
                       "the option language names no language: write en or [en, fr]");
    return check_words(c, d);
}

static enum rn_status ask(const struct config *c, const char *language, struct rn_sink *sink)
{
    const struct rn_header headers[] = {{RN_STR("accept"), RN_STR("application/json")},
                                        {RN_STR("referer"), rn_str(c->referer)}};
    struct rn_buf url;

    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, BASE);
    rn_url_encode(&url, rn_str(c->location));
    rn_buf_addz(&url, "/reviews?language=");
    rn_url_encode(&url, rn_str(language));
    return rn_answer_ask(sink,
                         (struct rn_request){.method = "GET",
                                             .headers = headers,
                                             .header_count = c->referer != NULL ? 2 : 1,
                                             .auth = "key",
                                             .step = "reviews",
                                             .note = rn_str(language)},
                         &url);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct config *c = config;
    enum rn_status status = RN_OK;

    (void)cursor;
    for (size_t i = 0; i < c->language.n && status == RN_OK; i++)
        status = ask(c, c->language.v[i], sink);
    return status;
}

static struct rn_place_reply read_reply(const struct rn_json *n)
{
    struct rn_str text = rn_json_str(rn_json_get(n, "text"));

    if (text.n == 0)
        return (struct rn_place_reply){.state = RN_REPLY_NONE};
    return (struct rn_place_reply){.state = RN_REPLY_PUBLISHED,
                                   .text = text,
                                   .at = rn_answer_time(rn_json_get(n, "published_date"))};
}

/* `user` is missing for members who have left. Members are known by their name alone. */
static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    enum rn_status status;
    struct rn_review r = {.size = sizeof r};

    if (!rn_answer_id(rows, row, "id", &r.external_id, &status))
        return status;
    r.author_name = rn_json_str(rn_json_path(row, "user.username"));
    r.rating = rn_answer_stars(rn_json_get(row, "rating"));
    r.title = rn_json_str(rn_json_get(row, "title"));
    r.text = rn_json_str(rn_json_get(row, "text"));
    r.lang = rn_json_str(rn_json_get(row, "lang"));
    r.url = rn_json_str(rn_json_get(row, "url"));
    r.created = rn_answer_time(rn_json_get(row, "published_date"));
    r.reply = read_reply(rn_json_get(row, "owner_response"));
    return rn_answer_use(rows, &r);
}

static enum rn_status read_page(struct rn_sink *sink, const struct rn_json *root,
                                struct rn_str language)
{
    const struct rn_json *data = rn_json_get(root, "data");
    struct rn_answer_rows rows = {.sink = sink, .place = PLACE};
    enum rn_status status;

    if (!rn_json_is(data, RN_JSON_ARRAY))
        return rn_answer_other(sink, root, PLACE, "data");
    status = rn_answer_each(&rows, data, read_row);
    if (rows.number == 0)
        return rn_answer_warn(sink, "TripAdvisor shows no reviews of this location%s%.*s",
                              language.n > 0 ? " in the language " : "", RN_STR_ARG(language));
    return status;
}

static enum rn_status parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status status = rn_answer_json(sink, response, PLACE, &doc);

    (void)config;
    if (status != RN_OK)
        return status;
    status = read_page(sink, rn_json_root(doc), response->note);
    rn_json_free(doc);
    return status;
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "tripadvisor",
    .title = "TripAdvisor",
    .summary = "The newest reviews of a hotel, restaurant or attraction, by the Content API.",
    .terms_url = "https://tripadvisor-content-api.readme.io/reference/caching-policy",
    .can = RN_CAN_FETCH | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "location",
    .check = check,
    .plan = plan,
    .parse = parse,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
