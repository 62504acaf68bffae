/* SPDX-License-Identifier: MIT
 *
 * JSON-LD as far as reviews need it: every block is read strictly, then leniently, then once more
 * with its character references decoded; all objects become items; @id joins them over all blocks.
 */
#include "page.h"

#include "../common/prose.h"

struct reading {
    struct page *page;
    size_t broken; /* blocks of which nothing could be read */
};

static void read_node(struct page *p, const struct rn_json *n, struct page_item *parent,
                      enum page_prop prop);

static void read_types(struct page_item *item, const struct rn_json *type)
{
    if (rn_json_is(type, RN_JSON_STRING))
        page_type_add(item, rn_json_str(type));
    else if (rn_json_is(type, RN_JSON_ARRAY))
        for (const struct rn_json *n = rn_json_first(type); n != NULL; n = rn_json_next(n))
            read_types(item, rn_json_is(n, RN_JSON_STRING) ? n : NULL);
}

static void read_object(struct page *p, const struct rn_json *object, struct page_item *parent,
                        enum page_prop prop)
{
    const struct rn_json *value = rn_json_get(object, "@value");
    struct page_item *item;

    if (value != NULL) {
        read_node(p, value, parent, prop);
        return;
    }
    item = page_item_add(p, parent);
    if (item == NULL)
        return;
    item->id = rn_str_trim(rn_json_str(rn_json_get(object, "@id")));
    read_types(item, rn_json_get(object, "@type"));
    if (parent != NULL)
        page_value_add(p, parent, (struct page_value){.prop = prop, .item = item});
    for (const struct rn_json *n = rn_json_first(object); n != NULL; n = rn_json_next(n)) {
        struct rn_str key = rn_json_key(n);
        if (rn_str_is(key, "@list") || rn_str_is(key, "@set"))
            read_node(p, n, parent, prop);
        else
            read_node(p, n, item, key.n > 0 && key.p[0] == '@' ? PROP_OTHER : page_prop_of(key));
    }
}

/* The depth is bounded by RN_JSON_DEPTH. */
static void read_node(struct page *p, const struct rn_json *n, struct page_item *parent,
                      enum page_prop prop)
{
    enum rn_json_type type = rn_json_type(n);

    if (type == RN_JSON_OBJECT)
        read_object(p, n, parent, prop);
    else if (type == RN_JSON_ARRAY)
        for (const struct rn_json *e = rn_json_first(n); e != NULL; e = rn_json_next(e))
            read_node(p, e, parent, prop);
    else if (prop != PROP_OTHER && (type == RN_JSON_STRING || type == RN_JSON_NUMBER))
        page_value_add(p, parent, (struct page_value){.prop = prop, .text = rn_json_str(n)});
}

/* Keeps the document, since the items borrow from it. */
static bool read_document(struct page *p, struct rn_str text)
{
    struct rn_json_doc *doc = NULL;
    struct page_script *kept;
    struct rn_diag d;

    if (rn_json_parse(text, PAGE_MAX, &doc, &d) != RN_OK)
        return false;
    kept = page_alloc(p, sizeof *kept);
    kept->doc = doc;
    kept->next = p->documents;
    p->documents = kept;
    read_node(p, rn_json_root(doc), NULL, PROP_OTHER);
    return true;
}

/* Every value that stands in the block; gives how many there were. */
static size_t read_leniently(struct page *p, struct rn_str text)
{
    struct rn_buf out;
    size_t count = 0;

    rn_buf_init(&out, 6 * text.n + 64);
    while (count < PAGE_SCRIPTS_MAX && page_lenient_next(&text, &out) &&
           read_document(p, rn_buf_str(&out)))
        count++;
    rn_buf_free(&out);
    return count;
}

static bool read_block(struct page *p, struct rn_str text)
{
    text = rn_str_trim(text);
    if (text.n == 0 || read_document(p, text) || read_leniently(p, text) > 0)
        return true;
    return memchr(text.p, '&', text.n) != NULL &&
           read_leniently(p, rn_prose_unescape(p->sink, text)) > 0;
}

enum rn_status page_read_jsonld(struct page *p)
{
    struct page_item *last = p->last_item;
    size_t broken = 0;
    char text[200];

    for (struct page_script *s = p->scripts; s != NULL; s = s->next)
        broken += !read_block(p, s->text);
    page_items_link(p, last != NULL ? last->next : p->items);
    if (broken == 0)
        return RN_OK;
    (void)snprintf(text, sizeof text,
                   "%zu of the page's %zu blocks of JSON-LD cannot be read and were passed over",
                   broken, p->script_count);
    return p->sink->warn(p->sink, text);
}
