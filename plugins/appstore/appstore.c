/* SPDX-License-Identifier: MIT
 *
 * Apple's public feed of customer reviews: the newest 500 of each country, without a login. The
 * forms of the feed are read in parse_json.c and parse_xml.c.
 */
#include "appstore.h"

#include <renown/url.h>

enum { PAGES = 10 };

static const char *const forms[] = {"json", "xml", NULL};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct appstore_config, app, .flags = RN_OPT_REQUIRED,
                   .doc = "The app's number: the digits after id in the address of its page.",
                   .example = "1446075923"),
    RN_OPTION_LIST(struct appstore_config, country, .def = "us",
                   .doc =
                       "Storefronts to read, as two letters. Each country has reviews of its own "
                       "and is asked for separately.",
                   .example = "[us, gb, pk]"),
    RN_OPTION_CHOICE(struct appstore_config, form, .choices = forms, .def = "json",
                     .doc = "The form of the feed to ask for; when one fails for days, try the "
                            "other.",
                     .example = "xml"),
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 1000,
    .history = "The 500 newest reviews of each country.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

static enum rn_status check_country(const char *cc, struct rn_diag *d)
{
    if (strlen(cc) == 2 && cc[0] >= 'a' && cc[0] <= 'z' && cc[1] >= 'a' && cc[1] <= 'z')
        return RN_OK;
    return rn_fail(
        d, RN_INVALID,
        "the country \"%s\" is no storefront: write two small letters, for example us or "
        "gb",
        cc);
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct appstore_config *c = config;
    enum rn_status status = RN_OK;

    if (c->app[0] == '\0' || strspn(c->app, "0123456789") != strlen(c->app))
        return rn_fail(
            d, RN_INVALID,
            "the app \"%s\" is no number: take the digits after id in the address of its "
            "page in the App Store",
            c->app);
    if (c->country.n == 0)
        return rn_fail(d, RN_INVALID,
                       "the option country names no storefront: write us or [us, gb]");
    for (size_t i = 0; i < c->country.n && status == RN_OK; i++)
        status = check_country(c->country.v[i], d);
    return status;
}

/* Pages are counted here and carried in the note, because the feed's own links lead to another form
 * or to themselves. `before` is the id that heads the page before, by which a loop is found out. */
static enum rn_status ask(const struct appstore_config *c, struct rn_sink *sink,
                          struct rn_str country, int page, struct rn_str before)
{
    struct rn_buf url, note;
    enum rn_status status;

    rn_buf_init(&note, 200);
    rn_buf_add(&note, country);
    rn_buf_fmt(&note, " %d ", page);
    rn_buf_add(&note, before.n <= 100 ? before : (struct rn_str){NULL, 0});
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, "https://itunes.apple.com/");
    rn_url_encode(&url, country);
    rn_buf_fmt(&url, "/rss/customerreviews/page=%d/id=", page);
    rn_url_encode(&url, rn_str(c->app));
    rn_buf_addz(&url, "/sortby=mostrecent/");
    rn_buf_addz(&url, forms[c->form == 1 ? 1 : 0]);
    status =
        rn_answer_ask(sink,
                      (struct rn_request){.flags = page > 1 ? RN_REQUEST_MORE : RN_REQUEST_SAME,
                                          .method = "GET",
                                          .step = "feed",
                                          .note = rn_buf_str(&note)},
                      &url);
    rn_buf_free(&note);
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct appstore_config *c = config;
    enum rn_status status = RN_OK;

    (void)cursor;
    for (size_t i = 0; i < c->country.n && status == RN_OK; i++)
        status = ask(c, sink, rn_str(c->country.v[i]), 1, (struct rn_str){NULL, 0});
    return status;
}

/* ---- shared by the forms ------------------------------------------------------------------------
 */

enum rn_status appstore_begin(struct appstore_page *page, size_t entries)
{
    if (entries > RN_ANSWER_ROWS)
        return rn_answer_fail(page->sink, RN_LIMIT,
                              "%s has %zu entries on one page, where 50 are usual: it was not read",
                              APPSTORE_PLACE, entries);
    rn_index_init(&page->seen, page->sink, entries);
    return RN_OK;
}

static struct rn_str keep(struct rn_sink *sink, struct rn_str s)
{
    char *p = sink->alloc(sink, s.n + 1);

    if (s.n > 0)
        memcpy(p, s.p, s.n);
    return rn_strn(p, s.n);
}

enum rn_status appstore_take(struct appstore_page *page, const struct rn_review *r)
{
    struct rn_str id = keep(page->sink, r->external_id);

