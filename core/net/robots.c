/* SPDX-License-Identifier: MIT */
#include "net/robots.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <renown/stamp.h>

#include "base/mem.h"

enum {
    PATTERNS_MOST = 3 * RN_ROBOTS_BYTES + 1, /* every byte may become three */
    TARGET_MOST = 256 << 10
};

#define DELAY_MOST RN_MINUTE

struct rule {
    uint32_t at, n; /* in `patterns` */
    bool allow, to_end;
};

/* The rules of one audience: us, or everybody. */
struct rules {
    struct rule *v;
    size_t n;
    int64_t delay;
};

struct rn_robots {
    struct rn_buf patterns;
    struct rules rules; /* longest first, Allow before Disallow */
};

/* ---- one form for patterns and addresses ----------------------------------------------------- */

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool is_unreserved(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c != '\0' && strchr("-._~", c) != NULL);
}

static void encode(struct rn_buf *b, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";
    const char three[3] = {'%', digits[c >> 4], digits[c & 15]};
    (void)rn_buf_add(b, rn_strn(three, 3));
}

/* The byte at `s[i]`, or the one that is encoded there; how many were read. */
static size_t add_byte(struct rn_buf *b, struct rn_str s, size_t i, bool star)
{
    const unsigned char c = (unsigned char)s.p[i];
    const int high = i + 2 < s.n ? hex(s.p[i + 1]) : -1;
    const int low = i + 2 < s.n ? hex(s.p[i + 2]) : -1;
    if (c == '%' && high >= 0 && low >= 0) {
        const unsigned char meant = (unsigned char)(high << 4 | low);
        if (is_unreserved(meant))
            (void)rn_buf_addc(b, (char)meant);
        else
            encode(b, meant);
        return 3;
    }
    if (c <= ' ' || c > '~' || c == '%' || c == '$' || c == '#' || (c == '*' && !star))
        encode(b, c);
    else
        (void)rn_buf_addc(b, (char)c);
    return 1;
}

static void normalise(struct rn_buf *b, struct rn_str s, bool star)
{
    for (size_t i = 0; i < s.n;)
        i += add_byte(b, s, i, star);
}

/* ---- reading --------------------------------------------------------------------------------- */

struct reading {
    struct rn_robots *robots;
    const char *token;
    struct rules us, all;
    bool names_us, names_all; /* the list of user agents above */
    bool listed;              /* rules have ended that list */
    int64_t delay;            /* asked of that list */
    bool found_us;
};

static bool is_key(struct rn_str key, const char *word)
{
    return key.n == strlen(word) && strncasecmp(key.p, word, key.n) == 0;
}

static bool is_disallow(struct rn_str key)
{
    static const char *const spellings[] = {"disallow",  "dissallow", "dissalow", "disalow",
                                            "diasallow", "diasllow",  "disallaw", "dissallaw"};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (is_key(key, spellings[i]))
            return true;
    return false;
}

static void add_rule(const struct reading *r, struct rules *to, const struct rule *rule)
{
    const size_t room = talloc_array_length(to->v);
    if (to->n == room)
        to->v = rn_grow_array(r->robots, to->v, struct rule, room > 0 ? 2 * room : 16);
    to->v[to->n++] = *rule;
}

static void read_rule(struct reading *r, struct rn_str value, bool allow)
{
    struct rn_buf *b = &r->robots->patterns;
    struct rule rule = {.at = (uint32_t)b->n, .allow = allow};
    r->listed = true;
    if (value.n == 0 || (!r->names_us && !r->names_all))
        return;
    if (value.p[value.n - 1] == '$') {
        rule.to_end = true;
        value.n--;
    }
    normalise(b, value, true);
    rule.n = (uint32_t)b->n - rule.at;
    if (rule.n == 0) /* "$" alone */
        return;
    if (r->names_us)
        add_rule(r, &r->us, &rule);
    if (r->names_all)
        add_rule(r, &r->all, &rule);
}

static void longer(int64_t *delay, int64_t us)
{
    if (*delay < us)
        *delay = us;
}

