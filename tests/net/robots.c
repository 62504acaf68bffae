/* SPDX-License-Identifier: MIT
 *
 * robots.txt: what is read in it, and what it then says about an address. The rows are the
 * standard's own questions; where it is silent, core/net/robots.h says what was decided.
 */
#include "unit/unit.h"

#include <stdio.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "net/robots.h"

struct row {
    const char *file, *url;
    bool allow;
};

static void ask(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        RN_SCOPE(tmp);
        const struct rn_robots *r = rn_robots_parse(tmp, rn_str(rows[i].file), "Renown");
        if (rn_robots_allow(r, rn_str(rows[i].url)) != rows[i].allow)
            fail_msg("%s of \"%s\"", rows[i].url, rows[i].file);
    }
}

static void groups(void **state)
{
    static const struct row rows[] = {
        {"", "/any", true},
        {"User-agent: *\nDisallow: /", "/", false},
        {"User-agent: *\nDisallow: /", "/robots.txt", true},
        {"User-agent: renown\nDisallow: /a\n", "/a", false},
        {"User-agent: RENOWN/3.0\nDisallow: /a\n", "/a", false},
        {"User-agent: Renownbot\nDisallow: /a\n", "/a", true},
        {"User-agent: Ren\nDisallow: /a\n", "/a", true},
        {"User-agent: My Renown\nDisallow: /a\n", "/a", true},
        {"User-agent: *\nDisallow: /a\n\nUser-agent: Renown\nDisallow: /b\n", "/a", true},
        {"User-agent: *\nDisallow: /a\n\nUser-agent: Renown\nDisallow: /b\n", "/b", false},
        {"User-agent: *\nDisallow: /\n\nUser-agent: Renown\n", "/a", true},
        {"User-agent: Renown\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: renown\n"
         "Disallow: /c\n",
         "/c", false},
        {"User-agent: Renown\nDisallow: /a\nUser-agent: x\nDisallow: /b\n", "/b", true},
        {"User-agent: x\nUser-agent: Renown\nUser-agent: y\nDisallow: /a\n", "/a", false},
        {"User-agent: x\nSitemap: /s\nCrawl-delay: 1\nHost: h\nUser-agent: Renown\nDisallow: /a",
         "/a", false},
        {"User-agent: x\nDisallow:\nUser-agent: Renown\nDisallow: /a\nUser-agent: x\nDisallow: /b",
         "/b", true},
        {"Disallow: /a\nUser-agent: *\nAllow: /b", "/a", true},
    };
    (void)state;
    ask(rows, COUNT(rows));
}

