/* SPDX-License-Identifier: MIT
 *
 * YouTube: comments on the videos of one's own channel and on chosen others, videos that speak of a
 * brand, and answers. What comes back is read in lists.c, comment.c and video.c.
 */
#include "youtube.h"

#include <renown/utf8.h>
#include <renown/url.h>

#include "../common/note.h"

#define BASE "https://www.googleapis.com/youtube/v3/"

enum { VIDEOS_MAX = 50, REPLY_MAX = 10000, NOTE_TEXT = 2500 };

const char *const youtube_steps[] = {"channel", "video",    "replies", "search",
                                     "videos",  "answered", NULL};

static const char *const logins[] = {"key", "user", NULL};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct youtube_config, channel,
                   .doc = "Your channel's id: the comments on all its videos are read, and what it "
                          "writes itself is an answer.",
                   .example = "UCharbour0000000000000aa"),
    RN_OPTION_LIST(struct youtube_config, video,
                   .doc = "Ids of videos of others whose comments are read as well.",
                   .example = "[dQharbourXc]"),
    RN_OPTION_TEXT(struct youtube_config, query,
                   .doc = "What makes a comment on videos of others a mention, and what is "
                          "searched for: words, \"phrases\", OR, -without, parentheses.",
                   .example = "'\"harbour hotel\" -jobs'"),
    RN_OPTION_BOOL(struct youtube_config, search, .def = "false",
                   .doc = "Search for videos that speak of the query. A search costs 100 units of "
                          "the day's quota, for each alternative of the query and each run."),
    RN_OPTION_LIST(struct youtube_config, own,
                   .doc = "More channels (ids or names) whose comments and videos are your own.",
                   .example = "[UCowner00000000000000000]"),
    RN_OPTION_CHOICE(struct youtube_config, login, .choices = logins, .def = "key",
                     .doc = "key: an API key, which can read. user: your account's login, which "
                            "can answer as well."),
    RN_OPTION_BOOL(struct youtube_config, threads, .def = "false",
                   .doc = "Take in the answers below comments, and the comments below videos that "
                          "were found."),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "key", .kind = RN_AUTH_HEADER, .field = "X-Goog-Api-Key", .credential = "key"},
    {.name = "user",
     .kind = RN_AUTH_OAUTH2_REFRESH,
     .token_url = "https://oauth2.googleapis.com/token",
     .scope = "https://www.googleapis.com/auth/youtube.force-ssl"},
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = REPLY_MAX,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 500,
    .per_day = 9000, /* of 10,000 units: a page is one, a search a hundred */
    .history = "All comments; of searches the 50 newest videos each run.",
    .absence_proves = false,
    .retention = RN_KEEP_DAYS,
    .retention_days = 30,
};

static const struct rn_refusal refusals[] = {
    {403, "commentsDisabled", RN_GONE,
     "the comments on this video are switched off: leave the video out"},
    {403, "quotaExceeded", RN_LIMIT,
     "the day's units are used up and come back at midnight in California: read less often, or "
     "ask Google for more"},
    {403, "rateLimitExceeded", RN_AGAIN, "try again later"},
    {403, "insufficientPermissions", RN_LOGIN,
     "sign in again and agree to the scope youtube.force-ssl"},
    {403, "accessNotConfigured", RN_LOGIN,
     "switch on the YouTube Data API v3 in this Google Cloud project"},
    {400, "API_KEY_INVALID", RN_LOGIN, "give the key of a Google Cloud project"},
    {400, "processingFailure", RN_AGAIN, "try again later"},
    {0}};

/* ---- options --------------------------------------------------------------------------------- */

static enum rn_status check_ids(const struct youtube_config *c, struct rn_diag *d)
{
    if (c->channel != NULL &&
        (!youtube_is_id(rn_str(c->channel)) || !rn_str_starts(rn_str(c->channel), "UC")))
        return rn_fail(d, RN_INVALID,
                       "the channel \"%.100s\" is no id: it begins with UC and stands in the "
                       "channel's settings (Advanced settings)",
                       c->channel);
    if (c->video.n > VIDEOS_MAX)
        return rn_fail(d, RN_INVALID,
                       "a source of YouTube reads at most %d videos: write several sources",
                       VIDEOS_MAX);
    for (size_t i = 0; i < c->video.n; i++)
        if (!youtube_is_id(rn_str(c->video.v[i])))
            return rn_fail(d, RN_INVALID,
                           "\"%.100s\" is no id of a video: take what follows v= in its address",
                           c->video.v[i]);
    return RN_OK;
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct youtube_config *c = config;
    struct rn_query q;
    enum rn_status status = check_ids(c, d);

