/* SPDX-License-Identifier: MIT
 *
 * Text out of the tree. The tree's depth is bounded by the HTML parser (256).
 */
#include "page.h"

#include <libxml/tree.h>

enum { TEXTS_MAX = 64 << 20 }; /* bytes of all texts: what is nested is copied again */

static bool is_raw(const xmlNode *n)
{
    const char *name = (const char *)n->name;

    return strcmp(name, "script") == 0 || strcmp(name, "style") == 0 ||
           strcmp(name, "template") == 0 || strcmp(name, "noscript") == 0;
}

/* Elements that stand on lines of their own, and <br>. */
static bool is_block(const xmlNode *n)
{
    static const char *const blocks[] = {"br", "p",  "div", "li", "ul",         "ol", "tr",
                                         "h1", "h2", "h3",  "h4", "blockquote", "dd", "dt"};

    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
        if (strcmp((const char *)n->name, blocks[i]) == 0)
            return true;
    return false;
}

static void add_escaped(struct rn_buf *b, const char *z)
{
    while (*z != '\0') {
        size_t n = strcspn(z, "&<");
        rn_buf_add(b, rn_strn(z, n));
        z += n;
        if (*z != '\0')
            rn_buf_addz(b, *z++ == '&' ? "&amp;" : "&lt;");
    }
}

static void add_blanks_once(struct rn_buf *b, const char *z)
{
    while (*z != '\0') {
        size_t blanks = strspn(z, " \t\r\n\f\v"), n = strcspn(z + blanks, " \t\r\n\f\v");
        if (blanks > 0 && b->n > 0 && b->p[b->n - 1] != ' ')
            rn_buf_addc(b, ' ');
        rn_buf_add(b, rn_strn(z + blanks, n));
        z += blanks + n;
    }
}

static void walk(struct page *p, const xmlNode *n, struct rn_buf *b, bool html)
{
    bool block = html && n->type == XML_ELEMENT_NODE && is_block(n);

    if (++p->visits > PAGE_VISITS_MAX || b->full) {
        p->cut = true;
        return;
    }
    if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
        if (n->content != NULL)
            (html ? add_escaped : add_blanks_once)(b, (const char *)n->content);
        return;
    }
    if (n->type != XML_ELEMENT_NODE || is_raw(n))
        return;
    if (block)
        (void)rn_buf_fmt(b, "<%s>", (const char *)n->name);
    for (const xmlNode *c = n->children; c != NULL; c = c->next)
        walk(p, c, b, html);
    if (block && strcmp((const char *)n->name, "br") != 0)
        (void)rn_buf_fmt(b, "</%s>", (const char *)n->name);
}

static struct rn_str text_of(struct page *p, const xmlNode *n, bool html)
{
    struct rn_buf b;
    struct rn_str out = {NULL, 0};

    rn_buf_init(&b, PAGE_TEXT_MAX);
    if (n->type == XML_ATTRIBUTE_NODE || n->type == XML_ELEMENT_NODE) {
        for (const xmlNode *c = n->children; c != NULL; c = c->next)
            walk(p, c, &b, html);
    } else {
        walk(p, n, &b, html);
    }
    p->text_bytes += b.n;
    if (p->text_bytes <= TEXTS_MAX)
        out = rn_str_trim(page_keep(p, rn_buf_str(&b)));
    else
        p->cut = true;
    rn_buf_free(&b);
    return out;
}

struct rn_str page_node_plain(struct page *p, const void *node)
{
    return text_of(p, node, false);
}

struct rn_str page_node_html(struct page *p, const void *node)
{
    return text_of(p, node, true);
}