static void longest_wins(void **state)
{
    static const struct row rows[] = {
        {"User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", false},
        {"User-agent: *\nDisallow: /a/b\nAllow: /a", "/a/b/c", false},
        {"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
        {"User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
        {"User-agent: *\nAllow: /a\nDisallow: /a", "/a", true},
        {"User-agent: *\nDisallow: /*/c\nAllow: /a", "/a/c", false},
        {"User-agent: *\nAllow: /page\nDisallow: /*.ph", "/page.php", true},
        {"User-agent: *\nAllow: /$\nDisallow: /", "/", true},
        {"User-agent: *\nAllow: /$\nDisallow: /", "https://a.example", true},
        {"User-agent: *\nAllow: /$\nDisallow: /", "https://a.example/x", false},
    };
    (void)state;
    ask(rows, COUNT(rows));
}

static void stars_and_ends(void **state)
{
    static const struct row rows[] = {
        {"User-agent: *\nDisallow: /a*b", "/axxb", false},
        {"User-agent: *\nDisallow: /a*b", "/ab", false},
        {"User-agent: *\nDisallow: /a*b", "/a", true},
        {"User-agent: *\nDisallow: /a**b*", "/acbc", false},
        {"User-agent: *\nDisallow: *", "/", false},
        {"User-agent: *\nDisallow: *.pdf$", "/x.pdf", false},
        {"User-agent: *\nDisallow: *.pdf$", "/x.pdf?y", true},
        {"User-agent: *\nDisallow: /a$", "/a", false},
        {"User-agent: *\nDisallow: /a$", "/ab", true},
        {"User-agent: *\nDisallow: /a*$", "/abc", false},
        {"User-agent: *\nDisallow: /a*aa$", "/aa", true},
        {"User-agent: *\nDisallow: /a*aa$", "/aaa", false},
        {"User-agent: *\nDisallow: /a$b", "/a$b", false},
        {"User-agent: *\nDisallow: /a$b", "/a", true},
        {"User-agent: *\nDisallow: $", "/", true},
        {"User-agent: *\nDisallow: /a%2A", "/a*", false},
        {"User-agent: *\nDisallow: /a%2A", "/ab", true},
        {"User-agent: *\nDisallow: /a%24", "/a$", false},
        {"User-agent: *\nDisallow: /?q=", "https://a.example?q=1", false},
        {"User-agent: *\nDisallow: /a?b", "/a?b#c", false},
        {"User-agent: *\nDisallow: /c", "/a#/c", true},
    };
    (void)state;
    ask(rows, COUNT(rows));
}

static void one_encoding(void **state)
{
    static const struct row rows[] = {
        {"User-agent: *\nDisallow: /caf\xC3\xA9", "/caf%c3%a9", false},
        {"User-agent: *\nDisallow: /caf%C3%a9", "/caf\xC3\xA9", false},
        {"User-agent: *\nDisallow: /%7Ejo%65", "/~joe", false},
        {"User-agent: *\nDisallow: /~joe", "/%7ej%6Fe", false},
        {"User-agent: *\nDisallow: /a%2Fb", "/a/b", true},
        {"User-agent: *\nDisallow: /a%2Fb", "/a%2fb", false},
        {"User-agent: *\nDisallow: /100%", "/100%25", false},
        {"User-agent: *\nDisallow: /a b", "/a%20b", false},
        {"User-agent: *\nDisallow: /A", "/a", true},
        {"User-agent: *\nDisallow: /\xFF", "/%FF", false},
    };
    (void)state;
    ask(rows, COUNT(rows));
}

static void lines(void **state)
{
    static const struct row rows[] = {
        {"User-agent: *\r\nDisallow: /a\r\n", "/a", false},
        {"User-agent: *\rDisallow: /a\r", "/a", false},
        {"\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "/a", false},
        {"  user-agent\t:  *  # us\n\n\nDISALLOW:/a#b\n", "/a", false},
        {"# User-agent: *\n# Disallow: /\n", "/a", true},
        {"User-agent *\nDisallow /a\n", "/a", false},
        {"User-agent: *\nDisallow /a and more\n", "/a", true},
        {"User-agent: *\nDisalow: /a\n", "/a", false},
        {"User-agent: *\nDisallowed: /a\n", "/a", true},
        {"<!DOCTYPE html><p>User-agent: *</p>\n<p>Disallow: /</p>", "/a", true},
        {"\n:\n : \n:::\nUser-agent: *\nDisallow: /a", "/a", false},
    };
    (void)state;
    ask(rows, COUNT(rows));
}

static int64_t delay(const char *file)
{
    RN_SCOPE(tmp);
    return rn_robots_delay(rn_robots_parse(tmp, rn_str(file), "Renown"));
}

static void crawl_delay(void **state)
{
    (void)state;
    assert_int_equal(delay(""), 0);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: 3\n"), 3 * RN_SECOND);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: 0.5\n"), RN_SECOND / 2);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: 86400\n"), RN_MINUTE);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: 99999999999999999999\n"), RN_MINUTE);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: -3\n"), 0);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: soon\n"), 0);
    assert_int_equal(delay("User-agent: *\nCrawl-delay: 9\nUser-agent: Renown\nDisallow:\n"),
                     9 * RN_SECOND); /* one list of two */
    assert_int_equal(delay("User-agent: *\nDisallow:\nCrawl-delay: 9\nUser-agent: Renown\n"), 0);
}

