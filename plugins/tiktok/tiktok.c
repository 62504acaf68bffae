/* SPDX-License-Identifier: MIT
 *
 * TikTok: what is written below the videos of a business account, for its owner, by the interface
 * for business accounts. There is no search for others. What comes back is read in parse_tiktok.c.
 */
#include "tiktok.h"

#include <renown/url.h>

#define BASE "https://business-api.tiktok.com/open_api/v1.3/business/"

enum { REPLY_MAX = 150, VIDEOS_MAX = 200 };

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct tiktok_config, business, .flags = RN_OPT_REQUIRED,
                   .doc = "The account's id for the app (business_id, also called open_id), as the "
                          "login of the account's owner told it.",
                   .example = "_000c2ZzVzRyb2FqZ0pkb0xk"),
    RN_OPTION_INT(struct tiktok_config, videos, .min = 1, .max = VIDEOS_MAX, .def = "20",
                  .doc = "How many of the account's latest videos are looked at for comments."),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "account", .kind = RN_AUTH_HEADER, .field = "access-token", .credential = "token"},
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = REPLY_MAX,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 500,
    .history = "All comments below the latest videos.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

bool tiktok_is_id(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= 24;
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct tiktok_config *c = config;
    const size_t n = strlen(c->business);

    for (size_t i = 0; i < n; i++)
        if ((unsigned char)c->business[i] <= ' ' || (unsigned char)c->business[i] > 0x7e)
            return rn_fail(d, RN_INVALID,
                           "the business \"%.100s\" is no id: it is not the account's name, the "
                           "login of the account's owner tells it as open_id",
                           c->business);
    if (n == 0 || n > 200 || c->business[0] == '@')
        return rn_fail(d, RN_INVALID,
                       "the business \"%.100s\" is no id: it is not the account's name, the login "
                       "of the account's owner tells it as open_id",
                       c->business);
    return RN_OK;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void begin(struct rn_buf *url, const struct tiktok_config *c, const char *list)
{
    rn_buf_init(url, RN_ANSWER_URL);
    rn_buf_fmt(url, BASE "%s/list/?business_id=", list);
    rn_url_encode(url, rn_str(c->business));
}

enum rn_status tiktok_ask_videos(const struct tiktok_config *c, struct rn_sink *sink,
                                 int64_t cursor, int64_t seen)
{
    const int64_t left = c->videos - seen;
    struct rn_buf url;
    char note[48];

    (void)snprintf(note, sizeof note, "%lld %lld", (long long)seen, (long long)cursor);
    begin(&url, c, "video");
    rn_buf_addz(&url, "&fields=");
    rn_url_encode(&url, rn_str("[\"item_id\",\"share_url\",\"create_time\"]"));
    rn_buf_fmt(&url, "&max_count=%lld", (long long)(left < TIKTOK_VIDEOS ? left : TIKTOK_VIDEOS));
    if (cursor > 0)
        rn_buf_fmt(&url, "&cursor=%lld", (long long)cursor);
    return rn_answer_ask(
        sink,
        (struct rn_request){
            .method = "GET", .auth = "account", .step = "videos", .note = rn_str(note)},
        &url);
}

enum rn_status tiktok_ask_comments(const struct tiktok_config *c, struct rn_sink *sink,
                                   const struct tiktok_place *place)
{
    struct rn_buf url, note;
    const bool below = place->comment.n > 0;
    enum rn_status status;

    begin(&url, c, below ? "comment/reply" : "comment");
    rn_buf_fmt(&url, "&video_id=%.*s", RN_STR_ARG(place->video));
    if (below)
        rn_buf_fmt(&url, "&comment_id=%.*s", RN_STR_ARG(place->comment));
    else
        rn_buf_addz(&url, "&include_replies=true");
    rn_buf_fmt(&url, "&sort_field=create_time&sort_order=desc&max_count=%d", TIKTOK_COMMENTS);
    if (place->cursor > 0)
        rn_buf_fmt(&url, "&cursor=%lld", (long long)place->cursor);
    rn_buf_init(&note, RN_ANSWER_URL);
    rn_buf_fmt(&note, "%.*s %.*s %lld ", RN_STR_ARG(place->video),
               below ? (int)place->comment.n : 1, below ? place->comment.p : "-",
               (long long)place->cursor);
    rn_buf_add(&note, place->url);
    status = rn_answer_ask(sink,
                           (struct rn_request){.method = "GET",
                                               .auth = "account",
                                               .step = below ? "replies" : "comments",
                                               .note = rn_buf_str(&note)},
                           &url);
    rn_buf_free(&note);
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    (void)cursor;
    return tiktok_ask_videos(config, sink, 0, 0);
}

/* ---- answering ------------------------------------------------------------------------------- */

static struct rn_str thread_of(const struct rn_reply *reply)
{
    return reply->size > offsetof(struct rn_reply, thread) ? reply->thread
                                                           : (struct rn_str){NULL, 0};
}

static void write_body(struct rn_buf *body, const struct tiktok_config *c,
                       const struct rn_reply *reply)
{
    struct rn_jsonw w;

    rn_jsonw_init(&w, body);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "business_id", rn_str(c->business));
    rn_jsonw_kstr(&w, "video_id", thread_of(reply));
    rn_jsonw_kstr(&w, "comment_id", reply->external_id);
    rn_jsonw_kstr(&w, "text", reply->text);
    rn_jsonw_end(&w);
}

static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    struct rn_buf url, body;

    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Renown cannot withdraw an answer on TikTok, because that needs the "
                          "answer's own id: delete it there");
    if (!tiktok_is_id(reply->external_id) || !tiktok_is_id(thread_of(reply)))
        return sink->fail(sink, RN_INVALID,
                          "this is no comment below a video of TikTok, so there is nothing to "
                          "answer");
    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_buf_init(&url, RN_ANSWER_URL);
    write_body(&body, config, reply);
    rn_buf_addz(&url, BASE "comment/reply/create/");
    return rn_answer_post(sink, "account", "application/json", &url, &body);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "tiktok",
    .title = TIKTOK_PLACE,
    .summary = "Comments below the videos of your TikTok business account, and answers.",
    .terms_url = "https://ads.tiktok.com/i18n/official/policy/commercial-terms-of-service",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct tiktok_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "business",
    .check = check,
    .plan = plan,
    .parse = tiktok_parse,
    .compose = compose,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
