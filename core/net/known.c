/* SPDX-License-Identifier: MIT
 *
 * The secrets that the program was told, in every form in which somebody may write them down: a
 * place that refuses a token likes to quote it, and not always as it was sent.
 *
 * The writings lie on two shelves of fixed size: what comes from the config, and tokens, of which a
 * process that lives for months sees ever new ones. On each, what was told longest ago makes room;
 * what comes from the config moves on to the tokens' shelf first. Told again is used again, so what
 * still serves stays. They are found by a chain for each hash of four first bytes, so that a text
 * of megabytes is read once, however many are kept.
 *
 * Pages are read, and what is wrong with them said, in another thread than logins are made.
 */
#include "net/redact.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include <renown/url.h>

#include "base/mem.h"
#include "net/jwt.h"

enum { SHORTEST = 6, SHELF_MAX = 8192 }; /* bytes of a writing; writings of a shelf */
enum { SHORTEST_BASE64 = 8 };
enum { HEADS = 4096, HEAD_BYTES = 4 };

struct writing {
    struct writing *same;          /* of the same hash */
    struct writing *newer, *older; /* on the same shelf */
    char *bytes;
    size_t n;
    bool config;
};

struct shelf {
    struct writing *newest, *oldest;
    size_t count;
};

static struct {
    struct writing *head[HEADS];
    struct shelf shelf[2]; /* of tokens, of the config */
} kept;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* held for all of it */

static size_t hash_at(const char *p)
{
    uint32_t v;
    memcpy(&v, p, HEAD_BYTES);
    return (v * UINT32_C(2654435761)) >> 20; /* the upper 12 bits */
}

static struct writing *find(struct rn_str s)
{
    for (struct writing *w = kept.head[hash_at(s.p)]; w != NULL; w = w->same)
        if (w->n == s.n && memcmp(w->bytes, s.p, s.n) == 0)
            return w;
    return NULL;
}

/* ---- the shelves ----------------------------------------------------------------------------- */

static void take_off(struct writing *w)
{
    struct shelf *s = &kept.shelf[w->config];
    *(w->newer != NULL ? &w->newer->older : &s->newest) = w->older;
    *(w->older != NULL ? &w->older->newer : &s->oldest) = w->newer;
    s->count--;
}

static void forget(struct writing *w)
{
    struct writing **at = &kept.head[hash_at(w->bytes)];
    while (*at != w)
        at = &(*at)->same;
    *at = w->same;
    take_off(w);
    explicit_bzero(w->bytes, w->n);
    talloc_free(w);
}

static void put_on(struct writing *w, bool config)
{
    struct shelf *s = &kept.shelf[config];
    w->config = config;
    w->newer = NULL;
    w->older = s->newest;
    *(s->newest != NULL ? &s->newest->newer : &s->oldest) = w;
    s->newest = w;
    s->count++;
}

/* The config's shelf is looked at first: what it has no room for goes to the other one. */
static void make_room(void)
{
    if (kept.shelf[true].count > SHELF_MAX) {
        struct writing *w = kept.shelf[true].oldest;
        take_off(w);
        put_on(w, false);
    }
    if (kept.shelf[false].count > SHELF_MAX)
        forget(kept.shelf[false].oldest);
}

/* ---- telling and finding --------------------------------------------------------------------- */

static struct writing *add(struct rn_str s)
{
    struct writing *w = rn_new(NULL, struct writing);
    const size_t hash = hash_at(s.p);
    w->bytes = rn_dup(w, s);
    w->n = s.n;
    w->same = kept.head[hash];
    kept.head[hash] = w;
    return w;
}

static void put(struct rn_str writing, bool config)
{
    struct writing *w;
    if (writing.n < SHORTEST)
        return;
    w = find(writing);
    if (w != NULL) {
        config = config || w->config;
        take_off(w);
    } else
        w = add(writing);
    put_on(w, config);
    make_room();
}

