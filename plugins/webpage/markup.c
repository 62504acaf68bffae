/* SPDX-License-Identifier: MIT
 *
 * Microdata and RDFa Lite. They differ in the names of their attributes and in where a value
 * stands; one walk reads both, a dialect at a time.
 */
#include "page.h"

#include "../common/index.h"

#include <libxml/tree.h>

struct walk {
    struct page *page;
    bool rdfa;
    struct rn_index ids; /* Microdata: elements by their id, for itemref */
    bool indexed;
};

static struct rn_str attribute(const xmlNode *n, const char *name, bool *ret_there)
{
    for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
        if (strcmp((const char *)a->name, name) == 0) {
            *ret_there = true;
            if (a->children == NULL || a->children->content == NULL)
                return (struct rn_str){"", 0};
            return rn_str_trim(rn_str((const char *)a->children->content));
        }
    *ret_there = false;
    return (struct rn_str){NULL, 0};
}

/* The next word of a list of words; false at its end. */
static bool next_word(struct rn_str *list, struct rn_str *ret)
{
    size_t n = 0;

    *list = rn_str_trim(*list);
    while (n < list->n && strchr(" \t\r\n\f", list->p[n]) == NULL)
        n++;
    *ret = rn_strn(list->p, n);
    *list = rn_strn(list->p + n, list->n - n);
    return n > 0;
}

/* ---- values ---------------------------------------------------------------------------------- */

/* Which attribute holds the value of an element, by Microdata's table. */
static const char *holder(const char *tag)
{
    static const struct {
        const char *tag, *attribute;
    } table[] = {{"meta", "content"}, {"audio", "src"},  {"embed", "src"}, {"iframe", "src"},
                 {"img", "src"},      {"source", "src"}, {"track", "src"}, {"video", "src"},
                 {"a", "href"},       {"area", "href"},  {"link", "href"}, {"object", "data"},
                 {"data", "value"},   {"meter", "value"}};

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(table[i].tag, tag) == 0)
            return table[i].attribute;
    return NULL;
}

/* A value that stands in an attribute. Practice lets `content` win everywhere. */
static bool in_attribute(const struct walk *w, const xmlNode *n, enum page_prop prop,
                         struct rn_str *ret)
{
    const char *tag = (const char *)n->name, *name = holder(tag);
    bool there;

    *ret = attribute(n, "content", &there);
    if (there)
        return true;
    if (w->rdfa && name == NULL)
        *ret = attribute(n, "resource", &there);
    if (w->rdfa && there)
        return true;
    if (w->rdfa && strcmp(tag, "a") == 0 && prop != PROP_URL)
        name = NULL; /* a linked name is meant, not its address */
    if (name != NULL) {
        *ret = attribute(n, name, &there);
        return true;
    }
    *ret = attribute(n, "datetime", &there);
    return there;
}

static bool is_prose(enum page_prop prop)
{
    return prop == PROP_BODY || prop == PROP_DESCRIPTION || prop == PROP_TEXT ||
           prop == PROP_HEADLINE || prop == PROP_NAME;
}

static struct page_value value_of(struct walk *w, const xmlNode *n, enum page_prop prop)
{
    struct page_value v = {.prop = prop};

    if (in_attribute(w, n, prop, &v.text))
        return v;
    v.html = is_prose(prop);
    v.text = (v.html ? page_node_html : page_node_plain)(w->page, n);
    return v;
}

/* ---- the walk -------------------------------------------------------------------------------- */

static void visit_children(struct walk *w, const xmlNode *n, struct page_item *item, int depth);

static void add_values(struct walk *w, const xmlNode *n, struct rn_str names, struct page_item *to,
                       struct page_item *value)
{
    struct rn_str name;

    while (to != NULL && next_word(&names, &name)) {
        enum page_prop prop = page_prop_of(name);
        if (value != NULL)
            page_value_add(w->page, to, (struct page_value){.prop = prop, .item = value});
        else if (prop != PROP_OTHER)
            page_value_add(w->page, to, value_of(w, n, prop));
    }
}

