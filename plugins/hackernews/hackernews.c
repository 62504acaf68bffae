/* SPDX-License-Identifier: MIT
 *
 * Hacker News: stories and comments that speak of a brand, by the search that Algolia runs for it,
 * without a login. What comes back is read in parse_hits.c.
 */
#include "hackernews.h"

#include <renown/url.h>

#define BASE "https://hn.algolia.com/api/v1/search_by_date?"

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct hn_config, query, .flags = RN_OPT_REQUIRED,
                   .doc = "What to look for: words, \"phrases\", OR, -without, parentheses. Words "
                          "side by side must all be there.",
                   .example = "'\"harbour hotel\" OR harbourhotel -jobs'"),
    RN_OPTION_LIST(struct hn_config, own,
                   .doc = "Accounts whose stories and comments are your own and are passed over.",
                   .example = "[harbourhotel]"),
    RN_OPTION_BOOL(struct hn_config, threads, .def = "false",
                   .doc = "Read all comments below the stories that were found as well."),
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 1000,
    .history = "Everything since 2007; one run reads 100 pages of 100 for each alternative.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct hn_config *c = config;
    struct rn_query q;
    enum rn_status status = rn_query_read(c->query, &q, d);

    if (status == RN_OK && q.case_count == 0)
        return rn_fail(d, RN_INVALID, "the query is empty: write the name to look for");
    return status;
}

static enum rn_status hand_over(struct rn_sink *sink, struct rn_buf *url,
                                const struct hn_list *list, bool shared)
{
    char note[80];
    bool thread = list->story.n > 0;
    unsigned more = list->pages > 0 || thread ? RN_REQUEST_MORE : 0;

    (void)snprintf(note, sizeof note, "%lld %lld %lld", (long long)list->index,
                   (long long)list->pages, (long long)list->before);
    if (list->before > 0)
        rn_buf_fmt(url, "&numericFilters=created_at_i%%3C%lld", (long long)list->before);
    return rn_answer_ask(sink,
                         (struct rn_request){.method = "GET",
                                             .flags = more | (shared ? RN_REQUEST_OVERLAPS : 0),
                                             .step = thread ? "thread" : "search",
                                             .note = rn_str(note)},
                         url);
}

enum rn_status hn_ask(const struct hn_config *c, struct rn_sink *sink, const struct hn_list *list)
{
    struct rn_query q;
    struct rn_diag d = {.status = RN_OK};
    struct rn_buf url, words;
    enum rn_status status = rn_query_read(c->query, &q, &d);

    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    rn_buf_init(&url, RN_ANSWER_URL);
    rn_buf_addz(&url, BASE);
    if (list->story.n > 0) {
        rn_buf_addz(&url, "tags=comment%2Cstory_");
        rn_url_encode(&url, list->story);
    } else {
        rn_buf_init(&words, RN_ANSWER_URL);
        rn_query_write(&q, (size_t)list->index, "-", &words);
        rn_buf_addz(&url, "tags=%28story%2Ccomment%2Cpoll%29&query=");
        rn_url_encode(&url, rn_buf_str(&words));
        rn_buf_free(&words);
    }
    rn_buf_fmt(&url, "&hitsPerPage=%d", HN_PAGE);
    return hand_over(sink, &url, list, q.case_count > 1 || c->threads);
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct hn_config *c = config;
    struct rn_query q;
    struct rn_diag d = {.status = RN_OK};
    enum rn_status status = rn_query_read(c->query, &q, &d);

    (void)cursor;
    if (status != RN_OK)
        return sink->fail(sink, status, d.text);
    for (size_t i = 0; i < q.case_count && status == RN_OK; i++)
        status = hn_ask(c, sink, &(struct hn_list){.index = (int64_t)i});
    return status;
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "hackernews",
    .title = HN_PLACE,
    .summary = "Stories and comments on Hacker News that speak of a brand, without a login.",
    .terms_url = "https://hn.algolia.com/api",
    .can = RN_CAN_FETCH,
    .limits = &limits,
    .config_size = sizeof(struct hn_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "query",
    .check = check,
    .plan = plan,
    .parse = hn_parse,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
