/* SPDX-License-Identifier: MIT
 *
 * What was found, once each. The same review often stands in two blocks or two syntaxes: who wrote
 * it, the day and the beginning of its text tell. A review that the page gives no id gets a key of
 * author, day and thing reviewed; of its text only where these do not tell it from another.
 */
#include "page.h"

#include "../common/prose.h"

#include "../common/index.h"

#include <renown/stamp.h>
#include <renown/utf8.h>

enum { START = 40, NAME_PART = 80, DATE_PART = 32, KEY_MAX = 180 };

void page_review_add(struct page *p, const struct page_review *r)
{
    struct page_review *kept;

    if (p->review_count == PAGE_REVIEWS_MAX) {
        p->cut = true;
        return;
    }
    kept = page_alloc(p, sizeof *kept);
    *kept = *r;
    kept->next = NULL;
    if (p->last_review != NULL)
        p->last_review->next = kept;
    else
        p->reviews = kept;
    p->last_review = kept;
    p->review_count++;
}

static bool same_aggregate(const struct page_aggregate *a, const struct page_aggregate *b)
{
    return a->rating.value == b->rating.value && a->rating.best == b->rating.best &&
           a->count == b->count;
}

void page_aggregate_add(struct page *p, const struct page_aggregate *a)
{
    struct page_aggregate *kept;
    size_t count = 0;

    for (kept = p->aggregates; kept != NULL; kept = kept->next)
        if (++count == 200 || same_aggregate(kept, a))
            return;
    kept = page_alloc(p, sizeof *kept);
    *kept = *a;
    kept->next = NULL;
    if (p->last_aggregate != NULL)
        p->last_aggregate->next = kept;
    else
        p->aggregates = kept;
    p->last_aggregate = kept;
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* Letters and digits only, in small letters: blanks, quotes and dashes change from one syntax to
 * the other. */
static void add_start(struct rn_buf *b, struct page_piece piece, size_t points)
{
    struct rn_str s = piece.text;

    for (size_t i = 0; i < s.n && points > 0;) {
        uint32_t cp;
        char out[4];
        size_t used = s.p[i] == '&' ? rn_prose_entity(rn_strn(s.p + i, s.n - i), &cp) : 0;
        if (piece.html && s.p[i] == '<') {
            const char *end = memchr(s.p + i, '>', s.n - i);
            i = end != NULL ? (size_t)(end - s.p) + 1 : s.n;
            continue;
        }
        if (used > 0)
            i += used;
        else
            cp = rn_utf8_next(s, &i);
        if (cp >= 'A' && cp <= 'Z')
            cp |= 0x20;
        if ((cp < 0x80 && !(cp >= 'a' && cp <= 'z') && !(cp >= '0' && cp <= '9')) ||
            (cp >= 0x80 && cp < 0xC0) || (cp >= 0x2000 && cp < 0x2070) || cp == 0xFFFD)
            continue;
        rn_buf_add(b, rn_strn(out, rn_utf8_put(out, cp)));
        points--;
    }
}

static void add_small(struct rn_buf *b, struct rn_str s, size_t most)
{
    s = rn_utf8_cut(rn_str_trim(s), most);
    for (size_t i = 0; i < s.n; i++)
        rn_buf_addc(b, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20) : s.p[i]);
}

/* The day as it is written, or as it was understood, or what stands there. */
static void add_day(struct rn_buf *b, const struct page_review *r)
{
    static const char shape[] = "dddd-dd-dd";
    struct rn_str s = rn_str_trim(r->date);
    char text[32];
    size_t n = 0;

    while (n < 10 && n < s.n && (shape[n] == '-' ? s.p[n] == '-' : s.p[n] >= '0' && s.p[n] <= '9'))
        n++;
    if (n == 10)
        rn_buf_add(b, rn_strn(s.p, 10));
    else if (r->created.precision != RN_TIME_NONE)
        rn_buf_add(b, rn_strn(rn_stamp_text(r->created.us, text), 10));
    else
        rn_buf_add(b, rn_utf8_cut(s, DATE_PART));
}

