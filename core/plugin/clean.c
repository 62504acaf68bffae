/* SPDX-License-Identifier: MIT
 *
 * Cleaning: the one door through which outside text enters, whether a plugin or a file brought it.
 * It runs for every row of an import of millions, so a field that is clean already (nearly all are)
 * is looked at once and borrowed; only what must change is copied.
 */
#include "plugin/harvest.h"

#include <math.h>
#include <stdio.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "text/html.h"

enum { ID_MAX = 500, NAME_MAX_LEN = 1000, URL_MAX = 4000, LANG_MAX = 35, KEY_HINT_MAX = 200 };

struct cleaning {
    const void *ctx;
    struct rn_review *review;
    void (*warn)(void *arg, const char *sentence);
    void *arg;
};

RN_PRINTF(2, 3)
static void complain(struct cleaning *c, const char *fmt, ...)
{
    char text[300];
    struct rn_str id = rn_utf8_cut(c->review->external_id, 60);
    int n = snprintf(text, sizeof text, "%s%.*s: ", id.n > 0 ? "review " : "a review without an id",
                     RN_STR_ARG(id));
    va_list ap;

    if (c->warn == NULL)
        return;
    va_start(ap, fmt);
    (void)vsnprintf(text + n, sizeof text - (size_t)n, fmt, ap);
    va_end(ap);
    c->warn(c->arg, text);
}

/* White space that Unicode adds to ASCII's and people paste: no-break, ideographic, byte-order
 * mark. */
