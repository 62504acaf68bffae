/* SPDX-License-Identifier: MIT
 *
 * Queries of brands: how they are read, what they become for a place, what fits them.
 */
#include "plugins/common/query.h"

#include "plugins/common/own.h"
#include "unit/unit.h"

#include <stdlib.h>

static void *blocks[100];
static size_t block_count;

static void *give(struct rn_sink *sink, size_t n)
{
    (void)sink;
    assert_true(block_count < 100);
    blocks[block_count] = calloc(1, n);
    assert_non_null(blocks[block_count]);
    return blocks[block_count++];
}

static bool fits(const char *query, const char *text)
{
    struct rn_sink sink = {.size = sizeof sink, .alloc = give};
    const struct rn_str texts[] = {{NULL, 0}, rn_str(text)};
    struct rn_query q;
    struct rn_diag d;
    bool found;

    assert_int_equal(rn_query_read(query, &q, &d), RN_OK);
    found = rn_query_fits(&q, &sink, texts, 2);
    while (block_count > 0)
        free(blocks[--block_count]);
    return found;
}

/* The cases as a place is asked for them, a line each. */
static void assert_cases(const char *query, const char *wanted)
{
    struct rn_query q;
    struct rn_diag d;
    struct rn_buf b, one;

    assert_int_equal(rn_query_read(query, &q, &d), RN_OK);
    rn_buf_init(&b, 10000);
    for (size_t i = 0; i < q.case_count; i++) {
        rn_buf_init(&one, 10000);
        rn_query_write(&q, i, "-", &one);
        rn_buf_add(&b, rn_buf_str(&one));
        rn_buf_addc(&b, '\n');
        rn_buf_free(&one);
    }
    assert_string_equal(rn_buf_z(&b), wanted);
    rn_buf_free(&b);
}

static void assert_wrong(const char *query, const char *because)
{
    struct rn_query q = {.word_count = 77};
    struct rn_diag d;

    assert_int_equal(rn_query_read(query, &q, &d), RN_INVALID);
    assert_int_equal(q.word_count, 77);
    assert_non_null(strstr(d.text, because));
}

static void test_cases(void **state)
{
    (void)state;
    assert_cases("harbour hotel", "harbour hotel\n");
    assert_cases("  \"harbour hotel\"  ", "\"harbour hotel\"\n");
    assert_cases("a AND b", "a b\n");
    assert_cases("a OR b c", "a\nb c\n");
    assert_cases("(a OR b) c -d", "a c -d\nb c -d\n");
    assert_cases("a NOT (b OR c)", "a -b -c\n");
    assert_cases("a -(b c)", "a -b\na -c\n");
    assert_cases("a -(b -c)", "a -b\na c\n");
    assert_cases("NOT NOT a", "a\n");
    assert_cases("a OR a", "a\n");
    assert_cases("a (b OR -a)", "a b\n");
    assert_cases("harbour* \"AND\" \"-5 stars\"", "harbour \"AND\" \"-5 stars\"\n");
    assert_cases("a b-c", "a b-c\n");
    assert_cases("", "");
    assert_cases(NULL, "");
}

static void test_mistakes(void **state)
{
    char deep[200], wide[2000] = "a";
    (void)state;
    memset(deep, '(', sizeof deep);
    memcpy(deep + sizeof deep - 2, "a", 2);
    for (int i = 0; i < 40; i++)
        (void)snprintf(wide + strlen(wide), 20, " word%d", i);
    assert_wrong("\"a", "quotation mark");
    assert_wrong("(a", "not closed");
    assert_wrong("a)", "not opened");
    assert_wrong("a OR", "missing");
    assert_wrong("OR a", "missing");
    assert_wrong("a (", "missing");
    assert_wrong("()", "missing");
    assert_wrong("a NOT", "missing");
    assert_wrong("-a", "must be there");
    assert_wrong("a OR -b", "must be there");
    assert_wrong("a -a", "nothing can ever fit");
    assert_wrong("\"\"", "without a letter");
    assert_wrong("a ***", "without a letter");
    assert_wrong(deep, "too deeply");
    assert_wrong(wide, "32 words");
    assert_wrong("(a OR b) (c OR d) (e OR f) (g OR h)", "eight alternatives");
    memset(wide, 'x', sizeof wide - 1);
    wide[sizeof wide - 1] = '\0';
    assert_wrong(wide, "1,000 bytes");
}

static void test_words(void **state)
{
    (void)state;
    assert_true(fits("harbour hotel", "The Hotel, at the HARBOUR."));
    assert_false(fits("harbour hotel", "The harbours' hotels"));
    assert_true(fits("harbour*", "harbours"));
    assert_false(fits("harbour*", "myharbours"));
    assert_true(fits("\"harbour hotel\"", "Harbour\n \t hotel"));
    assert_false(fits("\"harbour hotel\"", "harbour, hotel"));
    assert_true(fits("harbour -job", "harbour jobs"));
    assert_false(fits("harbour -job", "harbour job"));
    assert_true(fits("harbour", "#harbour"));
    assert_true(fits("harbour", "@harbour_hotel"));
    assert_true(fits("harbour", "https://harbour.example/"));
    assert_true(fits("c++", "I like C++."));
    assert_true(fits("O'Hara", "o\xe2\x80\x99hara"));
    assert_true(fits("", "anything"));
    assert_false(fits("a", ""));
}

static void test_scripts(void **state)
{
    (void)state;
    assert_true(fits("гавань", "ГАВАНЬ!"));
    assert_true(fits("ΛΙΜΆΝΙ", "λιμάνι"));
    assert_true(fits("οδός", "ΟΔΌΣ"));
    assert_true(fits("ŽIŽKOV", "žižkov"));
    assert_true(fits("İstanbul", "istanbul"));
    assert_true(fits("Հայաստան", "ՀԱՅԱՍՏԱՆ"));
    assert_true(fits("Đà", "đà"));
    assert_true(fits("港ホテル", "昨日は港ホテルに泊まった"));
    assert_true(fits("होटल", "यह होटल, अच्छा"));
    assert_false(fits("होट", "यह होटल अच्छा"));
    assert_true(fits("harbour", "港harbour港"));
    assert_true(fits("harbour", "\xff\xfe harbour \xc3"));
}

static void test_own(void **state)
{
    static const char *const names[] = {"@HarbourHotel", "/u/harbour", "Гавань"};
    const struct rn_list own = {names, 3}, none = {NULL, 0};

    (void)state;
    assert_true(rn_own_is(own, rn_str("harbourhotel")));
    assert_true(rn_own_is(own, rn_str("u/Harbour")));
    assert_true(rn_own_is(own, rn_str(" ГАВАНЬ ")));
    assert_false(rn_own_is(own, rn_str("harbourhotel2")));
    assert_false(rn_own_is(own, rn_str("")));
    assert_false(rn_own_is(own, rn_str("@")));
    assert_false(rn_own_is(none, rn_str("harbour")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases), cmocka_unit_test(test_mistakes), cmocka_unit_test(test_words),
        cmocka_unit_test(test_scripts), cmocka_unit_test(test_own)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
