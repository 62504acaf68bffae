/* SPDX-License-Identifier: MIT
 *
 * eBay: the feedback that a seller received, by the Trading interface: XML goes out by POST and
 * comes back. An answer can be given once and never be changed. What comes back is read in
 * parse_ebay.c.
 */
#include "ebay.h"

#include "../common/xml.h"

#define ADDRESS   "https://api.ebay.com/ws/api.dll"
#define NAMESPACE "urn:ebay:apis:eBLBaseComponents"

enum { REPLY_MAX = 80, NUMBER_MAX = 12 };

/* The words of the option and eBay's own for them. */
static const char *const roles[] = {"seller", "buyer", "both", NULL};
static const char *const types[] = {"FeedbackReceivedAsSeller", "FeedbackReceivedAsBuyer",
                                    "FeedbackReceived"};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct ebay_config, user, .flags = RN_OPT_REQUIRED,
                   .doc = "The seller's name on eBay.", .example = "harbour-antiques"),
    RN_OPTION_CHOICE(struct ebay_config, role, .choices = roles, .def = "seller",
                     .doc = "Feedback received as a seller, as a buyer, or both."),
    RN_OPTION_INT(struct ebay_config, site, .min = 0, .max = 999, .def = "0",
                  .doc = "eBay's number of the site: 0 United States, 3 United Kingdom, 77 "
                         "Germany. It decides the language of error messages."),
    RN_OPTION_INT(struct ebay_config, level, .min = 1, .max = 9999, .def = "1451",
                  .doc = "Compatibility level of the Trading interface."),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "seller",
     .kind = RN_AUTH_OAUTH2_REFRESH_BASIC,
     .token_url = "https://api.ebay.com/identity/v1/oauth2/token",
     .field = "X-EBAY-API-IAF-TOKEN"},
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = REPLY_MAX,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 300,
    .per_day = 5000,
    .history = "All feedback that the account received.",
    .absence_proves = true,
    .retention = RN_KEEP,
};

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct ebay_config *c = config;

    if (c->user[0] == '\0' || strlen(c->user) > 64 || strpbrk(c->user, " /\t\r\n<>&") != NULL)
        return rn_fail(d, RN_INVALID,
                       "the user \"%.80s\" is no name on eBay: write it as it stands on the "
                       "seller's page",
                       c->user);
    return RN_OK;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void open_call(struct rn_buf *body, const char *call)
{
    rn_buf_init(body, RN_ANSWER_MAX);
    rn_buf_fmt(body, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<%sRequest xmlns=\"%s\">", call,
               NAMESPACE);
}

static void add_element(struct rn_buf *body, const char *name, struct rn_str text)
{
    rn_buf_fmt(body, "<%s>", name);
    rn_xml_add(body, text);
    rn_buf_fmt(body, "</%s>", name);
}

static struct rn_str number(char out[NUMBER_MAX], int64_t v)
{
    (void)snprintf(out, NUMBER_MAX, "%lld", (long long)v);
    return rn_str(out);
}

/* Closes the body and frees it. */
static enum rn_status send(const struct ebay_config *c, struct rn_sink *sink, struct rn_buf *body,
                           const char *call, struct rn_request q)
{
    char site[NUMBER_MAX], level[NUMBER_MAX];
    const struct rn_header headers[] = {
        {RN_STR("content-type"), RN_STR("text/xml")},
        {RN_STR("x-ebay-api-call-name"), rn_str(call)},
        {RN_STR("x-ebay-api-compatibility-level"), number(level, c->level)},
        {RN_STR("x-ebay-api-siteid"), number(site, c->site)}};
    struct rn_buf url;
    enum rn_status status;

    rn_buf_fmt(body, "</%sRequest>\n", call);
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, ADDRESS);
    q.method = "POST";
    q.auth = "seller";
    q.headers = headers;
    q.header_count = sizeof headers / sizeof headers[0];
    q.body = rn_buf_str(body);
    status = rn_answer_ask(sink, q, &url);
    rn_buf_free(body);
    return status;
}

/* Without ReturnAll only sums come, and no pages. */
enum rn_status ebay_ask(const struct ebay_config *c, struct rn_sink *sink, int64_t page,
                        struct rn_str first)
{
    char text[NUMBER_MAX];
    struct rn_buf body, note;
    enum rn_status status;

    open_call(&body, "GetFeedback");
    add_element(&body, "UserID", rn_str(c->user));
    add_element(&body, "FeedbackType", rn_str(types[c->role]));
    add_element(&body, "DetailLevel", rn_str("ReturnAll"));
    rn_buf_addz(&body, "<Pagination>");
    add_element(&body, "EntriesPerPage", number(text, EBAY_PAGE));
    add_element(&body, "PageNumber", number(text, page));
    rn_buf_addz(&body, "</Pagination>");
    rn_buf_init(&note, RN_ANSWER_URL);
    rn_buf_fmt(&note, "%lld ", (long long)page);
    rn_buf_add(&note, first);
    status = send(
        c, sink, &body, "GetFeedback",
        (struct rn_request){.flags = RN_REQUEST_SAFE | (page > 1 ? (unsigned)RN_REQUEST_MORE : 0U),
                            .step = "feedback",
                            .note = rn_buf_str(&note)});
    rn_buf_free(&note);
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    (void)cursor;
    return ebay_ask(config, sink, 1, (struct rn_str){NULL, 0});
}

/* ---- answering ------------------------------------------------------------------------------- */

static bool is_number(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= 30;
}

static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    struct rn_buf body;

    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "an answer on eBay cannot be taken back or changed once it is given");
    if (!is_number(reply->external_id))
        return sink->fail(sink, RN_INVALID,
                          "this feedback came without eBay's number of it, so it cannot be "
                          "answered: answer it on the site");
    if (reply->size < sizeof *reply || reply->author_name.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "eBay wants to know whom an answer is for, and this feedback came "
                          "without a name: answer it on the site");
    open_call(&body, "RespondToFeedback");
    add_element(&body, "FeedbackID", reply->external_id);
    add_element(&body, "TargetUserID", reply->author_name);
    add_element(&body, "ResponseType", rn_str("Reply"));
    add_element(&body, "ResponseText", reply->text);
    return send(config, sink, &body, "RespondToFeedback", (struct rn_request){.step = "reply"});
}

/* One feedback with the answer to it. */
static enum rn_status look(const void *config, const struct rn_reply *reply, struct rn_sink *sink)
{
    const struct ebay_config *c = config;
    struct rn_buf body;

    if (!is_number(reply->external_id))
        return sink->fail(sink, RN_INVALID, "this feedback came without eBay's number of it");
    open_call(&body, "GetFeedback");
    add_element(&body, "UserID", rn_str(c->user));
    add_element(&body, "FeedbackID", reply->external_id);
    add_element(&body, "DetailLevel", rn_str("ReturnAll"));
    return send(c, sink, &body, "GetFeedback",
                (struct rn_request){.flags = RN_REQUEST_SAFE, .step = "one"});
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "ebay",
    .title = EBAY_PLACE,
    .summary = "All feedback that a seller received on eBay, and answers to it.",
    .terms_url = "https://developer.ebay.com/join/api-license-agreement",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct ebay_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "user role",
    .check = check,
    .plan = plan,
    .parse = ebay_parse,
    .compose = compose,
    .look = look,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
