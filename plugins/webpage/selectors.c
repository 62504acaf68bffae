/* SPDX-License-Identifier: MIT
 *
 * Sheets of selectors: for pages that do not mark up their reviews. A line is a word, a colon and
 * an XPath expression; `each` finds the elements that are a review, the others are read from there.
 * A word may stand several times: the first expression that gives something counts.
 */
#include "page.h"

#include "../common/prose.h"

#include "../common/when.h"

#include <libxml/xpath.h>

enum { LINES_MAX = 200, LINE_MAX_LEN = 2000, OPERATIONS_MAX = 50000000 };

enum word {
    WORD_AUTHOR,
    WORD_BEST,
    WORD_DATE,
    WORD_EACH,
    WORD_ID,
    WORD_ITEM,
    WORD_LANG,
    WORD_NEXT,
    WORD_RATING,
    WORD_TEXT,
    WORD_TITLE,
    WORD_URL,
    WORD_WORST,
    WORDS
};

static const char *const words[WORDS] = {"author", "best",   "date", "each",  "id",  "item", "lang",
                                         "next",   "rating", "text", "title", "url", "worst"};

/* Amazon marks its reviews up in a way of its own; saved pages only, its terms forbid more. */
static const char amazon_sheet[] =
    "each: //*[@data-hook='review' and @id]\n"
    /* What stands behind the dash, or all of it. */
    "id: concat(substring-after(@id, '-'),"
    " substring(@id, 1 + string-length(@id) * contains(@id, '-')))\n"
    "author: .//*[contains(@class, 'a-profile-name')]\n"
    "rating: .//*[@data-hook='review-star-rating' or @data-hook='cmps-review-star-rating']\n"
    "best: 5\n"
    "title: .//*[@data-hook='review-title']//span[not(ancestor::i) and normalize-space(.) != '']\n"
    "title: .//*[@data-hook='review-title']\n"
    "date: .//*[@data-hook='review-date']\n"
    "text: .//*[@data-hook='review-body']//*[@class='cr-original-review-content']\n"
    "text: .//*[@data-hook='review-body']//*[contains(@class, 'review-text-content')]\n"
    "text: .//*[@data-hook='review-body']\n";

struct line {
    enum word word;
    xmlXPathCompExprPtr expression;
};

struct sheet {
    struct line lines[LINES_MAX];
    size_t count;
    xmlXPathContextPtr ctx;
};

static void no_noise(void *arg, xmlErrorPtr e)
{
    (void)arg;
    (void)e;
}

/* ---- reading a sheet ------------------------------------------------------------------------- */

static bool find_word(struct rn_str name, enum word *ret)
{
    for (int i = 0; i < WORDS; i++)
        if (rn_str_is(name, words[i])) {
            *ret = (enum word)i;
            return true;
        }
    return false;
}

static bool has_control(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\t') || s.p[i] == 0x7f)
            return true;
    return false;
}

static enum rn_status read_line(struct sheet *s, struct rn_str line, int number, struct rn_diag *d)
{
    const char *colon = memchr(line.p, ':', line.n);
    char expression[LINE_MAX_LEN + 1];
    struct rn_str name, rest;
    enum word word;

    if (colon == NULL || line.n > LINE_MAX_LEN)
        return rn_fail(d, RN_INVALID,
                       "selectors, line %d: a word, a colon and an XPath expression belong here, "
                       "for example  author: .//b",
                       number);
    if (has_control(line))
        return rn_fail(d, RN_INVALID,
                       "selectors, line %d: there is a control character in it: write the line "
                       "again",
                       number);
    name = rn_str_trim(rn_strn(line.p, (size_t)(colon - line.p)));
    rest = rn_str_trim(rn_strn(colon + 1, line.n - (size_t)(colon + 1 - line.p)));
    if (!find_word(name, &word))
        return rn_fail(d, RN_INVALID,
                       "selectors, line %d: '%.*s' is no word of a sheet; the words are author, "
                       "best, date, each, id, item, lang, next, rating, text, title, url, worst",
                       number, (int)(name.n < 40 ? name.n : 40), name.p);
    if (s->count == LINES_MAX)
        return rn_fail(d, RN_LIMIT, "selectors, line %d: a sheet has at most %d lines", number,
                       LINES_MAX);
    memcpy(expression, rest.p, rest.n);
    expression[rest.n] = '\0';
    s->lines[s->count].word = word;
    s->lines[s->count].expression = xmlXPathCtxtCompile(s->ctx, (const xmlChar *)expression);
    if (s->lines[s->count].expression == NULL)
        return rn_fail(d, RN_INVALID,
                       "selectors, line %d: '%.80s' is no XPath expression: look at its brackets "
                       "and quotes",
                       number, expression);
    s->count++;
    return RN_OK;
}

static bool has(const struct sheet *s, enum word word)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->lines[i].word == word)
            return true;
    return false;
}

static enum rn_status read_lines(struct sheet *s, struct rn_str text, struct rn_diag *d)
{
    enum rn_status status = RN_OK;

    for (int number = 1; text.n > 0 && status == RN_OK; number++) {
        const char *end = memchr(text.p, '\n', text.n);
        size_t n = end != NULL ? (size_t)(end - text.p) : text.n;
        struct rn_str line = rn_str_trim(rn_strn(text.p, n));
        if (line.n > 0 && line.p[0] != '#')
            status = read_line(s, line, number, d);
        n += n < text.n;
        text = rn_strn(text.p + n, text.n - n);
    }
    if (status != RN_OK)
        return status;
    if (!has(s, WORD_EACH))
        return rn_fail(d, RN_INVALID,
                       "selectors: the line  each: …  is missing, which finds the elements that "
                       "are a review");
    if (!has(s, WORD_TEXT) && !has(s, WORD_RATING) && !has(s, WORD_TITLE))
        return rn_fail(d, RN_INVALID,
                       "selectors: one of the lines text, title and rating is needed, or there "
                       "would be nothing to read");
    return RN_OK;
}