static struct rn_str sameness(struct page *p, const struct page_review *r)
{
    struct rn_buf b;
    struct rn_str out;

    rn_buf_init(&b, 4096);
    add_small(&b, r->author, NAME_PART);
    rn_buf_addc(&b, '\n');
    add_day(&b, r);
    rn_buf_addc(&b, '\n');
    add_start(&b, r->body, START);
    out = page_keep(p, rn_buf_str(&b));
    rn_buf_free(&b);
    return out;
}

/* Names that many go by. */
static bool is_nobody(struct rn_str author)
{
    static const char *const names[] = {"",      "anonymous",  "anonym", "anonyme", "anonimo",
                                        "guest", "a customer", "user",   "unknown", "n/a"};
    struct rn_buf b;
    bool found = false;

    rn_buf_init(&b, 200);
    add_small(&b, author, 20);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        found = found || strcmp(rn_buf_z(&b), names[i]) == 0;
    rn_buf_free(&b);
    return found;
}

/* FNV-1a. */
static uint64_t hash_of(struct rn_str s, uint64_t h)
{
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    return h;
}

/* The text's letters: what tells two reviews of one author and day apart. */
static void add_text_hash(struct rn_buf *b, const struct page_review *r)
{
    struct rn_buf text;

    rn_buf_init(&text, 4096);
    add_start(&text, r->body.text.n > 0 ? r->body : r->title, 500);
    (void)rn_buf_fmt(
        b, "\n%016llx",
        (unsigned long long)hash_of(rn_buf_str(&text), UINT64_C(14695981039346656037)));
    rn_buf_free(&text);
}

/* The core takes 200 bytes: what is longer is hashed, since its end may be what tells. */
static struct rn_str bounded(struct page *p, struct rn_str key)
{
    char *out;

    if (key.n <= KEY_MAX)
        return key;
    out = page_alloc(p, 40);
    (void)snprintf(out, 40, "%016llx%016llx",
                   (unsigned long long)hash_of(key, UINT64_C(14695981039346656037)),
                   (unsigned long long)hash_of(key, UINT64_C(0x9E3779B97F4A7C15)));
    return rn_str(out);
}

/* Author, day, thing. */
static struct rn_str plain_key(struct page *p, const struct page_review *r)
{
    struct rn_buf b;
    struct rn_str out;

    rn_buf_init(&b, 4096);
    add_small(&b, r->author_id.n > 0 ? r->author_id : r->author, NAME_PART);
    rn_buf_addc(&b, '\n');
    add_day(&b, r);
    rn_buf_addc(&b, '\n');
    add_small(&b, r->item, NAME_PART);
    if (is_nobody(r->author))
        add_text_hash(&b, r);
    out = page_keep(p, rn_buf_str(&b));
    rn_buf_free(&b);
    return out;
}

/* ---- once each ------------------------------------------------------------------------------- */

static void fill(struct rn_str *into, struct rn_str from)
{
    if (into->n == 0)
        *into = from;
}

/* The second of two copies may know what the first does not. */
static void complete(struct page_review *r, const struct page_review *same)
{
    fill(&r->id, same->id);
    fill(&r->author_id, same->author_id);
    fill(&r->lang, same->lang);
    fill(&r->url, same->url);
    fill(&r->item, same->item);
    if (r->title.text.n == 0)
        r->title = same->title;
    if (r->rating.scale == RN_SCALE_NONE)
        r->rating = same->rating;
    if (r->updated.precision == RN_TIME_NONE)
        r->updated = same->updated;
}

/* Takes the copies out of the list. By the id where there is one, else by sameness. */
static void once_each(struct page *p)
{
    struct rn_index seen, ids;
    struct page_review **at = &p->reviews;

    rn_index_init(&seen, p->sink, p->review_count + 1);
    rn_index_init(&ids, p->sink, p->review_count + 1);
    while (*at != NULL) {
        struct page_review *r = *at, *same;
        struct rn_str key = sameness(p, r);
        same = (struct page_review *)(uintptr_t)rn_index_get(&seen, key);
        if (same == NULL && r->id.n > 0)
            same = (struct page_review *)(uintptr_t)rn_index_get(&ids, r->id);
        if (same != NULL) {
            complete(same, r);
            *at = r->next;
            p->review_count--;
            continue;
        }
        (void)rn_index_put(&seen, key, r);
        if (r->id.n > 0)
            (void)rn_index_put(&ids, r->id, r);
        at = &r->next;
    }
}