/* Before or after a name in the list: it holds for all of them. */
static void heed_delay(struct reading *r)
{
    if (r->names_us)
        longer(&r->us.delay, r->delay);
    if (r->names_all)
        longer(&r->all.delay, r->delay);
}

static void read_agent(struct reading *r, struct rn_str value)
{
    const size_t n = strlen(r->token);
    if (r->listed) {
        r->names_us = r->names_all = r->listed = false;
        r->delay = 0;
    }
    if (value.n >= n && strncasecmp(value.p, r->token, n) == 0 &&
        (value.n == n || value.p[n] == '/'))
        r->names_us = r->found_us = true;
    if (rn_str_is(value, "*"))
        r->names_all = true;
    heed_delay(r);
}

/* Seconds with a fraction; of several the longest. */
static void read_delay(struct reading *r, struct rn_str value)
{
    int64_t us = 0, unit = RN_SECOND;
    bool fraction = false;
    for (size_t i = 0; i < value.n; i++) {
        const char c = value.p[i];
        if (c == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (c < '0' || c > '9')
            return;
        unit = fraction ? unit / 10 : unit;
        us = fraction ? us + (c - '0') * unit : us * 10 + (c - '0') * RN_SECOND;
        us = us < DELAY_MOST ? us : DELAY_MOST;
    }
    longer(&r->delay, us);
    heed_delay(r);
}

/* "key: value", or two words without the colon. */
static bool split(struct rn_str line, struct rn_str *key, struct rn_str *value)
{
    size_t at = 0;
    while (at < line.n && line.p[at] != ':')
        at++;
    const bool colon = at < line.n;
    for (size_t i = 0; !colon && i < line.n && at == line.n; i++)
        if (line.p[i] == ' ' || line.p[i] == '\t')
            at = i;
    if (at == line.n)
        return false;
    *key = rn_str_trim(rn_strn(line.p, at));
    *value = rn_str_trim(rn_strn(line.p + at + 1, line.n - at - 1));
    return colon ||
           (memchr(value->p, ' ', value->n) == NULL && memchr(value->p, '\t', value->n) == NULL);
}

static void read_line(struct reading *r, struct rn_str line)
{
    struct rn_str key, value;
    const char *comment = line.n > 0 ? memchr(line.p, '#', line.n) : NULL;
    if (comment != NULL)
        line.n = (size_t)(comment - line.p);
    line = rn_str_trim(line);
    if (line.n == 0 || !split(line, &key, &value))
        return;
    if (is_key(key, "user-agent"))
        read_agent(r, value);
    else if (is_key(key, "allow"))
        read_rule(r, value, true);
    else if (is_disallow(key))
        read_rule(r, value, false);
    else if (is_key(key, "crawl-delay"))
        read_delay(r, value);
}

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

static void read_lines(struct reading *r, struct rn_str text)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = at;
        while (end < text.n && !ends_line(text.p[end]))
            end++;
        read_line(r, rn_strn(text.p + at, end - at));
        at = end + 1;
    }
}

static int by_length(const void *va, const void *vb)
{
    const struct rule *a = va, *b = vb;
    const uint32_t an = a->n + a->to_end, bn = b->n + b->to_end;
    if (an != bn)
        return an > bn ? -1 : 1;
    return a->allow != b->allow ? (int)b->allow - (int)a->allow : a->at > b->at ? 1 : -1;
}

static int forget(struct rn_robots *r)
{
    rn_buf_free(&r->patterns);
    return 0;
}

struct rn_robots *rn_robots_parse(const void *ctx, struct rn_str text, const char *token)
{
    struct rn_robots *robots = rn_new(ctx, struct rn_robots);
    struct reading r = {.robots = robots, .token = token};
    rn_buf_init(&robots->patterns, PATTERNS_MOST);
    talloc_set_destructor(robots, forget);
    if (text.n > RN_ROBOTS_BYTES)
        for (text.n = RN_ROBOTS_BYTES; text.n > 0 && !ends_line(text.p[text.n - 1]);)
            text.n--;
    if (rn_str_starts(text, "\xEF\xBB\xBF"))
        text = rn_strn(text.p + 3, text.n - 3);
    read_lines(&r, text);
    robots->rules = r.found_us ? r.us : r.all;
    talloc_free(r.found_us ? r.all.v : r.us.v);
    if (robots->rules.n > 1)
        qsort(robots->rules.v, robots->rules.n, sizeof *robots->rules.v, by_length);
    return robots;
}

