/* SPDX-License-Identifier: MIT */
#include "page.h"

#include "../common/index.h"

enum { BLOCK = 64 * 1024 };

void *page_alloc(struct page *p, size_t n)
{
    char *at;

    n = (n + 15) & ~(size_t)15;
    if (n > BLOCK / 4)
        return p->sink->alloc(p->sink, n);
    if (n > p->block_left) {
        p->block = p->sink->alloc(p->sink, BLOCK);
        p->block_left = BLOCK;
    }
    at = p->block;
    p->block += n;
    p->block_left -= n;
    return at;
}

struct rn_str page_keep(struct page *p, struct rn_str s)
{
    char *copy = page_alloc(p, s.n + 1);

    if (s.n > 0)
        memcpy(copy, s.p, s.n);
    return rn_strn(copy, s.n);
}

struct page_item *page_item_add(struct page *p, struct page_item *parent)
{
    struct page_item *item;

    if (p->item_count == PAGE_ITEMS_MAX) {
        p->cut = true;
        return NULL;
    }
    item = page_alloc(p, sizeof *item);
    item->parent = parent;
    if (p->last_item != NULL)
        p->last_item->next = item;
    else
        p->items = item;
    p->last_item = item;
    p->item_count++;
    return item;
}

void page_value_add(struct page *p, struct page_item *to, struct page_value value)
{
    struct page_value *v;

    if (to == NULL || (value.item == NULL && rn_str_trim(value.text).n == 0))
        return;
    v = page_alloc(p, sizeof *v);
    *v = value;
    v->next = NULL;
    if (to->last != NULL)
        to->last->next = v;
    else
        to->first = v;
    to->last = v;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* "schema:Review", "https://schema.org/Review": the last part. */
static struct rn_str last_part(struct rn_str s)
{
    s = rn_str_trim(s);
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == '/' || s.p[i - 1] == '#' || s.p[i - 1] == ':')
            return rn_strn(s.p + i, s.n - i);
    return s;
}

enum page_prop page_prop_of(struct rn_str name)
{
    static const struct {
        struct rn_str name;
        enum page_prop prop;
    } names[] = {{RN_STR("alternateName"), PROP_ALTERNATE_NAME},
                 {RN_STR("author"), PROP_AUTHOR},
                 {RN_STR("bestRating"), PROP_BEST},
                 {RN_STR("reviewBody"), PROP_BODY},
                 {RN_STR("ratingCount"), PROP_COUNT_RATINGS},
                 {RN_STR("reviewCount"), PROP_COUNT_REVIEWS},
                 {RN_STR("dateCreated"), PROP_CREATED},
                 {RN_STR("description"), PROP_DESCRIPTION},
                 {RN_STR("itemListElement"), PROP_ELEMENTS},
                 {RN_STR("familyName"), PROP_FAMILY_NAME},
                 {RN_STR("givenName"), PROP_GIVEN_NAME},
                 {RN_STR("headline"), PROP_HEADLINE},
                 {RN_STR("identifier"), PROP_IDENTIFIER},
                 {RN_STR("itemReviewed"), PROP_ITEM},
                 {RN_STR("inLanguage"), PROP_LANGUAGE},
                 {RN_STR("dateModified"), PROP_MODIFIED},
                 {RN_STR("name"), PROP_NAME},
                 {RN_STR("negativeNotes"), PROP_NEGATIVE},
                 {RN_STR("positiveNotes"), PROP_POSITIVE},
                 {RN_STR("datePublished"), PROP_PUBLISHED},
                 {RN_STR("reviewRating"), PROP_RATING},
                 {RN_STR("text"), PROP_TEXT},
                 {RN_STR("url"), PROP_URL},
                 {RN_STR("ratingValue"), PROP_VALUE},
                 {RN_STR("worstRating"), PROP_WORST}};

    name = last_part(name);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (rn_str_eq(names[i].name, name))
            return names[i].prop;
    return PROP_OTHER;
}

/* Fact checks (ClaimReview, MediaReview) and Recommendation are no customer's reviews. */
void page_type_add(struct page_item *item, struct rn_str name)
{
    static const struct {
        const char *name;
        enum page_type type;
    } types[] = {{"Review", PAGE_REVIEW},
                 {"UserReview", PAGE_REVIEW},
                 {"CriticReview", PAGE_REVIEW},
                 {"EmployerReview", PAGE_REVIEW},
                 {"AggregateRating", PAGE_AGGREGATE},
                 {"EmployerAggregateRating", PAGE_AGGREGATE}};

    name = last_part(name);
    item->typed = true;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (rn_str_is(name, types[i].name))
            item->types |= (unsigned)types[i].type;
}

/* ---- ids ------------------------------------------------------------------------------------- */

const struct page_item *page_real(const struct page_item *item)
{
    return item != NULL && item->alias != NULL ? item->alias : item;
}

const struct page_value *page_value_of(const struct page_item *item, enum page_prop prop)
{
    item = page_real(item);
    for (const struct page_value *v = item != NULL ? item->first : NULL; v != NULL; v = v->next)
        if (v->prop == prop)
            return v;
    return NULL;
}

/* Some sites give every review of a page the same id: then it is no id, and they stay apart. */
static bool is_another(const struct page_item *a, const struct page_item *b)
{
    return ((a->types | b->types) & (PAGE_REVIEW | PAGE_AGGREGATE)) != 0 && a->first != NULL &&
           b->first != NULL;
}

static void merge(struct page_item *into, struct page_item *from)
{
    from->alias = into;
    into->types |= from->types;
    into->typed = into->typed || from->typed;
    if (from->first == NULL)
        return;
    if (into->last != NULL)
        into->last->next = from->first;
    else
        into->first = from->first;
    into->last = from->last;
    from->first = from->last = NULL;
}

void page_items_link(struct page *p, struct page_item *first)
{
    struct rn_index ids;
    size_t count = 0;

    for (struct page_item *i = first; i != NULL; i = i->next)
        count += i->id.n > 0;
    if (count < 2)
        return;
    rn_index_init(&ids, p->sink, count);
    for (struct page_item *i = first; i != NULL; i = i->next) {
        if (i->id.n == 0 || rn_index_put(&ids, i->id, i))
            continue;
        struct page_item *known = (struct page_item *)(uintptr_t)rn_index_get(&ids, i->id);
        if (known == NULL || known == i)
            continue;
        if (is_another(known, i))
            i->id = known->id = (struct rn_str){NULL, 0};
        else
            merge(known, i);
    }
}
