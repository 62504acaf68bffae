/* SPDX-License-Identifier: MIT
 *
 * Reads pages of reviews, single reviews and batches. Unknown members and words are passed over:
 * Google adds some every year. What decides that this is a page of reviews at all are the names of
 * its members.
 */
#include "google.h"

#include <renown/json.h>
#include <renown/stamp.h>
#include <renown/url.h>

enum { BODY_MAX = 32 << 20 };

#define TRANSLATED "(Translated by Google)"
#define ORIGINAL   "(Original)"

/* ---- translations
 * --------------------------------------------------------------------------------- */

/* Finds a line that holds nothing but `marker`: the texts before and after it. */
static bool split_at_line(struct rn_str s, const char *marker, struct rn_str *ret_before,
                          struct rn_str *ret_after)
{
    size_t at = 0;

    while (at < s.n) {
        const char *nl = memchr(s.p + at, '\n', s.n - at);
        size_t end = nl != NULL ? (size_t)(nl - s.p) : s.n;
        if (rn_str_is(rn_str_trim(rn_strn(s.p + at, end - at)), marker) && end < s.n) {
            *ret_before = rn_str_trim(rn_strn(s.p, at));
            *ret_after = rn_str_trim(rn_strn(s.p + end, s.n - end));
            return ret_before->n > 0 && ret_after->n > 0;
        }
        at = end + 1;
    }
    return false;
}

/* Google puts both texts into one comment: "(Translated by Google) T … (Original) O", or "O …
 * (Translated by Google) T". Inside a line the words are only words. */
static void unwrap(struct rn_str comment, struct rn_str *ret_text, struct rn_str *ret_translation)
{
    struct rn_str s = rn_str_trim(comment), before, after;
    size_t n = sizeof TRANSLATED - 1;

    if (rn_str_starts(s, TRANSLATED)) {
        if (split_at_line(rn_strn(s.p + n, s.n - n), ORIGINAL, &before, &after)) {
            *ret_text = after;
            *ret_translation = before;
            return;
        }
    } else if (split_at_line(s, TRANSLATED, &before, &after)) {
        *ret_text = before;
        *ret_translation = after;
        return;
    }
    *ret_text = comment;
}

/* ---- one review
 * ------------------------------------------------------------------------------------ */

static void read_stars(struct rn_str word, struct rn_rating *ret)
{
    static const char *const words[] = {"ONE", "TWO", "THREE", "FOUR", "FIVE"};

    for (int i = 0; i < 5; i++)
        if (rn_str_is(word, words[i]))
            *ret = (struct rn_rating){RN_SCALE_POINTS, i + 1, 5, 1};
}

static struct rn_time read_time(const struct rn_json *n)
{
    struct rn_time t = {0};

    return rn_stamp_parse(rn_json_str(n), &t) ? t : (struct rn_time){0};
}

static void read_reply(const struct rn_json *n, struct rn_place_reply *ret)
{
    static const struct {
        const char *word;
        enum rn_reply_state state;
    } states[] = {{"PENDING", RN_REPLY_PENDING}, {"REJECTED", RN_REPLY_REJECTED}};
    struct rn_str word = rn_json_str(rn_json_get(n, "reviewReplyState"));

    if (rn_json_str(rn_json_get(n, "comment")).n == 0)
        return;
    ret->state = RN_REPLY_PUBLISHED; /* APPROVED; older answers tell nothing */
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (rn_str_is(word, states[i].word))
            ret->state = states[i].state;
    unwrap(rn_json_str(rn_json_get(n, "comment")), &ret->text, &ret->translation);
    ret->at = read_time(rn_json_get(n, "updateTime"));
    if (ret->state == RN_REPLY_REJECTED)
        ret->note = rn_json_str(rn_json_get(n, "policyViolation"));
}

static struct rn_str id_of(const struct rn_json *n)
{
    struct rn_str id = rn_json_str(rn_json_get(n, "reviewId"));
    struct rn_str name = rn_json_str(rn_json_get(n, "name"));
    size_t from = name.n;

    if (id.n > 0)
        return id;
    while (from > 0 && name.p[from - 1] != '/')
        from--;
    return rn_strn(name.p + from, name.n - from);
}

static enum rn_status read_review(const struct rn_json *n, struct rn_sink *sink)
{
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_REVIEW, .external_id = id_of(n)};

    if (!rn_json_is(n, RN_JSON_OBJECT))
        return sink->warn(sink, "a row of the page is no review and was passed over");
    if (r.external_id.n == 0)
        return sink->warn(sink, "a review without an id was passed over");
    if (!rn_json_true(rn_json_path(n, "reviewer.isAnonymous")))
        r.author_name = rn_json_str(rn_json_path(n, "reviewer.displayName"));
    read_stars(rn_json_str(rn_json_get(n, "starRating")), &r.rating);
    unwrap(rn_json_str(rn_json_get(n, "comment")), &r.text, &r.translation);
    r.created = read_time(rn_json_get(n, "createTime"));
    r.updated = read_time(rn_json_get(n, "updateTime"));
    r.url = rn_json_str(rn_json_get(n, "reviewReplyUrl"));
    read_reply(rn_json_get(n, "reviewReply"), &r.reply);
    return sink->review(sink, &r);
}

