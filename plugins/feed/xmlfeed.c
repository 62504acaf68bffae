/* SPDX-License-Identifier: MIT
 *
 * RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, CDF. One table says which elements give which
 * part of an entry, in order of preference; what is in a foreign namespace with a name of ours is
 * left alone.
 */
#include "feed.h"

#include "../common/answer.h"
#include "../common/link.h"
#include "../common/prose.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

/* ---- names ----------------------------------------------------------------------------------- */

enum space { OWN, DC, TERMS, CONTENT, MEDIA, ATOM, XHTML };

static const struct {
    const char *uri, *prefix; /* how it begins; what is usual, where nobody declared it */
} spaces[] = {[OWN] = {NULL, NULL},
              [DC] = {"http://purl.org/dc/elements/", "dc:"},
              [TERMS] = {"http://purl.org/dc/terms/", "dcterms:"},
              [CONTENT] = {"http://purl.org/rss/1.0/modules/content", "content:"},
              [MEDIA] = {"http://search.yahoo.com/mrss", "media:"},
              [ATOM] = {"http://www.w3.org/2005/Atom", "atom:"},
              [XHTML] = {"http://www.w3.org/1999/xhtml", "xhtml:"}};

static const char *uri_of(const xmlNode *n)
{
    return n->ns != NULL && n->ns->href != NULL ? (const char *)n->ns->href : "";
}

static bool same_name(const char *a, const char *b)
{
    return xmlStrcasecmp((const xmlChar *)a, (const xmlChar *)b) == 0;
}

/* `like`: the element whose namespace is the feed's own. */
static bool is_named(const xmlNode *n, const xmlNode *like, enum space space, const char *name)
{
    const char *own = (const char *)n->name;

    if (n->type != XML_ELEMENT_NODE)
        return false;
    if (space == OWN)
        return same_name(own, name) && strcmp(uri_of(n), uri_of(like)) == 0;
    if (n->ns == NULL && strncmp(own, spaces[space].prefix, strlen(spaces[space].prefix)) == 0)
        return same_name(own + strlen(spaces[space].prefix), name);
    return same_name(own, name) &&
           strncmp(uri_of(n), spaces[space].uri, strlen(spaces[space].uri)) == 0;
}

static const xmlNode *child(const xmlNode *parent, enum space space, const char *name)
{
    for (const xmlNode *n = parent->children; n != NULL; n = n->next)
        if (is_named(n, parent, space, name))
            return n;
    return NULL;
}

struct choice {
    enum space space;
    const char *name;
};

/* The first of the choices that is there and holds something; the table ends without a name. */
static const xmlNode *first_of(const xmlNode *parent, const struct choice *choices)
{
    for (; choices->name != NULL; choices++) {
        const xmlNode *n = child(parent, choices->space, choices->name);
        if (n != NULL && n->children != NULL)
            return n;
    }
    return NULL;
}

/* ---- values ---------------------------------------------------------------------------------- */

static struct rn_str keep(struct rn_sink *sink, const xmlChar *z)
{
    size_t n = z != NULL ? strlen((const char *)z) : 0;
    char *p = sink->alloc(sink, n + 1);

    if (n > 0)
        memcpy(p, z, n);
    return rn_strn(p, n);
}

static struct rn_str plain(struct rn_sink *sink, const xmlNode *n)
{
    xmlChar *z = n != NULL ? xmlNodeGetContent(n) : NULL;
    struct rn_str s = keep(sink, z);

    xmlFree(z);
    return rn_str_trim(s);
}

static struct rn_str attribute(struct rn_sink *sink, const xmlNode *n, const char *name)
{
    xmlChar *z = xmlGetNoNsProp(n, (const xmlChar *)name);
    struct rn_str s = keep(sink, z);

    xmlFree(z);
    return rn_str_trim(s);
}

