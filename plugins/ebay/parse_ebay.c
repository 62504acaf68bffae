/* SPDX-License-Identifier: MIT
 *
 * eBay's answers. Errors come with HTTP status 200 and a number.
 */
#include "ebay.h"

#include <renown/utf8.h>

#include "../common/index.h"
#include "../common/xml.h"

struct page {
    const struct ebay_config *config;
    struct rn_sink *sink;
    struct rn_answer_rows rows;
    struct rn_index seen;
    struct rn_str before, first; /* the ids that head the page before and this one */
    int64_t number;
};

/* Digits alone; what is more than any count is none. */
static bool whole(struct rn_str s, int64_t *ret)
{
    int64_t v = 0;

    s = rn_str_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || i >= 15)
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    if (s.n == 0)
        return false;
    *ret = v;
    return true;
}

static struct rn_str text(const struct page *page, const xmlNode *parent, const char *name)
{
    return rn_str_trim(rn_xml_text(page->sink, rn_xml_child(parent, name)));
}

static bool number(const struct page *page, const xmlNode *parent, const char *name, int64_t *ret)
{
    return whole(text(page, parent, name), ret);
}

/* ---- errors ---------------------------------------------------------------------------------- */

static const struct {
    int64_t from, to;
    enum rn_status means;
} errors[] = {
    {930, 932, RN_LOGIN},           {16110, 16119, RN_LOGIN}, {21916984, 21916984, RN_LOGIN},
    {21917053, 21917053, RN_LOGIN}, {518, 518, RN_AGAIN},     {21919144, 21919144, RN_AGAIN},
    {10007, 10007, RN_AGAIN},       {2, 2, RN_AGAIN},
};

static enum rn_status meaning(int64_t code)
{
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (code >= errors[i].from && code <= errors[i].to)
            return errors[i].means;
    return RN_CHANGED;
}

/* The first error, and not a warning if there is one. */
static const xmlNode *worst(const struct page *page, const xmlNode *root)
{
    const xmlNode *first = NULL;

    for (const xmlNode *n = root->children; n != NULL; n = n->next) {
        if (!rn_xml_is(n, "Errors"))
            continue;
        if (rn_str_is(text(page, n, "SeverityCode"), "Error"))
            return n;
        first = first != NULL ? first : n;
    }
    return first;
}

static struct rn_str words(const struct page *page, const xmlNode *error)
{
    struct rn_str said = text(page, error, "LongMessage");

    said = said.n > 0 ? said : text(page, error, "ShortMessage");
    return rn_utf8_cut(said, 300);
}

/* Success goes on, a warning is passed on, all else ends here. */
static enum rn_status heed(const struct page *page, const xmlNode *root)
{
    struct rn_str ack = text(page, root, "Ack");
    const xmlNode *error = worst(page, root);
    struct rn_str said = words(page, error);
    int64_t code = 0;

    if (rn_str_is(ack, "Success"))
        return RN_OK;
    (void)number(page, error, "ErrorCode", &code);
    if (rn_str_is(ack, "Warning") || rn_str_is(ack, "PartialFailure"))
        return rn_answer_warn(page->sink, "eBay says with its answer: %.*s (%lld)",
                              RN_STR_ARG(said), (long long)code);
    if (!rn_str_is(ack, "Failure"))
        return rn_answer_fail(page->sink, RN_CHANGED,
                              "eBay sent an answer that does not say whether it succeeded");
    return rn_answer_fail(page->sink, meaning(code), "eBay refused the request: %.*s (%lld)%s",
                          RN_STR_ARG(said), (long long)code,
                          meaning(code) == RN_LOGIN   ? "; check the credentials of this source"
                          : meaning(code) == RN_AGAIN ? "; try again later"
                                                      : "");
}

/* ---- feedback -------------------------------------------------------------------------------- */

/* Withdrawn feedback keeps its text and counts no longer. */
static struct rn_rating rating(struct rn_str word)
{
    static const struct {
        const char *word;
        double value;
    } grades[] = {{"Positive", 3}, {"Neutral", 2}, {"Negative", 1}};

    for (size_t i = 0; i < sizeof grades / sizeof grades[0]; i++)
        if (rn_str_is(word, grades[i].word))
            return (struct rn_rating){
                .scale = RN_SCALE_POINTS, .value = grades[i].value, .best = 3, .worst = 1};
    return (struct rn_rating){.scale = RN_SCALE_NONE};
}

/* What the buyer added later stands below, as a paragraph of its own. */
static struct rn_str whole_text(const struct page *page, const xmlNode *row)
{
    struct rn_str said = text(page, row, "CommentText"), later = text(page, row, "Followup");
    char *p;

    if (later.n == 0)
        return said;
    if (said.n == 0)
        return later;
    p = page->sink->alloc(page->sink, said.n + later.n + 2);
    memcpy(p, said.p, said.n);
    memcpy(p + said.n, "\n\n", 2);
    memcpy(p + said.n + 2, later.p, later.n);
    return rn_strn(p, said.n + later.n + 2);
}

static struct rn_str item_address(const struct page *page, struct rn_str item)
{
    static const char form[] = "https://www.ebay.com/itm/";
    int64_t any;
    char *p;

