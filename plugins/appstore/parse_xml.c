/* SPDX-License-Identifier: MIT
 *
 * The feed as Atom. Its addresses are known for a bare '&', which is repaired.
 */
#include "appstore.h"

#include <libxml/tree.h>

#include "../common/xml.h"

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
        if (rn_xml_is(n, "content") &&
            (best == NULL || (!has_type(n, "html") && has_type(best, "html"))))
            best = n;
    r->text = rn_xml_text(sink, best);
    r->html = best != NULL && has_type(best, "html");
}

static void read_author(struct rn_sink *sink, const xmlNode *author, struct rn_review *r)
{
    r->author_id = appstore_person(rn_xml_text(sink, rn_xml_child(author, "uri")));
    r->author_name = rn_xml_text(sink, rn_xml_child(author, "name"));
}

static enum rn_status read_entry(struct appstore_page *page, const xmlNode *entry)
{
    struct rn_sink *sink = page->sink;
    const xmlNode *rating = rn_xml_child(entry, "rating");
    struct rn_review r = {.size = sizeof r};

    if (rating == NULL && rn_xml_child(entry, "name") != NULL) /* the app itself */
        return rn_answer_skip(&page->rows);
    if (rating == NULL)
        return rn_answer_pass(&page->rows, "it is no review");
    r.external_id = rn_str_trim(rn_xml_text(sink, rn_xml_child(entry, "id")));
    if (r.external_id.n == 0 || r.external_id.n > 500)
        return rn_answer_pass(&page->rows, "it has no usable id");
    r.rating = appstore_rating(rn_xml_text(sink, rating));
    r.title = rn_xml_text(sink, rn_xml_child(entry, "title"));
    r.app_version = rn_xml_text(sink, rn_xml_child(entry, "version"));
    r.updated = rn_xml_time(sink, rn_xml_child(entry, "updated"));
    read_author(sink, rn_xml_child(entry, "author"), &r);
    read_content(sink, entry, &r);
    return appstore_take(page, &r);
}

static enum rn_status read_feed(struct appstore_page *page, const xmlNode *feed)
{
    size_t entries = 0;
    enum rn_status status;

    for (const xmlNode *n = feed->children; n != NULL; n = n->next)
        entries += rn_xml_is(n, "entry");
    status = appstore_begin(page, entries);
    for (const xmlNode *n = feed->children; n != NULL && status == RN_OK; n = n->next)
        if (rn_xml_is(n, "entry")) {
            page->rows.number++;
            status = read_entry(page, n);
        }
    return status == RN_OK ? rn_answer_end(&page->rows) : status;
}

enum rn_status appstore_read_xml(struct appstore_page *page, const struct rn_response *response)
{
    xmlDocPtr doc = NULL;
    enum rn_status status =
        rn_xml_open(page->sink, response->body, APPSTORE_PLACE, "feed", true, &doc);

    if (status != RN_OK)
        return status;
    status = read_feed(page, xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
    return status;
}