/* Half a rule is none: "Allow: /" of "Allow: /private/list" would say too much. */
static void long_files(void **state)
{
    RN_SCOPE(tmp);
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 2 * RN_ROBOTS_BYTES);
    (void)rn_buf_addz(&b, "User-agent: *\nDisallow: /\n#");
    while (b.n < RN_ROBOTS_BYTES - 11)
        (void)rn_buf_addc(&b, 'x');
    (void)rn_buf_addz(&b, "\nAllow: /abc\nAllow: /d\n"); /* the limit lies behind "Allow: /a" */
    const struct rn_robots *r = rn_robots_parse(tmp, rn_buf_str(&b), "Renown");
    assert_false(rn_robots_allow(r, rn_str("/abc")));
    assert_false(rn_robots_allow(r, rn_str("/a")));
    assert_false(rn_robots_allow(r, rn_str("/d")));
    rn_buf_free(&b);
}

/* As many stars as fit, and an address that almost matches: linear, or this never ends. */
static void many_stars(void **state)
{
    RN_SCOPE(tmp);
    struct rn_buf file, url;
    (void)state;
    rn_buf_init(&file, RN_ROBOTS_BYTES);
    rn_buf_init(&url, 64 << 10);
    (void)rn_buf_addz(&file, "User-agent: *\n");
    while (file.n < RN_ROBOTS_BYTES / 2)
        (void)rn_buf_addz(&file, "Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n");
    (void)rn_buf_addc(&url, '/');
    while (url.n < 4000)
        (void)rn_buf_addc(&url, 'a');
    const struct rn_robots *r = rn_robots_parse(tmp, rn_buf_str(&file), "Renown");
    assert_true(rn_robots_allow(r, rn_buf_str(&url)));
    (void)rn_buf_addc(&url, 'b');
    assert_false(rn_robots_allow(r, rn_buf_str(&url)));
    while (url.n < 60000)
        (void)rn_buf_addc(&url, '%');
    assert_false(rn_robots_allow(r, rn_buf_str(&url)));
    rn_buf_free(&file);
    rn_buf_free(&url);
}

static void kept_for_a_day(void **state)
{
    RN_SCOPE(tmp);
    struct rn_buf b, again;
    (void)state;
    rn_buf_init(&b, 1 << 20);
    rn_buf_init(&again, 1 << 20);
    const struct rn_robots *r = rn_robots_parse(
        tmp,
        rn_str("User-agent: x\nDisallow: /\n\nUser-agent: Renown\nCrawl-delay: 2.5\n"
               "Disallow: /caf\xC3\xA9*%62$\nAllow: /a b#c\nDisallow: /%%36%31\nDisallow: /c$d\n"),
        "Renown");
    assert_int_equal(rn_robots_write(r, &b), RN_OK);
    const struct rn_robots *kept = rn_robots_parse(tmp, rn_buf_str(&b), "Renown");
    assert_int_equal(rn_robots_write(kept, &again), RN_OK);
    assert_string_equal(rn_buf_z(&b), rn_buf_z(&again));
    assert_string_equal(rn_buf_z(&b), "User-agent: *\nCrawl-delay: 2.500000\n"
                                      "Disallow: /caf%C3%A9*b$\nAllow: /a%20b\n"
                                      "Disallow: /%2561\nDisallow: /c%24d\n");
    assert_false(rn_robots_allow(kept, rn_str("/caf%C3%A9/b")));
    assert_int_equal(rn_robots_delay(kept), 5 * RN_SECOND / 2);
    rn_buf_free(&b);
    rn_buf_free(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups),         cmocka_unit_test(longest_wins),
        cmocka_unit_test(stars_and_ends), cmocka_unit_test(one_encoding),
        cmocka_unit_test(lines),          cmocka_unit_test(crawl_delay),
        cmocka_unit_test(long_files),     cmocka_unit_test(many_stars),
        cmocka_unit_test(kept_for_a_day),
    };
    return cmocka_run_group_tests_name("robots", tests, NULL, NULL);
}
