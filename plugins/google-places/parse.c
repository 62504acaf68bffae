/* SPDX-License-Identifier: MIT
 *
 * Two forms of one thing. The new interface names reviews and tells both texts; the legacy one has
 * no ids, so the author's number is the key (a person has one review of a place), and it tells
 * errors with HTTP status 200.
 */
#include "places.h"

#include <renown/json.h>
#include <renown/stamp.h>

enum { BODY_MAX = 16 << 20 };

/* ".../contrib/123456/reviews" -> "123456". */
static struct rn_str contributor(struct rn_str uri)
{
    static const char mark[] = "/contrib/";
    size_t n = sizeof mark - 1, end;

    for (size_t i = 0; i + n < uri.n; i++) {
        if (memcmp(uri.p + i, mark, n) != 0)
            continue;
        for (end = i + n; end < uri.n && uri.p[end] >= '0' && uri.p[end] <= '9';)
            end++;
        return rn_strn(uri.p + i + n, end - i - n);
    }
    return (struct rn_str){0};
}

static struct rn_str last_part(struct rn_str name)
{
    size_t from = name.n;

    while (from > 0 && name.p[from - 1] != '/')
        from--;
    return rn_strn(name.p + from, name.n - from);
}

static struct rn_rating read_rating(const struct rn_json *n)
{
    double v;

    if (!rn_json_num(n, &v) || v < 1)
        return (struct rn_rating){0}; /* absent and 0 both mean that none was given */
    return (struct rn_rating){RN_SCALE_POINTS, v, 5, 1};
}

static enum rn_status new_review(const struct rn_json *n, struct rn_sink *sink)
{
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_REVIEW};
    struct rn_str shown = rn_json_str(rn_json_path(n, "text.text"));

    r.external_id = last_part(rn_json_str(rn_json_get(n, "name")));
    r.author_name = rn_json_str(rn_json_path(n, "authorAttribution.displayName"));
    r.author_id = contributor(rn_json_str(rn_json_path(n, "authorAttribution.uri")));
    r.key_hint = r.author_id;
    r.rating = read_rating(rn_json_get(n, "rating"));
    r.text = rn_json_str(rn_json_path(n, "originalText.text"));
    r.lang = rn_json_str(rn_json_path(n, "originalText.languageCode"));
    r.translation = shown;
    if (r.text.n == 0) {
        r.text = shown;
        r.translation = (struct rn_str){0};
        r.lang = rn_json_str(rn_json_path(n, "text.languageCode"));
    }
    if (!rn_stamp_parse(rn_json_str(rn_json_get(n, "publishTime")), &r.updated))
        r.updated = (struct rn_time){0};
    r.url = rn_json_str(rn_json_get(n, "googleMapsUri"));
    return sink->review(sink, &r);
}

static enum rn_status legacy_review(const struct rn_json *n, struct rn_sink *sink)
{
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_REVIEW};
    struct rn_str original = rn_json_str(rn_json_get(n, "original_language"));
    int64_t seconds;

    r.author_name = rn_json_str(rn_json_get(n, "author_name"));
    r.author_id = contributor(rn_json_str(rn_json_get(n, "author_url")));
    r.key_hint = r.author_id;
    r.rating = read_rating(rn_json_get(n, "rating"));
    r.text = rn_json_str(rn_json_get(n, "text"));
    r.lang = original.n > 0 && !rn_json_true(rn_json_get(n, "translated"))
                 ? original
                 : rn_json_str(rn_json_get(n, "language"));
    if (rn_json_int(rn_json_get(n, "time"), &seconds) && seconds > 0 && seconds < INT64_C(1) << 40)
        r.updated = (struct rn_time){seconds * RN_SECOND, RN_TIME_SECOND};
    return sink->review(sink, &r);
}

static enum rn_status read_rows(const struct rn_json *rows,
                                enum rn_status (*read)(const struct rn_json *, struct rn_sink *),
                                struct rn_sink *sink)
{
    enum rn_status s = RN_OK;

    if (rows != NULL && !rn_json_is(rows, RN_JSON_ARRAY))
        return sink->fail(sink, RN_CHANGED, "the list of reviews in this answer is no list");
    if (rn_json_count(rows) == 0)
        return sink->warn(sink, "Google shows no reviews of this place");
    for (const struct rn_json *n = rn_json_first(rows); n != NULL && s == RN_OK;
         n = rn_json_next(n))
        s = rn_json_is(n, RN_JSON_OBJECT)
                ? read(n, sink)
                : sink->warn(sink, "a row of the answer is no review and was passed over");
    return s;
}

