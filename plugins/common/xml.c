/* SPDX-License-Identifier: MIT
 *
 * The document is read strictly, because half of one must not count as a page; only addresses with
 * a bare '&', which some feeds are known for, are repaired before a second try, where the caller
 * asks for it. A document type is refused before the XML library sees it, so there are no entities
 * to expand and nothing to fetch.
 */
#include "xml.h"

#include <renown/stamp.h>
#include <renown/utf8.h>

#include <libxml/parser.h>

#include "answer.h"

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

/* s begins with '<': is that the element, with or without a prefix? */
static bool begins_with_element(struct rn_str s, const char *name)
{
    size_t from = 1, to = 1;

    for (; to < s.n && strchr(" \t\r\n/>", s.p[to]) == NULL; to++)
        if (s.p[to] == ':')
            from = to + 1;
    return s.n > 0 && s.p[0] == '<' && to < s.n && rn_str_is(rn_strn(s.p + from, to - from), name);
}

/* Nothing but an XML declaration, comments and instructions before the root: no document type, no
 * HTML. */
static bool begins_with_root(struct rn_str s, const char *root)
{
    if (rn_str_starts(s, "\xef\xbb\xbf"))
        s = rn_strn(s.p + 3, s.n - 3);
    for (s = rn_str_trim(s); s.n > 0; s = rn_str_trim(s)) {
        if (rn_str_starts(s, "<?"))
            s = after(s, "?>");
        else if (rn_str_starts(s, "<!--"))
            s = after(s, "-->");
        else
            return begins_with_element(s, root);
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

static xmlDocPtr open_document(struct rn_str body, bool repairs)
{
    xmlDocPtr doc = NULL;
    struct rn_buf repaired;

    if (is_costly(body))
        return NULL;
    doc = open_strictly(body);
    if (doc != NULL || !repairs)
        return doc;
    rn_buf_init(&repaired, 2 * (size_t)RN_ANSWER_MAX);
    repair(body, &repaired);
    if (!repaired.full && repaired.n > body.n)
        doc = open_strictly(rn_buf_str(&repaired));
    rn_buf_free(&repaired);
    return doc;
}

enum rn_status rn_xml_open(struct rn_sink *sink, struct rn_str body, const char *place,
                           const char *root, bool repairs, xmlDocPtr *ret_doc)
{
    xmlDocPtr doc;

    body = rn_str_trim(body);
    if (body.n == 0)
        return rn_answer_fail(sink, RN_CHANGED, "%s sent an empty answer instead of XML", place);
    if (body.n > RN_ANSWER_MAX)
        return rn_answer_fail(sink, RN_LIMIT, "%s sent more than %d bytes", place,
                              (int)RN_ANSWER_MAX);
    if (!rn_str_starts(body, "<") && !rn_str_starts(body, "\xef\xbb\xbf"))
        return rn_answer_fail(sink, RN_CHANGED, "%s sent what is no XML", place);
    if (!begins_with_root(body, root))
        return rn_answer_fail(sink, RN_CHANGED,
                              "%s sent a page of markup that is no %s, perhaps a login or error "
                              "page",
                              place, root);
    doc = open_document(body, repairs);
    if (doc == NULL)
        return rn_answer_fail(sink, RN_INVALID,
                              "%s sent XML that cannot be read to its end: nothing of it was taken",
                              place);
    *ret_doc = doc;
    return RN_OK;
}

/* ---- tree ------------------------------------------------------------------------------------ */

bool rn_xml_is(const xmlNode *n, const char *name)
{
    const char *own, *colon;

    if (n == NULL || n->type != XML_ELEMENT_NODE)
        return false;
    own = (const char *)n->name;
    colon = strrchr(own, ':');
    return strcmp(colon != NULL ? colon + 1 : own, name) == 0;
}

const xmlNode *rn_xml_child(const xmlNode *parent, const char *name)
{
    for (const xmlNode *n = parent != NULL ? parent->children : NULL; n != NULL; n = n->next)
        if (rn_xml_is(n, name))
            return n;
    return NULL;
}

struct rn_str rn_xml_text(struct rn_sink *sink, const xmlNode *n)
{
    xmlChar *given = n != NULL ? xmlNodeGetContent(n) : NULL;
    size_t length = given != NULL ? strlen((const char *)given) : 0;
    char *p = sink->alloc(sink, length + 1);

    if (given != NULL)
        memcpy(p, given, length);
    xmlFree(given);
    return rn_strn(p, length);
}

struct rn_time rn_xml_time(struct rn_sink *sink, const xmlNode *n)
{
    struct rn_time t = {.precision = RN_TIME_NONE};

    if (!rn_stamp_parse(rn_xml_text(sink, n), &t))
        t = (struct rn_time){.precision = RN_TIME_NONE};
    return t;
}

/* ---- out ------------------------------------------------------------------------------------- */

static const char *escaped(uint32_t cp)
{
    switch (cp) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return cp == 0xfffe || cp == 0xffff || cp == 0x7f || (cp < 0x20 && cp != '\n' && cp != '\t')
                   ? " "
                   : NULL;
    }
}

void rn_xml_add(struct rn_buf *b, struct rn_str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t cp = rn_utf8_next(text, &at);
        const char *known = escaped(cp);
        char raw[4];
        if (known != NULL)
            rn_buf_addz(b, known);
        else
            rn_buf_add(b, rn_strn(raw, rn_utf8_put(raw, cp)));
    }
}
