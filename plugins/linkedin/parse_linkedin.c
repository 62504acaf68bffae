/* SPDX-License-Identifier: MIT
 *
 * All answers are {"elements":[…],"paging":{"start","count","total"}}; the rows tell what they are.
 */
#include "linkedin.h"

#include <renown/stamp.h>
#include <renown/url.h>

struct page {
    const struct linkedin_config *config;
    const struct rn_response *response;
    bool below; /* these are answers to a comment */
};

/* ---- what rows have in common ---------------------------------------------------------------- */

static struct rn_time epoch(const struct rn_json *n)
{
    int64_t ms;

    if (!rn_json_int(n, &ms) || ms <= 0 || ms > INT64_C(4102444800000))
        return (struct rn_time){.precision = RN_TIME_NONE};
    return (struct rn_time){.us = ms * 1000, .precision = RN_TIME_SECOND};
}

static bool is_own(const struct page *page, struct rn_str actor)
{
    static const char form[] = "urn:li:organization:";
    const char *own = page->config->organization;

    return own != NULL && rn_str_starts(actor, form) &&
           rn_str_is(rn_strn(actor.p + sizeof form - 1, actor.n - sizeof form + 1), own);
}

static struct rn_str address(struct rn_sink *sink, struct rn_str post)
{
    static const char form[] = "https://www.linkedin.com/feed/update/%.*s/";
    char *p;

    if (!linkedin_is_urn(post, NULL))
        return (struct rn_str){NULL, 0};
    p = sink->alloc(sink, sizeof form + post.n);
    (void)snprintf(p, sizeof form + post.n, form, RN_STR_ARG(post));
    return rn_str(p);
}

/* ---- posts of the page ----------------------------------------------------------------------- */

static enum rn_status read_post(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct page *page = rows->arg;
    struct rn_str id;
    enum rn_status status;

    if (!rn_answer_id(rows, row, "id", &id, &status))
        return status;
    if (!linkedin_is_urn(id, NULL))
        return rn_answer_pass(rows, "its id is no name of LinkedIn's");
    rows->used++;
    if (page->config->organization == NULL)
        return RN_OK;
    return linkedin_ask_comments(page->config, rows->sink, id, "comments", 0);
}

/* ---- comments -------------------------------------------------------------------------------- */

/* The name holds the post; older answers have the two numbers apart. */
static bool name_it(struct rn_answer_rows *rows, const struct rn_json *row, struct rn_review *r,
                    enum rn_status *ret_status)
{
    struct rn_str urn = rn_json_str(rn_json_get(row, "commentUrn"));

    *ret_status = RN_OK;
    if (linkedin_is_urn(urn, "comment:("))
        r->external_id = urn;
    else if (!rn_answer_id(rows, row, "id", &r->external_id, ret_status))
        return false;
    r->thread = rn_json_str(rn_json_get(row, "object"));
    if (!linkedin_is_urn(r->thread, NULL))
        r->thread = linkedin_post_of(r->external_id);
    r->parent = rn_json_str(rn_json_get(row, "parentComment"));
    if (r->parent.n == 0)
        r->parent = r->thread;
    return true;
}

static enum rn_status ask_below(struct rn_answer_rows *rows, const struct rn_json *row,
                                struct rn_str comment)
{
    const struct page *page = rows->arg;
    int64_t below = 0;

    if (page->config->organization == NULL || page->below ||
        !linkedin_is_urn(comment, "comment:(") ||
        !rn_json_int(rn_json_path(row, "commentsSummary.aggregatedTotalComments"), &below) ||
        below <= 0)
        return RN_OK;
    return linkedin_ask_comments(page->config, rows->sink, comment, "replies", 0);
}

static enum rn_status read_comment(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct page *page = rows->arg;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_COMMENT};
    enum rn_status status;

    r.author_id = rn_json_str(rn_json_get(row, "actor"));
    if (is_own(page, r.author_id))
        return rn_answer_skip(rows);
    if (!name_it(rows, row, &r, &status))
        return status;
    r.text = rn_json_str(rn_json_path(row, "message.text"));
    r.url = address(rows->sink, r.thread);
    r.created = epoch(rn_json_path(row, "created.time"));
    r.updated = epoch(rn_json_path(row, "lastModified.time"));
    if (r.text.n > 0)
        status = rn_answer_use(rows, &r);
    else /* a picture alone */
        (void)rn_answer_skip(rows);
    return status == RN_OK ? ask_below(rows, row, r.external_id) : status;
}

/* ---- mentions -------------------------------------------------------------------------------- */

static enum rn_status read_mention(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct page *page = rows->arg;
    const struct rn_json *share = rn_json_path(row, "decoratedGeneratedActivity.share");
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_MENTION};
    enum rn_status status;

    if (!rn_json_is(row, RN_JSON_OBJECT))
        return rn_answer_pass(rows, "it is no object");
    if (!rn_str_is(rn_json_str(rn_json_get(row, "action")), "SHARE_MENTION"))
        return rn_answer_skip(rows);
    r.author_id = rn_json_str(rn_json_get(share, "owner"));
    if (is_own(page, r.author_id))
        return rn_answer_skip(rows);
    if (!rn_answer_id(rows, row, "generatedActivity", &r.external_id, &status))
        return status;
    r.text = rn_json_str(rn_json_get(share, "text"));
    if (r.text.n == 0)
        return rn_answer_pass(rows, "it is a mention without its text");
    r.thread = r.external_id;
    r.url = address(rows->sink, r.external_id);
    r.created = epoch(rn_json_get(row, "lastModifiedAt"));
    return rn_answer_use(rows, &r);
}

