/* SPDX-License-Identifier: MIT
 *
 * The feed as JSON, where every value is {"label": "…"}, and the list that old iTunes clients were
 * sent.
 */
#include "appstore.h"

#include <renown/url.h>

static struct rn_str label(const struct rn_json *entry, const char *key)
{
    return rn_json_str(rn_json_get(rn_json_get(entry, key), "label"));
}

static bool is_html(const struct rn_json *content)
{
    return rn_str_is(rn_json_str(rn_json_path(content, "attributes.type")), "html");
}

/* Usually one object; the XML form's two contents, text and HTML, would be an array. */
static void read_content(const struct rn_json *content, struct rn_review *r)
{
    const struct rn_json *best = content;

    if (rn_json_is(content, RN_JSON_ARRAY)) {
        best = rn_json_first(content);
        for (const struct rn_json *n = best; n != NULL && is_html(best); n = rn_json_next(n))
            if (!is_html(n))
                best = n;
    }
    r->text = rn_json_str(rn_json_get(best, "label"));
    r->html = is_html(best);
}

/* `updated` moves when a review is edited; when it was written is not told. Until about 2019 the
 * first entry describes the app: it has a name and no rating. */
static enum rn_status read_entry(struct rn_answer_rows *rows, const struct rn_json *entry)
{
    enum rn_status status;
    struct rn_review r = {.size = sizeof r};

    if (rn_json_get(entry, "im:rating") == NULL && rn_json_get(entry, "im:name") != NULL)
        return rn_answer_skip(rows);
    if (rn_json_get(entry, "im:rating") == NULL)
        return rn_answer_pass(rows, "it is no review");
    if (!rn_answer_id(rows, rn_json_get(entry, "id"), "label", &r.external_id, &status))
        return status;
    r.author_id = appstore_person(rn_json_str(rn_json_path(entry, "author.uri.label")));
    r.author_name = rn_json_str(rn_json_path(entry, "author.name.label"));
    r.rating = appstore_rating(label(entry, "im:rating"));
    r.title = label(entry, "title");
    r.app_version = label(entry, "im:version");
    r.updated = rn_answer_time(rn_json_path(entry, "updated.label"));
    read_content(rn_json_get(entry, "content"), &r);
    return appstore_take(rows->arg, &r);
}

/* No entry at all, one entry as an object, or an array. */
static enum rn_status read_feed(struct appstore_page *page, const struct rn_json *feed)
{
    const struct rn_json *entry = rn_json_get(feed, "entry");
    bool many = rn_json_is(entry, RN_JSON_ARRAY);
    enum rn_status status;

    if (entry != NULL && !many && !rn_json_is(entry, RN_JSON_OBJECT))
        return rn_answer_fail(page->sink, RN_CHANGED,
                              "%s has an \"entry\" that is neither an object nor a list",
                              APPSTORE_PLACE);
    status = appstore_begin(page, many ? rn_json_count(entry) : entry != NULL);
    if (status != RN_OK || entry == NULL)
        return status;
    if (many)
        return rn_answer_each(&page->rows, entry, read_entry);
    page->rows.number = 1;
    status = read_entry(&page->rows, entry);
    return status == RN_OK ? rn_answer_end(&page->rows) : status;
}

/* ---- the old list -------------------------------------------------------------------------------
 */

static enum rn_status read_old_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    enum rn_status status;
    struct rn_review r = {.size = sizeof r};

    if (!rn_answer_id(rows, row, "userReviewId", &r.external_id, &status))
        return status;
    if (!rn_url_param(rn_json_str(rn_json_get(row, "viewUsersUserReviewsUrl")), "userProfileId",
                      &r.author_id))
        r.author_id = (struct rn_str){NULL, 0};
    r.author_name = rn_json_str(rn_json_get(row, "name"));
    r.rating = appstore_rating(rn_json_str(rn_json_get(row, "rating")));
    r.title = rn_json_str(rn_json_get(row, "title"));
    r.text = rn_json_str(rn_json_get(row, "body"));
    r.updated = rn_answer_time(rn_json_get(row, "date"));
    return appstore_take(rows->arg, &r);
}

static enum rn_status read_old_list(struct appstore_page *page, const struct rn_json *list)
{
    enum rn_status status = appstore_begin(page, rn_json_count(list));

    return status == RN_OK ? rn_answer_each(&page->rows, list, read_old_row) : status;
}

enum rn_status appstore_read_json(struct appstore_page *page, const struct rn_response *response)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status status = rn_answer_json(page->sink, response, APPSTORE_PLACE, &doc);

    if (status != RN_OK)
        return status;
    const struct rn_json *root = rn_json_root(doc);
    const struct rn_json *feed = rn_json_get(root, "feed");
    const struct rn_json *old = rn_json_get(root, "userReviewList");
    if (rn_json_is(feed, RN_JSON_OBJECT))
        status = read_feed(page, feed);
    else if (rn_json_is(old, RN_JSON_ARRAY))
        status = read_old_list(page, old);
    else
        status = rn_answer_other(page->sink, root, APPSTORE_PLACE, "feed");
    rn_json_free(doc);
    return status;
}
