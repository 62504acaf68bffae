/* SPDX-License-Identifier: MIT
 *
 * The tree of a page. To build all of it costs several times what reading costs, and most of a page
 * is neither an item nor a property: unless selectors are to look around in it, only elements that
 * say something are built, and only text that is somebody's value.
 */
#include "page.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>

enum { DEPTH_MAX = 256, KEPT_ATTRIBUTES = 24 };

struct filter {
    bool itemref;
    size_t depth;
    size_t collecting; /* the depth at which a value's text began; 0: none is wanted */
    bool kept[DEPTH_MAX + 1];
};

struct facts {
    bool scope, id, prop;
};

static const char *const wanted[] = {"itemscope", "itemtype", "itemprop", "itemid", "itemref",
                                     "id",        "content",  "href",     "src",    "data",
                                     "value",     "datetime", "resource", "typeof", "property"};

static bool is_wanted(const char *name)
{
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (strcmp(wanted[i], name) == 0)
            return true;
    return false;
}

/* One of the names is a property that reviews have. */
static bool has_prop(const char *names)
{
    while (names != NULL && *names != '\0') {
        size_t n = strcspn(names, " \t\r\n\f");
        if (page_prop_of(rn_strn(names, n)) != PROP_OTHER)
            return true;
        names += n + strspn(names + n, " \t\r\n\f");
    }
    return false;
}

/* Copies the attributes that matter, and says what they make of the element. */
static struct facts sift(const xmlChar **given, const xmlChar *out[2 * KEPT_ATTRIBUTES + 1])
{
    struct facts f = {.scope = false};
    size_t n = 0;

    for (; given != NULL && given[0] != NULL && n < 2 * KEPT_ATTRIBUTES; given += 2) {
        const char *name = (const char *)given[0];
        if (!is_wanted(name))
            continue;
        out[n++] = given[0];
        out[n++] = given[1];
        if (strcmp(name, "itemscope") == 0 || strcmp(name, "typeof") == 0)
            f.scope = true;
        else if (strcmp(name, "id") == 0)
            f.id = true;
        else if (strcmp(name, "itemprop") == 0 || strcmp(name, "property") == 0)
            f.prop = has_prop((const char *)given[1]) || f.prop;
    }
    out[n] = NULL;
    return f;
}

static struct filter *filter_of(void *ctx)
{
    return ((htmlParserCtxtPtr)ctx)->_private;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
    const xmlChar *sifted[2 * KEPT_ATTRIBUTES + 1];
    struct filter *f = filter_of(ctx);
    struct facts is;

    if (++f->depth > DEPTH_MAX) {
        xmlStopParser(ctx);
        return;
    }
    is = sift(attributes, sifted);
    f->kept[f->depth] =
        f->depth <= 2 || f->collecting > 0 || is.scope || is.prop || (f->itemref && is.id);
    if (is.prop && !is.scope && f->collecting == 0)
        f->collecting = f->depth;
    if (f->kept[f->depth])
        xmlSAX2StartElement(ctx, name, sifted);
}

static void on_end(void *ctx, const xmlChar *name)
{
    struct filter *f = filter_of(ctx);

    if (f->depth == 0 || f->depth > DEPTH_MAX)
        return;
    if (f->kept[f->depth])
        xmlSAX2EndElement(ctx, name);
    if (f->collecting == f->depth)
        f->collecting = 0;
    f->depth--;
}

static void on_text(void *ctx, const xmlChar *text, int n)
{
    if (filter_of(ctx)->collecting > 0)
        xmlSAX2Characters(ctx, text, n);
}

static void on_raw(void *ctx, const xmlChar *text, int n)
{
    (void)ctx;
    (void)text;
    (void)n;
}

static void set_filter(htmlParserCtxtPtr ctx, struct filter *f)
{
    ctx->_private = f;
    ctx->sax->startElement = on_start;
    ctx->sax->endElement = on_end;
    ctx->sax->characters = on_text;
    ctx->sax->ignorableWhitespace = on_text;
    ctx->sax->cdataBlock = on_raw;
    ctx->sax->comment = NULL;
    ctx->sax->processingInstruction = NULL;
}

bool page_open_html(struct page *p, bool whole)
{
    const int flags = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                      HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
    struct filter filter = {.itemref = p->itemref};
    htmlParserCtxtPtr ctx;

    if (p->html != NULL)
        return true;
    if (p->costly || p->text.n == 0 || (ctx = htmlNewParserCtxt()) == NULL)
        return false;
    if (!whole)
        set_filter(ctx, &filter);
    p->html = htmlCtxtReadMemory(ctx, p->text.p, (int)p->text.n, NULL, "UTF-8", flags);
    p->cut = p->cut || ctx->disableSAX != 0; /* too deep: it ended there */
    htmlFreeParserCtxt(ctx);
    return p->html != NULL;
}

void page_close(struct page *p)
{
    if (p->html != NULL)
        xmlFreeDoc(p->html);
    p->html = NULL;
    for (struct page_script *s = p->documents; s != NULL; s = s->next)
        rn_json_free(s->doc);
    p->documents = NULL;
}