    if (status == RN_OK)
        status = rn_query_read(c->query, &q, d);
    if (status != RN_OK)
        return status;
    if (c->search && q.case_count == 0)
        return rn_fail(d, RN_INVALID, "search needs a query: what to search for");
    if (c->channel == NULL && c->video.n == 0 && !c->search)
        return rn_fail(d, RN_INVALID,
                       "there is nothing to read: write a channel, a video, or a query with "
                       "search: true");
    return RN_OK;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void add_param(struct rn_buf *url, const char *name, struct rn_str value)
{
    if (value.n == 0)
        return;
    rn_buf_fmt(url, "&%s=", name);
    rn_url_encode(url, value);
}

static void add_search(struct rn_buf *url, const struct youtube_config *c, int64_t item)
{
    struct rn_query q;
    struct rn_diag ignored;
    struct rn_buf words;

    rn_buf_init(&words, RN_ANSWER_URL);
    if (rn_query_read(c->query, &q, &ignored) == RN_OK && (size_t)item < q.case_count)
        rn_query_write(&q, (size_t)item, "-", &words);
    add_param(url, "q", rn_buf_str(&words));
    rn_buf_free(&words);
}

/* What each list is asked with, and the parameter that its id goes into. */
static const struct {
    const char *path, *id;
} calls[] = {
    [YOUTUBE_CHANNEL] = {"commentThreads?part=snippet%2Creplies&order=time&maxResults=100"
                         "&textFormat=plainText",
                         "allThreadsRelatedToChannelId"},
    [YOUTUBE_VIDEO] = {"commentThreads?part=snippet%2Creplies&order=time&maxResults=100"
                       "&textFormat=plainText",
                       "videoId"},
    [YOUTUBE_REPLIES] = {"comments?part=snippet&maxResults=100&textFormat=plainText", "parentId"},
    [YOUTUBE_SEARCH] = {"search?part=snippet&type=video&order=date&maxResults=50", "channelId"},
    [YOUTUBE_VIDEOS] = {"videos?part=snippet%2Cstatistics", "id"},
    [YOUTUBE_ANSWERED] = {"comments?part=snippet&textFormat=plainText", "id"}};

static void write_note(struct rn_buf *note, const struct youtube_list *list)
{
    struct rn_str text = list->reply.text;

    rn_note_add_number(note, list->item);
    rn_note_add_number(note, list->pages);
    rn_note_add(note, list->token);
    rn_note_add(note, list->kind == YOUTUBE_VIDEOS ? (struct rn_str){NULL, 0} : list->id);
    rn_note_add(note, list->video);
    if (list->kind != YOUTUBE_ANSWERED)
        return;
    rn_note_add_number(note, list->reply.at.us > 0 ? list->reply.at.us : 0);
    if (text.n > NOTE_TEXT) /* its beginning is enough to know that there is one */
        text = rn_utf8_cut(text, NOTE_TEXT / 4);
    rn_buf_addc(note, ' ');
    rn_buf_add(note, text);
}

enum rn_status youtube_ask(const struct youtube_config *c, struct rn_sink *sink,
                           const struct youtube_list *list)
{
    struct rn_buf url, note;
    enum rn_status status;
    bool more = list->item == 0 && (list->pages > 0 || list->kind == YOUTUBE_REPLIES);

    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, BASE);
    rn_buf_addz(&url, calls[list->kind].path);
    if (list->kind == YOUTUBE_SEARCH)
        add_search(&url, c, list->item);
    add_param(&url, calls[list->kind].id, list->id);
    add_param(&url, "pageToken", list->token);
    rn_buf_init(&note, RN_ANSWER_URL);
    write_note(&note, list);
    status = rn_answer_ask(
        sink,
        (struct rn_request){.method = "GET",
                            .flags = RN_REQUEST_OVERLAPS | (more ? RN_REQUEST_MORE : 0),
                            .auth = logins[c->login],
                            .step = youtube_steps[list->kind],
                            .note = rn_buf_str(&note)},
        &url);
    rn_buf_free(&note);
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct youtube_config *c = config;
    struct rn_query q;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status = rn_query_read(c->query, &q, &d);

    (void)cursor;
    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    if (c->channel != NULL)
        status = youtube_ask(
            c, sink, &(struct youtube_list){.kind = YOUTUBE_CHANNEL, .id = rn_str(c->channel)});
    for (size_t i = 0; i < c->video.n && status == RN_OK; i++)
        status = youtube_ask(
            c, sink, &(struct youtube_list){.kind = YOUTUBE_VIDEO, .id = rn_str(c->video.v[i])});
    for (size_t i = 0; c->search && i < q.case_count && status == RN_OK; i++)
        status = youtube_ask(c, sink,
                             &(struct youtube_list){.kind = YOUTUBE_SEARCH, .item = (int64_t)i});
    return status;
}

/* ---- answering ------------------------------------------------------------------------------- */

/* Answers stand below the first comment of a thread, whichever of it they answer. */
static struct rn_str thread_of(struct rn_str id)
{
    const char *point = id.n > 0 ? memchr(id.p, '.', id.n) : NULL;

    return point != NULL ? rn_strn(id.p, (size_t)(point - id.p)) : id;
}

static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    const struct youtube_config *c = config;
    struct rn_str thread = thread_of(reply->external_id);
    struct rn_buf url, body;
    struct rn_jsonw w;

    if (c->login != YOUTUBE_LOGIN_USER)
        return sink->fail(sink, RN_INVALID,
                          "an API key cannot answer on YouTube: set login: user and give the "
                          "account's refresh token with the scope youtube.force-ssl");
    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Renown cannot withdraw an answer on YouTube, because that needs the "
                          "answer's own id: delete it there");
    if (!youtube_is_id(thread) || !rn_str_starts(thread, "Ug"))
        return sink->fail(sink, RN_INVALID,
                          "this is no comment on YouTube: comment on the video "
                          "there");
    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_jsonw_init(&w, &body);
    rn_jsonw_object(&w);
    rn_jsonw_key(&w, "snippet");
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "parentId", thread);
    rn_jsonw_kstr(&w, "textOriginal", reply->text);
    rn_jsonw_end(&w);
    rn_jsonw_end(&w);
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, BASE "comments?part=snippet");
    return rn_answer_post(sink, "user", "application/json", &url, &body);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "youtube",
    .title = YOUTUBE_PLACE,
    .summary = "Comments on your channel's videos and on others, videos that speak of a brand, and "
               "answers.",
    .terms_url = "https://developers.google.com/youtube/terms/developer-policies",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct youtube_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "channel video query",
    .check = check,
    .plan = plan,
    .parse = youtube_parse,
    .compose = compose,
    .refusals = refusals,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
