/* SPDX-License-Identifier: MIT */
#include "import/draft.h"

#include <stdarg.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "import/import.h"
#include "import/window.h"

void rn_draft_begin(struct rn_draft *draft, const struct rn_dates *dates)
{
    *draft = (struct rn_draft){.review = {.size = sizeof draft->review}, .dates = dates};
}

void rn_draft_warn(struct rn_draft *draft, const char *fmt, ...)
{
    if (draft->warnings++ > 0)
        return;
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(draft->warning, sizeof draft->warning, fmt, ap);
    va_end(ap);
}

void rn_draft_set(struct rn_draft *draft, const struct rn_import_field *field, struct rn_str value,
                  const char *label)
{
    struct rn_str trimmed = rn_str_trim(value);
    if (trimmed.n == 0)
        return;
    if (trimmed.n > RN_FIELD_MAX) {
        rn_draft_warn(draft, "\"%.60s\" is longer than 1 MiB", label);
        return;
    }
    const char *why = field->set(draft, trimmed, field->offset);
    if (why != NULL)
        rn_draft_warn(draft, "\"%.60s\" %s: \"%.*s\"", label, why,
                      RN_STR_ARG(rn_utf8_cut(trimmed, 40)));
}

/* ---- rating ---------------------------------------------------------------------------------- */

void rn_draft_rate(struct rn_draft *draft, double best, double worst)
{
    if (!draft->has_value && !draft->has_stars)
        return;
    double v = draft->has_value ? draft->value : draft->stars;
    double top = !draft->has_value ? 5 : draft->has_best ? draft->best : best;
    double low = !draft->has_value ? 1 : draft->has_worst ? draft->worst : worst;
    if (!(low < top) || v < low || v > top) {
        rn_draft_warn(draft, "the rating %g is outside its scale %g to %g", v, low, top);
        return;
    }
    draft->review.rating =
        (struct rn_rating){.scale = RN_SCALE_POINTS, .value = v, .best = top, .worst = low};
}

/* ---- a key for rows without id --------------------------------------------------------------- */

void rn_draft_key(struct rn_draft *draft)
{
    struct rn_review *r = &draft->review;
    if (r->external_id.n > 0 || r->key_hint.n > 0)
        return;
    bool named = r->author_id.n > 0 || r->author_name.n > 0;
    char at[32] = "";
    if (r->created.precision != RN_TIME_NONE)
        (void)snprintf(at, sizeof at, "%lld", (long long)r->created.us);
    struct rn_str none = {0};
    struct rn_str parts[] = {r->author_id,          r->author_name,           rn_str(at),
                             named ? none : r->title, named ? none : r->text};
    rn_hash_text(rn_str("row"), parts, sizeof parts / sizeof parts[0], draft->key);
    r->key_hint = rn_str(draft->key);
}

/* ---- done ------------------------------------------------------------------------------------ */

static void coarsen(struct rn_time *t, enum rn_precision precision)
{
    if (precision == RN_TIME_NONE || t->precision == RN_TIME_NONE || precision <= t->precision)
        return;
    int64_t day = t->us / RN_DAY - (t->us % RN_DAY < 0);
    int year, month, first;
    rn_civil_from_days(day, &year, &month, &first);
    if (precision == RN_TIME_MONTH)
        day = rn_days_from_civil(year, month, 1);
    *t = (struct rn_time){.us = day * RN_DAY, .precision = precision};
}

static void settle_reply(struct rn_draft *draft)
{
    struct rn_place_reply *reply = &draft->review.reply;
    if (reply->text.n == 0 || draft->reply_elsewhere)
        *reply = (struct rn_place_reply){0};
    else if (reply->state == RN_REPLY_NONE)
        reply->state = RN_REPLY_PUBLISHED;
}

static struct rn_str *const *strings_of(struct rn_review *r, struct rn_str *out[], size_t *ret_n)
{
    struct rn_str *all[] = {&r->external_id, &r->key_hint,    &r->author_id,   &r->author_name,
                            &r->title,       &r->text,        &r->translation, &r->lang,
                            &r->url,         &r->app_version, &r->thread,      &r->parent,
                            &r->reply.text,  &r->reply.translation, &r->reply.note};
    *ret_n = sizeof all / sizeof all[0];
    memcpy(out, all, sizeof all);
    return out;
}

/* Everything the row borrows, in one block under ctx. */
static void copy_row(struct rn_review *r, const void *ctx)
{
    struct rn_str *out[16];
    size_t n, bytes = 1;
    struct rn_str *const *s = strings_of(r, out, &n);
    for (size_t i = 0; i < n; i++)
        bytes += s[i]->n;
    char *p = rn_mem_check(talloc_size(ctx, bytes));
    for (size_t i = 0; i < n; i++) {
        if (s[i]->n == 0) {
            *s[i] = (struct rn_str){0};
            continue;
        }
        memcpy(p, s[i]->p, s[i]->n);
        s[i]->p = p;
        p += s[i]->n;
    }
}

static char *warning_text(const struct rn_draft *draft, const void *ctx, const char *name,
                          int64_t line)
{
    char more[32] = "";
    if (draft->warnings > 1)
        (void)snprintf(more, sizeof more, " (and %zu more)", draft->warnings - 1);
    return rn_fmt(ctx, "%s:%lld: %s%s; the rest of the row was taken", name, (long long)line,
                  draft->warning, more);
}

enum rn_status rn_draft_finish(struct rn_draft *draft, const void *ctx, const char *name,
                               int64_t line, struct rn_import_row *ret, struct rn_diag *d)
{
    struct rn_review *r = &draft->review;
    bool said = r->text.n > 0 || r->title.n > 0 || r->rating.scale != RN_SCALE_NONE;
    bool known = r->external_id.n > 0 || r->author_id.n > 0 || r->author_name.n > 0;
    if (!said && draft->warnings > 0)
        return rn_fail(d, RN_INVALID, "%s:%lld: %s; the row was passed over", name, (long long)line,
                       draft->warning);
    if (!said && !known)
        return rn_fail(d, RN_INVALID,
                       "%s:%lld: the row has neither text, title nor rating; it was passed over",
                       name, (long long)line);
    settle_reply(draft);
    coarsen(&r->created, draft->precision);
    coarsen(&r->updated, draft->precision);
    rn_draft_key(draft);
    *ret = (struct rn_import_row){.review = *r, .line = line};
    copy_row(&ret->review, ctx);
    if (draft->warnings > 0)
        ret->warning = warning_text(draft, ctx, name, line);
    return RN_OK;
}
