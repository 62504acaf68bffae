/* SPDX-License-Identifier: MIT
 *
 * Answers come in any order, so what was found is sorted before anybody sees it. A thing that two
 * accounts show counts once: the first of them in that order is kept.
 */
#include "collect/discover.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "collect/sweep.h"
#include "config/options.h"
#include "plugin/harvest.h"
#include "plugin/loader.h"
#include "plugin/outcome.h"

enum { REQUESTS_MAX = 5000, FOUND_MAX = 100000, WARNINGS_MAX = 100 };

#define WAIT_US INT64_C(1000000)

struct asking {
    const struct rn_discovery_setup *setup;
    struct rn_discovery *out;
    struct rn_sweep *asked;
    void *config; /* the plugin's options, all at their defaults */
    size_t pending, cap;
};

/* ---- what is said ---------------------------------------------------------------------------- */

static void warn(struct asking *a, const char *sentence)
{
    struct rn_discovery *o = a->out;
    if (o->warning_count == WARNINGS_MAX)
        return;
    o->warnings = rn_grow_array(o, o->warnings, char *, o->warning_count + 1);
    o->warnings[o->warning_count++] = rn_dupz(o, sentence);
}

static void broke(struct asking *a, enum rn_status status, const char *sentence)
{
    warn(a, sentence);
    if (a->out->status == RN_OK)
        a->out->status = status;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void ask_one(struct asking *a, const struct rn_request *q)
{
    struct rn_diag why;
    if (!rn_sweep_asks(a->asked, q->url, q->body)) {
        broke(a, RN_CHANGED,
              "the place runs in circles: it named a page that was read already, so not all of the "
              "list was seen");
        return;
    }
    if (a->out->requests == REQUESTS_MAX) {
        broke(a, RN_LIMIT, "stopped after 5000 requests: not all of the list was seen");
        return;
    }
    struct rn_call *call = rn_new(a->out, struct rn_call);
    *call = (struct rn_call){.request = q, .source = a->setup->source};
    if (rn_send(a->setup->transport, call, &why) != RN_OK) {
        broke(a, why.status, why.text);
        return;
    }
    a->out->requests++;
    a->pending++;
}

static const char *key_of(struct asking *a, const struct rn_candidate *c, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct rn_plugin *p = a->setup->plugin;
    const struct rn_option_table t = {p->options, p->option_size};
    void *config = rn_mem_check(talloc_zero_size(tmp, p->config_size + 1));
    for (size_t i = 0; i < c->value_count; i++)
        if (rn_options_set(tmp, &t, c->values[i].option, rn_dup(tmp, c->values[i].value), config,
                           d) != RN_OK)
            return NULL;
    return rn_plugin_key(a->out, p, config);
}

static void take_candidate(struct asking *a, const struct rn_candidate *c)
{
    struct rn_discovery *o = a->out;
    struct rn_diag why;
    const char *key = key_of(a, c, &why);
    if (key == NULL) {
        broke(a, RN_BUG, why.text);
        return;
    }
    if (o->count == FOUND_MAX) {
        broke(a, RN_LIMIT, "stopped after 100000 things to read");
        return;
    }
    if (o->count == a->cap) {
        a->cap = a->cap == 0 ? 64 : a->cap * 2;
        o->found = rn_grow_array(o, o->found, struct rn_discovered, a->cap);
    }
    o->found[o->count++] = (struct rn_discovered){c, key};
}

/* The harvest stays: requests under way and candidates lie in it. */
static void take(struct asking *a, const struct rn_harvest *h)
{
    for (size_t i = 0; i < h->warning_count; i++)
        warn(a, h->warnings[i]);
    for (size_t i = 0; i < h->candidate_count && a->out->count <= FOUND_MAX; i++)
        take_candidate(a, &h->candidates[i]);
    for (size_t i = 0; i < h->request_count; i++)
        ask_one(a, &h->requests[i]);
}

static void answered(struct asking *a, const struct rn_answer *answer)
{
    const struct rn_plugin *p = a->setup->plugin;
    struct rn_diag why = {0};
    struct rn_harvest *h = NULL;
    char line[160];
    enum rn_status st = rn_answer_outcome(p, answer, &why);
    a->pending--;
    if (st == RN_OK)
        st = rn_harvest_parse(a->out, p, a->config, &answer->response, &h, &why);
    if (st == RN_OK)
        take(a, h);
    else
        broke(a, st, why.text);
    (void)snprintf(line, sizeof line, "%s: %zu pages, %zu found", a->setup->source,
                   a->out->requests - a->pending, a->out->count);
    if (a->setup->progress != NULL)
        a->setup->progress(a->setup->arg, line);
}

/* ---- order ----------------------------------------------------------------------------------- */

static int by_text(struct rn_str a, struct rn_str b)
{
    const size_t n = a.n < b.n ? a.n : b.n;
    const int c = n > 0 ? memcmp(a.p, b.p, n) : 0;
    return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

static int by_values(const struct rn_candidate *a, const struct rn_candidate *b)
{
    int c = (a->value_count > b->value_count) - (a->value_count < b->value_count);
    for (size_t i = 0; c == 0 && i < a->value_count; i++)
        c = by_text(a->values[i].value, b->values[i].value);
    return c;
}

static int by_key(const void *x, const void *y)
{
    const struct rn_discovered *a = x, *b = y;
    int c = strcmp(a->key, b->key);
    if (c == 0)
        c = by_text(a->candidate->owner, b->candidate->owner);
    return c != 0 ? c : by_values(a->candidate, b->candidate);
}

static int for_people(const void *x, const void *y)
{
    const struct rn_discovered *a = x, *b = y;
    int c = by_text(a->candidate->owner, b->candidate->owner);
    if (c == 0)
        c = by_text(a->candidate->name, b->candidate->name);
    if (c == 0)
        c = by_text(a->candidate->where, b->candidate->where);
    return c != 0 ? c : strcmp(a->key, b->key);
}

static void put_in_order(struct rn_discovery *o)
{
    size_t kept = 0;
    if (o->count == 0)
        return;
    qsort(o->found, o->count, sizeof *o->found, by_key);
    for (size_t i = 0; i < o->count; i++)
        if (kept == 0 || strcmp(o->found[kept - 1].key, o->found[i].key) != 0)
            o->found[kept++] = o->found[i];
    o->count = kept;
    qsort(o->found, o->count, sizeof *o->found, for_people);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static enum rn_status serve_answers(struct asking *a, struct rn_diag *d)
{
    while (a->pending > 0) {
        const struct rn_answer *answer;
        enum rn_status st = rn_next(a->setup->transport, WAIT_US, &answer, d);
        if (st == RN_OK)
            answered(a, answer);
        else if (st == RN_GONE)
            return RN_OK;
        else if (st != RN_AGAIN)
            return st;
    }
    return RN_OK;
}

enum rn_status rn_discover(const void *ctx, const struct rn_discovery_setup *setup,
                           struct rn_discovery **ret, struct rn_diag *d)
{
    const struct rn_plugin *p = setup->plugin;
    const struct rn_option_table t = {p->options, p->option_size};
    struct asking a = {.setup = setup, .out = rn_new(ctx, struct rn_discovery)};
    struct rn_harvest *h = NULL;
    a.asked = rn_sweep_new(a.out);
    a.config = rn_mem_check(talloc_zero_size(a.out, p->config_size + 1));
    enum rn_status st = rn_options_default(a.out, &t, a.config, d);
    if (st == RN_OK)
        st = rn_harvest_discover(a.out, p, a.config, &h, d);
    if (st == RN_OK) {
        take(&a, h);
        st = serve_answers(&a, d);
    }
    if (st != RN_OK) {
        talloc_free(a.out);
        return st;
    }
    put_in_order(a.out);
    *ret = a.out;
    return RN_OK;
}
