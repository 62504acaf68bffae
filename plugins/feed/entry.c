/* SPDX-License-Identifier: MIT
 *
 * An entry becomes a mention: which of its texts count, what tells it from others.
 */
#include "feed.h"

#include "../common/link.h"
#include "../common/own.h"
#include "../common/prose.h"
#include "../common/when.h"

#include <renown/url.h>

enum { HINT = 180 };

/* ---- Google Alerts --------------------------------------------------------------------------- */

/* No blanks or controls, as a part that was decoded once too often has. */
static bool is_address(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= 0x20 || s.p[i] == 0x7f)
            return false;
    return s.n > 0;
}

/* https://www.google.com/url?…&url=REAL&…: the same story gets a new wrapping with every alert. */
struct rn_str feed_unwrap(struct rn_sink *sink, struct rn_str link)
{
    struct rn_url u;
    struct rn_str value = {NULL, 0};
    struct rn_buf b;
    char *copy;

    if (!rn_url_split(link, &u) || !rn_str_is(u.path, "/url") ||
        !(rn_str_starts(u.host, "www.google.") || rn_str_starts(u.host, "google.")))
        return link;
    if (!rn_url_param(link, "url", &value) && !rn_url_param(link, "q", &value))
        return link;
    rn_buf_init(&b, RN_LINK_MAX);
    rn_url_decode(&b, value, false);
    if (!is_address(rn_buf_str(&b))) { /* it was not encoded */
        rn_buf_clear(&b);
        rn_buf_add(&b, value);
    }
    if (b.n > 0 && rn_url_split(rn_buf_str(&b), &u)) {
        copy = sink->alloc(sink, b.n + 1);
        memcpy(copy, b.p, b.n);
        link = rn_strn(copy, b.n);
    }
    rn_buf_free(&b);
    return link;
}

/* ---- texts ----------------------------------------------------------------------------------- */

static bool has_reference(struct rn_str s)
{
    uint32_t cp;

    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '&' && rn_prose_entity(rn_strn(s.p + i, s.n - i), &cp) > 0)
            return true;
    return false;
}

static bool is_html(const struct feed_text *t)
{
    return t->kind == FEED_HTML ||
           (t->kind == FEED_UNSAID && (rn_prose_has_tags(t->s) || has_reference(t->s)));
}

/* Is there a character to read outside of the tags? */
static bool has_words(struct rn_str s)
{
    bool inside = false;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '<')
            inside = true;
        else if (!inside && strchr(" \t\r\n", s.p[i]) == NULL)
            return true;
        inside = inside && s.p[i] != '>';
    }
    return false;
}

/* HTML or plain. What is nothing but markup (a picture) is shown as it is written. */
static struct rn_str prose(struct rn_sink *sink, const struct feed_text *t, bool html)
{
    bool own = is_html(t) && has_words(t->s);

    if (own && memchr(t->s.p, '\n', t->s.n) != NULL && t->kind == FEED_UNSAID &&
        !rn_prose_has_tags(t->s))
        return rn_prose_to_html(sink, t->s, false);
    return html && !own ? rn_prose_to_html(sink, t->s, true) : t->s;
}

static void fill(struct rn_str *into, struct rn_str from)
{
    if (rn_str_trim(*into).n == 0)
        *into = from;
}

/* ---- what tells it from others --------------------------------------------------------------- */

static uint64_t hash_of(struct rn_str s)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    return h;
}

/* Title and date, where there is neither id nor address. */
static void hint_of(const struct feed_entry *e, char out[HINT])
{
    struct rn_str text = rn_str_trim(e->title.s.n > 0 ? e->title.s : e->body.s);
    struct rn_str date = rn_str_trim(e->created);

    date.n = date.n < 60 ? date.n : 60;
    (void)snprintf(out, HINT, "%016llx\n%.*s", (unsigned long long)hash_of(text), RN_STR_ARG(date));
}

/* ---- an entry -------------------------------------------------------------------------------- */

static void read_times(struct feed *f, const struct feed_entry *e, struct rn_review *r)
{
    (void)rn_when(e->created, &r->created);
    (void)rn_when(e->updated, &r->updated);
    if (r->created.precision == RN_TIME_NONE)
        r->created = r->updated;
    if (r->created.us == r->updated.us)
        r->updated = (struct rn_time){0, RN_TIME_NONE};
    if (r->created.precision == RN_TIME_NONE)
        return;
    f->unsorted = f->unsorted || (f->dated > 0 && r->created.us > f->before_us);
    f->before_us = r->created.us;
    f->dated++;
}

/* An alert's own number is new for each alert: there the story's address is the id. */
static void read_id(struct feed *f, struct feed_entry *e, struct rn_review *r, char hint[HINT])
{
    struct rn_str link = rn_str_trim(e->link);

    if (link.n == 0 && e->id_is_link)
        link = rn_link_resolve(f->sink, f->url, (struct rn_str){NULL, 0}, e->id);
    r->url = feed_unwrap(f->sink, link);
    r->external_id = r->url.p != link.p ? r->url : rn_str_trim(e->id);
    fill(&r->external_id, r->url);
    if (r->external_id.n == 0) {
        hint_of(e, hint);
        r->key_hint = rn_str(hint);
    }
}

static bool read_texts(struct feed *f, struct feed_entry *e, struct rn_review *r)
{
    bool title, body;

    e->title.s = rn_str_trim(e->title.s);
    e->body.s = rn_str_trim(e->body.s);
    if (e->title.s.n == 0 && e->body.s.n == 0) {
        e->title = (struct feed_text){e->other_title, FEED_UNSAID};
        fill(&e->title.s, r->url);
        fill(&e->title.s, r->external_id);
    }
    title = is_html(&e->title) && has_words(e->title.s);
    body = is_html(&e->body) && has_words(e->body.s);
    r->html = title || body;
    r->title = prose(f->sink, &e->title, r->html);
    r->text = prose(f->sink, &e->body, r->html);
    return rn_str_trim(r->title).n > 0 || rn_str_trim(r->text).n > 0;
}

enum rn_status feed_take(struct feed *f, const struct feed_entry *given)
{
    struct feed_entry e = *given;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_MENTION};
    char hint[HINT];
    struct rn_str key;

    f->entries++;
    read_id(f, &e, &r, hint);
    r.author_name = rn_str_trim(e.author.n > 0 ? e.author : f->author);
    r.author_id = e.author_id;
    r.lang = e.lang.n > 0 ? e.lang : f->lang;
    r.truncated = e.cut;
    if (rn_own_is(f->config->own, r.author_name)) {
        f->used++;
        return RN_OK;
    }
    if (!read_texts(f, &e, &r)) {
        f->empty++;
        return RN_OK;
    }
    read_times(f, &e, &r);
    key = r.external_id.n > 0 ? r.external_id : r.key_hint;
    char *copy = f->sink->alloc(f->sink, key.n + 1);
    memcpy(copy, key.p, key.n);
    if (!rn_index_put(&f->seen, rn_strn(copy, key.n), "seen"))
        return RN_OK; /* the same entry twice in one feed */
    f->used++;
    return f->sink->review(f->sink, &r);
}
