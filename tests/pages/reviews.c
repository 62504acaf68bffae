/* SPDX-License-Identifier: MIT
 *
 * Pages that people saved: exactly the reviews and ratings that a table beside each of them says.
 */
#include "pages/corpus.h"

#include <math.h>
#include <renown/json.h>
#include <stdlib.h>

#include "base/file.h"

enum { MOST = 200 };

struct wanted {
    const struct rn_json *reviews[MOST], *aggregates[MOST];
    size_t review_count, aggregate_count;
};

/* A text, or the first of a list of texts. */
static struct rn_str text(const struct rn_json *n, const char *key)
{
    const struct rn_json *v = rn_json_get(n, key);

    return rn_str_trim(rn_json_str(rn_json_is(v, RN_JSON_ARRAY) ? rn_json_first(v) : v));
}

static double number(const struct rn_json *n, const char *key)
{
    char copy[32];
    struct rn_str s = text(n, key);

    (void)snprintf(copy, sizeof copy, "%.*s", (int)(s.n < 31 ? s.n : 31), s.n > 0 ? s.p : "");
    return strtod(copy, NULL);
}

static bool same_review(const struct rn_json *a, const struct rn_json *b)
{
    struct rn_str x = text(a, "datePublished"), y = text(b, "datePublished");

    return rn_str_eq(text(a, "author"), text(b, "author")) &&
           rn_str_eq(text(a, "body_start"), text(b, "body_start")) &&
           rn_str_eq(rn_strn(x.p, x.n < 10 ? x.n : 10), rn_strn(y.p, y.n < 10 ? y.n : 10));
}

static bool same_aggregate(const struct rn_json *a, const struct rn_json *b)
{
    return number(a, "ratingValue") == number(b, "ratingValue");
}

/* What the page says in two ways counts once. */
static void collect(const struct rn_json *list, const struct rn_json **into, size_t *count,
                    bool (*same)(const struct rn_json *, const struct rn_json *))
{
    for (const struct rn_json *n = rn_json_first(list); n != NULL; n = rn_json_next(n)) {
        bool known = false;
        for (size_t i = 0; i < *count; i++)
            known = known || same(into[i], n);
        if (!known && *count < MOST)
            into[(*count)++] = n;
    }
}

static void read_wanted(const struct rn_json *root, struct wanted *w)
{
    const struct rn_json *ld = rn_json_get(root, "json-ld-tolerant");
    const struct rn_json *both[] = {ld != NULL ? ld : rn_json_get(root, "json-ld"),
                                    rn_json_get(root, "microdata")};

    for (size_t i = 0; i < 2; i++) {
        collect(rn_json_get(both[i], "reviews"), w->reviews, &w->review_count, same_review);
        collect(rn_json_get(both[i], "aggregates"), w->aggregates, &w->aggregate_count,
                same_aggregate);
    }
}

static bool right_review(const struct rn_json *wanted, const struct rn_review *r)
{
    struct rn_str start = text(wanted, "body_start");
    bool rated = text(wanted, "ratingValue").n > 0;

    if (rated != (r->rating.scale == RN_SCALE_POINTS) ||
        (rated && fabs(number(wanted, "ratingValue") - r->rating.value) > 1e-9))
        return false;
    if (!rn_str_eq(text(wanted, "author"), r->author_name) && text(wanted, "author").n > 0)
        return false;
    if (text(wanted, "name").n > 0 && !corpus_alike(text(wanted, "name"), r->title))
        return false;
    return (start.n == 0) == (r->text.n == 0) &&
           (memchr(start.p != NULL ? start.p : "", '&', start.n) || corpus_alike(start, r->text));
}

static bool right_page(const char *file, const struct wanted *w, const struct rn_harvest *h)
{
    bool right = h->review_count == w->review_count && h->aggregate_count == w->aggregate_count;

    if (!right)
        (void)printf("# %s: %zu reviews and %zu ratings, not %zu and %zu\n", file, h->review_count,
                     h->aggregate_count, w->review_count, w->aggregate_count);
    for (size_t i = 0; right && i < w->review_count; i++)
        if (!right_review(w->reviews[i], &h->reviews[i])) {
            (void)printf("# %s: review %zu differs\n", file, i + 1);
            right = false;
        }
    for (size_t i = 0; right && i < w->aggregate_count; i++)
        right =
            fabs(number(w->aggregates[i], "ratingValue") - h->aggregates[i].rating.value) < 1e-9;
    return right;
}

static bool check(const char *name, size_t stem)
{
    RN_SCOPE(tmp);
    const char *page = rn_fmt(tmp, "review-pages/%.*s.html", (int)stem, name);
    struct rn_str bytes;
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;
    struct wanted w = {.review_count = 0};
    struct rn_harvest *h = corpus_parse(tmp, "webpage", page, "https://pages.example/saved");

    if (h == NULL || !corpus_read(tmp, rn_fmt(tmp, "review-pages/%s", name), &bytes) ||
        rn_json_parse(bytes, 0, &doc, &d) != RN_OK)
        return false;
    read_wanted(rn_json_root(doc), &w);
    bool right = right_page(page, &w, h);
    rn_json_free(doc);
    return right;
}

int main(void)
{
    RN_SCOPE(tmp);
    static const char end[] = ".expected.json";
    const char *root = getenv("srcdir");
    char **names;
    size_t count = 0, pages = 0, wrong = 0;
    struct rn_diag d;

    if (rn_dir_list(tmp,
                    rn_path_join(tmp, root != NULL ? root : ".", "../shared/corpus/review-pages"),
                    &names, &count, &d) != RN_OK) {
        (void)printf("1..1\nok 1 # SKIP no saved pages beside the tree\n");
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(names[i]), tail = sizeof end - 1;
        if (n <= tail || strcmp(names[i] + n - tail, end) != 0)
            continue;
        pages++;
        wrong += !check(names[i], n - tail);
    }
    bool good = wrong == 0 && pages > 0;
    (void)printf("1..1\n%s 1 - %zu saved pages, %zu read wrongly\n", good ? "ok" : "not ok", pages,
                 wrong);
    return !good;
}