    if (!whole(item, &any))
        return (struct rn_str){NULL, 0};
    p = page->sink->alloc(page->sink, sizeof form + item.n);
    memcpy(p, form, sizeof form - 1);
    memcpy(p + sizeof form - 1, item.p, item.n);
    return rn_strn(p, sizeof form - 1 + item.n);
}

static enum rn_status read_row(struct page *page, const xmlNode *row)
{
    struct rn_review r = {.size = sizeof r};

    r.external_id = text(page, row, "FeedbackID");
    if (r.external_id.n == 0 || r.external_id.n > 500)
        return rn_answer_pass(&page->rows, "it has no usable id");
    if (!rn_index_put(&page->seen, r.external_id, page))
        return rn_answer_skip(&page->rows);
    if (page->rows.used == 0)
        page->first = r.external_id;
    r.author_name = text(page, row, "CommentingUser");
    r.rating = rating(text(page, row, "CommentType"));
    r.title = text(page, row, "ItemTitle");
    r.text = whole_text(page, row);
    r.url = item_address(page, text(page, row, "ItemID"));
    r.created = rn_xml_time(page->sink, rn_xml_child(row, "CommentTime"));
    r.reply.text = text(page, row, "FeedbackResponse");
    r.reply.state = r.reply.text.n > 0 ? RN_REPLY_PUBLISHED : RN_REPLY_NONE;
    return rn_answer_use(&page->rows, &r);
}

static enum rn_status read_list(struct page *page, const xmlNode *list)
{
    size_t count = 0;
    enum rn_status status = RN_OK;

    for (const xmlNode *n = list->children; n != NULL; n = n->next)
        count += rn_xml_is(n, "FeedbackDetail");
    if (count > RN_ANSWER_ROWS)
        return rn_answer_fail(page->sink, RN_LIMIT, "eBay sent more than %d rows on one page",
                              RN_ANSWER_ROWS);
    rn_index_init(&page->seen, page->sink, count);
    for (const xmlNode *n = list->children; n != NULL && status == RN_OK; n = n->next)
        if (rn_xml_is(n, "FeedbackDetail")) {
            page->rows.number++;
            status = read_row(page, n);
        }
    return status == RN_OK ? rn_answer_end(&page->rows) : status;
}

/* How many there are counts only on the first page: the list moves while it is read. */
static enum rn_status read_total(struct page *page, const xmlNode *root, int64_t *ret_total)
{
    const xmlNode *sums = rn_xml_child(root, "PaginationResult");
    struct rn_aggregate a = {.size = sizeof a, .count = -1};

    if (!number(page, sums, "TotalNumberOfEntries", &a.count) &&
        !number(page, root, "FeedbackDetailItemTotal", &a.count))
        a.count = -1;
    *ret_total = a.count;
    return page->number == 1 && a.count >= 0 ? page->sink->aggregate(page->sink, &a) : RN_OK;
}

static enum rn_status go_on(struct page *page, const xmlNode *root)
{
    int64_t pages = 0;

    (void)number(page, rn_xml_child(root, "PaginationResult"), "TotalNumberOfPages", &pages);
    if (page->config->user == NULL || page->number >= pages || page->rows.number == 0)
        return RN_OK;
    return ebay_ask(page->config, page->sink, page->number + 1, page->first);
}

static enum rn_status read_feedback(struct page *page, const xmlNode *root)
{
    const xmlNode *list = rn_xml_child(root, "FeedbackDetailArray");
    int64_t total = -1;
    enum rn_status status = read_total(page, root, &total);

    if (status == RN_OK && list != NULL)
        status = read_list(page, list);
    if (status != RN_OK)
        return status;
    if (page->before.n > 0 && rn_str_eq(page->before, page->first))
        return rn_answer_fail(page->sink, RN_CHANGED,
                              "eBay sent the same page again as page %lld: reading in a loop was "
                              "stopped",
                              (long long)page->number);
    if (page->rows.number == 0 && page->number == 1 && total > 0)
        return rn_answer_fail(page->sink, RN_CHANGED,
                              "eBay counts %lld feedbacks and sent none of them", (long long)total);
    if (page->rows.number == 0 && page->number == 1)
        return page->sink->warn(page->sink, "eBay lists no feedback of this user");
    return go_on(page, root);
}

/* ---- entry ----------------------------------------------------------------------------------- */

/* "2 99": the page's number and the id that headed the page before. */
static void read_note(struct page *page, struct rn_str note)
{
    size_t n = 0;

    while (n < note.n && note.p[n] != ' ')
        n++;
    if (!whole(rn_strn(note.p, n), &page->number) || page->number == 0)
        page->number = 1;
    page->before = n + 1 < note.n ? rn_strn(note.p + n + 1, note.n - n - 1) : page->before;
}

enum rn_status ebay_parse(const void *config, const struct rn_response *response,
                          struct rn_sink *sink)
{
    bool reply = strcmp(response->step, "reply") == 0;
    struct page page = {
        .config = config, .sink = sink, .rows = {.sink = sink, .place = EBAY_PLACE}};
    xmlDocPtr doc = NULL;
    enum rn_status status =
        rn_xml_open(sink, response->body, EBAY_PLACE,
                    reply ? "RespondToFeedbackResponse" : "GetFeedbackResponse", false, &doc);

    if (status != RN_OK)
        return status;
    read_note(&page, response->note);
    status = heed(&page, xmlDocGetRootElement(doc));
    if (status == RN_OK && !reply)
        status = read_feedback(&page, xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
    return status;
}