static void close_sheet(struct sheet *s)
{
    for (size_t i = 0; i < s->count; i++)
        xmlXPathFreeCompExpr(s->lines[i].expression);
    xmlXPathFreeContext(s->ctx);
}

static enum rn_status open_sheet(struct sheet *s, xmlDocPtr doc, const char *text,
                                 struct rn_diag *d)
{
    enum rn_status status;

    s->count = 0;
    s->ctx = xmlXPathNewContext(doc);
    if (s->ctx == NULL)
        return rn_fail(d, RN_LIMIT, "selectors: there is no memory left to read them");
    s->ctx->error = no_noise;
    s->ctx->opLimit = OPERATIONS_MAX;
    status = read_lines(s, rn_str(text), d);
    if (status != RN_OK)
        close_sheet(s);
    return status;
}

enum rn_status page_selectors_check(const char *text, struct rn_diag *d)
{
    struct sheet s;
    enum rn_status status = open_sheet(&s, NULL, text, d);

    if (status == RN_OK)
        close_sheet(&s);
    return status;
}

/* ---- reading a page -------------------------------------------------------------------------- */

static struct rn_str text_of(struct page *p, xmlXPathObjectPtr found, bool html)
{
    struct rn_str out = {NULL, 0};
    xmlChar *text;

    if (found->type == XPATH_NODESET) {
        const xmlNodeSet *set = found->nodesetval;
        if (set == NULL || set->nodeNr == 0 || set->nodeTab[0]->type == XML_NAMESPACE_DECL)
            return out;
        return html ? page_node_html(p, set->nodeTab[0]) : page_node_plain(p, set->nodeTab[0]);
    }
    text = xmlXPathCastToString(found);
    if (text != NULL)
        out = rn_str_trim(page_keep(p, rn_str((const char *)text)));
    xmlFree(text);
    return html ? rn_prose_to_html(p->sink, out, true) : out;
}

static struct rn_str evaluate(struct page *p, const struct sheet *s, xmlNodePtr at, enum word word,
                              bool html)
{
    struct rn_str out = {NULL, 0};

    for (size_t i = 0; i < s->count && out.n == 0; i++) {
        xmlXPathObjectPtr found;
        if (s->lines[i].word != word)
            continue;
        s->ctx->node = at;
        found = xmlXPathCompiledEval(s->lines[i].expression, s->ctx);
        if (found == NULL)
            continue;
        out = text_of(p, found, html);
        xmlXPathFreeObject(found);
    }
    return out;
}

static void read_one(struct page *p, const struct sheet *s, xmlNodePtr at)
{
    struct page_review r = {.id = evaluate(p, s, at, WORD_ID, false),
                            .author = evaluate(p, s, at, WORD_AUTHOR, false),
                            .lang = evaluate(p, s, at, WORD_LANG, false),
                            .item = evaluate(p, s, at, WORD_ITEM, false),
                            .date = evaluate(p, s, at, WORD_DATE, false)};

    r.url = page_resolve(p, evaluate(p, s, at, WORD_URL, false));
    r.title = (struct page_piece){evaluate(p, s, at, WORD_TITLE, true), true};
    r.body = (struct page_piece){evaluate(p, s, at, WORD_TEXT, true), true};
    r.rating =
        page_rating(evaluate(p, s, at, WORD_RATING, false), evaluate(p, s, at, WORD_BEST, false),
                    evaluate(p, s, at, WORD_WORST, false));
    (void)rn_when(r.date, &r.created);
    page_review_add(p, &r);
}

/* The elements that are a review. Copied out of the set, since other sets are made on the way. */
static void read_each(struct page *p, const struct sheet *s)
{
    xmlNodePtr root = xmlDocGetRootElement(p->html);

    for (size_t i = 0; i < s->count; i++) {
        xmlXPathObjectPtr found;
        if (s->lines[i].word != WORD_EACH)
            continue;
        s->ctx->node = root;
        found = xmlXPathCompiledEval(s->lines[i].expression, s->ctx);
        if (found == NULL)
            continue;
        const xmlNodeSet *set = found->type == XPATH_NODESET ? found->nodesetval : NULL;
        for (int k = 0; set != NULL && k < set->nodeNr && p->review_count < PAGE_REVIEWS_MAX; k++)
            if (set->nodeTab[k]->type == XML_ELEMENT_NODE)
                read_one(p, s, set->nodeTab[k]);
        xmlXPathFreeObject(found);
    }
    if (p->next_url.n == 0)
        p->next_url = evaluate(p, s, root, WORD_NEXT, false);
}

enum rn_status page_read_selectors(struct page *p)
{
    const char *text = p->config->selectors;
    struct rn_diag d = {.status = RN_OK};
    struct sheet s;
    enum rn_status status;

    if (text == NULL)
        text = amazon_sheet;
    if (!page_open_html(p, true))
        return RN_OK;
    status = open_sheet(&s, p->html, text, &d);
    if (status != RN_OK)
        return p->sink->fail(p->sink, status, d.text);
    read_each(p, &s);
    p->cut = p->cut || s.ctx->opCount >= OPERATIONS_MAX;
    close_sheet(&s);
    return RN_OK;
}