/* ---- pages ----------------------------------------------------------------------------------- */

static int64_t start_of(struct rn_str note)
{
    int64_t v = 0;

    for (size_t i = 0; i < note.n && i < 9 && note.p[i] >= '0' && note.p[i] <= '9'; i++)
        v = v * 10 + (note.p[i] - '0');
    return v;
}

/* The name in ".../socialActions/NAME/comments?…", decoded. */
static struct rn_str named(struct rn_sink *sink, struct rn_str url)
{
    static const char before[] = "/socialActions/";
    struct rn_buf b;
    struct rn_str s = {NULL, 0};
    const char *from = url.n > 0 ? memmem(url.p, url.n, before, sizeof before - 1) : NULL;

    if (from == NULL)
        return s;
    from += sizeof before - 1;
    const size_t left = url.n - (size_t)(from - url.p);
    const char *end = memchr(from, '/', left);
    rn_buf_init(&b, RN_ANSWER_URL);
    rn_url_decode(&b, rn_strn(from, end != NULL ? (size_t)(end - from) : left), false);
    char *p = sink->alloc(sink, b.n + 1);
    if (b.n > 0)
        memcpy(p, b.p, b.n);
    s = rn_strn(p, b.n);
    rn_buf_free(&b);
    return linkedin_is_urn(s, NULL) ? s : (struct rn_str){NULL, 0};
}

/* Rows may be left out of a page, so only the total tells the end; without one an empty page. */
static enum rn_status next_page(const struct page *page, struct rn_sink *sink,
                                const struct rn_json *root, size_t rows)
{
    const int64_t start = start_of(page->response->note) + LINKEDIN_ROWS;
    const char *step = page->response->step;
    struct rn_str name = named(sink, page->response->url);
    int64_t total = 0;

    if (page->config->organization == NULL || rows == 0)
        return RN_OK;
    if (!rn_json_int(rn_json_path(root, "paging.total"), &total))
        total = rows >= LINKEDIN_ROWS ? INT64_MAX : 0;
    if (start >= total)
        return RN_OK;
    if (start >= LINKEDIN_PAGES * LINKEDIN_ROWS)
        return rn_answer_warn(sink, "stopped after %d rows of a list of LinkedIn's",
                              LINKEDIN_PAGES * LINKEDIN_ROWS);
    if (strcmp(step, "mentions") == 0)
        return linkedin_ask_mentions(page->config, sink, start);
    if (name.n > 0 && (strcmp(step, "comments") == 0 || strcmp(step, "replies") == 0))
        return linkedin_ask_comments(page->config, sink, name, step, start);
    return RN_OK;
}

/* Without a step the first row tells. */
static rn_answer_row *reader(const struct rn_response *response, const struct rn_json *list)
{
    const struct rn_json *row = rn_json_first(list);

    if (strcmp(response->step, "posts") == 0)
        return read_post;
    if (strcmp(response->step, "mentions") == 0)
        return read_mention;
    if (response->step[0] != '\0')
        return read_comment;
    if (rn_json_get(row, "generatedActivity") != NULL || rn_json_get(row, "notificationId") != NULL)
        return read_mention;
    return rn_json_get(row, "commentary") != NULL || rn_json_get(row, "lifecycleState") != NULL
               ? read_post
               : read_comment;
}

static enum rn_status read_document(struct page *page, struct rn_sink *sink,
                                    const struct rn_json *root)
{
    const struct rn_json *list = rn_json_get(root, "elements");
    struct rn_answer_rows rows = {.sink = sink, .place = LINKEDIN_PLACE, .arg = page};
    enum rn_status status;

    if (!rn_json_is(list, RN_JSON_ARRAY))
        return rn_answer_other(sink, root, LINKEDIN_PLACE, "elements");
    if (rn_json_count(list) > RN_ANSWER_ROWS)
        return rn_answer_fail(sink, RN_LIMIT, "LinkedIn sent more than %d rows on one page",
                              RN_ANSWER_ROWS);
    status = rn_answer_each(&rows, list, reader(page->response, list));
    if (status != RN_OK)
        return status;
    if (rows.number == 0 && strcmp(page->response->step, "posts") == 0)
        return sink->warn(sink, "LinkedIn lists no posts of this page");
    return next_page(page, sink, root, rows.number);
}

enum rn_status linkedin_parse(const void *config, const struct rn_response *response,
                              struct rn_sink *sink)
{
    struct page page = {
        .config = config, .response = response, .below = strcmp(response->step, "replies") == 0};
    struct rn_json_doc *doc = NULL;
    enum rn_status status;

    if (strcmp(response->step, "reply") == 0)
        return RN_OK;
    status = rn_answer_json(sink, response, LINKEDIN_PLACE, &doc);
    if (status != RN_OK)
        return status;
    status = read_document(&page, sink, rn_json_root(doc));
    rn_json_free(doc);
    return status;
}
