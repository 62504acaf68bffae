/* SPDX-License-Identifier: MIT
 *
 * Outside text for one line: what is dropped, where it is cut; and the words of reports.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "base/zone.h"
#include "report/msg.h"
#include "report/quote.h"
#include "report/say.h"

static void is(const char *text, size_t max, const char *want)
{
    RN_SCOPE(tmp);
    assert_string_equal(rn_report_quote(tmp, rn_str(text), max), want);
}

static void controls_and_orders_to_the_screen_are_gone(void **state)
{
    (void)state;
    is("a\x1b[31mred\x07", 40, "a[31mred");
    is("x\r\nBcc: y\r\n\r\nz", 40, "x Bcc: y z");
    is("a\xe2\x80\xae"
       "b\xe2\x81\xa6"
       "c\xe2\x80\xa8"
       "d\xc2\x85"
       "e",
       40, "abc d e");
    is("  many \t\n blanks  ", 40, "many blanks");
    is("he said \"no\" and “yes”", 40, "he said 'no' and 'yes'");
    is("\xff\xfe"
       "ok",
       40,
       "\xef\xbf\xbd\xef\xbf\xbd"
       "ok");
    is("", 40, "");
}

static void cuts_fall_between_words(void **state)
{
    (void)state;
    is("one two three four", 18, "one two three four");
    is("one two three four", 17, "one two three…");
    is("onetwothreefourfive", 10, "onetwothr…");
}

static void cuts_never_part_what_is_drawn_as_one(void **state)
{
    (void)state;
    is("aaaae\xcc\x81"
       "bbbb",
       6, "aaaa…");                                                      /* e with its accent */
    is("aaaa\xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xb7zzzz", 7, "aaaa…");      /* a Devanagari conjunct */
    is("aa\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80zzzzz", 4, "aa…"); /* joined emoji */
    is("aa\xf0\x9f\x87\xb5\xf0\x9f\x87\xb0zzzz", 4, "aa…");              /* a flag */
}

static void a_cut_text_is_no_longer_than_asked(void **state)
{
    (void)state;
    for (size_t max = 1; max < 60; max++) {
        RN_SCOPE(tmp);
        const char *out = rn_report_quote(
            tmp,
            rn_str("بہت گندا کمرہ تھا اور عملہ بدتمیز، دوبارہ کبھی نہیں آئیں گے اور نہ کسی کو"),
            max);
        assert_true(rn_utf8_valid(rn_str(out)));
        assert_true(rn_utf8_count(rn_str(out)) <= max);
    }
    assert_true(rn_report_rtl("x بہت"));
    assert_false(rn_report_rtl("plain"));
}

static void a_sentence_has_parts(void **state)
{
    RN_SCOPE(tmp);
    struct rn_line line = {0};
    struct rn_slot slots[] = {{"k", RN_PART_WORDS, "2"}, {"n", RN_PART_NAME, "3"}, {0}};
    (void)state;
    rn_msg_line(tmp, &line, "en", RN_MSG_FRACTION, slots);
    assert_int_equal(line.part_count, 3);
    assert_int_equal(line.part[2].kind, RN_PART_NAME);
    assert_string_equal(rn_msg_text(tmp, "xx", RN_MSG_FRACTION, slots),
                        rn_msg_text(tmp, "en", RN_MSG_FRACTION, slots));
    struct rn_slot one[] = {{"n", RN_PART_WORDS, "1"}, {0}},
                   two[] = {{"n", RN_PART_WORDS, "2"}, {0}};
    assert_string_equal(rn_msg_text(tmp, "en", RN_MSG_VERDICT_NEEDS, one), "1 needs you");
    assert_string_equal(rn_msg_text(tmp, "en", RN_MSG_VERDICT_NEEDS, two), "2 need you");
    assert_false(rn_msg_known("xx-klingon"));
    assert_true(rn_msg_known("ka"));
}

static void numbers_and_times_are_said(void **state)
{
    RN_SCOPE(tmp);
    struct rn_say say = {tmp, "en", NULL};
    (void)state;
    assert_int_equal(rn_zone_open(tmp, "Asia/Kathmandu", &say.zone, NULL), RN_OK);
    assert_string_equal(rn_say_time(&say, INT64_C(1777834800000000)), "Mon 4 May 00:45");
    assert_string_equal(rn_say_span(&say, INT64_C(11400000000)), "3 h 10");
    assert_string_equal(rn_say_span(&say, INT64_C(2700000000)), "45 min");
    assert_string_equal(rn_say_span(&say, INT64_C(180000000000)), "2 d 2 h");
    assert_string_equal(rn_say_share(&say, 8, 9), "8 of 9");
    assert_string_equal(rn_say_share(&say, 41, 46), "41 of 46, 89 %");
    assert_string_equal(rn_say_tenth(&say, 4.25), "4.3");
    assert_string_equal(rn_say_stars(&say, 1), "1★");
    assert_string_equal(rn_say_stars(&say, 3.5), "3.5★");
    assert_string_equal(rn_say_stars(&say, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(controls_and_orders_to_the_screen_are_gone),
        cmocka_unit_test(cuts_fall_between_words),
        cmocka_unit_test(cuts_never_part_what_is_drawn_as_one),
        cmocka_unit_test(a_cut_text_is_no_longer_than_asked),
        cmocka_unit_test(a_sentence_has_parts),
        cmocka_unit_test(numbers_and_times_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
