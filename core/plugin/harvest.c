/* SPDX-License-Identifier: MIT
 *
 * The sink. What a plugin hands over is copied under the harvest before the sink's function
 * returns, so a plugin may build everything on its stack. Once a bound is passed or the plugin
 * breaks the contract the sink answers nothing but that status, and the whole harvest is dropped:
 * nothing of a failed call is used.
 */
#include "plugin/gather.h"

#include <stdlib.h>

#include "base/id.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/redact.h"

#define PRICE_MAX INT64_C(1000000000000)

enum { WARNINGS = 100, BYTES_MAX = 48 << 20, URL_MAX = 16000, NOTE_MAX = 4000, HEADERS_MAX = 50 };

struct rn_gather *rn_gather_of(struct rn_sink *s)
{
    return s->host;
}

enum rn_status rn_gather_refuse(struct rn_gather *g, enum rn_status status, const char *what)
{
    g->failed = rn_fail(g->d, status, "plugin %s %s", g->plugin->name, what);
    return g->failed;
}

void *rn_gather_room(const void *ctx, void *array, size_t count, size_t *cap, size_t each)
{
    if (count < *cap)
        return array;
    *cap = *cap == 0 ? 16 : *cap * 2;
    return rn_mem_check(talloc_realloc_size(ctx, array, *cap * each));
}

void rn_gather_warn(struct rn_harvest *h, const char *sentence)
{
    struct rn_buf b, safe;

    if (h->warning_count == WARNINGS) {
        h->warning_more++;
        return;
    }
    rn_buf_init(&b, 4000);
    rn_buf_init(&safe, 12 * 1000 + 64);
    (void)rn_redact_body(&safe, rn_strn(sentence, strnlen(sentence, 1000)));
    rn_term_add(&b, rn_buf_str(&safe), false);
    rn_buf_free(&safe);
    if (h->warnings == NULL)
        h->warnings = rn_new_array(h, char *, WARNINGS);
    h->warnings[h->warning_count++] = rn_dup(h, rn_buf_str(&b));
    rn_buf_free(&b);
}

static void on_clean_warn(void *arg, const char *sentence)
{
    rn_gather_warn(arg, sentence);
}

/* ---- reviews ------------------------------------------------------------------------------------
 */

static struct rn_str *const *texts_of(struct rn_review *r, struct rn_str **out)
{
    struct rn_str *all[] = {&r->external_id, &r->key_hint,
                            &r->author_id,   &r->author_name,
                            &r->title,       &r->text,
                            &r->translation, &r->lang,
                            &r->url,         &r->app_version,
                            &r->thread,      &r->parent,
                            &r->reply.text,  &r->reply.translation,
                            &r->reply.note};

    memcpy(out, all, sizeof all);
    return out;
}

enum { TEXTS = 15 };

static enum rn_status keep_review(struct rn_gather *g, struct rn_review *r)
{
    struct rn_harvest *h = g->out;
    struct rn_str *texts[TEXTS];

    (void)texts_of(r, texts);
    for (size_t i = 0; i < TEXTS; i++) {
        g->bytes += texts[i]->n;
        *texts[i] = rn_dup_str(h, *texts[i]);
    }
    if (h->review_count >= RN_HARVEST_REVIEWS || g->bytes > BYTES_MAX)
        return rn_gather_refuse(g, RN_LIMIT,
                                "handed over more than 100000 reviews or 48 MiB at once");
    h->reviews = rn_gather_room(h, h->reviews, h->review_count, &g->review_cap, sizeof *h->reviews);
    h->reviews[h->review_count++] = *r;
    return RN_OK;
}

static enum rn_status on_review(struct rn_sink *s, const struct rn_review *given)
{
    struct rn_gather *g = rn_gather_of(s);
    struct rn_review r = {0};
    void *tmp;
    enum rn_status status = RN_OK;

    if (g->failed != RN_OK)
        return g->failed;
    if (given->size < sizeof r)
        return rn_gather_refuse(g, RN_BUG, "handed over a review whose size it did not set");
    memcpy(&r, given, sizeof r);
    r.size = sizeof r;
    tmp = rn_mem_check(talloc_new(g->scratch));
    if (rn_review_clean(tmp, &r, on_clean_warn, g->out))
        status = keep_review(g, &r);
    else
        rn_gather_warn(g->out, "a review without text, title and rating was passed over");
    talloc_free(tmp);
    return status;
}

static enum rn_status on_aggregate(struct rn_sink *s, const struct rn_aggregate *given)
{
    struct rn_gather *g = rn_gather_of(s);
    struct rn_harvest *h = g->out;
    struct rn_aggregate a = {0};

