/* SPDX-License-Identifier: MIT
 *
 * Trustpilot: the public list of a business unit's reviews, newest first, its own score, and
 * answers through the business account. What comes back is read in parse_trustpilot.c.
 */
#include "trustpilot.h"

#include "../common/answer.h"

#include <renown/url.h>

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct trustpilot_config, business_unit, .flags = RN_OPT_REQUIRED,
                   .doc = "The business unit's id: 24 hexadecimal digits, as Trustpilot Business "
                          "shows it.",
                   .example = "46d6a890000064000500e0c3"),
    RN_OPTION_TEXT(struct trustpilot_config, reply_user,
                   .doc = "The id of the business user in whose name answers are posted, where the "
                          "account has several.",
                   .example = "5a1f00c8e4b0d2d1c8a7b001"),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "public", .kind = RN_AUTH_HEADER, .field = "apikey", .credential = "api_key"},
    {.name = "account",
     .kind = RN_AUTH_OAUTH2_CLIENT,
     .token_url = TRUSTPILOT_BASE "/oauth/oauth-business-users-for-applications/accesstoken"},
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 360,
    .per_day = 240000,
    .history = "All reviews of the business unit.",
    .absence_proves = true,
    .retention = RN_KEEP,
};

static bool is_hex(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("0123456789abcdefABCDEF", s.p[i]) == NULL || s.p[i] == '\0')
            return false;
    return s.n > 0;
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct trustpilot_config *c = config;

    if (strlen(c->business_unit) != 24 || !is_hex(rn_str(c->business_unit)))
        return rn_fail(d, RN_INVALID,
                       "the business_unit \"%s\" is no id of 24 hexadecimal digits: take it from "
                       "Trustpilot Business, it is not the site's name",
                       c->business_unit);
    return RN_OK;
}

static void begin_unit(struct rn_buf *url, const struct trustpilot_config *c)
{
    rn_buf_init(url, RN_ANSWER_URL);
    rn_buf_addz(url, TRUSTPILOT_BASE "/business-units/");
    rn_url_encode(url, rn_str(c->business_unit));
}

enum rn_status trustpilot_ask(const struct trustpilot_config *c, struct rn_sink *sink, int page,
                              struct rn_str first, bool may_skip)
{
    struct rn_buf url, note;
    enum rn_status status;

    rn_buf_init(&note, 600);
    rn_buf_fmt(&note, "%d ", page);
    rn_buf_add(&note, first);
    begin_unit(&url, c);
    rn_buf_fmt(&url, "/reviews?perPage=%d&page=%d&orderBy=createdat.desc", TRUSTPILOT_PAGE, page);
    status = rn_answer_ask(sink,
                           (struct rn_request){.flags = may_skip ? RN_REQUEST_MORE : 0,
                                               .method = "GET",
                                               .auth = "public",
                                               .step = "reviews",
                                               .note = rn_buf_str(&note)},
                           &url);
    rn_buf_free(&note);
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    struct rn_buf url;
    enum rn_status status;

    (void)cursor;
    status = trustpilot_ask(config, sink, 1, (struct rn_str){NULL, 0}, false);
    if (status != RN_OK)
        return status;
    begin_unit(&url, config);
    return rn_answer_ask(
        sink, (struct rn_request){.method = "GET", .auth = "public", .step = "unit"}, &url);
}

static void write_body(struct rn_buf *body, const struct trustpilot_config *c, struct rn_str text)
{
    struct rn_jsonw w;

    rn_jsonw_init(&w, body);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "message", text);
    if (c->reply_user != NULL)
        rn_jsonw_kopt(&w, "authorBusinessUserId", rn_str(c->reply_user));
    rn_jsonw_end(&w);
}

/* One answer a review: POST writes it, DELETE takes it back. */
static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    static const struct rn_header headers[] = {
        {RN_STR("content-type"), RN_STR("application/json")}};
    struct rn_request request = {.method = "DELETE", .auth = "account", .step = "reply"};
    struct rn_buf url, body;
    enum rn_status status;

    if (!is_hex(reply->external_id))
        return rn_answer_fail(sink, RN_INVALID,
                              "\"%.*s\" is no id of a review on Trustpilot, so there is nothing to "
                              "answer",
                              (int)(reply->external_id.n < 100 ? reply->external_id.n : 100),
                              reply->external_id.n > 0 ? reply->external_id.p : "");
    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, TRUSTPILOT_BASE "/private/reviews/");
    rn_url_encode(&url, reply->external_id);
    rn_buf_addz(&url, "/reply");
    if (reply->text.n > 0) {
        write_body(&body, config, reply->text);
        request.method = "POST";
        request.body = rn_buf_str(&body);
        request.headers = headers;
        request.header_count = 1;
    }
    status = rn_answer_ask(sink, request, &url);
    rn_buf_free(&body);
    return status;
}

/* One review with the company's answer. */
static enum rn_status look(const void *config, const struct rn_reply *reply, struct rn_sink *sink)
{
    struct rn_buf url;

    (void)config;
    if (!is_hex(reply->external_id))
        return sink->fail(sink, RN_INVALID, "this review has no id that Trustpilot would know");
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, TRUSTPILOT_BASE "/reviews/");
    rn_url_encode(&url, reply->external_id);
    return rn_answer_ask(
        sink, (struct rn_request){.method = "GET", .auth = "public", .step = "one"}, &url);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "trustpilot",
    .title = "Trustpilot",
    .summary = "All reviews of a business on Trustpilot, its score, and answers to reviews.",
    .terms_url = "https://developers.trustpilot.com/",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_RECEIVE | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct trustpilot_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "business_unit",
    .check = check,
    .plan = plan,
    .parse = trustpilot_parse,
    .compose = compose,
    .receive = trustpilot_parse,
    .look = look,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