static void index_ids(struct walk *w, const xmlNode *n, bool count, size_t *total)
{
    bool there;

    for (; n != NULL; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        struct rn_str id = attribute(n, "id", &there);
        *total += id.n > 0;
        if (!count && id.n > 0)
            (void)rn_index_put(&w->ids, id, n);
        index_ids(w, n->children, count, total);
    }
}

/* What an item has elsewhere in the page. */
static void follow_refs(struct walk *w, struct rn_str refs, struct page_item *item, int depth)
{
    const xmlNode *root = xmlDocGetRootElement(w->page->html);
    struct rn_str id;
    size_t total = 0;

    if (!w->indexed && refs.n > 0) {
        index_ids(w, root, true, &total);
        rn_index_init(&w->ids, w->page->sink, total + 1);
        index_ids(w, root, false, &total);
        w->indexed = true;
    }
    while (next_word(&refs, &id)) {
        xmlNode *at = (xmlNode *)(uintptr_t)rn_index_get(&w->ids, id);
        if (at == NULL)
            continue;
        struct rn_str names;
        bool there, scope;
        names = attribute(at, "itemprop", &there);
        (void)attribute(at, "itemscope", &scope);
        if (!scope) {
            add_values(w, at, names, item, NULL);
            visit_children(w, at, item, depth + 1);
        }
    }
}

static struct page_item *begin_item(struct walk *w, const xmlNode *n, struct page_item *parent)
{
    struct page_item *item = page_item_add(w->page, parent);
    struct rn_str types, type;
    bool there;

    if (item == NULL)
        return NULL;
    types = attribute(n, w->rdfa ? "typeof" : "itemtype", &there);
    while (next_word(&types, &type))
        page_type_add(item, type);
    item->id = attribute(n, w->rdfa ? "resource" : "itemid", &there);
    return item;
}

static void visit(struct walk *w, const xmlNode *n, struct page_item *item, int depth)
{
    struct rn_str names, refs;
    bool scope, there;

    (void)attribute(n, w->rdfa ? "typeof" : "itemscope", &scope);
    names = attribute(n, w->rdfa ? "property" : "itemprop", &there);
    if (!scope) {
        add_values(w, n, names, item, NULL);
        visit_children(w, n, item, depth);
        return;
    }
    struct page_item *inner = begin_item(w, n, item);
    if (inner == NULL)
        return;
    add_values(w, n, names, item, inner);
    visit_children(w, n, inner, depth);
    refs = w->rdfa ? (struct rn_str){NULL, 0} : attribute(n, "itemref", &there);
    if (refs.n > 0)
        follow_refs(w, refs, inner, depth);
}

/* The HTML parser ends at a depth of 256; itemref may add to it. */
static void visit_children(struct walk *w, const xmlNode *n, struct page_item *item, int depth)
{
    for (const xmlNode *c = n->children; c != NULL; c = c->next) {
        if (c->type != XML_ELEMENT_NODE)
            continue;
        if (depth > 600 || ++w->page->visits > PAGE_VISITS_MAX) {
            w->page->cut = true;
            return;
        }
        visit(w, c, item, depth + 1);
    }
}

static void read_dialect(struct page *p, bool rdfa)
{
    struct walk w = {.page = p, .rdfa = rdfa};
    struct page_item *last = p->last_item;
    const xmlNode *root = xmlDocGetRootElement(p->html);

    if (root == NULL)
        return;
    visit(&w, root, NULL, 0);
    if (rdfa)
        page_items_link(p, last != NULL ? last->next : p->items);
}

void page_read_markup(struct page *p)
{
    if (!(p->microdata || p->rdfa) || !page_open_html(p, p->amazon || p->config->selectors != NULL))
        return;
    if (p->microdata)
        read_dialect(p, false);
    if (p->rdfa)
        read_dialect(p, true);
}