static bool has_elements(const xmlNode *n)
{
    for (const xmlNode *c = n->children; c != NULL; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            return true;
    return false;
}

/* What stands inside, with its tags. */
static struct rn_str inner(struct rn_sink *sink, const xmlNode *n)
{
    xmlBufferPtr b = xmlBufferCreate();
    struct rn_str s;

    for (xmlNode *c = n->children; c != NULL && b != NULL; c = c->next)
        if (xmlNodeDump(b, n->doc, c, 0, 0) < 0)
            break;
    s = keep(sink, b != NULL ? xmlBufferContent(b) : NULL);
    xmlBufferFree(b);
    return s;
}

static int base64_value(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;

    return at != NULL ? (int)(at - digits) : -1;
}

static struct rn_str base64(struct rn_sink *sink, struct rn_str s)
{
    char *out = sink->alloc(sink, s.n + 1);
    unsigned bits = 0, held = 0;
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        int v = base64_value(s.p[i]);
        if (v < 0)
            continue;
        held = (held << 6 | (unsigned)v) & 0xFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[n++] = (char)(held >> bits & 0xFF);
        }
    }
    return rn_strn(out, n);
}

/* Atom says what its texts are; RSS does not, and most write HTML. */
static struct feed_text text_of(struct rn_sink *sink, const xmlNode *n)
{
    struct feed_text t = {.kind = FEED_UNSAID};
    struct rn_str type, mode;

    if (n == NULL)
        return t;
    type = attribute(sink, n, "type");
    mode = attribute(sink, n, "mode");
    if (has_elements(n)) {
        t.kind = FEED_HTML;
        t.s = inner(sink, n);
        return t;
    }
    t.s = plain(sink, n);
    if (rn_str_is(mode, "base64"))
        t.s = base64(sink, t.s);
    if (rn_str_is(type, "html") || rn_str_is(type, "text/html") || rn_str_is(type, "xhtml") ||
        rn_str_is(type, "application/xhtml+xml"))
        t.kind = FEED_HTML;
    else if (type.n > 0 ? rn_str_is(type, "text") || rn_str_is(type, "text/plain") ||
                              rn_str_is(type, "plain")
                        : strcmp(uri_of(n), spaces[ATOM].uri) == 0)
        t.kind = FEED_PLAIN;
    return t;
}

/* ---- links ----------------------------------------------------------------------------------- */

static struct rn_str absolute(struct feed *f, const xmlNode *at, struct rn_str href)
{
    xmlChar *base = xmlNodeGetBase(at->doc, (xmlNode *)(uintptr_t)at);
    struct rn_str out = rn_link_resolve(f->sink, f->url, keep(f->sink, base), href);

    xmlFree(base);
    return out;
}

/* Atom's links, in RSS too: `rel` NULL asks for the entry's own page. */
static struct rn_str link_by_rel(struct feed *f, const xmlNode *parent, const char *rel)
{
    for (const xmlNode *n = parent->children; n != NULL; n = n->next) {
        struct rn_str given, href;
        if (!is_named(n, parent, OWN, "link") && !is_named(n, parent, ATOM, "link"))
            continue;
        given = attribute(f->sink, n, "rel");
        if (rel == NULL ? given.n > 0 && !rn_str_is(given, "alternate") : !rn_str_is(given, rel))
            continue;
        href = attribute(f->sink, n, "href");
        if (href.n == 0 && rel == NULL)
            href = plain(f->sink, n);
        href = absolute(f, n, href);
        if (href.n > 0)
            return href;
    }
    return (struct rn_str){NULL, 0};
}

/* ---- entries --------------------------------------------------------------------------------- */

static const struct choice titles[] = {{OWN, "title"}, {DC, "title"}, {OWN, NULL}};
static const struct choice other_titles[] = {{MEDIA, "title"}, {OWN, NULL}};
static const struct choice bodies[] = {
    {CONTENT, "encoded"}, {OWN, "content"},  {XHTML, "body"},     {OWN, "description"},
    {OWN, "summary"},     {OWN, "fullitem"}, {DC, "description"}, {MEDIA, "description"},
    {OWN, "abstract"},    {OWN, NULL}};
static const struct choice authors[] = {
    {DC, "creator"}, {OWN, "author"}, {DC, "author"}, {OWN, "managingEditor"}, {OWN, NULL}};
