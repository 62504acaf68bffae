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

static void in_every_writing(void **state)
{
    (void)state;
    rn_redact_remember(rn_str("Sec/ret+w\"ith\\all&5"));
    assert_same(rn_redact_text, "a Sec/ret+w\"ith\\all&5 b", "a REDACTED b");
    assert_same(rn_redact_text, "Sec%2Fret%2Bw%22ith%5Call%265", "REDACTED");
    assert_same(rn_redact_text, "Sec%2fret%2bw%22ith%5call%265", "REDACTED");
    assert_same(rn_redact_body, "{\"m\":\"Sec/ret+w\\\"ith\\\\all&5\"}", "{\"m\":\"REDACTED\"}");
    assert_same(rn_redact_body, "{\"m\":\"Sec\\/ret+w\\\"ith\\\\all&5\"}", "{\"m\":\"REDACTED\"}");
    assert_same(rn_redact_body, "{\"m\":\"Sec/ret+w\\\"ith\\\\all\\u00265\"}",
                "{\"m\":\"REDACTED\"}");
    /* base64 of the secret after "", "u:" and "x": a letter that holds bits of a neighbour stays */
    assert_same(rn_redact_text, "U2VjL3JldCt3Iml0aFxhbGwmNQ==", "REDACTEDQ==");
    assert_same(rn_redact_text, "dTpTZWMvcmV0K3ciaXRoXGFsbCY1", "dTpREDACTED");
    assert_same(rn_redact_text, "eFNlYy9yZXQrdyJpdGhcYWxsJjU=", "eFREDACTEDU=");
    assert_same(rn_redact_body, "Bearer Sec/ret+w\"ith\\all&5", "Bearer REDACTED");
    assert_same(rn_redact_url, "https://a.example/?key=Sec/ret+w\"ith\\all&5",
                "https://a.example/?key=REDACTED");
}

/* A server that renews its logins for years: the newest are known, memory is bounded. */
static void the_oldest_give_way(void **state)
{
    char text[32];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        (void)snprintf(text, sizeof text, "session-number-%05d", i);
        rn_redact_remember(rn_str(text));
    }
    assert_same(rn_redact_text, "session-number-19999 session-number-19000", "REDACTED REDACTED");
    assert_same(rn_redact_text, "session-number-00001", "session-number-00001");
}

/* A process that lives for months sees ever new tokens; the secrets of the config are told once,
 * and what is told again stays. */
static void months_of_tokens(void **state)
{
    char text[40];
    const char *used = "the token that is still in use";
    (void)state;
    rn_redact_remember_config(rn_str("the client's secret"));
    for (int n = 0; n < 3000; n++) {
        (void)snprintf(text, sizeof text, "access-token-%d-of-some-month", n);
        rn_redact_remember(rn_str(text));
        if (n % 100 == 0)
            rn_redact_remember(rn_str(used));
    }
    assert_same(rn_redact_text, "the client's secret", "REDACTED");
    assert_same(rn_redact_text, "the%20client%27s%20secret", "REDACTED");
    assert_same(rn_redact_text, used, "REDACTED");
    assert_same(rn_redact_text, "access-token-2900-of-some-month", "REDACTED");
    assert_same(rn_redact_text, "access-token-10-of-some-month", "access-token-10-of-some-month");
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
        cmocka_unit_test(addresses),
        cmocka_unit_test(documents),
        cmocka_unit_test(forms_and_bearers),
        cmocka_unit_test(headers),
        cmocka_unit_test(remembered_values),
        cmocka_unit_test(in_every_writing),
        cmocka_unit_test(the_oldest_give_way),
        cmocka_unit_test(months_of_tokens),
        cmocka_unit_test(any_bytes_are_survived),
    };
    return cmocka_run_group_tests_name("redact", tests, NULL, NULL);
}
