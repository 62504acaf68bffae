/* SPDX-License-Identifier: MIT */
#include "rules/slots.h"

#include <renown/utf8.h>

#include "base/mem.h"
#include "base/near.h"

static struct rn_str from_label(const struct rn_facts *f, const char *label)
{
    for (size_t i = 0; i < f->label_count; i++)
        if (strcmp(f->label_names[i], label) == 0)
            return rn_str(f->label_values[i]);
    return (struct rn_str){NULL, 0};
}

static struct rn_str name_value(const struct rn_facts *f, char tmp[32])
{
    (void)tmp;
    return rn_str_trim(f->review->author_name);
}

static struct rn_str listing_value(const struct rn_facts *f, char tmp[32])
{
    (void)tmp;
    return rn_str(f->listing_name != NULL ? f->listing_name : f->listing);
}

static struct rn_str brand_value(const struct rn_facts *f, char tmp[32])
{
    (void)tmp;
    return f->brand != NULL ? rn_str(f->brand) : listing_value(f, tmp);
}

static struct rn_str stars_value(const struct rn_facts *f, char tmp[32])
{
    if (!f->has_stars)
        return (struct rn_str){NULL, 0};
    (void)snprintf(tmp, 32, "%g", f->stars);
    return rn_str(tmp);
}

static struct rn_str location_value(const struct rn_facts *f, char tmp[32])
{
    struct rn_str label = from_label(f, "location");
    return label.n > 0 ? label : listing_value(f, tmp);
}

static struct rn_str product_value(const struct rn_facts *f, char tmp[32])
{
    (void)tmp;
    return from_label(f, "product");
}

static struct rn_str contact_value(const struct rn_facts *f, char tmp[32])
{
    (void)tmp;
    return from_label(f, "contact");
}

static struct rn_str agent_value(const struct rn_facts *f, char tmp[32])
{
    (void)tmp;
    return from_label(f, "agent");
}

/* What a text is about is judged in a later version: until then the fallback stands. */
static struct rn_str topic_value(const struct rn_facts *f, char tmp[32])
{
    (void)f;
    (void)tmp;
    return (struct rn_str){NULL, 0};
}

static const struct rn_slot slots[] = {
    {"name", false, name_value},        {"listing", true, listing_value},
    {"location", true, location_value}, {"brand", true, brand_value},
    {"product", false, product_value},  {"contact", false, contact_value},
    {"agent", false, agent_value},      {"topic", false, topic_value},
    {"stars", false, stars_value}};
enum { SLOTS = sizeof slots / sizeof *slots };

static const struct rn_slot *find_slot(struct rn_str name)
{
    for (size_t i = 0; i < SLOTS; i++)
        if (rn_str_is(name, slots[i].name))
            return &slots[i];
    return NULL;
}

/* ---- reading --------------------------------------------------------------------------------- */

struct reader {
    const void *ctx;
    struct rn_str s;
    size_t at, cap;
    struct rn_pieces *out;
    struct rn_buf literal;
    char *fault;
};

static void add_piece(struct reader *r, const struct rn_slot *slot, struct rn_str text)
{
    if (r->out->n == r->cap) {
        r->cap = r->cap == 0 ? 8 : r->cap * 2;
        r->out->v = rn_grow_array(r->ctx, r->out->v, struct rn_piece, r->cap);
    }
    r->out->v[r->out->n++] = (struct rn_piece){slot, rn_dup_str(r->ctx, text)};
}

static void end_literal(struct reader *r)
{
    if (r->literal.n > 0)
        add_piece(r, NULL, rn_buf_str(&r->literal));
    rn_buf_clear(&r->literal);
}

static bool unknown_slot(struct reader *r, struct rn_str name)
{
    const char *names[SLOTS], *near;
    char word[64];

    for (size_t i = 0; i < SLOTS; i++)
        names[i] = slots[i].name;
    (void)snprintf(word, sizeof word, "%.*s", RN_STR_ARG(rn_utf8_cut(name, 15)));
    near = rn_nearest(word, names, SLOTS);
    if (rn_str_starts(name, "if ") || rn_str_starts(name, "for ") || rn_str_starts(name, "#") ||
        rn_str_starts(name, "%"))
        (void)snprintf(r->fault, 1000,
                       "conditions and loops in templates are not available in this version: {%s}",
                       word);
    else if (near != NULL)
        (void)snprintf(r->fault, 1000,
                       "there is no slot {%s}; did you mean {%s}? A literal brace is written {{",
                       word, near);
    else
        (void)snprintf(
            r->fault, 1000,
            "there is no slot {%s}; there are name listing location brand product contact "
            "agent topic stars. A literal brace is written {{",
            word);
    return false;
}

/* At '{': up to its '}'. */
static bool read_slot(struct reader *r)
{
    const char *start = r->s.p + r->at + 1;
    size_t rest = r->s.n - r->at - 1, n = 0, bar;
    const struct rn_slot *slot;

    while (n < rest && start[n] != '}' && start[n] != '{')
        n++;
    if (n == rest || start[n] == '{') {
        (void)snprintf(
            r->fault, 1000,
            "a slot is opened with { and not closed with }; a literal brace is written {{");
        return false;
    }
    for (bar = 0; bar < n && start[bar] != '|';)
        bar++;
    slot = find_slot(rn_str_trim(rn_strn(start, bar)));
    if (slot == NULL)
        return unknown_slot(r, rn_strn(start, bar));
    struct rn_str fallback =
        bar < n ? rn_strn(start + bar + 1, n - bar - 1) : (struct rn_str){NULL, 0};
    if (!slot->certain && rn_str_trim(fallback).n == 0) {
        (void)snprintf(r->fault, 1000, "{%s} may be missing and needs a fallback: {%s|…}",
                       slot->name, slot->name);
        return false;
    }
    end_literal(r);
    add_piece(r, slot, fallback);
    r->at += n + 2;
    return true;
}

static bool read_brace(struct reader *r)
{
    char c = r->s.p[r->at];

    if (r->at + 1 < r->s.n && r->s.p[r->at + 1] == c) {
        (void)rn_buf_addc(&r->literal, c);
        r->at += 2;
        return true;
    }
    if (c == '{')
        return read_slot(r);
    (void)snprintf(r->fault, 1000, "there is a } without its {; a literal brace is written }}");
    return false;
}

bool rn_pieces_read(const void *ctx, struct rn_str text, struct rn_pieces *ret, char fault[1000])
{
    struct reader r = {.ctx = ctx, .s = text, .out = ret, .fault = fault};
    bool ok = true;

    *ret = (struct rn_pieces){NULL, 0};
    rn_buf_init(&r.literal, text.n + 1);
    while (ok && r.at < text.n) {
        if (text.p[r.at] == '{' || text.p[r.at] == '}')
            ok = read_brace(&r);
        else
            (void)rn_buf_addc(&r.literal, text.p[r.at++]);
    }
    end_literal(&r);
    rn_buf_free(&r.literal);
    return ok;
}

const char *rn_pieces_fill(const struct rn_pieces *p, const struct rn_facts *f, struct rn_buf *b)
{
    char tmp[32];

    for (size_t i = 0; i < p->n; i++) {
        struct rn_str s = p->v[i].text;
        if (p->v[i].slot != NULL) {
            struct rn_str value = p->v[i].slot->value(f, tmp);
            if (value.n > 0)
                s = value;
            if (s.n == 0)
                return p->v[i].slot->name;
        }
        (void)rn_buf_add(b, s);
    }
    return NULL;
}
