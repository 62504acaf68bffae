/* SPDX-License-Identifier: MIT
 *
 * The secrets that the program was told, in every form in which somebody may write them down: a
 * place that refuses a token likes to quote it, and not always as it was sent.
 */
#include "net/redact.h"

#include <string.h>

#include <renown/url.h>

#include "base/mem.h"
#include "net/jwt.h"
#include "net/shelves.h"

enum { SHORTEST_BASE64 = 8 };

/* ---- forms ----------------------------------------------------------------------------------- */

static void add_percent(struct rn_str s, bool config)
{
    struct rn_buf b;

    rn_buf_init(&b, 3 * s.n + 1);
    (void)rn_url_encode(&b, s);
    rn_shelf_put(rn_buf_str(&b), config);
    for (size_t i = 0; i + 2 < b.n; i++)
        for (size_t k = 1; b.p[i] == '%' && k <= 2; k++)
            if (b.p[i + k] >= 'A' && b.p[i + k] <= 'F')
                b.p[i + k] = (char)(b.p[i + k] | 0x20);
    rn_shelf_put(rn_buf_str(&b), config);
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
    rn_shelf_put(rn_buf_str(&b), config);
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
    rn_shelf_put(rn_strn(text + shared[before], whole - shared[before]), config);
    for (char *p = text; *p != '\0'; p++)
        *p = *p == '+' ? '-' : *p == '/' ? '_' : *p;
    rn_shelf_put(rn_strn(text + shared[before], whole - shared[before]), config);
    explicit_bzero(padded, strlen(padded));
}

static void remember(struct rn_str secret, bool config)
{
    static const char *const writers[] = {"", "/", "&<>", "&<>='"};

    if (secret.n < RN_SHELF_SHORTEST)
        return;
    rn_shelf_put(secret, config);
    add_percent(secret, config);
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        add_json(secret, writers[i], config);
    for (size_t before = 0; before < 3; before++)
        add_base64(secret, before, config);
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

    while (at < text.n) {
        const size_t n = rn_shelf_at(text, at);
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
