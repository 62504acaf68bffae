/* SPDX-License-Identifier: MIT
 *
 * A post. Its id differs from server to server, its URI does not: that is what it is known by.
 */
#include "mastodon.h"

#include <renown/url.h>

#include "../common/own.h"
#include "../common/prose.h"

/* A list without options is a saved page in somebody's hands: all of it is shown. */
static bool is_unfiltered(const struct mastodon_page *page)
{
    return page->config->host.n == 0;
}

/* Local accounts are named without their server: "jo" is "jo@other.example". */
static struct rn_str full_name(struct rn_sink *sink, const struct rn_json *account)
{
    struct rn_str acct = rn_str_trim(rn_json_str(rn_json_get(account, "acct")));
    struct rn_url home;
    char *p;

    if (acct.n == 0 || memchr(acct.p, '@', acct.n) != NULL ||
        !rn_url_split(rn_json_str(rn_json_get(account, "url")), &home))
        return acct;
    p = sink->alloc(sink, acct.n + home.host.n + 2);
    memcpy(p, acct.p, acct.n);
    p[acct.n] = '@';
    memcpy(p + acct.n + 1, home.host.p, home.host.n);
    return rn_strn(p, acct.n + 1 + home.host.n);
}

static bool is_own(const struct mastodon_page *page, struct rn_str name)
{
    const struct mastodon_config *c = page->config;
    const struct rn_list account = {&c->account, c->account != NULL};

    return rn_own_is(c->own, name) || rn_own_is(account, name);
}

/* Whoever asks not to be indexed is not archived, unless he wrote to the account itself. */
static bool is_wanted(const struct mastodon_page *page, const struct rn_json *account,
                      struct rn_str name)
{
    if (is_unfiltered(page))
        return true;
    if (is_own(page, name))
        return false;
    if (page->list.kind == MASTODON_MENTIONS)
        return true;
    if (page->list.kind == MASTODON_STREAM &&
        rn_json_is(rn_json_get(account, "indexable"), RN_JSON_FALSE))
        return false;
    return !rn_json_true(rn_json_get(account, "noindex")) &&
           (page->config->bots || !rn_json_true(rn_json_get(account, "bot")));
}

static bool fits(const struct mastodon_page *page, struct rn_sink *sink, const struct rn_review *r,
                 struct rn_str warning)
{
    const struct rn_str texts[] = {rn_prose_words(sink, r->text), warning};

    return rn_query_fits(&page->query, sink, texts, 2);
}

/* Posts of streams and searches count by their words, those of a hashtag by it, and what is written
 * to the account counts anyway. */
static bool is_mention(const struct mastodon_page *page, bool found)
{
    return found || page->list.kind == MASTODON_TAG || page->list.kind == MASTODON_MENTIONS ||
           is_unfiltered(page);
}

/* Of an answer the place tells the id on this very server alone. */
static void read_conversation(const struct mastodon_page *page, const struct rn_json *status,
                              struct rn_review *r)
{
    struct rn_str to = rn_json_str(rn_json_get(status, "in_reply_to_id"));
    const struct rn_json *parent;

    if (page->list.kind == MASTODON_THREAD)
        r->thread = page->list.behind;
    if (to.n == 0)
        return;
    parent = rn_index_get(&page->ids, to);
    if (parent != NULL)
        r->parent = rn_json_str(rn_json_get(parent, "uri"));
    else if (rn_str_eq(to, page->list.status))
        r->parent = page->list.behind;
}

static enum rn_kind kind_of(const struct rn_json *status, bool mention)
{
    if (rn_str_is(rn_json_str(rn_json_get(status, "visibility")), "direct"))
        return RN_KIND_MESSAGE;
    return mention ? RN_KIND_MENTION : RN_KIND_COMMENT;
}

/* The answers below a post that was found. */
static enum rn_status ask_thread(struct rn_answer_rows *rows, const struct rn_json *status,
                                 const struct rn_review *r)
{
    const struct mastodon_page *page = rows->arg;
    struct mastodon_list thread = {.kind = MASTODON_THREAD, .host = page->list.host};
    int64_t answers = 0;

    thread.status = rn_json_str(rn_json_get(status, "id"));
    thread.behind = r->external_id;
    if (!page->config->threads || is_unfiltered(page) || page->list.kind == MASTODON_THREAD ||
        thread.status.n == 0 || r->kind == RN_KIND_MESSAGE ||
        !rn_json_int(rn_json_get(status, "replies_count"), &answers) || answers <= 0)
        return RN_OK;
    return mastodon_ask(page->config, rows->sink, &thread);
}

static enum rn_status use(struct rn_answer_rows *rows, const struct rn_json *status,
                          struct rn_review *r)
{
    struct mastodon_page *page = rows->arg;
    const struct rn_json *account = rn_json_get(status, "account");
    struct rn_str warning = rn_str_trim(rn_json_str(rn_json_get(status, "spoiler_text")));
    enum rn_status st;
    bool found;

    r->author_id = full_name(rows->sink, account);
    r->author_name = rn_str_trim(rn_json_str(rn_json_get(account, "display_name")));
    if (r->author_name.n == 0)
        r->author_name = rn_json_str(rn_json_get(account, "username"));
    r->text = rn_json_str(rn_json_get(status, "content"));
    found = page->query.case_count > 0 && fits(page, rows->sink, r, warning);
    if (!is_wanted(page, account, r->author_id) || (r->text.n == 0 && warning.n == 0) ||
        (!is_mention(page, found) && page->list.kind != MASTODON_THREAD))
        return rn_answer_skip(rows);
    r->kind = kind_of(status, is_mention(page, found));
    r->html = true;
    r->title = warning.n > 0 ? rn_prose_to_html(rows->sink, warning, true) : warning;
    (void)rn_json_num(rn_json_get(account, "followers_count"), &r->reach);
    read_conversation(page, status, r);
    st = rn_answer_use(rows, r);
    return st == RN_OK ? ask_thread(rows, status, r) : st;
}

enum rn_status mastodon_read_row(struct rn_answer_rows *rows, const struct rn_json *row)
{
    struct mastodon_page *page = rows->arg;
    struct rn_review r = {.size = sizeof r};
    const struct rn_json *status = row, *inner = rn_json_get(row, "status");
    enum rn_status st;

    if (rn_json_is(inner, RN_JSON_OBJECT) && rn_json_get(row, "type") != NULL)
        status = inner;
    else if (rn_json_get(row, "type") != NULL && rn_json_get(row, "content") == NULL)
        return rn_answer_skip(rows); /* a notice of something else, a follower for example */
    inner = rn_json_get(status, "reblog");
    if (rn_json_is(inner, RN_JSON_OBJECT)) /* passed on by somebody: its writer counts */
        status = inner;
    if (!rn_answer_id(rows, status, "uri", &r.external_id, &st))
        return st;
    if (!rn_index_put(&page->uris, r.external_id, status))
        return rn_answer_skip(rows);
    r.url = rn_json_str(rn_json_get(status, "url"));
    if (r.url.n == 0)
        r.url = r.external_id;
    r.lang = rn_json_str(rn_json_get(status, "language"));
    r.created = rn_answer_time(rn_json_get(status, "created_at"));
    r.updated = rn_answer_time(rn_json_get(status, "edited_at"));
    return use(rows, status, &r);
}