/* The one thing that a page rates is what its loose reviews are about. */
static struct rn_str only_item(const struct page *p)
{
    struct rn_str name = {NULL, 0};

    for (const struct page_aggregate *a = p->aggregates; a != NULL; a = a->next) {
        if (a->item.n > 0 && name.n > 0 && !rn_str_eq(a->item, name))
            return (struct rn_str){NULL, 0};
        fill(&name, a->item);
    }
    return name;
}

static void make_keys(struct page *p)
{
    static const char twice[] = "twice";
    struct rn_str item = only_item(p);
    struct rn_index first, again;

    rn_index_init(&first, p->sink, p->review_count + 1);
    rn_index_init(&again, p->sink, p->review_count + 1);
    for (struct page_review *r = p->reviews; r != NULL; r = r->next) {
        fill(&r->item, item);
        r->key = plain_key(p, r);
        if (!rn_index_put(&first, r->key, r))
            (void)rn_index_put(&again, r->key, twice);
    }
    for (struct page_review *r = p->reviews; r != NULL; r = r->next) {
        struct rn_buf b;
        if (rn_index_get(&again, r->key) == NULL)
            continue;
        rn_buf_init(&b, 4096);
        rn_buf_add(&b, r->key);
        add_text_hash(&b, r);
        r->key = page_keep(p, rn_buf_str(&b));
        rn_buf_free(&b);
    }
}

/* ---- to the sink ----------------------------------------------------------------------------- */

static bool is_wanted(const struct page *p, struct rn_str item)
{
    struct rn_buf a, b;
    bool same;

    if (p->config->item == NULL || p->config->item[0] == '\0' || item.n == 0)
        return true;
    rn_buf_init(&a, 4096);
    rn_buf_init(&b, 4096);
    add_small(&a, item, 1000);
    add_small(&b, rn_str(p->config->item), 1000);
    same = rn_str_eq(rn_buf_str(&a), rn_buf_str(&b));
    rn_buf_free(&a);
    rn_buf_free(&b);
    return same;
}

static enum rn_status give_review(struct page *p, const struct page_review *f)
{
    struct rn_review r = {.size = sizeof r,
                          .external_id = f->id,
                          .key_hint = bounded(p, f->key),
                          .author_id = f->author_id,
                          .author_name = f->author,
                          .rating = f->rating,
                          .title = f->title.text,
                          .text = f->body.text,
                          .html = f->title.html || f->body.html,
                          .lang = f->lang,
                          .url = f->url.n > 0 ? f->url : p->url,
                          .created = f->created,
                          .updated = f->updated};

    if (r.html && !f->title.html)
        r.title = rn_prose_to_html(p->sink, r.title, true);
    if (r.html && !f->body.html)
        r.text = rn_prose_to_html(p->sink, r.text, true);
    return p->sink->review(p->sink, &r);
}

static enum rn_status give_aggregates(struct page *p)
{
    enum rn_status status = RN_OK;

    for (const struct page_aggregate *a = p->aggregates; a != NULL && status == RN_OK;
         a = a->next) {
        struct rn_aggregate out = {.size = sizeof out, .rating = a->rating, .count = a->count};
        if (is_wanted(p, a->item))
            status = p->sink->aggregate(p->sink, &out);
    }
    return status;
}

enum rn_status page_hand_over(struct page *p)
{
    enum rn_status status = RN_OK;

    once_each(p);
    make_keys(p);
    for (const struct page_review *r = p->reviews; r != NULL && status == RN_OK; r = r->next)
        if (is_wanted(p, r->item))
            status = give_review(p, r);
    return status == RN_OK ? give_aggregates(p) : status;
}
