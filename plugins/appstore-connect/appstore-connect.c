/* SPDX-License-Identifier: MIT
 *
 * App Store Connect: every written review of your own app, with your answers, and new answers. What
 * comes back is read in parse_connect.c.
 */
#include "connect.h"

#include "../common/answer.h"

#include <renown/url.h>

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct connect_config, app, .flags = RN_OPT_REQUIRED,
                   .doc = "The app's number: the digits after id in the address of its page.",
                   .example = "1446075923"),
    {0}};

static const struct rn_auth auths[] = {{.name = "key", .kind = RN_AUTH_APPLE_JWT}, {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = 5970,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 250,
    .history = "All reviews with text, in all countries.",
    .absence_proves = true,
    .retention = RN_KEEP,
};

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct connect_config *c = config;

    if (c->app[0] == '\0' || strspn(c->app, "0123456789") != strlen(c->app))
        return rn_fail(
            d, RN_INVALID,
            "the app \"%s\" is no number: take the digits after id in the address of its "
            "page in the App Store",
            c->app);
    return RN_OK;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct connect_config *c = config;
    struct rn_buf url;

    (void)cursor;
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, CONNECT_BASE "/v1/apps/");
    rn_url_encode(&url, rn_str(c->app));
    rn_buf_addz(&url, "/customerReviews?limit=200&sort=-createdDate&include=response");
    return rn_answer_ask(
        sink, (struct rn_request){.method = "GET", .auth = "key", .step = "reviews"}, &url);
}

static void write_data(struct rn_jsonw *w, const char *type)
{
    rn_jsonw_key(w, "data");
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "type", rn_str(type));
}

static void write_body(struct rn_buf *body, const struct rn_reply *reply)
{
    struct rn_jsonw w;

    rn_jsonw_init(&w, body);
    rn_jsonw_object(&w);
    write_data(&w, "customerReviewResponses");
    rn_jsonw_key(&w, "attributes");
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "responseBody", reply->text);
    rn_jsonw_end(&w);
    rn_jsonw_key(&w, "relationships");
    rn_jsonw_object(&w);
    rn_jsonw_key(&w, "review");
    rn_jsonw_object(&w);
    write_data(&w, "customerReviews");
    rn_jsonw_kstr(&w, "id", reply->external_id);
    for (int open = 5; open > 0; open--)
        rn_jsonw_end(&w);
}

/* Posting again replaces what was there. */
static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    struct rn_buf url, body;

    (void)config;
    if (reply->text.n == 0)
        return sink->fail(
            sink, RN_INVALID,
            "Renown cannot withdraw an answer in the App Store, because that needs the "
            "answer's own id: change it, or delete it in App Store Connect");
    rn_buf_init(&body, RN_ANSWER_MAX);
    write_body(&body, reply);
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, CONNECT_BASE "/v1/customerReviewResponses");
    return rn_answer_post(sink, "key", "application/json", &url, &body);
}

/* One review; its answer comes along. */
static enum rn_status look(const void *config, const struct rn_reply *reply, struct rn_sink *sink)
{
    struct rn_buf url;

    (void)config;
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, CONNECT_BASE "/v1/customerReviews/");
    rn_url_encode(&url, reply->external_id);
    rn_buf_addz(&url, "?include=response");
    return rn_answer_ask(sink, (struct rn_request){.method = "GET", .auth = "key", .step = "one"},
                         &url);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "appstore-connect",
    .title = "App Store Connect",
    .summary = "All reviews of your own app in Apple's App Store, and answers to them.",
    .terms_url = "https://developer.apple.com/documentation/appstoreconnectapi/customer-reviews",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct connect_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "app",
    .check = check,
    .plan = plan,
    .parse = connect_parse,
    .compose = compose,
    .look = look,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
