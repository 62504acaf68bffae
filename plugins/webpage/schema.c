/* SPDX-License-Identifier: MIT
 *
 * What schema.org's words mean: which items are reviews, where their parts stand. Most pages hold a
 * sample of their reviews and the aggregate of all; nothing is computed from the sample.
 */
#include "page.h"

#include "../common/prose.h"

#include "../common/when.h"

static struct rn_str text_in(const struct page_value *v, int depth);

/* The text of the first of these properties that has one; an item stands for its name. */
static struct rn_str text_at(const struct page_item *item, const enum page_prop *props, int depth)
{
    for (; *props != PROP_OTHER; props++) {
        struct rn_str s = text_in(page_value_of(item, *props), depth);
        if (s.n > 0)
            return s;
    }
    return (struct rn_str){NULL, 0};
}

static struct rn_str text_in(const struct page_value *v, int depth)
{
    static const enum page_prop names[] = {PROP_NAME, PROP_ALTERNATE_NAME, PROP_VALUE, PROP_OTHER};

    if (v == NULL || depth > 3)
        return (struct rn_str){NULL, 0};
    return v->item == NULL ? rn_str_trim(v->text) : text_at(v->item, names, depth + 1);
}

static struct rn_str text_of(const struct page_item *item, enum page_prop prop)
{
    return text_in(page_value_of(item, prop), 0);
}

/* A short text that may have come as HTML or with references left in. */
static struct rn_str short_of(struct page *p, const struct page_item *item, enum page_prop prop)
{
    return rn_str_trim(rn_prose_unescape(p->sink, text_of(item, prop)));
}

/* ---- prose ----------------------------------------------------------------------------------- */

/* Text in JSON is plain but for places that leave their tags or references in. */
static struct page_piece piece_of(struct page *p, const struct page_value *v)
{
    struct page_piece out = {rn_str_trim(v->text), v->html};

    if (out.html)
        return out;
    out.html = rn_prose_has_tags(out.text);
    out.text = out.html ? rn_prose_to_html(p->sink, out.text, false)
                        : rn_prose_unescape(p->sink, out.text);
    return out;
}

static struct page_piece prose_of(struct page *p, const struct page_item *item,
                                  const enum page_prop *props)
{
    for (; *props != PROP_OTHER; props++) {
        const struct page_value *v = page_value_of(item, *props);
        if (v != NULL && v->item == NULL)
            return piece_of(p, v);
    }
    return (struct page_piece){.html = false};
}

/* ---- parts ----------------------------------------------------------------------------------- */

static struct rn_rating rating_of(const struct page_item *item)
{
    return page_rating(text_of(item, PROP_VALUE), text_of(item, PROP_BEST),
                       text_of(item, PROP_WORST));
}

/* In an item of its own, as a bare number, or (Microdata without nesting) beside the text. */
static struct rn_rating review_rating(const struct page_item *review)
{
    const struct rn_str none = {NULL, 0};
    const struct page_value *v = page_value_of(review, PROP_RATING);

    if (v == NULL)
        return rating_of(review);
    return v->item != NULL ? rating_of(v->item) : page_rating(v->text, none, none);
}

static void read_author(struct page *p, const struct page_item *review, struct page_review *r)
{
    const struct page_value *v = page_value_of(review, PROP_AUTHOR);
    struct rn_str given, family;

    r->author = short_of(p, review, PROP_AUTHOR);
    if (v == NULL || v->item == NULL)
        return;
    r->author_id = text_of(v->item, PROP_IDENTIFIER);
    if (!page_is_id(r->author_id))
        r->author_id = (struct rn_str){NULL, 0};
    given = short_of(p, v->item, PROP_GIVEN_NAME);
    family = short_of(p, v->item, PROP_FAMILY_NAME);
    if (r->author.n == 0 && given.n + family.n > 0 && given.n + family.n < 1000) {
        char *both = page_alloc(p, given.n + family.n + 2);
        if (given.n > 0)
            memcpy(both, given.p, given.n);
        both[given.n] = ' ';
        if (family.n > 0)
            memcpy(both + given.n + 1, family.p, family.n);
        r->author = rn_str_trim(rn_strn(both, given.n + family.n + 1));
    }
}

/* A tag, or a Language whose other name is its tag. */
static struct rn_str language_of(const struct page_item *review)
{
    static const enum page_prop names[] = {PROP_ALTERNATE_NAME, PROP_NAME, PROP_OTHER};
    const struct page_value *v = page_value_of(review, PROP_LANGUAGE);

    return v != NULL && v->item != NULL ? text_at(v->item, names, 1) : text_in(v, 0);
}

