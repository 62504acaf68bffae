/* SPDX-License-Identifier: MIT
 *
 * Candidates through the sink. Names are anybody's text: they are cut, and made one line that a
 * terminal may show. Values become lines of a config, so one that no option takes is the plugin's
 * fault and ends the call.
 */
#include "plugin/gather.h"

#include <string.h>

#include <renown/utf8.h>

#include "base/log.h"
#include "base/mem.h"
#include "plugin/loader.h"

enum {
    CANDIDATES_MAX = 100000,
    VALUES_MAX = 8,
    VALUE_MAX = 500,
    NAME_MAX_LEN = 300,
    LANG_MAX = 35
};

static struct rn_str one_line_of(const void *ctx, struct rn_str s, size_t max)
{
    struct rn_buf b;
    struct rn_str out;

    rn_buf_init(&b, 4 * max + 16); /* a byte that is no UTF-8 becomes three */
    rn_term_add(&b, rn_utf8_cut(s, max), false);
    out = rn_dup_str(ctx, rn_str_trim(rn_buf_str(&b)));
    rn_buf_free(&b);
    return out;
}

static struct rn_str language_of(const void *ctx, struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        const char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (i > 1 && ((c >= '0' && c <= '9') || c == '-'))))
            return (struct rn_str){0};
    }
    return s.n >= 2 && s.n <= LANG_MAX ? rn_dup_str(ctx, s) : (struct rn_str){0};
}

static struct rn_str address_of(const void *ctx, struct rn_str url)
{
    const bool good = url.n > 0 && url.n <= 2000 && rn_gather_one_line(url) &&
                      memchr(url.p, ' ', url.n) == NULL && rn_utf8_valid(url) &&
                      (rn_str_starts(url, "https://") || rn_str_starts(url, "http://"));
    return good ? rn_dup_str(ctx, url) : (struct rn_str){0};
}

static const char *value_fault(const struct rn_plugin *p, const struct rn_value *v)
{
    if (v->option == NULL || !rn_plugin_has_option(p, rn_str(v->option)))
        return "handed over a candidate with an option that it does not have";
    if (v->value.n == 0 || v->value.n > VALUE_MAX || !rn_gather_one_line(v->value) ||
        !rn_utf8_valid(v->value))
        return "handed over a candidate with a value that no option could hold";
    return NULL;
}

static const char *fault_of(const struct rn_gather *g, const struct rn_candidate *c)
{
    const char *fault = NULL;

    if (g->out->candidate_count >= CANDIDATES_MAX)
        return "handed over more than 100000 candidates at once";
    if (c->value_count == 0 || c->value_count > VALUES_MAX)
        return "handed over a candidate without values, or with more than 8";
    for (size_t i = 0; i < c->value_count && fault == NULL; i++)
        fault = value_fault(g->plugin, &c->values[i]);
    return fault;
}

static struct rn_candidate copy(const void *ctx, const struct rn_candidate *c)
{
    struct rn_value *values = rn_new_array(ctx, struct rn_value, c->value_count);

    for (size_t i = 0; i < c->value_count; i++)
        values[i] = (struct rn_value){rn_dupz(ctx, c->values[i].option),
                                      rn_dup_str(ctx, c->values[i].value)};
    return (struct rn_candidate){.size = sizeof *c,
                                 .name = one_line_of(ctx, c->name, NAME_MAX_LEN),
                                 .where = one_line_of(ctx, c->where, NAME_MAX_LEN),
                                 .owner = one_line_of(ctx, c->owner, NAME_MAX_LEN),
                                 .url = address_of(ctx, c->url),
                                 .lang = language_of(ctx, c->lang),
                                 .note = one_line_of(ctx, c->note, NAME_MAX_LEN),
                                 .values = values,
                                 .value_count = c->value_count};
}

enum rn_status rn_gather_candidate(struct rn_sink *s, const struct rn_candidate *given)
{
    struct rn_gather *g = rn_gather_of(s);
    struct rn_harvest *h = g->out;
    const char *fault;

    if (g->failed != RN_OK)
        return g->failed;
    if (given->size < sizeof *given)
        return rn_gather_refuse(g, RN_BUG, "handed over a candidate whose size it did not set");
    fault = fault_of(g, given);
    if (fault != NULL)
        return rn_gather_refuse(g, RN_BUG, fault);
    h->candidates = rn_gather_room(h, h->candidates, h->candidate_count, &g->candidate_cap,
                                   sizeof *h->candidates);
    h->candidates[h->candidate_count++] = copy(h, given);
    return RN_OK;
}
