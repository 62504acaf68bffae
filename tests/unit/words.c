/* SPDX-License-Identifier: MIT */
#include "text/words.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "unit/unit.h"

/* The folded words of a text, with bars between. */
static const char *joined(const void *ctx, const char *text, bool turkish)
{
    struct rn_words w = {0};
    char *out = rn_dupz(ctx, "");
    rn_words_make(ctx, &w, rn_str(text), turkish);
    for (size_t i = 0; i < w.n; i++) {
        out = rn_fmt(ctx, "%s%s%.*s", out, i > 0 ? "|" : "", RN_STR_ARG(w.v[i].fold));
        assert_true(w.v[i].hash == rn_hash64(w.v[i].fold));
    }
    return out;
}

static void assert_words(const char *text, const char *words, bool turkish)
{
    RN_SCOPE(tmp);
    const char *got = joined(tmp, text, turkish);
    if (strcmp(got, words) != 0)
        fail_msg("\"%s\" gave \"%s\", not \"%s\"", text, got, words);
}

static void splits_into_words(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {" \t\n.,;!? ", ""},
        {"One, TWO;three", "one|two|three"},
        {"a1 2b 10,000", "a1|2b|10|000"},
        {"snake_case e-mail", "snake|case|e|mail"},
        {"don't rock'n'roll", "don't|rock'n'roll"},
        {"don\u2019t o\u02BCk", "don't|o'k"},
        {"'quoted' ''a''b'' c'", "quoted|a|b|c"},
        {"it's' 'tis", "it's|tis"},
        {"co\u00ADoperate", "cooperate"},
        {"a\u200Db a\u200C b \u200Cc", "ab|a|b|c"},
        {"x\xFFy\xC3", "x|y"},
        {"\u2764\uFE0F 1\uFE0F\u20E3 \U0001F469\u200D\U0001F467", "1"},
        {"caf\u00E9s na\u00EFve", "caf\u00E9s|na\u00EFve"},
        {"\u0301a", "a"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_words(rows[i][0], rows[i][1], false);
}

static void folds_letters(void **state)
{
    static const char *const rows[][2] = {
        {"STRASSE Straße STRA\u1E9EE", "strasse|strasse|strasse"},
        {"ÉTÉ E\u0301TE\u0301 été", "été|été|été"},
        {"ΣΊΣΥΦΟΣ Σίσυφος", "σίσυφοσ|σίσυφοσ"},
        {"Ёлка Е\u0308ЛКА", "ёлка|ёлка"},
        {"\u1C92\u1C90\u1C9B \u10D2\u10D0\u10DB", "\u10D2\u10D0\u10DB|\u10D2\u10D0\u10DB"},
        {"\u10A0\u10A1 \u2D00\u2D01", "\u2D00\u2D01|\u2D00\u2D01"},
        {"\u01F0 J\u030C \uFB03", "\u01F0|\u01F0|ffi"},
        {"\u0390 \u1FD3 \u03CA\u0301", "\u0390|\u0390|\u0390"},
        {"\u212B \u00C5 A\u030A", "\u00E5|\u00E5|\u00E5"},
        {"a\u0323\u0302 a\u0302\u0323 \u1EAD", "\u1EAD|\u1EAD|\u1EAD"},
        {"\uD55C \u1112\u1161\u11AB", "\uD55C|\uD55C"},
        {"Вітаю ҐАНОК", "вітаю|ґанок"},
        {"\u0149 n", "n|n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_words(rows[i][0], rows[i][1], false);
}

static void folds_arabic_script(void **state)
{
    static const char *const rows[][2] = {
        {"\u0643\u062A\u0627\u0628 \u06A9\u062A\u0627\u0628",
         "\u06A9\u062A\u0627\u0628|\u06A9\u062A\u0627\u0628"},
        {"\u064A\u064A \u0649 \u06CC", "\u06CC\u06CC|\u06CC|\u06CC"},
        {"\u0639\u064E\u0631\u064E\u0628\u0650\u064A\u0651", "\u0639\u0631\u0628\u06CC"},
        {"\u0639\u0640\u0640\u0631", "\u0639\u0631"},
        {"\u0645\u06CC\u200C\u0631\u0648\u0645", "\u0645\u06CC\u0631\u0648\u0645"},
        {"\u0647 \u0629 \u06C1", "\u0647|\u0629|\u06C1"},
        {"\u0622 \u0627\u0653 \u0627", "\u0622|\u0622|\u0627"},
        {"\u0626 \u064A\u0654 \u06CC\u0654", "\u0626|\u0626|\u0626"},
        {"\u0661\u0662 12", "\u0661\u0662|12"},
        {"\u0640 \u064E", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_words(rows[i][0], rows[i][1], false);
}

static void keeps_indic_words_whole(void **state)
{
    static const char *const rows[][2] = {
        {"हिन्दी, क्षेत्र।", "हिन्दी|क्षेत्र"},
        {"\u095E\u093F \u092B\u093C\u093F", "\u092B\u093C\u093F|\u092B\u093C\u093F"},
        {"\u0958 \u0915\u093C", "\u0915\u093C|\u0915\u093C"},
        {"\u0915\u094D\u093C \u0915\u093C\u094D", "\u0915\u093C\u094D|\u0915\u093C\u094D"},
        {"க்ஷ বাংলা ਪੰਜਾਬੀ", "க்ஷ|বাংলা|ਪੰਜਾਬੀ"},
        {"\u0DC1\u0DCA\u200D\u0DBB\u0DD3", "\u0DC1\u0DCA\u0DBB\u0DD3"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_words(rows[i][0], rows[i][1], false);
}

static void cuts_unspaced_scripts_small(void **state)
{
    static const char *const rows[][2] = {
        {"日本語のテスト", "日|本|語|の|テ|ス|ト"},
        {"スーパー", "ス|ー|パ|ー"},
        {"か\u3099 が", "が|が"},
        {"3个abc中", "3|个|abc|中"},
        {"ดีมาก", "ดี|ม|า|ก"},
        {"ລາວ", "ລ|າ|ວ"},
        {"\uF900 \u8C48", "\u8C48|\u8C48"},
        {"\U00020000々", "\U00020000|々"},
        {"中'国", "中|国"},
        {"안녕 세계", "안녕|세계"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_words(rows[i][0], rows[i][1], false);
}

static void turkish_by_the_language(void **state)
{
    static const char *const yes[] = {"tr", "az", "tr-TR", "az_AZ", "az-Latn"};
    static const char *const no[] = {"", "t", "trv", "aze", "en", "en-tr", "TR"};
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    (void)state;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(rn_words_turkish(rn_str(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(rn_words_turkish(rn_str(no[i])));
    rn_words_of(tmp, &w, rn_str("BIT"), rn_str("IS"), rn_str("tr-TR"));
    assert_int_equal(w.n, 2);
    assert_true(rn_str_is(w.v[0].fold, "b\u0131t") && rn_str_is(w.v[1].fold, "\u0131s"));
    assert_int_equal(w.v[1].start, 4);
    assert_true(rn_words_gap(&w, 1));
    rn_words_of(tmp, &w, rn_str("BIT"), rn_str("IS"), rn_str("en"));
    assert_true(rn_str_is(w.v[0].fold, "bit") && rn_str_is(w.v[1].fold, "is"));
}

static void turkish_has_two_i(void **state)
{
    (void)state;
    assert_words("ISPARTA Izmir \u0130zmir I\u0307 i ı", "\u0131sparta|\u0131zmir|izmir|i|i|\u0131",
                 true);
    assert_words("IZMIR izmir ı", "izmir|izmir|ı", false);
    assert_words("\u0130 I\u0307", "i\u0307|i\u0307", false);
}

static void ranges_point_into_the_text(void **state)
{
    RN_SCOPE(tmp);
    const char *text = "  Don't, straße\u200C \u0301 日本 'x'";
    struct rn_words w = {0};
    static const char *const parts[] = {"Don't", "straße", "日", "本", "x"};
    (void)state;
    rn_words_make(tmp, &w, rn_str(text), false);
    assert_int_equal(w.n, COUNT(parts));
    for (size_t i = 0; i < w.n; i++)
        assert_str(rn_strn(text + w.v[i].start, w.v[i].end - w.v[i].start), parts[i]);
}

static void fields_have_gaps(void **state)
{
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    (void)state;
    rn_words_make(tmp, &w, rn_str("one two"), false);
    rn_words_more(tmp, &w, rn_str(" ."), 100, false);
    rn_words_more(tmp, &w, rn_str("three four"), 200, false);
    assert_int_equal(w.n, 4);
    for (size_t i = 0; i < w.n; i++)
        assert_int_equal(rn_words_gap(&w, i), i == 2);
    assert_int_equal(w.v[2].start, 200);
    assert_int_equal(w.v[3].end, 210);
    rn_words_make(tmp, &w, rn_str(""), false);
    rn_words_more(tmp, &w, rn_str("first"), 0, false);
    assert_false(rn_words_gap(&w, 0));
}

/* Many words: the list and its letters move while it grows, and stay what they were. */
static void grows(void **state)
{
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    struct rn_buf b;
    (void)state;
    rn_buf_init(&b, 1000000);
    for (int i = 0; i < 20000; i++)
        (void)rn_buf_fmt(&b, "W%d\u00E9 ", i);
    for (int times = 0; times < 2; times++)
        rn_words_make(tmp, &w, rn_buf_str(&b), false);
    rn_words_more(tmp, &w, rn_buf_str(&b), 0, false);
    assert_int_equal(w.n, 40000);
    for (int i = 0; i < 40000; i++) {
        char text[20];
        (void)snprintf(text, sizeof text, "w%d\u00E9", i % 20000);
        assert_str(w.v[i].fold, text);
    }
    rn_buf_free(&b);
}

static void long_words_are_cut(void **state)
{
    static const char *const units[] = {"x", "X", "é", "\u0301", "ß", "க்", "\u1F80", "e\u0301"};
    (void)state;
    for (size_t i = 0; i < COUNT(units); i++) {
        RN_SCOPE(tmp);
        struct rn_words w = {0};
        struct rn_buf b;
        rn_buf_init(&b, 1000000);
        (void)rn_buf_addc(&b, 'a');
        for (int k = 0; k < 20000; k++)
            (void)rn_buf_addz(&b, units[i]);
        (void)rn_buf_addz(&b, " end");
        rn_words_make(tmp, &w, rn_buf_str(&b), false);
        assert_int_equal(w.n, 2);
        assert_true(w.v[0].fold.n <= RN_WORD_MAX && w.v[0].fold.n > RN_WORD_MAX - 8);
        assert_true(rn_utf8_valid(w.v[0].fold));
        assert_int_equal(w.v[0].end, b.n - 4);
        assert_str(w.v[1].fold, "end");
        rn_buf_free(&b);
    }
}

static size_t to_utf8(const UChar *u, int32_t n, char *out)
{
    size_t len = 0;
    for (int32_t i = 0; i < n;) {
        UChar32 c;
        U16_NEXT(u, i, n, c);
        len += rn_utf8_put(out + len, (uint32_t)c);
    }
    return len;
}

/* Every code point, taken apart canonically, gives the same words as it did whole. */
static void canonical_equivalents_are_equal(void **state)
{
    RN_SCOPE(tmp);
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&e);
    struct rn_words a = {0}, b = {0};
    (void)state;
    for (UChar32 cp = 0xA0; cp <= 0x2FFFF; cp++) {
        UChar apart[40];
        char whole[8] = "a", split[200] = "a";
        int32_t n = U_IS_SURROGATE(cp) ? -1 : unorm2_getDecomposition(nfd, cp, apart, 40, &e);
        if (n < 0)
            continue;
        rn_words_make(tmp, &a, rn_strn(whole, 1 + rn_utf8_put(whole + 1, (uint32_t)cp)), false);
        rn_words_make(tmp, &b, rn_strn(split, 1 + to_utf8(apart, n, split + 1)), false);
        if (a.n != b.n || a.n == 0)
            fail_msg("U+%04X: %zu and %zu words", (unsigned)cp, a.n, b.n);
        for (size_t i = 0; i < a.n; i++)
            if (!rn_str_eq(a.v[i].fold, b.v[i].fold))
                fail_msg("U+%04X: %.*s and %.*s", (unsigned)cp, RN_STR_ARG(a.v[i].fold),
                         RN_STR_ARG(b.v[i].fold));
    }
}

/* Every letter with an upper case has the same words in both. */
static void upper_case_folds_alike(void **state)
{
    RN_SCOPE(tmp);
    struct rn_words a = {0}, b = {0};
    (void)state;
    for (UChar32 cp = 'a'; cp <= 0x1FFFF; cp++) {
        UChar32 upper = u_toupper(cp);
        char low[4], up[4];
        if (upper == cp || cp == 0x131 || cp == 0x1FBE || cp == 0x345)
            continue; /* dotless i has the upper case of i; a mark alone is no word */
        rn_words_make(tmp, &a, rn_strn(low, rn_utf8_put(low, (uint32_t)cp)), false);
        rn_words_make(tmp, &b, rn_strn(up, rn_utf8_put(up, (uint32_t)upper)), false);
        if (a.n != b.n || (a.n > 0 && !rn_str_eq(a.v[0].fold, b.v[0].fold)))
            fail_msg("U+%04X", (unsigned)cp);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_into_words),
        cmocka_unit_test(folds_letters),
        cmocka_unit_test(folds_arabic_script),
        cmocka_unit_test(keeps_indic_words_whole),
        cmocka_unit_test(cuts_unspaced_scripts_small),
        cmocka_unit_test(turkish_has_two_i),
        cmocka_unit_test(turkish_by_the_language),
        cmocka_unit_test(ranges_point_into_the_text),
        cmocka_unit_test(fields_have_gaps),
        cmocka_unit_test(grows),
        cmocka_unit_test(long_words_are_cut),
        cmocka_unit_test(canonical_equivalents_are_equal),
        cmocka_unit_test(upper_case_folds_alike),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
