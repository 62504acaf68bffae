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
    for (char *p = draft->warning; *p != '\0'; p++) /* a sentence is one line */
        if ((unsigned char)*p < ' ' || *p == 0x7F)
            *p = ' ';
}

void rn_draft_set(struct rn_draft *draft, const struct rn_import_field *field, struct rn_str value,
                  const char *label)
{
    struct rn_str trimmed = rn_str_trim(value), name = rn_utf8_cut(rn_str(label), 40);
    if (trimmed.n == 0)
        return;
    const char *why = field->set(draft, trimmed, field->offset);
    if (why != NULL)
        rn_draft_warn(draft, "\"%.*s\" %s: \"%.*s\"", RN_STR_ARG(name), why,
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
    struct rn_str parts[] = {r->author_id, r->author_name, rn_str(at), named ? none : r->title,
                             named ? none : r->text};
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

#define AT(member) offsetof(struct rn_review, member)

static const size_t strings[] = {
    AT(external_id), AT(key_hint), AT(author_id),   AT(author_name), AT(title),
    AT(text),        AT(lang),     AT(translation), AT(url),         AT(app_version),
    AT(thread),      AT(parent),   AT(reply.text),  AT(reply.note),  AT(reply.translation)};

enum { STRINGS = sizeof strings / sizeof strings[0] };

static struct rn_str *string_at(struct rn_review *r, size_t i)
{
    return (struct rn_str *)(void *)((char *)r + strings[i]);
}

static bool too_long(struct rn_review *r)
{
    for (size_t i = 0; i < STRINGS; i++)
        if (string_at(r, i)->n > RN_FIELD_MAX)
            return true;
    return false;
}

/* Everything the row borrows, in one block under ctx. */
static void copy_row(struct rn_review *r, const void *ctx)
{
    size_t bytes = 1;
    for (size_t i = 0; i < STRINGS; i++)
        bytes += string_at(r, i)->n;
    char *p = rn_mem_check(talloc_size(ctx, bytes));
    for (size_t i = 0; i < STRINGS; i++) {
        struct rn_str *s = string_at(r, i);
        if (s->n > 0)
            memcpy(p, s->p, s->n);
        *s = s->n > 0 ? rn_strn(p, s->n) : (struct rn_str){0};
        p += s->n;
    }
}

static char *warning_text(const struct rn_draft *draft, const void *ctx, const char *name,
                          int64_t line)
{
    char more[48] = "";
    if (draft->warnings > 1)
        (void)snprintf(more, sizeof more, " (and %zu more)", draft->warnings - 1);
    return rn_fmt(ctx, "%s:%lld: %s%s; the rest of the row was taken", name, (long long)line,
                  draft->warning, more);
}

/* "Text.\n\n+ what was good\n\n- what was not", as the readers of such places write it. */
static void join_parts(struct rn_draft *draft, const void *ctx)
{
    const struct {
        const char *sign;
        struct rn_str text;
    } parts[] = {{"", draft->review.text}, {"+ ", draft->pros}, {"- ", draft->cons}};
    if (draft->pros.n == 0 && draft->cons.n == 0)
        return;
    char *p = rn_mem_check(talloc_size(ctx, parts[0].text.n + draft->pros.n + draft->cons.n + 8));
    size_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        if (parts[i].text.n == 0)
            continue;
        n += (size_t)sprintf(p + n, "%s%s", n > 0 ? "\n\n" : "", parts[i].sign);
        memcpy(p + n, parts[i].text.p, parts[i].text.n);
        n += parts[i].text.n;
    }
    draft->review.text = rn_strn(p, n);
}

enum rn_status rn_draft_finish(struct rn_draft *draft, const void *ctx, const char *name,
                               int64_t line, struct rn_import_row *ret, struct rn_diag *d)
{
    struct rn_review *r = &draft->review;
    join_parts(draft, ctx);
    bool said = r->text.n > 0 || r->title.n > 0 || r->rating.scale != RN_SCALE_NONE;
    bool known = r->external_id.n > 0 || r->author_id.n > 0 || r->author_name.n > 0;
    if (!said && draft->warnings > 0)
        return rn_fail(d, RN_INVALID, "%s:%lld: %s; the row was passed over", name, (long long)line,
                       draft->warning);
    if (!said && !known)
        return rn_fail(d, RN_INVALID,
                       "%s:%lld: the row has neither text, title nor rating; it was passed over",
                       name, (long long)line);
    if (too_long(r))
        return rn_fail(d, RN_INVALID,
                       "%s:%lld: a field is longer than 1 MiB; the row was passed over", name,
                       (long long)line);
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