    if (g->failed != RN_OK)
        return g->failed;
    if (given->size < sizeof a)
        return rn_gather_refuse(g, RN_BUG, "handed over an aggregate whose size it did not set");
    memcpy(&a, given, sizeof a);
    a.size = sizeof a;
    if (!(a.rating.value >= a.rating.worst && a.rating.value <= a.rating.best &&
          a.rating.best > a.rating.worst))
        a.rating = (struct rn_rating){0};
    if (a.count < 0)
        a.count = -1;
    if (a.rating.scale == RN_SCALE_NONE && a.count < 0)
        return RN_OK;
    if (h->aggregate_count >= RN_HARVEST_REQUESTS)
        return rn_gather_refuse(g, RN_LIMIT, "handed over more than 10000 aggregates at once");
    h->aggregates = rn_gather_room(h, h->aggregates, h->aggregate_count, &g->aggregate_cap,
                                   sizeof *h->aggregates);
    h->aggregates[h->aggregate_count++] = a;
    return RN_OK;
}

/* ---- requests -----------------------------------------------------------------------------------
 */

static bool known_method(const char *m)
{
    static const char *const methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};

    for (size_t i = 0; m != NULL && i < sizeof methods / sizeof *methods; i++)
        if (strcmp(m, methods[i]) == 0)
            return true;
    return false;
}

bool rn_gather_one_line(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
            return false;
    return true;
}

static bool good_url(struct rn_str url)
{
    return url.n <= URL_MAX && rn_gather_one_line(url) && memchr(url.p, ' ', url.n) == NULL &&
           (rn_str_starts(url, "https://") || rn_str_starts(url, "http://"));
}

static const char *request_fault(const struct rn_plugin *p, const struct rn_request *q)
{
    if (!known_method(q->method))
        return "made a request with an unknown method";
    if (q->url.n == 0 || !good_url(q->url))
        return "made a request whose address is no web address";
    if (q->auth != NULL && (p->auths == NULL || strlen(q->auth) > 100))
        return "made a request with a login that it does not declare";
    if (q->price_micro < 0 || q->price_micro > PRICE_MAX)
        return "made a request with a price that is none";
    if (q->note.n > NOTE_MAX || q->header_count > HEADERS_MAX)
        return "made a request with too long a note or too many headers";
    for (size_t i = 0; i < q->header_count; i++)
        if (!rn_gather_one_line(q->headers[i].name) || !rn_gather_one_line(q->headers[i].value))
            return "made a request with a line break in a header";
    return NULL;
}

static void copy_request(const void *ctx, const struct rn_request *q, struct rn_request *ret)
{
    struct rn_header *headers = NULL;

    *ret = *q;
    ret->size = sizeof *ret;
    ret->method = rn_dupz(ctx, q->method);
    ret->url = rn_dup_str(ctx, q->url);
    ret->body = rn_dup_str(ctx, q->body);
    ret->note = rn_dup_str(ctx, q->note);
    ret->auth = q->auth != NULL ? rn_dupz(ctx, q->auth) : NULL;
    ret->step = rn_dupz(ctx, q->step != NULL ? q->step : "");
    if (q->header_count > 0)
        headers = rn_new_array(ctx, struct rn_header, q->header_count);
    for (size_t i = 0; i < q->header_count; i++) {
        headers[i].name = rn_dup_str(ctx, q->headers[i].name);
        headers[i].value = rn_dup_str(ctx, q->headers[i].value);
    }
    ret->headers = headers;
}

static bool declares(const struct rn_plugin *p, const char *auth)
{
    for (const struct rn_auth *a = p->auths; auth != NULL && a != NULL && a->name != NULL; a++)
        if (strcmp(a->name, auth) == 0)
            return true;
    return auth == NULL;
}

static enum rn_status on_request(struct rn_sink *s, const struct rn_request *given)
{
    struct rn_gather *g = rn_gather_of(s);
    struct rn_harvest *h = g->out;
    struct rn_request own = {0};
    const struct rn_request *q = &own;
    const char *fault;

    if (g->failed != RN_OK)
        return g->failed;
    if (given->size < offsetof(struct rn_request, price_micro))
        return rn_gather_refuse(g, RN_BUG, "made a request whose size it did not set");
    memcpy(&own, given, given->size < sizeof own ? given->size : sizeof own);
    fault = request_fault(g->plugin, q);
    if (fault == NULL && !declares(g->plugin, q->auth))
        fault = "made a request with a login that it does not declare";
    if (fault != NULL)
        return rn_gather_refuse(g, RN_BUG, fault);
    if (h->request_count >= RN_HARVEST_REQUESTS)
        return rn_gather_refuse(g, RN_LIMIT, "made more than 10000 requests at once");
    h->requests =
        rn_gather_room(h, h->requests, h->request_count, &g->request_cap, sizeof *h->requests);
    copy_request(h, q, &h->requests[h->request_count++]);
    return RN_OK;
}