    if (page->rows.used == 0 && page->before.n > 0 && rn_str_eq(page->before, id))
        return rn_answer_fail(
            page->sink, RN_CHANGED,
            "%s sent the same page again as page %d of the storefront %.*s: reading "
            "in a loop was stopped",
            APPSTORE_PLACE, page->number, RN_STR_ARG(page->country));
    if (!rn_index_put(&page->seen, id, page))
        return RN_OK;
    if (page->rows.used == 0)
        page->first = id;
    return rn_answer_use(&page->rows, r);
}

struct rn_str appstore_person(struct rn_str uri)
{
    for (size_t at = uri.n; at >= 4; at--) {
        if (memcmp(uri.p + at - 4, "/id", 3) != 0)
            continue;
        size_t n = at - 1;
        while (n < uri.n && uri.p[n] >= '0' && uri.p[n] <= '9')
            n++;
        return rn_strn(uri.p + at - 1, n - (at - 1));
    }
    return (struct rn_str){NULL, 0};
}

struct rn_rating appstore_rating(struct rn_str label)
{
    label = rn_str_trim(label);
    if (label.n != 1 || label.p[0] < '1' || label.p[0] > '5')
        return (struct rn_rating){.scale = RN_SCALE_NONE};
    return (struct rn_rating){
        .scale = RN_SCALE_POINTS, .value = label.p[0] - '0', .best = 5, .worst = 1};
}

/* ---- parse ----------------------------------------------------------------------------------- */

/* "us 3 8044879566": storefront, page number, first id of the page before. */
static void read_note(struct appstore_page *page, struct rn_str note,
                      const struct appstore_config *c)
{
    const char *p = note.n > 0 ? note.p : "", *end = p + note.n;

    while (p < end && *p != ' ')
        p++;
    page->country = rn_strn(note.p, note.n - (size_t)(end - p));
    for (p += p < end; p < end && *p >= '0' && *p <= '9' && page->number <= PAGES; p++)
        page->number = page->number * 10 + (*p - '0');
    if (p < end)
        page->before = rn_strn(p + 1, (size_t)(end - p - 1));
    if (page->number == 0)
        page->number = 1;
    if (page->country.n == 0 && c->country.n > 0)
        page->country = rn_str(c->country.v[0]);
}

static enum rn_status read_body(struct appstore_page *page, const struct rn_response *response)
{
    struct rn_str body = rn_str_trim(response->body);

    if (rn_str_starts(body, "\xef\xbb\xbf"))
        body = rn_str_trim(rn_strn(body.p + 3, body.n - 3));
    if (rn_str_starts(body, "CustomerReviews RSS page depth"))
        return rn_answer_fail(
            page->sink, RN_CHANGED,
            "%s has ten pages a country, and this answer is for a page beyond them",
            APPSTORE_PLACE);
    if (rn_str_starts(body, "<"))
        return appstore_read_xml(page, response);
    if (rn_str_starts(body, "{") || rn_str_starts(body, "["))
        return appstore_read_json(page, response);
    return rn_answer_fail(page->sink, RN_CHANGED,
                          body.n == 0 ? "%s sent an empty answer"
                                      : "%s sent what is neither its JSON nor its XML form",
                          APPSTORE_PLACE);
}

/* An empty page ends a country; an empty first page means nothing: it comes and goes for apps that
 * do have reviews. */
static enum rn_status go_on(const struct appstore_config *c, struct appstore_page *page)
{
    if (page->rows.used == 0 && page->number == 1)
        return rn_answer_warn(
            page->sink,
            "%s shows no reviews%s%.*s: the app may be unknown there, or the feed "
            "was empty for a moment",
            APPSTORE_PLACE, page->country.n > 0 ? " in the storefront " : "",
            RN_STR_ARG(page->country));
    if (page->rows.used == 0)
        return RN_OK;
    if (page->number >= PAGES)
        return rn_answer_warn(
            page->sink,
            "%s ends after 500 reviews of the storefront %.*s: older ones cannot be "
            "read there",
            APPSTORE_PLACE, RN_STR_ARG(page->country));
    if (c->app == NULL || page->country.n == 0)
        return RN_OK;
    return ask(c, page->sink, page->country, page->number + 1, page->first);
}

static enum rn_status parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink)
{
    struct appstore_page page = {.sink = sink,
                                 .rows = {.sink = sink, .place = APPSTORE_PLACE, .arg = &page}};
    enum rn_status status;

    read_note(&page, response->note, config);
    status = read_body(&page, response);
    return status == RN_OK ? go_on(config, &page) : status;
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "appstore",
    .title = "App Store (public feed)",
    .summary = "The newest reviews of any app in Apple's App Store, country by country, without a "
               "login.",
    .terms_url = "https://www.apple.com/legal/internet-services/itunes/",
    .can = RN_CAN_FETCH,
    .limits = &limits,
    .config_size = sizeof(struct appstore_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "app",
    .check = check,
    .plan = plan,
    .parse = parse,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
