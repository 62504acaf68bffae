/* SPDX-License-Identifier: MIT
 *
 * JSON Feed 1 and 1.1.
 */
#include "feed.h"

#include "../common/answer.h"
#include "../common/link.h"

static struct rn_str text(const struct rn_json *n, const char *key)
{
    return rn_json_str(rn_json_get(n, key));
}

/* `authors` of 1.1, `author` of 1. */
static const struct rn_json *author_of(const struct rn_json *n)
{
    const struct rn_json *many = rn_json_get(n, "authors");

    return rn_json_is(many, RN_JSON_ARRAY) ? rn_json_first(many) : rn_json_get(n, "author");
}

static struct rn_str link_of(struct feed *f, const struct rn_json *item, const char *key)
{
    return rn_link_resolve(f->sink, f->url, (struct rn_str){NULL, 0}, text(item, key));
}

static enum rn_status read_item(struct feed *f, const struct rn_json *item)
{
    struct feed_entry e = {.id = text(item, "id"),
                           .author = text(author_of(item), "name"),
                           .lang = text(item, "language"),
                           .created = text(item, "date_published"),
                           .updated = text(item, "date_modified"),
                           .link = link_of(f, item, "url")};

    if (e.link.n == 0)
        e.link = link_of(f, item, "external_url");
    e.title = (struct feed_text){text(item, "title"), FEED_PLAIN};
    e.body = (struct feed_text){text(item, "content_html"), FEED_HTML};
    if (e.body.s.n == 0)
        e.body = (struct feed_text){text(item, "content_text"), FEED_PLAIN};
    if (e.body.s.n == 0)
        e.body = (struct feed_text){text(item, "summary"), FEED_PLAIN};
    return feed_take(f, &e);
}

static enum rn_status read_items(struct feed *f, const struct rn_json *root)
{
    const struct rn_json *items = rn_json_get(root, "items");
    enum rn_status status = RN_OK;

    if (rn_json_count(items) > FEED_ENTRIES_MAX)
        return f->sink->fail(f->sink, RN_LIMIT, "the feed has more than 10000 entries");
    rn_index_init(&f->seen, f->sink, rn_json_count(items) + 1);
    f->lang = text(root, "language");
    f->author = text(author_of(root), "name");
    for (const struct rn_json *n = rn_json_first(items); n != NULL && status == RN_OK;
         n = rn_json_next(n))
        status = read_item(f, n);
    f->next = link_of(f, root, "next_url");
    if (rn_str_eq(f->next, link_of(f, root, "feed_url")))
        f->next = (struct rn_str){NULL, 0};
    return status;
}

enum rn_status feed_read_json(struct feed *f, struct rn_str body)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status = rn_json_parse(body, FEED_MAX, &doc, &d);
    const struct rn_json *root;

    if (status != RN_OK)
        return rn_answer_fail(f->sink, status, "the feed is no valid JSON: %s", d.text);
    root = rn_json_root(doc);
    if (rn_json_is(rn_json_get(root, "items"), RN_JSON_ARRAY))
        status = read_items(f, root);
    else
        status = f->sink->fail(f->sink, RN_CHANGED,
                               "this is JSON, and no JSON Feed: it has no list \"items\"");
    rn_json_free(doc);
    return status;
}
