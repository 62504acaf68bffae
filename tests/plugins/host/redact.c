/* SPDX-License-Identifier: MIT
 *
 * Redaction: what is called like a secret, what was told to be one, and what only looks like it.
 */
#include "plugins/host/host.h"

#include "net/redact.h"

static void assert_same(enum rn_status (*redact)(struct rn_buf *, struct rn_str), const char *in,
                        const char *out)
{
    struct rn_buf b;

    rn_buf_init(&b, 1 << 16);
    assert_int_equal(redact(&b, rn_str(in)), RN_OK);
    assert_string_equal(rn_buf_z(&b), out);
    rn_buf_free(&b);
}

static void addresses(void **state)
{
    (void)state;
    assert_same(rn_redact_url, "https://a.example/p?key=abc123&lang=en",
                "https://a.example/p?key=REDACTED&lang=en");
    assert_same(rn_redact_url, "https://a.example/p?lang=en&access_token=x%20y#f",
                "https://a.example/p?lang=en&access_token=REDACTED#f");
    assert_same(rn_redact_url, "https://a.example/p?API-Key=q&pageToken=keep&monkey=keep",
                "https://a.example/p?API-Key=REDACTED&pageToken=keep&monkey=keep");
    assert_same(rn_redact_url, "https://a.example/p?key=", "https://a.example/p?key=");
    assert_same(rn_redact_url, "", "");
    assert_same(rn_redact_url, "key=x", "key=x");
}

static void documents(void **state)
{
    (void)state;
    assert_same(rn_redact_body, "{\"access_token\":\"ya29.x\",\"expires_in\":3599}",
                "{\"access_token\":\"REDACTED\",\"expires_in\":3599}");
    assert_same(rn_redact_body, "{\"token\" : 12.5,\"nextPageToken\":\"t2\"}",
                "{\"token\" : \"REDACTED\",\"nextPageToken\":\"t2\"}");
    assert_same(rn_redact_body, "{\"key\":{\"a\":\"b\"},\"secret\":null}",
                "{\"key\":{\"a\":\"b\"},\"secret\":null}");
    assert_same(rn_redact_body, "{\"comment\":\"my \\\"key\\\":\\\"x\\\" is lost\"}",
                "{\"comment\":\"my \\\"key\\\":\\\"x\\\" is lost\"}");
    assert_same(rn_redact_body,
                "{\"next\":\"https://g.example/r?limit=5\\u0026access_token=EAAB\\u0026after=Q\"}",
                "{\"next\":\"https://g.example/r?limit=5\\u0026access_token=REDACTED"
                "\\u0026after=Q\"}");
    assert_same(rn_redact_body, "{\"next\":\"https://g.example/r?access_token=EAAB\"}",
                "{\"next\":\"https://g.example/r?access_token=REDACTED\"}");
    assert_same(rn_redact_body, "{\"password\":\"cut", "{\"password\":\"REDACTED\"");
    assert_same(rn_redact_body, "{\"error\":{\"code\":403}}", "{\"error\":{\"code\":403}}");
}

static void forms_and_bearers(void **state)
{
    (void)state;
    assert_same(rn_redact_body, "client_secret=s&grant_type=refresh_token&refresh_token=r",
                "client_secret=REDACTED&grant_type=refresh_token&refresh_token=REDACTED");
    assert_same(rn_redact_body, "Authorization: Bearer abcdefghijklmnopqrstuvwxyz.012",
                "Authorization: Bearer REDACTED");
    assert_same(rn_redact_body, "bad access_token=x1 \"client_secret=y2\" given",
                "bad access_token=REDACTED \"client_secret=REDACTED\" given");
    assert_same(rn_redact_body, "{\"comment\":\"with code=SAVE10 it is cheap\"}",
                "{\"comment\":\"with code=SAVE10 it is cheap\"}");
    assert_same(rn_redact_body, "the bearer of bad news", "the bearer of bad news");
}