static void read_times(const struct page_item *review, struct page_review *r)
{
    static const enum page_prop made[] = {PROP_PUBLISHED, PROP_CREATED, PROP_OTHER};

    r->date = text_at(review, made, 0);
    (void)rn_when(r->date, &r->created);
    (void)rn_when(text_of(review, PROP_MODIFIED), &r->updated);
}

static struct rn_str id_of(const struct page_item *review)
{
    struct rn_str id = text_of(review, PROP_IDENTIFIER);

    if (page_is_id(id))
        return id;
    id = page_real(review)->id;
    return page_is_id(id) ? id : (struct rn_str){NULL, 0};
}

/* What is reviewed: said, or what the review stands in. */
static struct rn_str item_of(struct page *p, const struct page_item *item)
{
    struct rn_str said = short_of(p, item, PROP_ITEM);

    return said.n > 0 || item->parent == NULL ? said : short_of(p, item->parent, PROP_NAME);
}

/* ---- pros and cons --------------------------------------------------------------------------- */

static void add_notes(struct rn_buf *b, const struct page_item *item, enum page_prop prop,
                      const char *sign, int depth)
{
    item = page_real(item);
    for (const struct page_value *v = item != NULL ? item->first : NULL; v != NULL; v = v->next) {
        struct rn_str s;
        if (v->prop != prop)
            continue;
        if (v->item != NULL && depth < 2 && page_value_of(v->item, PROP_ELEMENTS) != NULL) {
            add_notes(b, v->item, PROP_ELEMENTS, sign, depth + 1);
            continue;
        }
        s = text_in(v, 0);
        if (s.n == 0 || b->n > 8000)
            continue;
        rn_buf_addz(b, b->n > 0 ? "\n" : "");
        rn_buf_addz(b, sign);
        rn_buf_add(b, rn_strn(s.p, s.n < 2000 ? s.n : 2000));
    }
}

/* Where a review is nothing but its pros and cons, they are its text. */
static struct page_piece notes_of(struct page *p, const struct page_item *review)
{
    struct page_piece out = {.html = false};
    struct rn_buf b;

    rn_buf_init(&b, 64 * 1024);
    add_notes(&b, review, PROP_POSITIVE, "+ ", 0);
    add_notes(&b, review, PROP_NEGATIVE, "- ", 0);
    out.text = rn_prose_unescape(p->sink, page_keep(p, rn_buf_str(&b)));
    rn_buf_free(&b);
    return out;
}

/* ---- items ----------------------------------------------------------------------------------- */

static void read_review(struct page *p, const struct page_item *item)
{
    static const enum page_prop bodies[] = {PROP_BODY, PROP_DESCRIPTION, PROP_TEXT, PROP_OTHER};
    static const enum page_prop titles[] = {PROP_NAME, PROP_HEADLINE, PROP_OTHER};
    struct page_review r = {.id = id_of(item), .rating = review_rating(item)};

    r.body = prose_of(p, item, bodies);
    r.title = prose_of(p, item, titles);
    if (r.body.text.n == 0)
        r.body = notes_of(p, item);
    read_author(p, item, &r);
    read_times(item, &r);
    r.lang = language_of(item);
    r.url = page_resolve(p, text_of(item, PROP_URL));
    r.item = item_of(p, item);
    page_review_add(p, &r);
}

/* "1,215", "1.215" and "1 215" are one number. */
static int64_t count_in(struct rn_str s)
{
    int64_t v = -1;

    for (size_t i = 0; i < s.n && v < INT64_C(1000000000000); i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (digit)
            v = (v < 0 ? 0 : v * 10) + (s.p[i] - '0');
        else if (v >= 0 && strchr(",. '", s.p[i]) == NULL)
            break;
    }
    return v;
}

/* How many rated; where only the written ones are counted, these. */
static void read_aggregate(struct page *p, const struct page_item *item)
{
    struct page_aggregate a = {.rating = rating_of(item), .item = item_of(p, item)};

    a.count = count_in(text_of(item, PROP_COUNT_RATINGS));
    if (a.count < 0)
        a.count = count_in(text_of(item, PROP_COUNT_REVIEWS));
    if (a.count < 0 && a.rating.scale == RN_SCALE_NONE && page_value_of(item, PROP_VALUE) != NULL)
        a.count = 0; /* "0, not rated yet" */
    if (a.count >= 0 || a.rating.scale != RN_SCALE_NONE)
        page_aggregate_add(p, &a);
}

void page_read_items(struct page *p)
{
    for (const struct page_item *i = p->items; i != NULL; i = i->next) {
        if (i->alias != NULL)
            continue;
        if ((i->types & PAGE_REVIEW) != 0)
            read_review(p, i);
        else if ((i->types & PAGE_AGGREGATE) != 0)
            read_aggregate(p, i);
    }
}