/* ---- the rest of the sink
 * ------------------------------------------------------------------------ */

static enum rn_status on_cursor(struct rn_sink *s, struct rn_str cursor)
{
    struct rn_gather *g = rn_gather_of(s);

    if (g->failed != RN_OK)
        return g->failed;
    if (cursor.n > RN_HARVEST_TEXT)
        return rn_gather_refuse(g, RN_LIMIT, "handed over a cursor of more than 1 MiB");
    g->out->has_cursor = true;
    g->out->cursor = rn_dup_str(g->out, cursor);
    return RN_OK;
}

static enum rn_status on_warn(struct rn_sink *s, const char *sentence)
{
    struct rn_gather *g = rn_gather_of(s);

    if (g->failed == RN_OK)
        rn_gather_warn(g->out, sentence != NULL ? sentence : "");
    return g->failed;
}

static enum rn_status on_fail(struct rn_sink *s, enum rn_status status, const char *sentence)
{
    struct rn_gather *g = rn_gather_of(s);
    struct rn_buf b, safe;

    if (g->failed != RN_OK)
        return g->failed;
    if (status == RN_OK)
        return rn_gather_refuse(g, RN_BUG, "failed without saying how");
    rn_buf_init(&b, 4000);
    rn_buf_init(&safe, 12 * 1000);
    (void)rn_redact_body(&safe, rn_strn(sentence, sentence != NULL ? strnlen(sentence, 900) : 0));
    rn_term_add(&b, rn_buf_str(&safe), false);
    g->failed = rn_fail(g->d, status, "%s", rn_buf_z(&b));
    rn_buf_free(&safe);
    rn_buf_free(&b);
    return g->failed;
}

static enum rn_status on_paid(struct rn_sink *s, int64_t micro)
{
    struct rn_gather *g = rn_gather_of(s);

    if (g->failed != RN_OK)
        return g->failed;
    if (micro < 0 || micro > PRICE_MAX)
        return rn_gather_refuse(g, RN_BUG, "told a price that is none");
    g->out->has_paid = true;
    g->out->paid_micro = micro;
    return RN_OK;
}

static void *on_alloc(struct rn_sink *s, size_t n)
{
    return rn_mem_check(talloc_zero_size(rn_gather_of(s)->scratch, n > 0 ? n : 1));
}

static void open_gather(struct rn_gather *g, const void *ctx, const struct rn_plugin *p,
                        struct rn_diag *d)
{
    *g = (struct rn_gather){.plugin = p, .d = d};
    g->out = rn_new(ctx, struct rn_harvest);
    g->scratch = rn_mem_check(talloc_new(g->out));
    g->sink = (struct rn_sink){.size = sizeof g->sink,
                               .host = g,
                               .review = on_review,
                               .aggregate = on_aggregate,
                               .request = on_request,
                               .cursor = on_cursor,
                               .warn = on_warn,
                               .fail = on_fail,
                               .alloc = on_alloc,
                               .candidate = rn_gather_candidate,
                               .paid = on_paid};
}

/* ---- made ids that meet
 * --------------------------------------------------------------------------- */

struct made {
    struct rn_review *r;
    size_t order;
};

static int by_id_then_order(const void *a, const void *b)
{
    const struct made *x = a, *y = b;
    size_t n =
        x->r->external_id.n < y->r->external_id.n ? x->r->external_id.n : y->r->external_id.n;
    int c = memcmp(x->r->external_id.p, y->r->external_id.p, n);

    if (c == 0 && x->r->external_id.n != y->r->external_id.n)
        c = x->r->external_id.n < y->r->external_id.n ? -1 : 1;
    return c != 0 ? c : x->order < y->order ? -1 : 1;
}

/* Two texts by one name on one day ("A Google user"): the later one takes its text into its id; of
 * texts that nobody signed, equal ones are told apart by their order. */
static void part_from(struct rn_harvest *h, struct rn_review *r, size_t order)
{
    char number[24], id[RN_ID_LEN + 1];
    struct rn_str parts[] = {r->external_id, r->title, r->text, {number, 0}};

    parts[3].n = (size_t)snprintf(number, sizeof number, "%zu", order);
    rn_id_make(parts, 4, id);
    r->external_id = rn_str(rn_fmt(h, "~%s", id));
}

/* How the `order`th review of one made id differs from the first: by nothing, then it is the same
 * one. */
static bool same_review(const struct rn_review *a, const struct rn_review *b)
{
    return (a->author_id.n > 0 || a->author_name.n > 0) && rn_str_eq(a->text, b->text) &&
           rn_str_eq(a->title, b->title);
}

