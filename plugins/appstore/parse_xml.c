/* SPDX-License-Identifier: MIT
 *
 * The feed as Atom. It is read strictly, because half a document must not count as a page; only
 * addresses with a bare '&', which the feed is known for, are repaired before a second try. A
 * document type is refused before the XML library sees it, so there are no entities to expand and
 * nothing to fetch.
 */
#include "appstore.h"

#include <renown/stamp.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

enum { XML_FLAGS = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA };

/* ---- bytes ----------------------------------------------------------------------------------- */

/* What is left behind the first `end`; without a pointer when it is not there. */
static struct rn_str after(struct rn_str s, const char *end)
{
    size_t length = strlen(end);

    for (; s.n >= length; s = rn_strn(s.p + 1, s.n - 1))
        if (rn_str_starts(s, end))
            return rn_strn(s.p + length, s.n - length);
    return (struct rn_str){NULL, 0};
}

/* Nothing but an XML declaration, comments and instructions before <feed: no document type, no
 * HTML. */
static bool begins_with_feed(struct rn_str s)
{
    if (rn_str_starts(s, "\xef\xbb\xbf"))
        s = rn_strn(s.p + 3, s.n - 3);
    for (s = rn_str_trim(s); s.n > 0; s = rn_str_trim(s)) {
        if (rn_str_starts(s, "<?"))
            s = after(s, "?>");
        else if (rn_str_starts(s, "<!--"))
            s = after(s, "-->");
        else
            return rn_str_starts(s, "<feed") && s.n > 5 && strchr(" \t\r\n/>", s.p[5]) != NULL &&
                   s.p[5] != '\0';
    }
    return false;
}

/* Does s, which begins with '&', begin with a reference that XML itself knows? */
static bool is_reference(struct rn_str s)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    size_t i = 2;

    for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
        if (rn_str_starts(s, known[k]))
            return true;
    if (!rn_str_starts(s, "&#"))
        return false;
    while (i < s.n && i < 12 && s.p[i] != '\0' &&
           strchr("xX0123456789abcdefABCDEF", s.p[i]) != NULL)
        i++;
    return i > 2 && i < s.n && s.p[i] == ';';
}

/* A copy in which every other '&' is written out, but for the insides of CDATA. */
static void repair(struct rn_str s, struct rn_buf *out)
{
    bool cdata_ends = true;

    while (s.n > 0 && !out->full) {
        size_t n = 1;
        if (cdata_ends && rn_str_starts(s, "<![CDATA[")) {
            struct rn_str rest = after(s, "]]>");
            cdata_ends = rest.p != NULL; /* else no later one ends either: do not look again */
            n = cdata_ends ? s.n - rest.n : 1;
        }
        while (n < s.n && s.p[n] != '&' && s.p[n] != '<')
            n++;
        bool bare = s.p[0] == '&' && !is_reference(s);
        if (bare)
            rn_buf_addz(out, "&amp;");
        rn_buf_add(out, rn_strn(s.p + bare, n - bare));
        s = rn_strn(s.p + n, s.n - n);
    }
}

/* ---- what would cost the XML library too much ------------------------------------------------ */

/* It compares every attribute of a tag with every other, and looks prefixes up one by one. */
enum { ATTRIBUTES_MAX = 50, PREFIXES_MAX = 100 };

/* What is left behind the tag that s begins with; counts its attributes and, over the whole
 * document, the prefixes. A '>' may stand in a value. */
static struct rn_str behind_tag(struct rn_str s, size_t *attributes, size_t *prefixes)
{
    char quote = '\0';
    size_t i = 1;

    for (*attributes = 0; i < s.n && (quote != '\0' || s.p[i] != '>'); i++) {
        char c = s.p[i];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '=')
            (*attributes)++;
        else if (c == 'x' && rn_str_starts(rn_strn(s.p + i, s.n - i), "xmlns"))
            (*prefixes)++;
    }
    return rn_strn(s.p + i, s.n - i);
}

static bool is_costly(struct rn_str s)
{
    size_t attributes = 0, prefixes = 0;

    while (s.n > 0 && attributes <= ATTRIBUTES_MAX && prefixes <= PREFIXES_MAX) {
        const char *tag = memchr(s.p, '<', s.n);
        s = tag != NULL ? rn_strn(tag, s.n - (size_t)(tag - s.p)) : rn_strn(s.p, 0);
        if (rn_str_starts(s, "<![CDATA["))
            s = after(s, "]]>");
        else if (rn_str_starts(s, "<!--"))
            s = after(s, "-->");
        else if (rn_str_starts(s, "<?"))
            s = after(s, "?>");
        else if (s.n > 0)
            s = behind_tag(s, &attributes, &prefixes);
    }
    return attributes > ATTRIBUTES_MAX || prefixes > PREFIXES_MAX;
}

static xmlDocPtr open_strictly(struct rn_str s)
{
    return xmlReadMemory(s.p, (int)s.n, NULL, NULL, XML_FLAGS);
}