static const struct choice ids[] = {{OWN, "guid"}, {OWN, "id"}, {DC, "identifier"}, {OWN, NULL}};
static const struct choice made[] = {{OWN, "pubDate"},   {OWN, "published"},  {DC, "date"},
                                     {TERMS, "issued"},  {OWN, "issued"},     {OWN, "created"},
                                     {TERMS, "created"}, {ATOM, "published"}, {OWN, NULL}};
static const struct choice changed[] = {{OWN, "updated"},     {OWN, "modified"},
                                        {TERMS, "modified"},  {ATOM, "updated"},
                                        {OWN, "lastUpdated"}, {OWN, NULL}};

/* "me@example.com (A Name)": the name. Atom has it in an element of its own. */
static struct rn_str author_of(struct feed *f, const xmlNode *parent)
{
    const xmlNode *n = first_of(parent, authors), *name = n != NULL ? child(n, OWN, "name") : NULL;
    struct rn_str s = plain(f->sink, name != NULL                           ? name
                                     : has_elements(n != NULL ? n : parent) ? NULL
                                                                            : n);
    const char *open = s.n > 2 && s.p[s.n - 1] == ')' ? memchr(s.p, '(', s.n) : NULL;

    return open != NULL ? rn_strn(open + 1, s.n - (size_t)(open + 1 - s.p) - 1) : s;
}

static struct rn_str language_of(struct feed *f, const xmlNode *n)
{
    xmlChar *z = xmlNodeGetLang(n);
    struct rn_str s = keep(f->sink, z);
    const struct choice choices[] = {{OWN, "language"}, {DC, "language"}, {OWN, NULL}};

    xmlFree(z);
    return s.n > 0 ? s : plain(f->sink, first_of(n, choices));
}

/* The id, and whether it may serve as address: only RSS's guid does, unless it says it does not. */
static void read_id(struct feed *f, const xmlNode *item, struct feed_entry *e)
{
    const xmlNode *n = first_of(item, ids);

    e->id = plain(f->sink, n);
    e->id_is_link = n != NULL && same_name((const char *)n->name, "guid") &&
                    !rn_str_is(attribute(f->sink, n, "isPermaLink"), "false");
    if (e->id.n == 0)
        e->id = attribute(f->sink, item, "about");
    if (e->id.n == 0) {
        xmlChar *z = xmlGetNsProp(item, (const xmlChar *)"about",
                                  (const xmlChar *)"http://www.w3.org/1999/02/22-rdf-syntax-ns#");
        e->id = rn_str_trim(keep(f->sink, z));
        xmlFree(z);
    }
}

static void read_source(struct feed *f, const xmlNode *item, struct feed_entry *e)
{
    const xmlNode *source = child(item, OWN, "source");

    e->other_title = plain(f->sink, first_of(item, other_titles));
    if (source == NULL)
        return;
    if (e->other_title.n == 0)
        e->other_title = plain(f->sink, child(source, OWN, "title"));
    if (e->author.n == 0)
        e->author = author_of(f, source);
}

static enum rn_status read_entry(struct feed *f, const xmlNode *item, bool cut)
{
    struct feed_entry e = {.cut = cut,
                           .link = link_by_rel(f, item, NULL),
                           .author = author_of(f, item),
                           .lang = language_of(f, item),
                           .created = plain(f->sink, first_of(item, made)),
                           .updated = plain(f->sink, first_of(item, changed)),
                           .title = text_of(f->sink, first_of(item, titles)),
                           .body = text_of(f->sink, first_of(item, bodies))};

    if (e.link.n == 0)
        e.link = absolute(f, item, attribute(f->sink, item, "HREF")); /* CDF */
    if (e.updated.n == 0)
        e.updated = attribute(f->sink, item, "LASTMOD");
    read_id(f, item, &e);
    read_source(f, item, &e);
    return feed_take(f, &e);
}

/* ---- the feed -------------------------------------------------------------------------------- */

