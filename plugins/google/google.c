/* SPDX-License-Identifier: MIT
 *
 * Google Business Profile (My Business v4): all reviews of a location that the signed-in person
 * manages, and the owner's answers to them.
 */
#include "google.h"

#include <renown/json.h>
#include <renown/url.h>

enum { REPLY_MAX = 4096 };

#define BASE "https://mybusiness.googleapis.com/v4/"

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct google_config, account, .flags = RN_OPT_REQUIRED,
                   .doc = "Number of the account: what follows \"accounts/\" in its name.",
                   .example = "104512345678901234567"),
    RN_OPTION_TEXT(struct google_config, location, .flags = RN_OPT_REQUIRED,
                   .doc = "Number of the location: what follows \"locations/\" in its name.",
                   .example = "8512345678901234567"),
    {0}};

static const struct rn_auth auths[] = {{.name = "account",
                                        .kind = RN_AUTH_OAUTH2_REFRESH,
                                        .token_url = "https://oauth2.googleapis.com/token",
                                        .scope = "https://www.googleapis.com/auth/business.manage"},
                                       {0}};

static const struct rn_limits limits = {
    .size = sizeof limits,
    .reply_max = REPLY_MAX,
    .reply_unit = RN_UNIT_BYTES,
    .min_interval_ms = 200,
    .history = "All reviews of the location can be read.",
    .absence_proves = true, /* when as many came as totalReviewCount says: see README.md */
    .retention = RN_KEEP};

#define ACCESS_PAGE "https://developers.google.com/my-business/content/prereqs"

/* A project that was not let in yet gets a quota of nothing; an interface that nobody switched on
 * is a permission that is denied. */
static const struct rn_refusal refusals[] = {
    {429, "\"quota_limit_value\":\"0\"", RN_LOGIN,
     "a quota of 0 means that access is not approved yet: ask for access to the Business Profile "
     "interfaces for this Google Cloud project, " ACCESS_PAGE ", and try again when it is granted"},
    {429, "RESOURCE_EXHAUSTED", RN_AGAIN,
     "try again later; if it says so every time, access is not approved yet (the quota is 0 then): "
     "ask for it, " ACCESS_PAGE},
    {403, "SERVICE_DISABLED", RN_LOGIN,
     "switch on the three interfaces of Business Profile (account management, business "
     "information, My Business) in this Google Cloud project, and try again some minutes later"},
    {403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", RN_LOGIN,
     "sign in again and agree to the scope business.manage"},
    {0}};

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct google_config *c = config;

    if (strchr(c->account, '/') != NULL)
        return rn_fail(d, RN_INVALID,
                       "account holds \"%.80s\"; write only what follows \"accounts/\"",
                       c->account);
    if (strchr(c->location, '/') != NULL)
        return rn_fail(d, RN_INVALID,
                       "location holds \"%.80s\"; write only what follows \"locations/\"",
                       c->location);
    return RN_OK;
}

static void add_location(struct rn_buf *b, const struct google_config *c)
{
    (void)rn_buf_addz(b, BASE "accounts/");
    (void)rn_url_encode(b, rn_str(c->account));
    (void)rn_buf_addz(b, "/locations/");
    (void)rn_url_encode(b, rn_str(c->location));
    (void)rn_buf_addz(b, "/reviews");
}

enum rn_status google_send(struct rn_sink *sink, struct rn_buf *url, struct rn_request *q)
{
    enum rn_status s;

    q->size = sizeof *q;
    q->url = rn_buf_str(url);
    q->auth = "account";
    s = url->full ? sink->fail(sink, RN_LIMIT, "the address of a request would be too long")
                  : sink->request(sink, q);
    rn_buf_free(url);
    return s;
}

/* Every parameter of the old address but its token. */
static void add_query(struct rn_buf *b, struct rn_str query)
{
    while (query.n > 0) {
        const char *amp = memchr(query.p, '&', query.n);
        size_t n = amp != NULL ? (size_t)(amp - query.p) : query.n;
        struct rn_str one = rn_strn(query.p, n);
        if (one.n > 0 && !rn_str_starts(one, "pageToken=")) {
            (void)rn_buf_add(b, one);
            (void)rn_buf_addc(b, '&');
        }
        n += amp != NULL;
        query = rn_strn(query.p + n, query.n - n);
    }
}

