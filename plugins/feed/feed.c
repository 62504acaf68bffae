/* SPDX-License-Identifier: MIT
 *
 * News and alerts: RSS, Atom, JSON Feed. Which form a feed has is told by what it holds, never by
 * its Content-Type.
 */
#include "feed.h"

#include "../common/answer.h"
#include "../common/charset.h"
#include "../common/link.h"
#include "../common/prose.h"

#include <libxml/HTMLparser.h>

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct feed_config, url, .flags = RN_OPT_REQUIRED,
                   .doc = "The feed's address, or that of a page that names its feed. That of a "
                          "Google Alert is told by its sign for feeds.",
                   .example = "https://news.example/search.rss?q=harbour+hotel"),
    RN_OPTION_LIST(struct feed_config, own,
                   .doc = "Authors whose entries are your own and are passed over.",
                   .example = "[Harbour Hotel]"),
    RN_OPTION_BOOL(struct feed_config, follow, .def = "true",
                   .doc = "Follow a feed's link to older entries on the same host."),
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 2000,
    .history = "What the feed lists: usually its ten to fifty newest entries.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct feed_config *c = config;

    if (rn_link_is_web(rn_str(c->url)))
        return RN_OK;
    return rn_fail(
        d, RN_INVALID,
        "'%.200s' is no address of a feed: write it with https:// in front and without blanks",
        c->url);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct feed_config *c = config;

    (void)cursor;
    return rn_link_ask(sink, rn_str(c->url), RN_REQUEST_SAME, "feed");
}

/* ---- a page that names its feed -------------------------------------------------------------- */

static bool names_feed(const xmlNode *n)
{
    static const char *const types[] = {"application/rss+xml", "application/atom+xml",
                                        "application/feed+json"};
    xmlChar *type = xmlGetProp(n, (const xmlChar *)"type");
    bool found = false;

    for (size_t i = 0; type != NULL && i < sizeof types / sizeof types[0]; i++)
        found = found || xmlStrcasecmp(type, (const xmlChar *)types[i]) == 0;
    xmlFree(type);
    return found;
}

/* The first <link> that does; the parser bounds the depth. */
static const xmlNode *find_link(const xmlNode *n)
{
    for (; n != NULL; n = n->next) {
        const xmlNode *inside;
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (xmlStrcasecmp(n->name, (const xmlChar *)"link") == 0 && names_feed(n))
            return n;
        inside = find_link(n->children);
        if (inside != NULL)
            return inside;
    }
    return NULL;
}

/* HTML; a feed may have its document type, by mistake. */
static bool is_page(struct rn_str body)
{
    struct rn_str head = rn_strn(body.p, body.n < 2000 ? body.n : 2000);

    if (rn_charset_find(head, "<rss") != NULL || rn_charset_find(head, "<feed") != NULL)
        return false;
    return rn_charset_find(head, "<html") != NULL ||
           rn_charset_find(head, "<!doctype html") != NULL;
}

/* The head alone, so that no page is too costly. */
static enum rn_status look_for_feed(struct feed *f, const struct rn_response *response,
                                    struct rn_str body)
{
    const int flags = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                      HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
    size_t n = body.n < 65536 ? body.n : 65536;
    htmlDocPtr doc = htmlReadMemory(body.p, (int)n, NULL, "UTF-8", flags);
    const xmlNode *link = doc != NULL ? find_link(xmlDocGetRootElement(doc)) : NULL;
    xmlChar *href = link != NULL ? xmlGetProp(link, (const xmlChar *)"href") : NULL;
    struct rn_str to =
        rn_link_resolve(f->sink, f->url, (struct rn_str){NULL, 0}, rn_str((const char *)href));
    enum rn_status status;

    if (to.n > 0 && response->url.n > 0 && !rn_str_eq(to, response->url) &&
        strcmp(response->step, "named") != 0)
        status = rn_link_ask(f->sink, to, RN_REQUEST_SAME, "named");
    else
        status = f->sink->fail(f->sink, RN_CHANGED,
                               "this is a web page that names no feed, perhaps a login page: look "
                               "for the address of the feed itself");
    xmlFree(href);
    xmlFreeDoc(doc);
    return status;
}

/* ---- parse ----------------------------------------------------------------------------------- */

static enum rn_status say(const struct feed *f, bool guessed)
{
    enum rn_status status = RN_OK;

    if (f->entries == 0)
        status = f->sink->warn(f->sink, "the feed lists no entry");
    if (status == RN_OK && f->empty > 0)
        status = rn_answer_warn(f->sink,
                                "entries without title, text and address, which were "
                                "passed over: %zu",
                                f->empty);
    if (status == RN_OK && f->salvaged)
        status = f->sink->warn(f->sink, "the feed is not well-formed and was read as far as it "
                                        "can be");
    if (status == RN_OK && guessed)
        status = f->sink->warn(f->sink, "the feed is not written in the encoding that it names");
    return status;
}

static enum rn_status read_feed(struct feed *f, const struct rn_response *response,
                                struct rn_str body, bool guessed)
{
    enum rn_status status;

    if (body.n == 0)
        return f->sink->fail(f->sink, RN_CHANGED, "the feed is empty: not even its frame is there");
    if (body.p[0] != '{' && memchr(body.p, '<', body.n) == NULL)
        return f->sink->fail(f->sink, RN_CHANGED, "this is neither XML nor JSON, so it is no feed");
    if (body.p[0] != '{' && is_page(body))
        return look_for_feed(f, response, body);
    status = body.p[0] == '{' ? feed_read_json(f, body) : feed_read_xml(f, body);
    if (status == RN_OK)
        status = say(f, guessed);
    if (status != RN_OK || !f->config->follow)
        return status;
    return rn_link_follow(f->sink, response, f->next,
                          f->dated > 1 && !f->unsorted ? RN_REQUEST_MORE : 0, "feed");
}

static enum rn_status parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink)
{
    struct feed f = {.sink = sink, .config = config};
    struct rn_str body, from = rn_charset_header(response, "content-location");
    bool guessed = false;
    enum rn_status status = rn_charset_utf8(sink, response, FEED_MAX, &body, &guessed);

    if (status != RN_OK)
        return status;
    f.url = from.n > 0 ? rn_link_resolve(sink, response->url, (struct rn_str){NULL, 0}, from)
                       : response->url;
    if (f.url.n == 0)
        f.url = response->url;
    return read_feed(&f, response, rn_str_trim(body), guessed);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "feed",
    .title = "A feed",
    .summary = "Mentions from any RSS, Atom or JSON feed, and from Google Alerts.",
    .terms_url = "https://www.rfc-editor.org/rfc/rfc4287",
    .can = RN_CAN_FETCH,
    .limits = &limits,
    .config_size = sizeof(struct feed_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "url",
    .check = check,
    .plan = plan,
    .parse = parse,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
