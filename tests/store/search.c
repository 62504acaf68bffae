/* SPDX-License-Identifier: MIT
 *
 * Search in every language, and text that wants to be syntax.
 */
#include "store/help.h"

#include <string.h>

#include "store/db.h"

static void one(struct box *b, int i, const char *title, const char *text)
{
    struct rn_stored r = sample(b, i, title, text);
    ok(b, rn_review_add(b->s, &r, NULL, &b->d));
}

static void many_scripts(void **state)
{
    struct box *b = *state;
    box_begin(b);
    one(b, 1, "اچھی جگہ", "عملہ بہت مہربان تھا لیکن چائے ٹھنڈی تھی");
    one(b, 2, "अच्छा होटल", "कमरा साफ था और चाय ठंडी थी");
    one(b, 3, "კარგი სასტუმრო", "ჩაი ცივი იყო, ოთახი კი თბილი");
    one(b, 4, "良いホテル", "部屋は清潔でしたが、お茶が冷たかったです");
    one(b, 5, "โรงแรมดี", "ห้องสะอาดแต่น้ำชาเย็น");
    one(b, 6, "Gutes Haus", "Die Straße war laut, das Frühstück grün");
    box_commit(b);
    assert_int_equal(found(b, "چائے"), 1);
    assert_int_equal(found(b, "\"چائے ٹھنڈی\""), 1);
    assert_int_equal(found(b, "\"ٹھنڈی چائے\""), 0);
    assert_int_equal(found(b, "होटल"), 1);
    assert_int_equal(found(b, "टल"), 0);
    assert_int_equal(found(b, "चाय ठंडी"), 1);
    assert_int_equal(found(b, "სასტუმრო"), 1);
    assert_int_equal(found(b, "ᲡᲐᲡᲢᲣᲛᲠᲝ"), 1);
    assert_int_equal(found(b, "სასტ*"), 1);
    assert_int_equal(found(b, "ホテル"), 1);
    assert_int_equal(found(b, "お茶"), 1);
    assert_int_equal(found(b, "茶お"), 0);
    assert_int_equal(found(b, "清潔"), 1);
    assert_int_equal(found(b, "น้ำชา"), 1);
    assert_int_equal(found(b, "STRASSE"), 1);
    assert_int_equal(found(b, "fr\x75\xCC\x88hst*"), 1); /* u with a combining diaeresis */
    assert_int_equal(found(b, "fruhstuck"), 0);
    ok(b, rn_store_verify(b->s, false, &b->d));
}

static void words_phrases_beginnings(void **state)
{
    struct box *b = *state;
    box_begin(b);
    one(b, 1, "Refunds", "They charged my card twice. No refund came.");
    one(b, 2, "Slow", "my card was charged once, and twice I called");
    one(b, 3, "charged", "twice as good");
    box_commit(b);
    assert_int_equal(found(b, "charged twice"), 3);
    assert_int_equal(found(b, "CHARGED  \t twice"), 3);
    assert_int_equal(found(b, "\"card twice\""), 1);
    assert_int_equal(found(b, "\"charged twice\""), 0); /* never across title and text */
    assert_int_equal(found(b, "\"charged my card\" refund"), 1);
    assert_int_equal(found(b, "refund"), 1);
    assert_int_equal(found(b, "refund*"), 1);
    assert_int_equal(found(b, "refunds came"), 1);
    assert_int_equal(found(b, "\"card tw*\""), 1);
    assert_int_equal(found(b, "card tw*"), 2);
    assert_int_equal(found(b, "ch*ged"), 0);
    assert_int_equal(found(b, "nosuchword"), 0);
}

/* None of it may be an error of the database, or match what it does not say. */
static void hostile_searches(void **state)
{
    struct box *b = *state;
    static const char *const typed[] = {"NEAR(a b)",
                                        "title:tea",
                                        "tea OR room",
                                        "tea NOT cold",
                                        "tea AND",
                                        "{title text}: tea",
                                        "^tea",
                                        "tea + cold",
                                        "-tea",
                                        "(tea",
                                        "tea)",
                                        "\"tea",
                                        "tea\"",
                                        "\"\"tea\"\"",
                                        "tea**",
                                        "* tea",
                                        "'; drop table review; --",
                                        "tea\\",
                                        "$1",
                                        "?1",
                                        "%s%n",
                                        "a\xFFtea\xC3",
                                        "\xF0\x9F\x98\x80 tea",
                                        "tea\x01\x02"};
    box_begin(b);
    one(b, 1, "Stay", "the tea was cold");
    box_commit(b);
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        int64_t n = found(b, typed[i]);
        assert_true(n == 0 || n == 1);
    }
    assert_int_equal(found(b, "tea OR room"), 0); /* OR is a word like any other */
    assert_int_equal(found(b, "text:cold"), 0);
    assert_int_equal(found(b, "(tea"), 1);
    assert_int_equal(found(b, "\"tea"), 1);
    assert_int_equal(found(b, "-tea"), 1);
}

static void nothing_to_look_for(void **state)
{
    struct box *b = *state;
    static const char *const typed[] = {"", " ", "\"", "\"\"", "*", "!?", "\" \" \"", "\xFF"};
    int64_t n = 0;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        const struct rn_filter f = {.search = typed[i], .replied = -1, .removed = -1};
        fails(b, rn_reviews_count(b->s, &f, &n, &b->d), RN_INVALID, "no word");
    }
    assert_null(rn_db_search_query(b, rn_strn("\0\0\0", 3)));
    char *long_one = rn_mem_check(talloc_zero_size(b, 100001));
    memset(long_one, 'a', 100000);
    assert_null(rn_db_search_query(b, rn_str(long_one)));
    for (int i = 0; i < 2000; i++)
        long_one[2 * i + 1] = ' ';
    long_one[4000] = '\0';
    assert_null(rn_db_search_query(b, rn_str(long_one)));
    long_one[100] = '\0';
    assert_non_null(rn_db_search_query(b, rn_str(long_one)));
}

static void edits_move_the_words(void **state)
{
    struct box *b = *state;
    static const char *const texts[] = {"first walrus", "second badger, İstanbul", "",
                                        "third 良いホテル"};
    struct rn_stored r, old;
    box_begin(b);
    r = add(b, 1, "T", texts[0]);
    for (int i = 1; i < 4; i++) {
        ok(b, rn_review_load(b->s, r.id, b, &old, &b->d));
        struct rn_stored fresh = old;
        fresh.r.text = rn_str(texts[i]);
        fresh.r.title = rn_str(i % 2 ? "" : "Title");
        ok(b, rn_review_replace(b->s, &old, &fresh, NULL, NOW + i, &b->d));
    }
    box_commit(b);
    assert_int_equal(found(b, "walrus"), 0);
    assert_int_equal(found(b, "badger"), 0);
    assert_int_equal(found(b, "ホテル"), 1);
    ok(b, rn_store_verify(b->s, false, &b->d));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, box_store, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(many_scripts),        TEST(words_phrases_beginnings), TEST(hostile_searches),
        TEST(nothing_to_look_for), TEST(edits_move_the_words),
    };
    return cmocka_run_group_tests_name("store/search", tests, NULL, NULL);
}