enum rn_status google_ask_page(const struct google_config *c, struct rn_str page,
                               struct rn_str token, const char *step, struct rn_sink *sink)
{
    struct rn_request q = {.method = "GET", .step = step};
    struct rn_buf url;
    struct rn_url parts;

    rn_buf_init(&url, GOOGLE_URL_MAX);
    if (rn_url_split(page, &parts)) {
        (void)rn_buf_fmt(&url, "%.*s://%.*s%.*s?", RN_STR_ARG(parts.scheme), RN_STR_ARG(parts.host),
                         RN_STR_ARG(parts.path));
        add_query(&url, parts.query);
    } else if (c->account != NULL && c->location != NULL) {
        add_location(&url, c);
        q.flags = token.n > 0 ? 0 : RN_REQUEST_SAME;
        (void)rn_buf_addz(&url, "?pageSize=50&orderBy=updateTime%20desc&");
    } else {
        return RN_OK;
    }
    if (token.n > 0) {
        q.flags = RN_REQUEST_MORE;
        (void)rn_buf_addz(&url, "pageToken=");
        (void)rn_url_encode(&url, token);
    } else if (url.n > 0) {
        url.p[--url.n] = '\0'; /* the last & */
    }
    return google_send(sink, &url, &q);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    (void)cursor; /* newest change first: the core stops by itself where it knows all */
    return google_ask_page(config, (struct rn_str){0}, (struct rn_str){0}, "reviews", sink);
}

static bool good_id(struct rn_str id)
{
    return id.n > 0 && id.p[0] != '~' && !rn_str_is(id, ".") && !rn_str_is(id, "..");
}

static enum rn_status compose(const void *config, const struct rn_reply *r, struct rn_sink *sink)
{
    struct rn_request q = {.method = r->text.n > 0 ? "PUT" : "DELETE", .step = "reply"};
    struct rn_header json = {RN_STR("Content-Type"), RN_STR("application/json")};
    struct rn_buf url, body;
    struct rn_jsonw w;
    enum rn_status s;

    if (!good_id(r->external_id))
        return sink->fail(sink, RN_INVALID, "this review has no id that Google would know");
    if (r->text.n > REPLY_MAX)
        return sink->fail(sink, RN_LIMIT, "Google takes replies of at most 4096 bytes in UTF-8");
    rn_buf_init(&url, GOOGLE_URL_MAX);
    rn_buf_init(&body, 8 * REPLY_MAX);
    add_location(&url, config);
    (void)rn_buf_addc(&url, '/');
    (void)rn_url_encode(&url, r->external_id);
    (void)rn_buf_addz(&url, "/reply");
    if (r->text.n > 0) {
        rn_jsonw_init(&w, &body);
        rn_jsonw_object(&w);
        rn_jsonw_kstr(&w, "comment", r->text);
        rn_jsonw_end(&w);
        q.body = rn_buf_str(&body);
        q.headers = &json;
        q.header_count = 1;
    }
    s = google_send(sink, &url, &q);
    rn_buf_free(&body);
    return s;
}

/* One review with its answer. */
static enum rn_status look(const void *config, const struct rn_reply *r, struct rn_sink *sink)
{
    struct rn_request q = {.method = "GET", .step = "one"};
    struct rn_buf url;

    if (!good_id(r->external_id))
        return sink->fail(sink, RN_INVALID, "this review has no id that Google would know");
    rn_buf_init(&url, GOOGLE_URL_MAX);
    add_location(&url, config);
    (void)rn_buf_addc(&url, '/');
    (void)rn_url_encode(&url, r->external_id);
    return google_send(sink, &url, &q);
}

static const struct rn_plugin plugin = {
    .size = sizeof plugin,
    .name = "google",
    .title = "Google Business Profile",
    .summary = "Reviews of a location you manage on Google, and your answers to them.",
    .terms_url = "https://developers.google.com/my-business/content/policies",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_SEE_REPLIES | RN_CAN_DISCOVER,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct google_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "account location",
    .check = check,
    .plan = plan,
    .parse = google_parse,
    .compose = compose,
    .discover = google_discover,
    .discover_key = "location",
    .refusals = refusals,
    .look = look};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