/* How many bytes at `at` are a kept writing: the longest one; 0: none. */
static size_t length_at(struct rn_str s, size_t at)
{
    size_t found = 0;
    const size_t left = s.n - at;
    if (left < SHORTEST)
        return 0;
    for (const struct writing *w = kept.head[hash_at(s.p + at)]; w != NULL; w = w->same)
        if (w->n > found && w->n <= left && memcmp(s.p + at, w->bytes, w->n) == 0)
            found = w->n;
    return found;
}

/* ---- forms ----------------------------------------------------------------------------------- */

static void add_percent(struct rn_str s, bool config)
{
    struct rn_buf b;

    rn_buf_init(&b, 3 * s.n + 1);
    (void)rn_url_encode(&b, s);
    put(rn_buf_str(&b), config);
    for (size_t i = 0; i + 2 < b.n; i++)
        for (size_t k = 1; b.p[i] == '%' && k <= 2; k++)
            if (b.p[i + k] >= 'A' && b.p[i + k] <= 'F')
                b.p[i + k] = (char)(b.p[i + k] | 0x20);
    put(rn_buf_str(&b), config);
    rn_buf_free(&b);
}

/* `also`: what this writer escapes beside quotes, backslashes and controls. */
static void add_json(struct rn_str s, const char *also, bool config)
{
    struct rn_buf b;

    rn_buf_init(&b, 6 * s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        const char c = s.p[i];
        if (c == '\n')
            (void)rn_buf_addz(&b, "\\n");
        else if (c == '"' || c == '\\' || (c == '/' && strchr(also, '/') != NULL))
            (void)rn_buf_fmt(&b, "\\%c", c);
        else if ((unsigned char)c < 0x20 || strchr(also, c) != NULL)
            (void)rn_buf_fmt(&b, "\\u%04x", (unsigned)(unsigned char)c);
        else
            (void)rn_buf_addc(&b, c);
    }
    put(rn_buf_str(&b), config);
    rn_buf_free(&b);
}

/* As it stands in the base64 of a longer text in which `before` bytes go before it, without the
 * letters that hold bits of its neighbours. */
static void add_base64(struct rn_str s, size_t before, bool config)
{
    RN_SCOPE(tmp);
    static const size_t shared[] = {0, 2, 3};
    char *padded = rn_fmt(tmp, "..%.*s", RN_STR_ARG(s));
    char *text = rn_base64(tmp, rn_strn(padded + 2 - before, s.n + before));
    const size_t whole = (s.n + before) * 8 / 6;

    if (whole < shared[before] + SHORTEST_BASE64)
        return;
    put(rn_strn(text + shared[before], whole - shared[before]), config);
    for (char *p = text; *p != '\0'; p++)
        *p = *p == '+' ? '-' : *p == '/' ? '_' : *p;
    put(rn_strn(text + shared[before], whole - shared[before]), config);
    explicit_bzero(padded, strlen(padded));
}

static void put_forms(struct rn_str secret, bool config)
{
    static const char *const writers[] = {"", "/", "&<>", "&<>='"};

    put(secret, config);
    add_percent(secret, config);
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        add_json(secret, writers[i], config);
    for (size_t before = 0; before < 3; before++)
        add_base64(secret, before, config);
}

static void remember(struct rn_str secret, bool config)
{
    if (secret.n < SHORTEST)
        return;
    pthread_mutex_lock(&lock);
    put_forms(secret, config);
    pthread_mutex_unlock(&lock);
}

void rn_redact_remember(struct rn_str secret)
{
    remember(secret, false);
}

void rn_redact_remember_config(struct rn_str secret)
{
    remember(secret, true);
}

/* ---- replacing ------------------------------------------------------------------------------- */

enum rn_status rn_redact_text(struct rn_buf *b, struct rn_str text)
{
    size_t from = 0, at = 0;

    pthread_mutex_lock(&lock);
    while (at < text.n) {
        const size_t n = length_at(text, at);
        if (n == 0) {
            at++;
            continue;
        }
        (void)rn_buf_add(b, rn_strn(text.p + from, at - from));
        (void)rn_buf_addz(b, RN_REDACTED);
        from = at += n;
    }
    pthread_mutex_unlock(&lock);
    return rn_buf_add(b, rn_strn(text.p + from, text.n - from));
}