static xmlDocPtr open_document(struct rn_str body)
{
    xmlDocPtr doc = NULL;
    struct rn_buf repaired;

    if (is_costly(body))
        return NULL;
    doc = open_strictly(body);
    if (doc != NULL)
        return doc;
    rn_buf_init(&repaired, 2 * (size_t)RN_ANSWER_MAX);
    repair(body, &repaired);
    if (!repaired.full && repaired.n > body.n)
        doc = open_strictly(rn_buf_str(&repaired));
    rn_buf_free(&repaired);
    return doc;
}

/* ---- tree ------------------------------------------------------------------------------------ */

/* The name without its prefix: im:rating is "rating". */
static bool is_named(const xmlNode *n, const char *name)
{
    const char *own = (const char *)n->name, *colon;

    if (n->type != XML_ELEMENT_NODE)
        return false;
    colon = strrchr(own, ':');
    return strcmp(colon != NULL ? colon + 1 : own, name) == 0;
}

static const xmlNode *child(const xmlNode *parent, const char *name)
{
    for (const xmlNode *n = parent != NULL ? parent->children : NULL; n != NULL; n = n->next)
        if (is_named(n, name))
            return n;
    return NULL;
}

/* The text inside a node, in the sink's memory. */
static struct rn_str text_of(struct rn_sink *sink, const xmlNode *n)
{
    xmlChar *given = n != NULL ? xmlNodeGetContent(n) : NULL;
    size_t length = given != NULL ? strlen((const char *)given) : 0;
    char *p = sink->alloc(sink, length + 1);

    if (given != NULL)
        memcpy(p, given, length);
    xmlFree(given);
    return rn_strn(p, length);
}

static bool has_type(const xmlNode *n, const char *type)
{
    xmlChar *given = xmlGetNoNsProp(n, (const xmlChar *)"type");
    bool same = given != NULL && strcmp((const char *)given, type) == 0;

    xmlFree(given);
    return same;
}

/* There are two: the text, and the same as an HTML table. */
static void read_content(struct rn_sink *sink, const xmlNode *entry, struct rn_review *r)
{
    const xmlNode *best = NULL;

    for (const xmlNode *n = entry->children; n != NULL; n = n->next)
        if (is_named(n, "content") &&
            (best == NULL || (!has_type(n, "html") && has_type(best, "html"))))
            best = n;
    r->text = text_of(sink, best);
    r->html = best != NULL && has_type(best, "html");
}

static void read_author(struct rn_sink *sink, const xmlNode *author, struct rn_review *r)
{
    r->author_id = appstore_person(text_of(sink, child(author, "uri")));
    r->author_name = text_of(sink, child(author, "name"));
}

static struct rn_time time_of(struct rn_sink *sink, const xmlNode *n)
{
    struct rn_time t = {.precision = RN_TIME_NONE};

    if (!rn_stamp_parse(text_of(sink, n), &t))
        t = (struct rn_time){.precision = RN_TIME_NONE};
    return t;
}

static enum rn_status read_entry(struct appstore_page *page, const xmlNode *entry)
{
    struct rn_sink *sink = page->sink;
    const xmlNode *rating = child(entry, "rating");
    struct rn_review r = {.size = sizeof r};

    if (rating == NULL && child(entry, "name") != NULL) /* the app itself */
        return rn_answer_skip(&page->rows);
    if (rating == NULL)
        return rn_answer_pass(&page->rows, "it is no review");
    r.external_id = rn_str_trim(text_of(sink, child(entry, "id")));
    if (r.external_id.n == 0 || r.external_id.n > 500)
        return rn_answer_pass(&page->rows, "it has no usable id");
    r.rating = appstore_rating(text_of(sink, rating));
    r.title = text_of(sink, child(entry, "title"));
    r.app_version = text_of(sink, child(entry, "version"));
    r.updated = time_of(sink, child(entry, "updated"));
    read_author(sink, child(entry, "author"), &r);
    read_content(sink, entry, &r);
    return appstore_take(page, &r);
}

static enum rn_status read_feed(struct appstore_page *page, const xmlNode *feed)
{
    size_t entries = 0;
    enum rn_status status;

    for (const xmlNode *n = feed->children; n != NULL; n = n->next)
        entries += is_named(n, "entry");
    status = appstore_begin(page, entries);
    for (const xmlNode *n = feed->children; n != NULL && status == RN_OK; n = n->next)
        if (is_named(n, "entry")) {
            page->rows.number++;
            status = read_entry(page, n);
        }
    return status == RN_OK ? rn_answer_end(&page->rows) : status;
}

enum rn_status appstore_read_xml(struct appstore_page *page, const struct rn_response *response)
{
    struct rn_str body = rn_str_trim(response->body);
    enum rn_status status;
    xmlDocPtr doc;

    if (body.n > RN_ANSWER_MAX)
        return rn_answer_fail(page->sink, RN_LIMIT, "%s sent more than %d bytes", APPSTORE_PLACE,
                              (int)RN_ANSWER_MAX);
    if (!begins_with_feed(body))
        return rn_answer_fail(page->sink, RN_CHANGED,
                              "%s sent a page of markup that is no feed, perhaps a login or error "
                              "page",
                              APPSTORE_PLACE);
    doc = open_document(body);
    if (doc == NULL)
        return rn_answer_fail(page->sink, RN_INVALID,
                              "%s sent XML that cannot be read to its end: nothing of it was taken",
                              APPSTORE_PLACE);
    status = read_feed(page, xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
    return status;
}
