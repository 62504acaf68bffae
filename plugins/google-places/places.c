/* SPDX-License-Identifier: MIT
 *
 * Google Places: what anybody may see of a place with an API key, at most five reviews. Its terms
 * allow to keep the place's id and nothing else, so the plugin declares RN_KEEP_NOTHING and the
 * core obeys.
 */
#include "places.h"

#include <renown/url.h>

enum { URL_MAX = 4000 };
enum { API_NEW, API_LEGACY };

static const char *const apis[] = {"new", "legacy", NULL};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct places_config, place, .flags = RN_OPT_REQUIRED,
                   .doc = "The place's id, which begins with \"ChIJ\" as a rule.",
                   .example = "ChIJd8BlQ2BZwokRAFUEcm_qrcA"),
    RN_OPTION_TEXT(struct places_config, lang,
                   .doc = "Language into which Google translates; the original is kept.",
                   .example = "en"),
    RN_OPTION_CHOICE(struct places_config, api, .choices = apis, .def = "new",
                     .doc = "Which of the two interfaces the key is for."),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "key", .kind = RN_AUTH_HEADER, .field = "X-Goog-Api-Key", .credential = "key"},
    {.name = "legacy-key", .kind = RN_AUTH_QUERY, .field = "key", .credential = "key"},
    {0}};

static const struct rn_limits limits = {
    .size = sizeof limits,
    .min_interval_ms = 200,
    .history = "At most 5 reviews, chosen by Google; there is no further page.",
    .absence_proves = false,
    .retention = RN_KEEP_NOTHING};

static void add_param(struct rn_buf *b, const char *name, const char *value)
{
    (void)rn_buf_fmt(b, "%s=", name);
    (void)rn_url_encode(b, rn_str(value));
}

static void legacy_url(struct rn_buf *b, const struct places_config *c)
{
    (void)rn_buf_addz(b, "https://maps.googleapis.com/maps/api/place/details/json?");
    add_param(b, "place_id", c->place);
    add_param(b, "&fields", "place_id,name,rating,user_ratings_total,reviews,url");
    if (c->lang != NULL)
        add_param(b, "&language", c->lang);
}

static void new_url(struct rn_buf *b, const struct places_config *c)
{
    (void)rn_buf_addz(b, "https://places.googleapis.com/v1/places/");
    (void)rn_url_encode(b, rn_str(c->place));
    if (c->lang != NULL)
        add_param(b, "?languageCode", c->lang);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    /* The mask is compulsory: without it the answer is an error. */
    static const struct rn_header mask = {
        RN_STR("X-Goog-FieldMask"),
        RN_STR("id,displayName,rating,userRatingCount,reviews,googleMapsUri")};
    const struct places_config *c = config;
    struct rn_request q = {.size = sizeof q, .method = "GET", .step = apis[c->api]};
    struct rn_buf url;
    enum rn_status s;

    (void)cursor;
    rn_buf_init(&url, URL_MAX);
    (c->api == API_LEGACY ? legacy_url : new_url)(&url, c);
    q.auth = c->api == API_LEGACY ? "legacy-key" : "key";
    q.headers = &mask;
    q.header_count = c->api == API_LEGACY ? 0 : 1;
    q.url = rn_buf_str(&url);
    s = url.full ? sink->fail(sink, RN_INVALID, "the option place is too long to be an id")
                 : sink->request(sink, &q);
    rn_buf_free(&url);
    return s;
}

static const struct rn_plugin plugin = {
    .size = sizeof plugin,
    .name = "google-places",
    .title = "Google Places",
    .summary = "The average and at most five reviews of any place on Google; nothing is stored.",
    .terms_url = "https://developers.google.com/maps/documentation/places/web-service/policies",
    .can = RN_CAN_FETCH,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct places_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "place",
    .plan = plan,
    .parse = places_parse};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
