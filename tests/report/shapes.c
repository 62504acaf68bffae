/* SPDX-License-Identifier: MIT
 *
 * The shapes of a digest under hostile texts: HTML that an XML parser reads, text that only shows,
 * mail whose headers stay headers, JSON whose figures are whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include <renown/json.h>
#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/mem.h"
#include "report/desk.h"

/* ---- hostile text ---------------------------------------------------------------------------- */

static const char *const hostile[] = {
    "Zorbla<script>alert(1)</script>", "Zorblb\" onmouseover=\"alert(1)",
    "=Zorblc+cmd|' /C calc'!A0",       "Zorbld\x1b[31mred\x1b]0;title\x07",
    "Zorble\u202egnp.exe\u2066",       "Zorblf\r\nBcc: evil@example.com\r\n\r\nbody",
    "Zorblg <!channel> & ]]>",         "Zorblh %s%n{n}{{7*7}}",
    "Zorbli\u2028x\u2029y\xc2\x85z",   "Zorblj بہت گندا \u2067 کمرہ",
    "Zorblk \xff\xfe\xc0\x80 end"};

static void well_formed(const char *html)
{
    xmlDocPtr doc = xmlReadMemory(html, (int)strlen(html), "digest.html", "UTF-8",
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (doc == NULL)
        fail_msg("not well-formed:\n%s", html);
    xmlFreeDoc(doc);
    desk_lacks(html, "<script");
    desk_lacks(html, "<img");
    desk_lacks(html, "<!channel");
}

static void inert(const char *text)
{
    struct rn_str s = rn_str(text);
    size_t at = 0;
    int depth = 0;
    assert_true(rn_utf8_valid(s));
    while (at < s.n) {
        uint32_t cp = rn_utf8_next(s, &at);
        assert_true(cp >= 0x20 || cp == '\n');
        assert_false((cp >= 0x7f && cp <= 0x9f) || (cp >= 0x202a && cp <= 0x202e) || cp == 0x2028 ||
                     cp == 0x2029);
        depth += (cp >= 0x2066 && cp <= 0x2068) - (cp == 0x2069);
    }
    assert_int_equal(depth, 0);
}

static void strangers_only_speak(void **state)
{
    struct desk *k = *state;
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        struct told t = {.listing = "oslo", .stars = 1};
        struct rn_json_doc *doc;
        t.external_id = rn_fmt(k, "h%zu", i);
        t.author = t.text = t.title = hostile[i];
        t.at = fill_time("2026-04-28T09:00:00Z") - (int64_t)i * RN_HOUR; /* the oldest leads */
        fill_begin(&k->fill);
        (void)fill_review(&k->fill, &t);
        fill_commit(&k->fill);
        const char *text = desk_shape(k, rn_digest_text, MONDAY);
        desk_has(text, rn_fmt(k, "Zorbl%c", (int)('a' + i)));
        inert(text);
        const char *html = desk_shape(k, rn_digest_html, MONDAY);
        inert(html);
        well_formed(html);
        const char *json = desk_shape(k, rn_digest_json, MONDAY);
        assert_int_equal(rn_json_parse(rn_str(json), 0, &doc, &k->d), RN_OK);
        rn_json_free(doc);
        const char *mail = desk_shape(k, desk_email, MONDAY);
        desk_lacks(mail, "Bcc");
        for (const char *p = mail; *p != '\0'; p++)
            assert_true((*p >= 0x20 && *p < 0x7f) || *p == '\r' || *p == '\n');
    }
}

static void mail_headers_stay_headers(void **state)
{
    struct desk *k = *state;
    struct rn_buf b;
    rn_buf_init(&b, 1 << 20);
    struct rn_digest *g = desk_digest(k, 1, MONDAY);
    g->verdict = "2 need you · Şişli ვარსკვლავი ★★★★★ and a long tail of words · fell";
    assert_int_equal(rn_digest_email(g, "a@example.com\r\nBcc: x@y", "b@example.com", &b), RN_OK);
    const char *mail = rn_buf_z(&b);
    desk_lacks(mail, "Bcc");
    desk_has(mail, "To: b@example.com\r\n");
    desk_has(mail, "Subject: =?UTF-8?B?");
    desk_has(mail, "Date: Mon, 04 May 2026 08:00:00 +0000\r\n");
    for (const char *line = mail; line != NULL; line = strstr(line, "\r\n")) {
        line += line[0] == '\r' ? 2 : 0;
        assert_true(strcspn(line, "\r") <= 78);
        if (line[0] == '\0')
            break;
    }
    rn_buf_free(&b);
}

static void figures_carry_n_and_receipt(void **state)
{
    struct desk *k = *state;
    struct rn_json_doc *doc;
    fill_begin(&k->fill);
    desk_add(k, "oslo", "2026-04-29T09:00:00Z", 4, "Ana", "Fine.", "2026-04-29T10:00:00Z");
    desk_add(k, "oslo", "2026-04-22T09:00:00Z", 5, "Bo", "Fine.", "2026-04-22T10:00:00Z");
    fill_commit(&k->fill);
    const char *json = desk_shape(k, rn_digest_json, MONDAY);
    assert_int_equal(rn_json_parse(rn_str(json), 0, &doc, &k->d), RN_OK);
    const struct rn_json *figures = rn_json_get(rn_json_root(doc), "figures");
    assert_int_equal(rn_json_count(figures), 4);
    for (const struct rn_json *f = rn_json_first(figures); f != NULL; f = rn_json_next(f)) {
        int64_t n = 0;
        assert_true(rn_json_is(rn_json_get(f, "value"), RN_JSON_NUMBER));
        assert_true(rn_json_int(rn_json_get(f, "n"), &n));
        assert_int_equal(n, 1);
        assert_true(rn_json_is(rn_json_get(f, "before"), RN_JSON_NUMBER));
        assert_int_equal(rn_json_str(rn_json_get(f, "receipt")).n, RN_RECEIPT_LEN);
    }
    rn_json_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(strangers_only_speak, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(mail_headers_stay_headers, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(figures_carry_n_and_receipt, desk_setup, desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
