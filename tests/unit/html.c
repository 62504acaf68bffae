/* SPDX-License-Identifier: MIT */
#include "text/html.h"

#include "unit/unit.h"

typedef enum rn_status (*convert)(struct rn_buf *, struct rn_str);

static void assert_rows(convert how, const char *const rows[][2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct rn_buf b;
        rn_buf_init(&b, 10000);
        assert_int_equal(how(&b, rn_str(rows[i][0])), RN_OK);
        if (!rn_str_is(rn_buf_str(&b), rows[i][1]))
            fail_msg("\"%s\" gave \"%s\", not \"%s\"", rows[i][0], rn_buf_z(&b), rows[i][1]);
        rn_buf_free(&b);
    }
}

static void reads_markup(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"plain", "plain"},
        {"  a \n b  ", "a b"},
        {"<p>One</p><p>Two</p>", "One\n\nTwo"},
        {"a<br>b<br/>c<BR />d", "a\nb\nc\nd"},
        {"a<br><br>b<br><br><br><br>c", "a\n\nb\n\nc"},
        {"<div>a</div>\n<div>b</div>", "a\nb"},
        {"<ul><li>one<li>two</ul>end", "one\ntwo\nend"},
        {"<b>bo</b>ld <i>it</i>", "bold it"},
        {"<tr><td>1</td><td>2</td></tr>", "1 2"},
        {"<a href=\"x>y\" title='>'>link</a>", "link"},
        {"<a href=x>link</a>", "link"},
        {"a<script>if (a < b) '</p>'</script>b", "ab"},
        {"a<SCRIPT>x</ScRiPt >b<style>p{}</style>c", "abc"},
        {"a<script>never closed", "a"},
        {"a<!-- <b>no</b> -->b<!doctype html>c<?php x ?>d", "abcd"},
        {"a<!-- never closed <p>", "a"},
        {"<pre>a\n  b</pre>", "a\n  b"},
        {"a\xC2\xA0z", "a z"},
    };
    (void)state;
    assert_rows(rn_html_to_text, rows, COUNT(rows));
}

static void reads_broken_markup(void **state)
{
    static const char *const rows[][2] = {
        {"a < b", "a < b"},
        {"I <3 it", "I <3 it"},
        {"1<2 and 3>2", "1<2 and 3>2"},
        {"<", "<"},
        {"a<", "a<"},
        {"a</", "a"},
        {"a<b", "a"},
        {"a<b title=\"open", "a"},
        {"</p>a</p></p>", "a"},
        {"<<b>x", "<x"},
        {"\xFFz", "\xEF\xBF\xBDz"},
        {"a\x01\x1B[31mz", "a[31mz"},
    };
    (void)state;
    assert_rows(rn_html_to_text, rows, COUNT(rows));
}

static void reads_references(void **state)
{
    static const char *const rows[][2] = {
        {"&amp;&lt;&gt;&quot;&apos;&#39;", "&<>\"''"},
        {"&eacute;&Eacute;&#233;&#xe9;&#XE9;", "éÉééé"},
        {"&#128512;&#x1F600;", "\U0001F600\U0001F600"},
        {"&nbsp;a&nbsp;&nbsp;b", " a  b"},
        {"&#0;&#xD800;&#x110000;&#99999999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"&#x80;&#146;", "\u20AC\u2019"},
        {"&#65", "A"},
        {"&#10;x&#10;y", "x y"},
        {"&amp;lt;", "&lt;"},
        {"&bogus; &amp &; & &# &#; &#x; &#xg;", "&bogus; &amp &; & &# &#; &#x; &#xg;"},
        {"&lt;script&gt;", "<script>"},
        {"&rsquo;&hellip;&euro;&zwnj;&AElig;&yuml;", "\u2019\u2026\u20AC\u200C\u00C6\u00FF"},
        {"&toolonganame;", "&toolonganame;"},
    };
    (void)state;
    assert_rows(rn_html_to_text, rows, COUNT(rows));
}

static void escapes_html(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"<script>alert(\"x\")&'", "&lt;script&gt;alert(&quot;x&quot;)&amp;&#39;"},
        {"a\x01\x1B\x7F\xC2\x9B"
         "b\nc\td",
         "ab\nc\td"},
        {"\xE2\x80\xAEx\xFF", "x\xEF\xBF\xBD"},
        {"é日\U0001F600", "é日\U0001F600"},
    };
    (void)state;
    assert_rows(rn_html_escape, rows, COUNT(rows));
}

static void escapes_csv(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"plain text", "plain text"},
        {"a,b", "\"a,b\""},
        {"a;b", "\"a;b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"\"", "\"\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"=1+1", "\"'=1+1\""},
        {"+49", "\"'+49\""},
        {"-1", "\"'-1\""},
        {"@x", "\"'@x\""},
        {"\t=1", "\"'\t=1\""},
        {"  =1", "\"'  =1\""},
        {" a", "\" a\""},
        {"a=b", "a=b"},
        {"\xFF", "\xEF\xBF\xBD"},
    };
    (void)state;
    assert_rows(rn_csv_escape, rows, COUNT(rows));
}

static void limits_are_told(void **state)
{
    static const convert all[] = {rn_html_to_text, rn_html_escape, rn_csv_escape};
    (void)state;
    for (size_t i = 0; i < COUNT(all); i++) {
        struct rn_buf b;
        rn_buf_init(&b, 3);
        assert_int_equal(all[i](&b, rn_str("too, long")), RN_LIMIT);
        assert_true(b.full);
        rn_buf_free(&b);
    }
}

/* What repeats a hundred thousand times must still be read at once. */
static void repetition_is_cheap(void **state)
{
    static const char *const units[] = {"<",   "<!--",    "<script>", "&",      "&#",
                                        "<b ", "<a x=\"", "</",       "<pre>\n"};
    (void)state;
    for (size_t i = 0; i < COUNT(units); i++) {
        struct rn_buf in, out;
        rn_buf_init(&in, 1 << 20);
        rn_buf_init(&out, 1 << 20);
        for (int k = 0; k < 100000; k++)
            (void)rn_buf_addz(&in, units[i]);
        assert_int_equal(rn_html_to_text(&out, rn_buf_str(&in)), RN_OK);
        assert_true(out.n <= in.n);
        rn_buf_free(&in);
        rn_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_markup),        cmocka_unit_test(reads_broken_markup),
        cmocka_unit_test(reads_references),    cmocka_unit_test(escapes_html),
        cmocka_unit_test(escapes_csv),         cmocka_unit_test(limits_are_told),
        cmocka_unit_test(repetition_is_cheap),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