/* ---- a page
 * ---------------------------------------------------------------------------------------- */

static enum rn_status read_rows(const struct rn_json *list, const char *inner, struct rn_sink *sink)
{
    enum rn_status s = RN_OK;

    for (const struct rn_json *n = rn_json_first(list); n != NULL && s == RN_OK;
         n = rn_json_next(n))
        s = read_review(inner != NULL ? rn_json_get(n, inner) : n, sink);
    return s;
}

static enum rn_status read_aggregate(const struct rn_json *root, struct rn_sink *sink)
{
    struct rn_aggregate a = {.size = sizeof a, .count = -1};
    double average;

    if (rn_json_num(rn_json_get(root, "averageRating"), &average) && average >= 1)
        a.rating = (struct rn_rating){RN_SCALE_POINTS, average, 5, 1};
    if (!rn_json_int(rn_json_get(root, "totalReviewCount"), &a.count))
        a.count = -1;
    return a.count >= 0 || a.rating.scale != RN_SCALE_NONE ? sink->aggregate(sink, &a) : RN_OK;
}

/* A token that leads to the page it came from would never end. It is followed once more, so that
 * this page's reviews are kept and the run is known to be incomplete. */
static bool is_same_page(struct rn_str url, struct rn_str token)
{
    struct rn_str used;
    struct rn_buf b;
    bool same;

    if (!rn_url_param(url, "pageToken", &used))
        return false;
    rn_buf_init(&b, used.n + 1);
    same = rn_url_decode(&b, used, false) == RN_OK && rn_str_eq(rn_buf_str(&b), token);
    rn_buf_free(&b);
    return same;
}

static enum rn_status ask_next(const void *config, const struct rn_response *r,
                               const struct rn_json *root, struct rn_sink *sink)
{
    struct rn_str token = rn_json_str(rn_json_get(root, "nextPageToken"));

    if (token.n == 0)
        return RN_OK;
    const bool same = is_same_page(r->url, token);
    if (same && strcmp(r->step, "again") == 0)
        return sink->fail(sink, RN_CHANGED,
                          "Google's next page is this page again: reading in a loop was stopped");
    return google_ask_page(config, r->url, token, same ? "again" : "reviews", sink);
}

static bool knows(const struct rn_json *root, const char *const *names)
{
    for (; *names != NULL; names++)
        if (rn_json_get(root, *names) != NULL)
            return true;
    return false;
}

static enum rn_status read_page(const void *config, const struct rn_response *r,
                                const struct rn_json *root, struct rn_sink *sink)
{
    const struct rn_json *rows = rn_json_get(root, "reviews");
    const struct rn_json *batch = rn_json_get(root, "locationReviews");
    enum rn_status s;

    if ((rows != NULL && !rn_json_is(rows, RN_JSON_ARRAY)) ||
        (batch != NULL && !rn_json_is(batch, RN_JSON_ARRAY)))
        return sink->fail(sink, RN_CHANGED, "the list of reviews in this page is no list");
    s = read_rows(rows, NULL, sink);
    if (s == RN_OK)
        s = read_rows(batch, "review", sink);
    if (s == RN_OK && rn_json_count(rows) + rn_json_count(batch) == 0)
        s = sink->warn(sink, "Google gives no reviews for this location");
    if (s == RN_OK)
        s = read_aggregate(root, sink);
    return s == RN_OK ? ask_next(config, r, root, sink) : s;
}

static enum rn_status read_root(const void *config, const struct rn_response *r,
                                const struct rn_json *root, struct rn_sink *sink)
{
    static const char *const page[] = {"reviews",          "locationReviews", "averageRating",
                                       "totalReviewCount", "nextPageToken",   NULL};
    google_read_fn *discovery;
    struct rn_diag d;

    if (!rn_json_is(root, RN_JSON_OBJECT))
        return sink->fail(sink, RN_CHANGED,
                          "this is no answer of Google Business Profile: it is "
                          "no JSON object");
    if (rn_json_get(root, "error") != NULL) {
        (void)rn_fail(&d, RN_CHANGED, "Google answered with an error: %.*s",
                      RN_STR_ARG(rn_json_str(rn_json_path(root, "error.message"))));
        return sink->fail(sink, RN_CHANGED, d.text);
    }
    discovery = google_discovery_of(r->step, root, sink);
    if (discovery != NULL)
        return discovery(r, root, sink);
    if (rn_json_count(root) == 0 || knows(root, page))
        return read_page(config, r, root, sink);
    if (rn_json_get(root, "reviewId") != NULL)
        return read_review(root, sink);
    return sink->fail(sink, RN_CHANGED,
                      "this is no page of Google reviews: it has none of their "
                      "members");
}

enum rn_status google_parse(const void *config, const struct rn_response *r, struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {0};
    enum rn_status s;

    if (strcmp(r->step, "reply") == 0)
        return RN_OK; /* whether it is published is only seen by reading the review again */
    if (rn_json_parse(r->body, BODY_MAX, &doc, &d) != RN_OK)
        return sink->fail(sink, RN_CHANGED, d.text);
    s = read_root(config, r, rn_json_root(doc), sink);
    rn_json_free(doc);
    return s;
}
