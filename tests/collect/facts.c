/* SPDX-License-Identifier: MIT
 *
 * The snapshot that rules see, and the languages in which one may answer.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "collect/facts.h"

static const char *codes[] = {"ur-Latn"};
static const char *orders[] = {"ur-Latn ur en"};
static const char *langs[] = {"en", "ur"};

static const struct rn_listing listing = {.id = "lahore",
                                          .name = "Harbour Lahore",
                                          .lang = {langs, 2},
                                          .lang_fallback = {codes, orders, 1}};

static void expect_langs(const char *lang, const struct rn_listing *l, const char *wanted)
{
    RN_SCOPE(tmp);
    size_t n;
    const struct rn_review r = {.size = sizeof r, .lang = rn_str(lang)};
    const char **got = rn_reply_langs(tmp, &r, l, &n);
    char *joined = rn_dupz(tmp, "");
    for (size_t i = 0; i < n; i++)
        joined = rn_fmt(tmp, "%s%s%s", joined, i > 0 ? " " : "", got[i]);
    assert_string_equal(joined, wanted);
}

static void test_langs(void **state)
{
    (void)state;
    expect_langs("ur-Latn", &listing, "ur-Latn ur en"); /* nothing twice */
    expect_langs("hi", &listing, "hi en");
    expect_langs("", &listing, "en ur"); /* no letters: any of its own */
    expect_langs("", NULL, "");
    expect_langs("ka", NULL, "ka"); /* never English by itself */
}

static void expect_langs_of(const char *text, const char *wanted)
{
    RN_SCOPE(tmp);
    size_t n;
    const struct rn_review r = {.size = sizeof r, .text = rn_str(text)};
    const char **got = rn_reply_langs(tmp, &r, &listing, &n);
    assert_string_equal(n > 0 ? got[0] : "", wanted);
}

static void test_unmarked_text_is_answered_in_its_script(void **state)
{
    (void)state;
    expect_langs_of("I was charged twice.", "en");
    expect_langs_of("کمرہ ٹھنڈا تھا، good room", "ur");
    expect_langs_of("कमरा साफ़ था",
                    ""); /* no language of this listing: nothing is better than a wrong one */
    expect_langs_of("5/5 !!!", "en");
}

static void test_replied_means_published(void **state)
{
    (void)state;
    struct rn_facts f;
    struct rn_stored s = {.id = "x", .listing = "lahore", .seen_at = 5};
    s.r.reply.state = RN_REPLY_PENDING;
    rn_facts_make(&s, &listing, "google-lahore", "google", RN_ON_NEW, 0, 9, NULL, NULL, &f);
    assert_false(f.replied);
    assert_int_equal(f.at, 5); /* no time told: first sight */
    assert_string_equal(f.listing_name, "Harbour Lahore");
    s.r.reply.state = RN_REPLY_PUBLISHED;
    s.r.created = (struct rn_time){3, RN_TIME_SECOND};
    rn_facts_make(&s, NULL, "google-lahore", "google", RN_ON_NEW, 0, 9, NULL, NULL, &f);
    assert_true(f.replied);
    assert_int_equal(f.at, 3);
    assert_string_equal(f.listing_name, "lahore"); /* a listing that left the config */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_langs),
        cmocka_unit_test(test_unmarked_text_is_answered_in_its_script),
        cmocka_unit_test(test_replied_means_published),
    };
    return cmocka_run_group_tests_name("facts", tests, NULL, NULL);
}
