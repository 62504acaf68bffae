/* SPDX-License-Identifier: MIT
 *
 * Google Play's publisher interface: what was written or changed in the last seven days, and
 * answers to it. Older reviews come from the Play Console's monthly files (`renown import`).
 */
#include "../common/answer.h"

#include <renown/stamp.h>
#include <renown/url.h>

#define PLACE "Google Play"
#define BASE  "https://androidpublisher.googleapis.com/androidpublisher/v3/applications/"

struct config {
    const char *package, *translate;
};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct config, package, .flags = RN_OPT_REQUIRED,
                   .doc = "The app's package name, as in the address of its page on Google Play.",
                   .example = "com.example.harbour"),
    RN_OPTION_TEXT(struct config, translate,
                   .doc = "A language into which Google shall translate reviews; the original text "
                          "is kept beside it.",
                   .example = "en"),
    {0}};

static const struct rn_auth auths[] = {
    {.name = "account",
     .kind = RN_AUTH_SERVICE_ACCOUNT,
     .token_url = "https://oauth2.googleapis.com/token",
     .scope = "https://www.googleapis.com/auth/androidpublisher"},
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .reply_max = 350,
    .reply_unit = RN_UNIT_CHARS,
    .min_interval_ms = 250,
    .per_day = 4800,
    .history = "Reviews with text that were written or changed in the last seven days.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct config *c = config;

    if (strchr(c->package, '.') == NULL || strpbrk(c->package, "/:? ") != NULL)
        return rn_fail(d, RN_INVALID,
                       "the package \"%s\" is no package name: write it as in the address of the "
                       "app's page, for example com.example.harbour",
                       c->package);
    return RN_OK;
}

static void begin_url(struct rn_buf *url, const struct config *c)
{
    rn_buf_init(url, RN_ANSWER_URL);
    rn_buf_addz(url, BASE);
    rn_url_encode(url, rn_str(c->package));
    rn_buf_addz(url, "/reviews");
}

/* Enough of a token to know it again. */
static struct rn_str as_note(struct rn_str token)
{
    return rn_strn(token.p, token.n < 1000 ? token.n : 1000);
}

/* The first page when `token` is empty. Newest change first, so a later page may be left out. */
static enum rn_status ask(const struct config *c, struct rn_str token, const char *step,
                          struct rn_sink *sink)
{
    struct rn_buf url;

    begin_url(&url, c);
    rn_buf_addz(&url, "?maxResults=100");
    if (c->translate != NULL && c->translate[0] != '\0') {
        rn_buf_addz(&url, "&translationLanguage=");
        rn_url_encode(&url, rn_str(c->translate));
    }
    if (token.n > 0) {
        rn_buf_addz(&url, "&token=");
        rn_url_encode(&url, token);
    }
    return rn_answer_ask(
        sink,
        (struct rn_request){.flags = token.n > 0 ? RN_REQUEST_MORE : RN_REQUEST_SAME,
                            .method = "GET",
                            .auth = "account",
                            .step = step,
                            .note = as_note(token)},
        &url);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    (void)cursor;
    return ask(config, (struct rn_str){NULL, 0}, "reviews", sink);
}

/* {"seconds":"1790000000","nanos":713000000}; the seconds are a string of digits, the nanos may be
 * absent. */
static struct rn_time read_time(const struct rn_json *n)
{
    const int64_t year_9999 = INT64_C(253402300799);
    int64_t seconds, nanos = 0;

    if (!rn_json_int(rn_json_get(n, "seconds"), &seconds) || seconds < 0 || seconds > year_9999)
        return (struct rn_time){.precision = RN_TIME_NONE};
    if (!rn_json_int(rn_json_get(n, "nanos"), &nanos) || nanos < 0 || nanos > 999999999)
        nanos = 0;
    return (struct rn_time){.us = seconds * RN_SECOND + nanos / 1000, .precision = RN_TIME_SECOND};
}

/* Title and text are joined by the first tab; a leading tab means that there is no title. */
static void split_title(struct rn_str joined, struct rn_str *title, struct rn_str *text)
{
    const char *tab = joined.n > 0 ? memchr(joined.p, '\t', joined.n) : NULL;
    size_t before = tab != NULL ? (size_t)(tab - joined.p) : 0;

    *title = rn_strn(joined.p, before);
    *text = tab != NULL ? rn_strn(tab + 1, joined.n - before - 1) : joined;
}

/* With translation asked for, `text` is the translation and `originalText` what the person wrote.
 */
static void read_texts(const struct rn_json *comment, struct rn_review *r)
{
    struct rn_str text = rn_json_str(rn_json_get(comment, "text"));
    struct rn_str original = rn_json_str(rn_json_get(comment, "originalText"));
    struct rn_str no_title;

    if (original.n == 0) {
        split_title(text, &r->title, &r->text);
        return;
    }
    split_title(original, &r->title, &r->text);
    if (!rn_str_eq(original, text))
        split_title(text, &no_title, &r->translation);
}

