/* SPDX-License-Identifier: MIT
 *
 * The secrets that the program was told, in every form in which somebody may write them down: a
 * place that refuses a token likes to quote it, and not always as it was sent. Forms are found by
 * their first four bytes, so that a body of megabytes is read once, however many are known.
 */
#include "net/redact.h"

#include <stdint.h>
#include <string.h>

#include <renown/url.h>

#include "base/mem.h"
#include "net/jwt.h"

enum { FORMS_MAX = 8192, BUCKETS = 1 << 12, SHORTEST = 6, SHORTEST_BASE64 = 8, HEAD = 4 };

/* The oldest gives way to the newest: logins that are renewed for years must not fill it. */
static struct {
    char *form[FORMS_MAX];
    size_t length[FORMS_MAX];
    int next[FORMS_MAX], bucket[BUCKETS]; /* index + 1; 0 ends a chain */
    size_t told;
} known;

static unsigned bucket_of(const char *p)
{
    uint32_t head;

    memcpy(&head, p, HEAD);
    return (unsigned)(head * UINT32_C(2654435761) >> 20) & (BUCKETS - 1);
}

/* The longest form that stands at `at`. */
static size_t known_at(struct rn_str s, size_t at)
{
    size_t longest = 0;

    if (s.n - at < SHORTEST)
        return 0;
    for (int i = known.bucket[bucket_of(s.p + at)]; i != 0; i = known.next[i - 1]) {
        const size_t n = known.length[i - 1];
        if (n > longest && n <= s.n - at && memcmp(s.p + at, known.form[i - 1], n) == 0)
            longest = n;
    }
    return longest;
}

static void forget(size_t slot)
{
    int *link = &known.bucket[bucket_of(known.form[slot])];

    while (*link != (int)slot + 1)
        link = &known.next[*link - 1];
    *link = known.next[slot];
    explicit_bzero(known.form[slot], known.length[slot]);
    talloc_free(known.form[slot]);
}

static void add(struct rn_str form)
{
    const size_t slot = known.told % FORMS_MAX;
    unsigned b;

    if (form.n < SHORTEST || known_at(form, 0) == form.n)
        return;
    if (known.told >= FORMS_MAX)
        forget(slot);
    b = bucket_of(form.p);
    known.form[slot] = rn_dup(NULL, form);
    known.length[slot] = form.n;
    known.next[slot] = known.bucket[b];
    known.bucket[b] = (int)slot + 1;
    known.told++;
}

/* ---- forms ----------------------------------------------------------------------------------- */

static void add_percent(struct rn_str s)
{
    struct rn_buf b;

    rn_buf_init(&b, 3 * s.n + 1);
    (void)rn_url_encode(&b, s);
    add(rn_buf_str(&b));
    for (size_t i = 0; i + 2 < b.n; i++)
        for (size_t k = 1; b.p[i] == '%' && k <= 2; k++)
            if (b.p[i + k] >= 'A' && b.p[i + k] <= 'F')
                b.p[i + k] = (char)(b.p[i + k] | 0x20);
    add(rn_buf_str(&b));
    rn_buf_free(&b);
}

/* `also`: what this writer escapes beside quotes, backslashes and controls. */
static void add_json(struct rn_str s, const char *also)
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
    add(rn_buf_str(&b));
    rn_buf_free(&b);
}

/* As it stands in the base64 of a longer text in which `before` bytes go before it, without the
 * letters that hold bits of its neighbours. */
static void add_base64(struct rn_str s, size_t before)
{
    RN_SCOPE(tmp);
    static const size_t shared[] = {0, 2, 3};
    char *padded = rn_fmt(tmp, "..%.*s", RN_STR_ARG(s));
    char *text = rn_base64(tmp, rn_strn(padded + 2 - before, s.n + before));
    const size_t whole = (s.n + before) * 8 / 6;

    if (whole < shared[before] + SHORTEST_BASE64)
        return;
    add(rn_strn(text + shared[before], whole - shared[before]));
    for (char *p = text; *p != '\0'; p++)
        *p = *p == '+' ? '-' : *p == '/' ? '_' : *p;
    add(rn_strn(text + shared[before], whole - shared[before]));
    explicit_bzero(padded, strlen(padded));
}

void rn_redact_remember(struct rn_str secret)
{
    static const char *const writers[] = {"", "/", "&<>", "&<>='"};

    if (secret.n < SHORTEST)
        return;
    add(secret);
    add_percent(secret);
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        add_json(secret, writers[i]);
    for (size_t before = 0; before < 3; before++)
        add_base64(secret, before);
}

/* ---- replacing ------------------------------------------------------------------------------- */

enum rn_status rn_redact_text(struct rn_buf *b, struct rn_str text)
{
    size_t from = 0, at = 0;

    while (at < text.n) {
        const size_t n = known_at(text, at);
        if (n == 0) {
            at++;
            continue;
        }
        (void)rn_buf_add(b, rn_strn(text.p + from, at - from));
        (void)rn_buf_addz(b, RN_REDACTED);
        from = at += n;
    }
    return rn_buf_add(b, rn_strn(text.p + from, text.n - from));
}