static void drop_marked(struct rn_harvest *h)
{
    size_t to = 0;

    for (size_t i = 0; i < h->review_count; i++)
        if (h->reviews[i].external_id.n > 0)
            h->reviews[to++] = h->reviews[i];
    h->review_count = to;
}

static void part_made_ids(struct rn_harvest *h, void *scratch)
{
    struct made *made = rn_new_array(scratch, struct made, h->review_count + 1);
    size_t n = 0, first = 0;
    struct rn_str id = {0};

    for (size_t i = 0; i < h->review_count; i++)
        if (rn_str_starts(h->reviews[i].external_id, "~"))
            made[n++] = (struct made){&h->reviews[i], i};
    qsort(made, n, sizeof *made, by_id_then_order);
    for (size_t i = 0; i < n; i++) {
        struct rn_review *r = made[i].r;
        if (i == 0 || !rn_str_eq(id, r->external_id)) {
            first = i;
            id = r->external_id;
        } else if (same_review(made[first].r, r)) {
            r->external_id = (struct rn_str){0};
        } else {
            bool told = !rn_str_eq(made[first].r->text, r->text);
            part_from(h, r, told && r->author_name.n + r->author_id.n > 0 ? 0 : i - first);
        }
    }
    drop_marked(h);
}

static enum rn_status close_gather(struct rn_gather *g, enum rn_status status, const char *call,
                                   struct rn_harvest **ret)
{
    if (g->failed == RN_OK && status != RN_OK)
        (void)rn_fail(g->d, status, "plugin %s failed in %s and did not say why", g->plugin->name,
                      call);
    if (g->failed != RN_OK)
        status = g->failed;
    if (status != RN_OK) {
        talloc_free(g->out);
        return status;
    }
    part_made_ids(g->out, g->scratch);
    talloc_free(g->scratch);
    *ret = g->out;
    return RN_OK;
}

enum rn_status rn_harvest_plan(const void *ctx, const struct rn_plugin *p, const void *config,
                               struct rn_str cursor, struct rn_harvest **ret, struct rn_diag *d)
{
    struct rn_gather g;

    if (p->plan == NULL)
        return rn_fail(d, RN_INVALID, "plugin %s fetches nothing", p->name);
    open_gather(&g, ctx, p, d);
    return close_gather(&g, p->plan(config, cursor, &g.sink), "plan", ret);
}

enum rn_status rn_harvest_parse(const void *ctx, const struct rn_plugin *p, const void *config,
                                const struct rn_response *response, struct rn_harvest **ret,
                                struct rn_diag *d)
{
    struct rn_gather g;

    if (p->parse == NULL)
        return rn_fail(d, RN_INVALID, "plugin %s reads no answers", p->name);
    open_gather(&g, ctx, p, d);
    return close_gather(&g, p->parse(config, response, &g.sink), "parse", ret);
}

enum rn_status rn_harvest_receive(const void *ctx, const struct rn_plugin *p, const void *config,
                                  const struct rn_response *event, struct rn_harvest **ret,
                                  struct rn_diag *d)
{
    struct rn_gather g;

    if (p->receive == NULL)
        return rn_fail(d, RN_INVALID, "%s pushes no events that could be read", p->title);
    open_gather(&g, ctx, p, d);
    return close_gather(&g, p->receive(config, event, &g.sink), "receive", ret);
}

enum rn_status rn_harvest_compose(const void *ctx, const struct rn_plugin *p, const void *config,
                                  const struct rn_reply *reply, struct rn_harvest **ret,
                                  struct rn_diag *d)
{
    struct rn_gather g;

    if (p->compose == NULL)
        return rn_fail(d, RN_INVALID, "%s takes no replies through an interface", p->title);
    open_gather(&g, ctx, p, d);
    return close_gather(&g, p->compose(config, reply, &g.sink), "compose", ret);
}

enum rn_status rn_harvest_look(const void *ctx, const struct rn_plugin *p, const void *config,
                               const struct rn_reply *reply, struct rn_harvest **ret,
                               struct rn_diag *d)
{
    struct rn_gather g;

    if (p->look == NULL)
        return rn_fail(d, RN_GONE, "%s lets nobody read a single review", p->title);
    open_gather(&g, ctx, p, d);
    return close_gather(&g, p->look(config, reply, &g.sink), "look", ret);
}

enum rn_status rn_harvest_discover(const void *ctx, const struct rn_plugin *p, const void *config,
                                   struct rn_harvest **ret, struct rn_diag *d)
{
    struct rn_gather g;

    if (p->discover == NULL)
        return rn_fail(d, RN_INVALID, "plugin %s cannot ask what there is to read", p->name);
    open_gather(&g, ctx, p, d);
    return close_gather(&g, p->discover(config, &g.sink), "discover", ret);
}
