/* SPDX-License-Identifier: MIT
 *
 * Cleaning: what is clean is borrowed, what is not becomes valid, what means nothing is left out.
 */
#include "plugins/host/host.h"

#include <math.h>
#include <stdlib.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/mem.h"
#include "plugin/harvest.h"

static int warned;

static void count_warning(void *arg, const char *sentence)
{
    (void)arg;
    assert_true(strlen(sentence) > 10);
    warned++;
}

static struct rn_review with_text(struct rn_str text)
{
    return (struct rn_review){
        .size = sizeof(struct rn_review), .external_id = rn_str("1"), .text = text};
}

static void assert_text(const char *in, size_t n, const char *out)
{
    RN_SCOPE(tmp);
    struct rn_review r = with_text(rn_strn(in, n));

    (void)rn_review_clean(tmp, &r, NULL, NULL);
    assert_str(r.text, out);
    assert_true(rn_utf8_valid(r.text));
}

#define TEXT(in, out) assert_text(in, sizeof(in) - 1, out)

static void texts_become_clean(void **state)
{
    (void)state;
    TEXT("  \r\n plain \t", "plain");
    TEXT("a\r\nb\rc\n", "a\nb\nc");
    TEXT("a\0b", "ab");
    TEXT("\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd");
    TEXT("cut \xe2\x82", "cut \xef\xbf\xbd\xef\xbf\xbd");
    TEXT("\xc2\xa0 wide \xe3\x80\x80", "wide");
    TEXT("\xef\xbb\xbfmarked", "marked");
    TEXT(" \xc2\xa0\r\n ", "");
    TEXT("\0\0", "");
    TEXT("\r", "");
}

static void clean_texts_are_borrowed(void **state)
{
    static const char text[] = "  ناشتہ اچھا تھا  ";
    RN_SCOPE(tmp);
    struct rn_review r = with_text(rn_str(text));

    (void)state;
    assert_true(rn_review_clean(tmp, &r, NULL, NULL));
    assert_ptr_equal(r.text.p, text + 2);
    assert_int_equal(talloc_total_blocks(tmp), 1);
}

static void markup_becomes_text(void **state)
{
    RN_SCOPE(tmp);
    struct rn_review r = with_text(rn_str("<p>Caf&eacute; &amp; bar<br>open<script>x()</script>"));

    (void)state;
    r.html = true;
    assert_true(rn_review_clean(tmp, &r, NULL, NULL));
    assert_str(r.text, "Café & bar\nopen");
    assert_false(r.html);
}

static void long_texts_are_cut(void **state)
{
    RN_SCOPE(tmp);
    size_t n = 3 * (size_t)RN_HARVEST_TEXT;
    char *big = rn_new_array(tmp, char, n);
    struct rn_review r;

    (void)state;
    for (size_t i = 0; i + 2 < n; i += 3)
        memcpy(big + i, "\xe1\x83\x90", 3);
    r = with_text(rn_strn(big, n));
    warned = 0;
    assert_true(rn_review_clean(tmp, &r, count_warning, NULL));
    assert_true(r.text.n <= RN_HARVEST_TEXT && r.text.n > RN_HARVEST_TEXT - 4);
    assert_true(rn_utf8_valid(r.text));
    assert_true(r.truncated);
    assert_int_equal(warned, 1);
    r = with_text(rn_str("x"));
    r.external_id = rn_strn(big, 3000);
    assert_true(rn_review_clean(tmp, &r, NULL, NULL));
    assert_int_equal(r.external_id.p[0], '~');
}

static void ratings_stay_within_their_scale(void **state)
{
    static const struct rn_rating bad[] = {
        {RN_SCALE_POINTS, 6, 5, 1},   {RN_SCALE_POINTS, 0, 5, 1},
        {RN_SCALE_POINTS, 3, 1, 5},   {RN_SCALE_POINTS, 3, 3, 3},
        {RN_SCALE_POINTS, NAN, 5, 1}, {RN_SCALE_POINTS, 3, INFINITY, 1},
        {RN_SCALE_THUMBS, 0.5, 1, 0}, {(enum rn_scale)9, 3, 5, 1}};

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        RN_SCOPE(tmp);
        struct rn_review r = with_text(rn_str("x"));
        r.rating = bad[i];
        warned = 0;
        assert_true(rn_review_clean(tmp, &r, count_warning, NULL));
        assert_int_equal(r.rating.scale, RN_SCALE_NONE);
        assert_int_equal(warned, 1);
    }
}

static void stars_are_one_to_five(void **state)
{
    static const struct {
        struct rn_rating r;
        double stars;
    } good[] = {{{RN_SCALE_POINTS, 4, 5, 1}, 4},    {{RN_SCALE_POINTS, 10, 10, 1}, 5},
                {{RN_SCALE_POINTS, 0, 10, 0}, 1},   {{RN_SCALE_POINTS, 30, 50, 10}, 3},
                {{RN_SCALE_POINTS, 7, 10, 0}, 3.8}, {{RN_SCALE_POINTS, 3.5, 5, 1}, 3.5}};
    const struct rn_rating up = {RN_SCALE_THUMBS, 1, 1, 0}, none = {0};
    double stars;

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_true(rn_rating_stars(&good[i].r, &stars));
        assert_true(fabs(stars - good[i].stars) < 1e-9);
    }
    assert_false(rn_rating_stars(&up, &stars));
    assert_false(rn_rating_stars(&none, &stars));
}