static size_t wide_blank(const char *p, size_t n)
{
    if (n >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
        return 2;
    if (n >= 3 && (memcmp(p, "\xE3\x80\x80", 3) == 0 || memcmp(p, "\xEF\xBB\xBF", 3) == 0))
        return 3;
    return 0;
}

static struct rn_str trim(struct rn_str s)
{
    for (;;) {
        size_t before = s.n, n;
        s = rn_str_trim(s);
        n = wide_blank(s.p, s.n);
        s.p += n;
        s.n -= n;
        if (s.n >= 2 && wide_blank(s.p + s.n - 2, 2) == 2)
            s.n -= 2;
        else if (s.n >= 3 && wide_blank(s.p + s.n - 3, 3) == 3)
            s.n -= 3;
        if (s.n == before)
            return s;
    }
}

/* \r\n and \r become \n, in place. */
static size_t line_ends(char *p, size_t n)
{
    size_t to = 0;

    for (size_t i = 0; i < n; i++) {
        if (p[i] == '\r' && i + 1 < n && p[i + 1] == '\n')
            continue;
        p[to++] = p[i] == '\r' ? '\n' : p[i];
    }
    return to;
}

static bool is_clean(struct rn_str s)
{
    return memchr(s.p, '\r', s.n) == NULL && memchr(s.p, '\0', s.n) == NULL && rn_utf8_valid(s);
}

/* Valid UTF-8 without NUL, line ends \n, trimmed. Copies only what must change. */
static struct rn_str clean_text(const void *ctx, struct rn_str s)
{
    struct rn_buf b;
    char *copy;
    size_t n;

    s = trim(s);
    if (s.n == 0)
        return (struct rn_str){0};
    if (is_clean(s))
        return s;
    rn_buf_init(&b, 3 * s.n + 1);
    (void)rn_utf8_clean(&b, s);
    copy = rn_dup(ctx, rn_buf_str(&b));
    n = line_ends(copy, b.n);
    rn_buf_free(&b);
    return trim(rn_strn(copy, n));
}

static struct rn_str plain_text(const void *ctx, struct rn_str html)
{
    struct rn_buf b;
    struct rn_str out;

    rn_buf_init(&b, 4 * html.n + 64);
    (void)rn_html_to_text(&b, html);
    out = rn_dup_str(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return out;
}

/* The longest beginning of at most `max` bytes that cuts no character. */
static struct rn_str cut_bytes(struct rn_str s, size_t max)
{
    while (max > 0 && ((unsigned char)s.p[max] & 0xC0) == 0x80)
        max--;
    return rn_strn(s.p, max);
}

static void clean_long(struct cleaning *c, struct rn_str *s, bool html, const char *what)
{
    if (s->n == 0)
        return;
    if (s->n > 4 * (size_t)RN_HARVEST_TEXT)
        s->n = 4 * (size_t)RN_HARVEST_TEXT; /* before any work; cut again below */
    *s = clean_text(c->ctx, html ? plain_text(c->ctx, *s) : *s);
    if (s->n <= RN_HARVEST_TEXT)
        return;
    *s = cut_bytes(*s, RN_HARVEST_TEXT);
    c->review->truncated = true;
    complain(c, "its %s is longer than 1 MiB and was cut", what);
}

static void clean_short(struct cleaning *c, struct rn_str *s)
{
    if (s->n == 0)
        return;
    if (s->n > 4 * NAME_MAX_LEN)
        s->n = 4 * NAME_MAX_LEN;
    *s = clean_text(c->ctx, *s);
    if (s->n > NAME_MAX_LEN)
        *s = cut_bytes(*s, NAME_MAX_LEN);
}

static struct rn_str hashed(const void *ctx, const struct rn_str *parts, size_t count)
{
    char id[RN_ID_LEN + 1];

    rn_id_make(parts, count, id);
    return rn_str(rn_fmt(ctx, "~%s", id));
}

/* Ids are compared, so they are never cut: one that is too long is replaced by its hash. */
static void clean_id(struct cleaning *c, struct rn_str *s)
{
    if (s->n == 0)
        return;
    if (s->n > ID_MAX)
        *s = hashed(c->ctx, s, 1);
    *s = clean_text(c->ctx, *s);
}

static void clean_texts(struct cleaning *c)
{
    struct rn_review *r = c->review;

    clean_id(c, &r->external_id);
    clean_id(c, &r->author_id);
    clean_id(c, &r->thread);
    clean_id(c, &r->parent);
    clean_short(c, &r->author_name);
    clean_short(c, &r->app_version);
    clean_long(c, &r->title, r->html, "title");
    clean_long(c, &r->text, r->html, "text");
    clean_long(c, &r->translation, r->html, "translation");
    clean_long(c, &r->reply.text, false, "reply");
    clean_long(c, &r->reply.translation, false, "translated reply");
    clean_short(c, &r->reply.note);
    r->html = false;
    if (rn_str_eq(r->translation, r->text))
        r->translation = (struct rn_str){0};
    if (r->url.n > URL_MAX ||
        !(rn_str_starts(r->url, "http://") || rn_str_starts(r->url, "https://")))
        r->url = (struct rn_str){0};
    r->url = r->url.n > 0 ? clean_text(c->ctx, r->url) : r->url;
}

/* ---- ratings and times --------------------------------------------------------------------------
 */

static bool rating_ok(struct rn_rating *r)
{
    if (r->scale == RN_SCALE_THUMBS) {
        r->worst = 0;
        r->best = 1;
        return r->value == 0 || r->value == 1;
    }
    return r->scale == RN_SCALE_POINTS && isfinite(r->value) && isfinite(r->best) &&
           isfinite(r->worst) && r->worst < r->best && r->value >= r->worst && r->value <= r->best;
}

static void clean_rating(struct cleaning *c)
{
    struct rn_rating *r = &c->review->rating;

    if (r->scale == RN_SCALE_NONE || rating_ok(r))
        return;
    complain(c, "its rating %g is not within %g and %g and was left out", r->value, r->worst,
             r->best);
    *r = (struct rn_rating){0};
}

bool rn_rating_stars(const struct rn_rating *r, double *ret)
{
    if (r->scale != RN_SCALE_POINTS || !(r->best > r->worst))
        return false;
    if (r->worst == 1 && r->best == 5)
        *ret = r->value;
    else
        *ret = round((1 + 4 * (r->value - r->worst) / (r->best - r->worst)) * 1e6) / 1e6;
    return true;
}

static void clean_time(struct cleaning *c, struct rn_time *t, const char *what)
{
    static const int64_t first = INT64_C(631152000) * RN_SECOND; /* 1990-01-01 */
    static const int64_t last = INT64_C(4102444800) * RN_SECOND; /* 2100-01-01 */

    if ((unsigned)t->precision > RN_TIME_MONTH)
        t->precision = RN_TIME_NONE;
    if (t->precision != RN_TIME_NONE && t->us >= first && t->us < last)
        return;
    if (t->precision != RN_TIME_NONE)
        complain(c, "%s lies outside the years 1990 to 2100 and was left out", what);
    *t = (struct rn_time){0};
}

/* ---- language tags ------------------------------------------------------------------------------
 */

static bool is_alpha(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

static bool all_of(struct rn_str s, bool digits)
{
    for (size_t i = 0; i < s.n; i++)
        if (digits ? !(s.p[i] >= '0' && s.p[i] <= '9') : !is_alpha(s.p[i]))
            return false;
    return s.n > 0;
}

static void put_case(char *out, struct rn_str s, bool first_upper, bool rest_upper)
{
    for (size_t i = 0; i < s.n; i++) {
        bool upper = i == 0 ? first_upper : rest_upper;
        out[i] = !is_alpha(s.p[i]) ? s.p[i] : (char)(upper ? s.p[i] & ~0x20 : s.p[i] | 0x20);
    }
}

static bool is_alnum(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_alpha(s.p[i]) && !(s.p[i] >= '0' && s.p[i] <= '9'))
            return false;
    return s.n > 0;
}

enum tag_part { TAG_LANGUAGE, TAG_SCRIPT, TAG_REGION, TAG_VARIANT, TAG_WRONG };

/* Which part of a tag this can be, after `before`. */
static enum tag_part part_of(struct rn_str s, int before)
{
    bool letters = all_of(s, false);

    if (before < TAG_LANGUAGE)
        return letters && (s.n == 2 || s.n == 3) ? TAG_LANGUAGE : TAG_WRONG;
    if (letters && s.n == 4 && before < TAG_SCRIPT)
        return TAG_SCRIPT;
    if (((letters && s.n == 2) || (all_of(s, true) && s.n == 3)) && before < TAG_REGION)
        return TAG_REGION;
    return is_alnum(s) && s.n >= 5 && s.n <= 8 ? TAG_VARIANT : TAG_WRONG;
}

/* Shapes "UR_latn" into "ur-Latn"; empty when it is no language tag. `out` holds LANG_MAX + 1
 * bytes. */
static struct rn_str shape_lang(struct rn_str s, char *out)
{
    size_t start = 0;
    int part = -1;

    if (s.n == 0 || s.n > LANG_MAX)
        return (struct rn_str){0};
    for (size_t i = 0; i <= s.n; i++) {
        struct rn_str sub = rn_strn(s.p + start, i - start);
        if (i < s.n && s.p[i] != '-' && s.p[i] != '_')
            continue;
        part = part_of(sub, part);
        if (part == TAG_WRONG)
            return (struct rn_str){0};
        put_case(out + start, sub, part == TAG_SCRIPT || part == TAG_REGION, part == TAG_REGION);
        out[i] = i < s.n ? '-' : '\0';
        start = i + 1;
    }
    if (strcmp(out, "und") == 0 || strcmp(out, "zxx") == 0)
        return (struct rn_str){0};
    return rn_strn(out, s.n);
}

static void clean_lang(struct cleaning *c)
{
    char shaped[LANG_MAX + 1];
    struct rn_str s = rn_str_trim(c->review->lang), good;

    if (s.n == 0) {
        c->review->lang = (struct rn_str){0};
        return;
    }
    good = shape_lang(s, shaped);
    c->review->lang = rn_str_eq(good, s) ? s : rn_dup_str(c->ctx, good);
}

/* ---- identity -----------------------------------------------------------------------------------
 */

static const char *const kind_words[] = {"review", "mention", "comment", "message", "survey"};

/* Nobody's text from no day cannot be followed through an edit anyway: only then the text decides.
 */
static void make_id(struct cleaning *c)
{
    struct rn_review *r = c->review;
    struct rn_str author = r->author_id.n > 0 ? r->author_id : r->author_name;
    struct rn_str kind = rn_str(kind_words[r->kind]), parts[4];
    char day[32] = "", stars[32];

    if (r->external_id.n > 0)
        return;
    if (r->key_hint.n > 0) {
        parts[0] = rn_strn(r->key_hint.p, r->key_hint.n);
        parts[1] = kind;
        r->external_id = hashed(c->ctx, parts, 2);
        return;
    }
    if (r->created.precision != RN_TIME_NONE)
        rn_stamp_text(r->created.us, day)[10] = '\0';
    (void)snprintf(stars, sizeof stars, "%.3f", r->rating.value);
    parts[0] = author;
    parts[1] = rn_str(day);
    parts[2] = kind;
    parts[3] = r->text.n > 0 ? r->text : r->title.n > 0 ? r->title : rn_str(stars);
    r->external_id = hashed(c->ctx, parts, author.n > 0 ? 3 : 4);
}

bool rn_review_clean(const void *ctx, struct rn_review *r,
                     void (*warn)(void *arg, const char *sentence), void *arg)
{
    struct cleaning c = {ctx, r, warn, arg};

    if ((unsigned)r->kind > RN_KIND_SURVEY)
        r->kind = RN_KIND_REVIEW;
    if ((unsigned)r->reply.state > RN_REPLY_REJECTED)
        r->reply.state = RN_REPLY_PUBLISHED;
    if (r->key_hint.n > KEY_HINT_MAX)
        r->key_hint.n = KEY_HINT_MAX;
    clean_texts(&c);
    clean_rating(&c);
    clean_time(&c, &r->created, "its creation time");
    clean_time(&c, &r->updated, "its time of change");
    clean_time(&c, &r->reply.at, "its reply's time");
    clean_lang(&c);
    if (r->reply.text.n == 0)
        r->reply = (struct rn_place_reply){0};
    if (!isfinite(r->reach) || r->reach < 0)
        r->reach = 0;
    make_id(&c);
    return r->removed || r->text.n > 0 || r->title.n > 0 || r->rating.scale != RN_SCALE_NONE;
}