static void read_user(const struct rn_json *comment, struct rn_review *r)
{
    read_texts(comment, r);
    r->rating = rn_answer_stars(rn_json_get(comment, "starRating"));
    r->lang = rn_json_str(rn_json_get(comment, "reviewerLanguage"));
    r->app_version = rn_json_str(rn_json_get(comment, "appVersionName"));
    r->updated = read_time(rn_json_get(comment, "lastModified"));
}

static void read_developer(const struct rn_json *comment, struct rn_review *r)
{
    struct rn_str text = rn_json_str(rn_json_get(comment, "text"));

    if (text.n > 0)
        r->reply = (struct rn_place_reply){.state = RN_REPLY_PUBLISHED,
                                           .text = text,
                                           .at = read_time(rn_json_get(comment, "lastModified"))};
}

static enum rn_status read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    enum rn_status status;
    bool written = false;
    struct rn_review r = {.size = sizeof r};

    if (!rn_answer_id(rows, row, "reviewId", &r.external_id, &status))
        return status;
    r.author_name = rn_json_str(rn_json_get(row, "authorName"));
    for (const struct rn_json *c = rn_json_first(rn_json_get(row, "comments")); c != NULL;
         c = rn_json_next(c)) {
        const struct rn_json *user = rn_json_get(c, "userComment");
        if (user != NULL && !written) {
            read_user(user, &r);
            written = true;
        }
        read_developer(rn_json_get(c, "developerComment"), &r);
    }
    if (!written)
        return rn_answer_pass(rows, "it has no \"userComment\"");
    return rn_answer_use(rows, &r);
}

/* An answer without reviews is {} or has nothing but these. */
static bool is_empty_page(const struct rn_json *root)
{
    for (const struct rn_json *m = rn_json_first(root); m != NULL; m = rn_json_next(m))
        if (!rn_str_is(rn_json_key(m), "pageInfo") && !rn_str_is(rn_json_key(m), "tokenPagination"))
            return false;
    return true;
}

static enum rn_status read_rows(struct rn_sink *sink, const struct rn_json *root, bool later_page)
{
    const struct rn_json *list = rn_json_get(root, "reviews");
    struct rn_answer_rows rows = {.sink = sink, .place = PLACE};
    enum rn_status status;

    if (rn_json_is(rn_json_get(root, "reviewId"), RN_JSON_STRING)) /* the answer for one review */
        return read_row(&rows, root);
    if (!rn_json_is(list, RN_JSON_ARRAY) && !is_empty_page(root))
        return rn_answer_other(sink, root, PLACE, "reviews");
    status = rn_answer_each(&rows, list, read_row);
    if (rows.number == 0 && !later_page)
        return sink->warn(sink, "Google Play lists no reviews of the last seven days; older ones "
                                "come from the Play Console's monthly files");
    return status;
}

/* A token that leads back to its own page is followed once more, so that this page's reviews are
 * kept and the run is known to be incomplete. */
static enum rn_status read_page(const struct config *c, const struct rn_response *response,
                                struct rn_sink *sink, const struct rn_json *root)
{
    struct rn_str token = rn_json_str(rn_json_path(root, "tokenPagination.nextPageToken"));
    bool same = token.n > 0 && rn_str_eq(as_note(token), response->note);
    enum rn_status status;

    if (same && strcmp(response->step, "again") == 0)
        return sink->fail(sink, RN_CHANGED,
                          "Google Play's next page is this page again: reading in "
                          "a loop was stopped");
    status = read_rows(sink, root, response->note.n > 0);
    if (status != RN_OK || token.n == 0 || c->package == NULL)
        return status;
    return ask(c, token, same ? "again" : "more", sink);
}

static enum rn_status parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status status;

    if (strcmp(response->step, "reply") == 0)
        return RN_OK;
    status = rn_answer_json(sink, response, PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_page(config, response, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}

static enum rn_status compose(const void *config, const struct rn_reply *reply,
                              struct rn_sink *sink)
{
    struct rn_buf url, body;
    struct rn_jsonw w;

    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Google Play has no way to withdraw a reply by its "
                          "interface: change it, or delete it in the Play Console");
    begin_url(&url, config);
    rn_buf_addc(&url, '/');
    rn_url_encode(&url, reply->external_id);
    rn_buf_addz(&url, ":reply");
    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_jsonw_init(&w, &body);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "replyText", reply->text);
    rn_jsonw_end(&w);
    return rn_answer_post(sink, "account", "application/json", &url, &body);
}

/* One review with its answer, however old. */
static enum rn_status look(const void *config, const struct rn_reply *reply, struct rn_sink *sink)
{
    struct rn_buf url;

    begin_url(&url, config);
    rn_buf_addc(&url, '/');
    rn_url_encode(&url, reply->external_id);
    return rn_answer_ask(
        sink, (struct rn_request){.method = "GET", .auth = "account", .step = "one"}, &url);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "playstore",
    .title = "Google Play",
    .summary = "Reviews of your own Android app, and answers to them, by the publisher interface.",
    .terms_url = "https://developers.google.com/android-publisher/reply-to-reviews",
    .can = RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_SEE_REPLIES,
    .auths = auths,
    .limits = &limits,
    .config_size = sizeof(struct config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "package",
    .check = check,
    .plan = plan,
    .parse = parse,
    .compose = compose,
    .look = look,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