static void headers(void **state)
{
    struct rn_buf b;

    (void)state;
    rn_buf_init(&b, 1 << 10);
    (void)rn_redact_header(&b, rn_str("X-Goog-Api-Key"), rn_str("AIza"));
    (void)rn_buf_addc(&b, '|');
    (void)rn_redact_header(&b, rn_str("set-cookie"), rn_str("s=1"));
    (void)rn_buf_addc(&b, '|');
    (void)rn_redact_header(&b, rn_str("retry-after"), rn_str("3"));
    assert_string_equal(rn_buf_z(&b), "REDACTED|REDACTED|3");
    rn_buf_free(&b);
}

static void remembered_values(void **state)
{
    (void)state;
    rn_redact_remember(rn_str("open sesame/42"));
    rn_redact_remember(rn_str("open sesame/42 and more"));
    rn_redact_remember(rn_str("short"));
    assert_same(rn_redact_text, "a open sesame/42 b open%20sesame%2F42 c short",
                "a REDACTED b REDACTED c short");
    assert_same(rn_redact_text, "open sesame/42 and more", "REDACTED");
    assert_same(rn_redact_text, "open sesame/4", "open sesame/4");
    assert_same(rn_redact_body, "{\"comment\":\"open sesame/42\"}", "{\"comment\":\"REDACTED\"}");
    assert_same(rn_redact_url, "https://a.example/open%20sesame%2F42",
                "https://a.example/REDACTED");
}

static void token(char out[40], int n)
{
    (void)snprintf(out, 40, "access-token-%d-of-some-month", n);
}

/* A process that lives for months sees ever new tokens, and they are what has to be found; the
 * secrets of the config are told once. */
static void months_of_tokens(void **state)
{
    char text[40], used[40];
    (void)state;
    rn_redact_remember_config(rn_str("the client's secret"));
    token(used, 0);
    for (int n = 0; n < 20000; n++) {
        token(text, n);
        rn_redact_remember(rn_str(text));
        rn_redact_remember(rn_str(used));
    }
    assert_same(rn_redact_text, "the client's secret", "REDACTED");
    assert_same(rn_redact_text, "the%20client%27s%20secret", "REDACTED");
    assert_same(rn_redact_text, used, "REDACTED");
    for (int n = 19000; n < 20000; n++) {
        token(text, n);
        assert_same(rn_redact_text, text, "REDACTED");
    }
    token(text, 5000); /* nobody takes it any more */
    assert_same(rn_redact_text, text, text);
}

/* A refresh token that is replaced at each login comes from the config too: the oldest make room,
 * first for tokens, then altogether. */
static void months_of_config(void **state)
{
    char text[40];
    (void)state;
    for (int n = 0; n < 10000; n++) {
        (void)snprintf(text, sizeof text, "refresh-token-%d", n);
        rn_redact_remember_config(rn_str(text));
    }
    assert_same(rn_redact_text, "refresh-token-9999", "REDACTED");
    assert_same(rn_redact_text, "refresh-token-8001", "REDACTED");
    assert_same(rn_redact_text, "refresh-token-6000", "REDACTED");
    assert_same(rn_redact_text, "refresh-token-1000", "refresh-token-1000");
}

static void any_bytes_are_survived(void **state)
{
    char bytes[257];

    (void)state;
    for (unsigned seed = 1; seed < 3000; seed++) {
        static const char alphabet[] = "\"\\{}[]:=&?key token bearer u0026\0\xff";
        unsigned x = seed * 2654435761u;
        struct rn_buf b;
        rn_buf_init(&b, 1 << 16);
        for (size_t i = 0; i < sizeof bytes; i++) {
            x = x * 1664525u + 1013904223u;
            bytes[i] = alphabet[(x >> 16) % (sizeof alphabet - 1)];
        }
        assert_int_equal(rn_redact_body(&b, rn_strn(bytes, (x >> 8) % sizeof bytes)), RN_OK);
        assert_int_equal(rn_redact_url(&b, rn_strn(bytes, (x >> 8) % sizeof bytes)), RN_OK);
        rn_buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses),         cmocka_unit_test(documents),
        cmocka_unit_test(forms_and_bearers), cmocka_unit_test(headers),
        cmocka_unit_test(remembered_values), cmocka_unit_test(months_of_tokens),
        cmocka_unit_test(months_of_config),  cmocka_unit_test(any_bytes_are_survived),
    };
    return cmocka_run_group_tests_name("redact", tests, NULL, NULL);
}
