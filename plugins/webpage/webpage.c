/* SPDX-License-Identifier: MIT
 *
 * Reviews and ratings that stand in a web page: by schema.org's words in JSON-LD, Microdata or
 * RDFa, or where a sheet of selectors says. page.h has the way of a page through the files.
 */
#include "page.h"

#include "../common/charset.h"
#include "../common/link.h"

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct webpage_config, url, .flags = RN_OPT_REQUIRED,
                   .doc = "The page to read. Changing it makes another place of it; further "
                          "pages about the same thing belong into pages.",
                   .example = "https://harbour-hotel.example/guestbook"),
    RN_OPTION_LIST(struct webpage_config, pages,
                   .doc = "Further pages about the same thing, where no link leads to them.",
                   .example = "[https://harbour-hotel.example/guestbook/2025]"),
    RN_OPTION_TEXT(struct webpage_config, item,
                   .doc = "Only reviews and ratings of the thing with this name, where a page "
                          "rates several.",
                   .example = "Harbour Hotel"),
    RN_OPTION_FILE(struct webpage_config, selectors,
                   .doc = "A file that says by XPath where the reviews of a page stand that does "
                          "not mark them up: a line each of a word, a colon and an expression. "
                          "Reviews then come from there alone.",
                   .example = "guestbook.selectors"),
    RN_OPTION_BOOL(struct webpage_config, follow, .def = "true",
                   .doc = "Follow a page's link to its next page (rel=next) on the same host."),
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 2000,
    .history = "What the page shows; most pages show a few of their reviews and the rating of all.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

static enum rn_status check_url(const char *url, struct rn_diag *d)
{
    if (rn_link_is_web(rn_str(url)))
        return RN_OK;
    return rn_fail(
        d, RN_INVALID,
        "'%.200s' is no address of a page: write it with https:// in front and without blanks",
        url);
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct webpage_config *c = config;
    enum rn_status status = check_url(c->url, d);

    for (size_t i = 0; i < c->pages.n && status == RN_OK; i++)
        status = check_url(c->pages.v[i], d);
    if (status == RN_OK && c->selectors != NULL)
        status = page_selectors_check(c->selectors, d);
    return status;
}

/* ---- requests -------------------------------------------------------------------------------- */

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct webpage_config *c = config;
    enum rn_status status =
        rn_link_ask(sink, rn_str(c->url), RN_REQUEST_PAGE | RN_REQUEST_SAME, "page");

    (void)cursor;
    for (size_t i = 0; i < c->pages.n && status == RN_OK; i++)
        status =
            rn_link_ask(sink, rn_str(c->pages.v[i]), RN_REQUEST_PAGE | RN_REQUEST_SAME, "page");
    return status;
}

/* Each dated review is as old as the one before it, or older. */
static bool is_newest_first(const struct page *p)
{
    const struct page_review *before = NULL;
    size_t pairs = 0;

    for (const struct page_review *r = p->reviews; r != NULL; r = r->next) {
        if (r->created.precision == RN_TIME_NONE)
            continue;
        if (before != NULL && r->created.us > before->created.us)
            return false;
        pairs += before != NULL;
        before = r;
    }
    return pairs > 0;
}

/* ---- parse ----------------------------------------------------------------------------------- */

static bool rates_several(const struct page *p)
{
    for (const struct page_aggregate *a = p->aggregates; a != NULL; a = a->next)
        if (a->item.n > 0 && !rn_str_eq(a->item, p->aggregates->item))
            return true;
    return false;
}

static enum rn_status say(struct page *p, bool guessed)
{
    enum rn_status status = RN_OK;

    if (p->reviews == NULL)
        status = p->sink->warn(
            p->sink, p->aggregates != NULL
                         ? "the page states a rating and marks up no review"
                         : "the page can be read and marks up neither a review nor a rating: if it "
                           "shows some, a sheet of selectors can say where");
    if (status == RN_OK && p->costly)
        status = p->sink->warn(p->sink, "a tag of the page has more attributes than any page "
                                        "needs: only its JSON-LD was read");
    if (status == RN_OK && p->cut)
        status = p->sink->warn(p->sink, "the page is larger or deeper than pages are: a part of "
                                        "it was not read");
    if (status == RN_OK && guessed)
        status = p->sink->warn(p->sink, "the page is not written in the encoding that it names");
    if (status == RN_OK && rates_several(p) && p->config->item == NULL)
        status = p->sink->warn(p->sink, "the page rates several things: the option item chooses "
                                        "one by its name");
    return status;
}

static enum rn_status read_page(struct page *p)
{
    struct rn_str body = rn_str_trim(p->text);
    enum rn_status status;

    if (rn_str_starts(body, "{") || rn_str_starts(body, "[")) {
        p->scripts = page_alloc(p, sizeof *p->scripts);
        p->scripts->text = body;
        p->script_count = 1;
    } else if (body.n == 0 || memchr(body.p, '<', body.n) == NULL) {
        return p->sink->fail(p->sink, RN_CHANGED,
                             body.n == 0 ? "the page is empty"
                                         : "this is no web page: it holds neither a tag nor JSON");
    } else {
        page_scan(p);
    }
    status = page_read_jsonld(p);
    if (status != RN_OK)
        return status;
    page_read_markup(p);
    page_read_items(p);
    if (p->config->selectors != NULL)
        p->reviews = p->last_review = NULL, p->review_count = 0;
    return p->config->selectors != NULL || p->amazon ? page_read_selectors(p) : RN_OK;
}

static enum rn_status parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink)
{
    struct page p = {.sink = sink, .config = config, .url = response->url};
    bool guessed = false;
    enum rn_status status = rn_charset_utf8(sink, response, PAGE_MAX, &p.text, &guessed);

    if (status == RN_OK)
        status = read_page(&p);
    if (status == RN_OK)
        status = page_hand_over(&p);
    if (status == RN_OK)
        status = say(&p, guessed);
    if (status == RN_OK && p.config->follow)
        status =
            rn_link_follow(sink, response, page_resolve(&p, p.next_url),
                           RN_REQUEST_PAGE | (is_newest_first(&p) ? RN_REQUEST_MORE : 0), "page");
    page_close(&p);
    return status;
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "webpage",
    .title = "A web page",
    .summary = "Reviews and the rating in any page that marks them up (schema.org), or that a "
               "sheet of selectors describes.",
    .terms_url = "https://schema.org/docs/terms.html",
    .can = RN_CAN_FETCH,
    .limits = &limits,
    .config_size = sizeof(struct webpage_config),
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