/* In RDF the root is in another namespace than the entries. */
static bool is_entry(const xmlNode *n, const xmlNode *parent)
{
    if (n->type != XML_ELEMENT_NODE ||
        !(same_name((const char *)n->name, "item") || same_name((const char *)n->name, "entry")))
        return false;
    return strcmp(uri_of(n), uri_of(parent)) == 0 || is_named(n, parent, ATOM, "entry") ||
           same_name((const char *)parent->name, "RDF");
}

static bool is_channel(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE && same_name((const char *)n->name, "channel");
}

/* Entries stand in the root (Atom, RDF), in its channels (RSS), or both. */
static size_t gather(const xmlNode *parent, const xmlNode **into, size_t count, int depth)
{
    for (const xmlNode *n = parent->children; n != NULL; n = n->next) {
        if (is_entry(n, parent) && count < FEED_ENTRIES_MAX) {
            if (into != NULL)
                into[count] = n;
            count++;
        } else if (is_channel(n) && depth == 0) {
            count = gather(n, into, count, 1);
        }
    }
    return count;
}

static enum rn_status read_entries(struct feed *f, const xmlNode *root, bool unfinished)
{
    size_t count = gather(root, NULL, 0, 0);
    const xmlNode **items = f->sink->alloc(f->sink, (count + 1) * sizeof *items);
    enum rn_status status = RN_OK;

    rn_index_init(&f->seen, f->sink, count + 1);
    (void)gather(root, items, 0, 0);
    for (size_t i = 0; i < count && status == RN_OK; i++)
        status = read_entry(f, items[i], unfinished && i + 1 == count);
    return status;
}

/* What the feed says of itself, in its root or its channel. */
static void read_head(struct feed *f, const xmlNode *root)
{
    const xmlNode *channel = root;

    for (const xmlNode *n = root->children; n != NULL; n = n->next)
        if (is_channel(n)) {
            channel = n;
            break;
        }
    f->lang = language_of(f, channel);
    f->author = author_of(f, channel);
    f->next = link_by_rel(f, channel, "next");
}

static bool is_feed(const xmlNode *root)
{
    static const char *const roots[] = {"rss", "feed", "RDF", "channel"};

    for (size_t i = 0; root != NULL && i < sizeof roots / sizeof roots[0]; i++) {
        const char *name = (const char *)root->name, *colon = strchr(name, ':');
        if (same_name(colon != NULL ? colon + 1 : name, roots[i]))
            return true;
    }
    return false;
}

/* Strictly; then with the parser's own repairs. The address serves xml:base only. */
static xmlDocPtr open_document(struct feed *f, struct rn_str xml)
{
    const int flags = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                      XML_PARSE_NOCDATA | XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC;
    xmlDocPtr doc = xmlReadMemory(xml.p, (int)xml.n, NULL, "UTF-8", flags);

    if (doc != NULL)
        return doc;
    f->salvaged = true;
    return xmlReadMemory(xml.p, (int)xml.n, NULL, "UTF-8", flags | XML_PARSE_RECOVER);
}

static enum rn_status read_document(struct feed *f, struct rn_str xml, bool unfinished)
{
    xmlDocPtr doc = xml.n > 0 ? open_document(f, xml) : NULL;
    const xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
    enum rn_status status;

    if (is_feed(root)) {
        read_head(f, root);
        status = read_entries(f, root, unfinished && f->salvaged);
    } else {
        status = f->sink->fail(f->sink, RN_CHANGED,
                               "this is no feed: its first element is none of rss, feed, RDF and "
                               "channel; perhaps it is a login or error page");
    }
    xmlFreeDoc(doc);
    return status;
}

enum rn_status feed_read_xml(struct feed *f, struct rn_str body)
{
    struct feed_cleaning found;
    struct rn_buf clean;
    enum rn_status status;

    rn_buf_init(&clean, 2 * (size_t)FEED_MAX);
    status = feed_clean(body, &clean, &found);
    if (status == RN_OK) {
        f->salvaged = found.repaired;
        status = read_document(f, rn_buf_str(&clean), found.unfinished);
    } else {
        status = rn_answer_fail(f->sink, RN_LIMIT, "the feed was not read: it has %s", found.limit);
    }
    rn_buf_free(&clean);
    return status;
}