static void odd_times_are_left_out(void **state)
{
    static const int64_t odd[] = {INT64_MIN, INT64_MAX, 0, INT64_C(5000000000) * RN_SECOND};

    (void)state;
    for (size_t i = 0; i < COUNT(odd); i++) {
        RN_SCOPE(tmp);
        struct rn_review r = with_text(rn_str("x"));
        r.created = (struct rn_time){odd[i], RN_TIME_SECOND};
        r.updated = (struct rn_time){INT64_C(1700000000) * RN_SECOND, (enum rn_precision)9};
        assert_true(rn_review_clean(tmp, &r, NULL, NULL));
        assert_int_equal(r.created.precision, RN_TIME_NONE);
        assert_int_equal(r.updated.precision, RN_TIME_NONE);
    }
}

static void language_tags_are_shaped(void **state)
{
    static const char *const tags[][2] = {{"en", "en"},
                                          {"EN", "en"},
                                          {"pt_br", "pt-BR"},
                                          {"ur-latn", "ur-Latn"},
                                          {"zh_hans_cn", "zh-Hans-CN"},
                                          {"es-419", "es-419"},
                                          {" ka ", "ka"},
                                          {"und", ""},
                                          {"english", ""},
                                          {"e", ""},
                                          {"", ""},
                                          {"en-", ""},
                                          {"-en", ""},
                                          {"xx-not-a-tag", ""},
                                          {"en--US", ""},
                                          {"नेपाली", ""},
                                          {"sl-rozaj", "sl-rozaj"},
                                          {"en-US-US", ""}};

    (void)state;
    for (size_t i = 0; i < COUNT(tags); i++) {
        RN_SCOPE(tmp);
        struct rn_review r = with_text(rn_str("x"));
        r.lang = rn_str(tags[i][0]);
        (void)rn_review_clean(tmp, &r, NULL, NULL);
        assert_str(r.lang, tags[i][1]);
    }
}

static struct rn_str made(const void *ctx, struct rn_review r)
{
    r.size = sizeof r;
    r.external_id = (struct rn_str){0};
    (void)rn_review_clean(ctx, &r, NULL, NULL);
    assert_int_equal(r.external_id.n, 17);
    return r.external_id;
}

static void an_edit_keeps_its_made_id(void **state)
{
    const struct rn_time day = {INT64_C(1777885811) * RN_SECOND, RN_TIME_SECOND};
    const struct rn_time later = {day.us + RN_HOUR, RN_TIME_SECOND};
    const struct rn_review a = {.author_name = rn_str("Ada"), .text = rn_str("x"), .created = day};
    struct rn_review b = a;
    RN_SCOPE(tmp);

    (void)state;
    b.text = rn_str("edited");
    b.created = later;
    b.rating = (struct rn_rating){RN_SCALE_POINTS, 1, 5, 1};
    assert_true(rn_str_eq(made(tmp, a), made(tmp, b)));
    b.author_name = rn_str("Bea");
    assert_false(rn_str_eq(made(tmp, a), made(tmp, b)));
    b.author_name = a.author_name;
    b.created.us += RN_DAY;
    assert_false(rn_str_eq(made(tmp, a), made(tmp, b)));
    b.key_hint = rn_str("row 5");
    assert_false(rn_str_eq(made(tmp, a), made(tmp, b)));
}

static void nothing_to_keep_is_told(void **state)
{
    RN_SCOPE(tmp);
    struct rn_review r = with_text(rn_str(" \n "));

    (void)state;
    assert_false(rn_review_clean(tmp, &r, NULL, NULL));
    r = with_text((struct rn_str){0});
    r.removed = true;
    assert_true(rn_review_clean(tmp, &r, NULL, NULL));
    r = with_text((struct rn_str){0});
    r.rating = (struct rn_rating){RN_SCALE_THUMBS, 1, 7, 3};
    assert_true(rn_review_clean(tmp, &r, NULL, NULL));
    assert_true(r.rating.best == 1 && r.rating.worst == 0);
}

static void odd_addresses_are_left_out(void **state)
{
    RN_SCOPE(tmp);
    struct rn_review r = with_text(rn_str("x"));

    (void)state;
    r.url = rn_str("javascript:alert(1)");
    (void)rn_review_clean(tmp, &r, NULL, NULL);
    assert_int_equal(r.url.n, 0);
    r.url = rn_str("https://toy.example/r/1");
    (void)rn_review_clean(tmp, &r, NULL, NULL);
    assert_str(r.url, "https://toy.example/r/1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_become_clean),
        cmocka_unit_test(clean_texts_are_borrowed),
        cmocka_unit_test(markup_becomes_text),
        cmocka_unit_test(long_texts_are_cut),
        cmocka_unit_test(ratings_stay_within_their_scale),
        cmocka_unit_test(stars_are_one_to_five),
        cmocka_unit_test(odd_times_are_left_out),
        cmocka_unit_test(language_tags_are_shaped),
        cmocka_unit_test(an_edit_keeps_its_made_id),
        cmocka_unit_test(nothing_to_keep_is_told),
        cmocka_unit_test(odd_addresses_are_left_out),
    };
    return cmocka_run_group_tests_name("clean", tests, NULL, NULL);
}