/* ---- asking ---------------------------------------------------------------------------------- */

/* The pieces between stars must follow one another; the first at the start, and the last at the end
 * if the pattern is tied to it. Taking each as early as possible is enough. */
static bool matches(struct rn_str pattern, bool to_end, struct rn_str target)
{
    for (bool first = true;; first = false) {
        const char *star = pattern.n > 0 ? memchr(pattern.p, '*', pattern.n) : NULL;
        const size_t n = star != NULL ? (size_t)(star - pattern.p) : pattern.n;
        if (n > target.n)
            return false;
        if (star == NULL && to_end && first)
            return rn_str_eq(target, pattern);
        if (star == NULL && to_end)
            return memcmp(target.p + target.n - n, pattern.p, n) == 0;
        const char *at = first ? target.p : memmem(target.p, target.n, pattern.p, n);
        if (at == NULL || memcmp(at, pattern.p, n) != 0)
            return false;
        if (star == NULL)
            return true;
        target = rn_strn(at + n, (size_t)(target.p + target.n - at) - n);
        pattern = rn_strn(star + 1, pattern.n - n - 1);
    }
}

/* Path and query of an address, without its fragment. */
static struct rn_str target_of(struct rn_str url)
{
    const char *fragment = url.n > 0 ? memchr(url.p, '#', url.n) : NULL;
    if (fragment != NULL)
        url.n = (size_t)(fragment - url.p);
    size_t at = 0;
    while (at < url.n && strchr("/?:", url.p[at]) == NULL)
        at++;
    if (!rn_str_starts(rn_strn(url.p + at, url.n - at), "://"))
        return url;
    for (at += 3; at < url.n && url.p[at] != '/' && url.p[at] != '?';)
        at++;
    return rn_strn(url.p + at, url.n - at);
}

bool rn_robots_allow(const struct rn_robots *r, struct rn_str url)
{
    struct rn_buf b;
    const struct rn_str target = target_of(url);
    bool allow = true;
    rn_buf_init(&b, TARGET_MOST);
    if (target.n == 0 || target.p[0] != '/')
        (void)rn_buf_addc(&b, '/');
    normalise(&b, target, false);
    const struct rn_str to = rn_buf_str(&b);
    size_t left = rn_str_is(to, "/robots.txt") ? 0 : r->rules.n;
    if (b.full) { /* an address of this length is none */
        allow = left == 0;
        left = 0;
    }
    for (size_t i = 0; i < left; i++) {
        const struct rule *rule = &r->rules.v[i];
        if (!matches(rn_strn(r->patterns.p + rule->at, rule->n), rule->to_end, to))
            continue;
        allow = rule->allow;
        break;
    }
    rn_buf_free(&b);
    return allow;
}

int64_t rn_robots_delay(const struct rn_robots *r)
{
    return r->rules.delay;
}

enum rn_status rn_robots_write(const struct rn_robots *r, struct rn_buf *b)
{
    (void)rn_buf_addz(b, "User-agent: *\n");
    if (r->rules.delay > 0)
        (void)rn_buf_fmt(b, "Crawl-delay: %lld.%06lld\n", (long long)(r->rules.delay / RN_SECOND),
                         (long long)(r->rules.delay % RN_SECOND));
    for (size_t i = 0; i < r->rules.n; i++) {
        const struct rule *rule = &r->rules.v[i];
        (void)rn_buf_addz(b, rule->allow ? "Allow: " : "Disallow: ");
        (void)rn_buf_add(b, rn_strn(r->patterns.p + rule->at, rule->n));
        (void)rn_buf_addz(b, rule->to_end ? "$\n" : "\n");
    }
    return b->full || b->n > RN_ROBOTS_BYTES ? RN_LIMIT : RN_OK;
}