static enum rn_status read_aggregate(const struct rn_json *rating, const struct rn_json *count,
                                     struct rn_sink *sink)
{
    struct rn_aggregate a = {.size = sizeof a, .rating = read_rating(rating), .count = -1};

    if (!rn_json_int(count, &a.count))
        a.count = -1;
    return a.count >= 0 || a.rating.scale != RN_SCALE_NONE ? sink->aggregate(sink, &a) : RN_OK;
}

/* ---- the legacy envelope
 * ---------------------------------------------------------------------------- */

static const struct {
    const char *word;
    enum rn_status status;
    const char *says;
} envelope[] = {
    {"ZERO_RESULTS", RN_GONE, "this place does not exist any more; look up its new id"},
    {"NOT_FOUND", RN_GONE, "Google knows no place of this id; look up its id again"},
    {"OVER_QUERY_LIMIT", RN_AGAIN, "the key's quota is used up; try again later"},
    {"OVER_DAILY_LIMIT", RN_LOGIN, "the key has no billing account or its daily limit is reached"},
    {"REQUEST_DENIED", RN_LOGIN, "Google refused the key for this interface"},
    {"INVALID_REQUEST", RN_INVALID, "Google calls the request invalid; check the option place"},
    {"UNKNOWN_ERROR", RN_AGAIN, "Google had a fault of its own; try again later"}};

static enum rn_status refused(struct rn_str word, const struct rn_json *root, struct rn_sink *sink)
{
    struct rn_str told = rn_json_str(rn_json_get(root, "error_message"));
    enum rn_status status = RN_CHANGED;
    const char *says = "the answer's status is unknown here";
    struct rn_diag d;

    for (size_t i = 0; i < sizeof envelope / sizeof *envelope; i++)
        if (rn_str_is(word, envelope[i].word)) {
            status = envelope[i].status;
            says = envelope[i].says;
        }
    (void)rn_fail(&d, status, "%s (%.*s%s%.*s)", says,
                  RN_STR_ARG(rn_strn(word.p, word.n < 60 ? word.n : 60)), told.n > 0 ? ": " : "",
                  RN_STR_ARG(told));
    return sink->fail(sink, status, d.text);
}

static enum rn_status read_legacy(const struct rn_json *root, struct rn_sink *sink)
{
    struct rn_str status = rn_json_str(rn_json_get(root, "status"));
    const struct rn_json *place = rn_json_get(root, "result");
    enum rn_status s;

    if (!rn_str_is(status, "OK") && status.n > 0)
        return refused(status, root, sink);
    if (!rn_json_is(place, RN_JSON_OBJECT))
        return sink->fail(sink, RN_CHANGED, "this answer holds no place");
    s = read_rows(rn_json_get(place, "reviews"), legacy_review, sink);
    if (s == RN_OK)
        s = read_aggregate(rn_json_get(place, "rating"), rn_json_get(place, "user_ratings_total"),
                           sink);
    return s;
}

static enum rn_status read_new(const struct rn_json *root, struct rn_sink *sink)
{
    enum rn_status s = read_rows(rn_json_get(root, "reviews"), new_review, sink);

    if (s == RN_OK)
        s = read_aggregate(rn_json_get(root, "rating"), rn_json_get(root, "userRatingCount"), sink);
    return s;
}

/* A row of the new form names itself "places/…/reviews/…" or attributes its author; other files
 * called alike (saved by somebody's own script) have neither. */
static bool is_new(const struct rn_json *root)
{
    const struct rn_json *row = rn_json_first(rn_json_get(root, "reviews"));

    if (rn_json_get(root, "userRatingCount") != NULL && row == NULL)
        return true;
    if (row != NULL)
        return rn_json_get(row, "authorAttribution") != NULL ||
               rn_str_starts(rn_json_str(rn_json_get(row, "name")), "places/");
    return rn_json_get(root, "id") != NULL;
}

enum rn_status places_parse(const void *config, const struct rn_response *r, struct rn_sink *sink)
{
    struct rn_json_doc *doc = NULL;
    const struct rn_json *root;
    struct rn_diag d = {0};
    enum rn_status s;

    (void)config; /* the answer itself tells which form it has */
    if (rn_json_parse(r->body, BODY_MAX, &doc, &d) != RN_OK)
        return sink->fail(sink, RN_CHANGED, d.text);
    root = rn_json_root(doc);
    if (rn_json_get(root, "result") != NULL || rn_json_get(root, "status") != NULL)
        s = read_legacy(root, sink);
    else if (is_new(root))
        s = read_new(root, sink);
    else
        s = sink->fail(sink, RN_CHANGED,
                       "this is no answer of Google Places: it has none of its "
                       "members");
    rn_json_free(doc);
    return s;
}
