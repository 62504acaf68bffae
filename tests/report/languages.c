/* SPDX-License-Identifier: MIT
 *
 * The digest in every language: no sentence is missing and none loses a slot, numbers and dates are
 * those of the language, Urdu reads from right to left without garbling what does not, a minute is
 * enough everywhere, and the machine's locale is nobody's.
 */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <unicode/ubidi.h>
#include <unicode/ustring.h>

#include <renown/json.h>
#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/mem.h"
#include "base/zone.h"
#include "report/desk.h"
#include "report/msg_table.h"
#include "report/say.h"
#include "store/origins.h"

/* ---- the tables ------------------------------------------------------------------------------ */

enum { SLOTS = 16 };

struct slots {
    struct rn_str name[SLOTS];
    size_t n;
};

static void add_slot(struct slots *s, struct rn_str name)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->name[i].n == name.n && memcmp(s->name[i].p, name.p, name.n) == 0)
            return;
    assert_true(s->n < SLOTS);
    s->name[s->n++] = name;
}

/* The slots of a sentence; a choice must have two forms, both with words in them. */
static struct slots slots_of(const char *lang, const char *text)
{
    struct slots s = {.n = 0};
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        size_t inner = strcspn(at + 1, "{}"), name = strcspn(at + 1, "|{}");
        if (at[1 + inner] != '}' || name == 0)
            fail_msg("%s: a brace is not closed: %s", lang, text);
        add_slot(&s, rn_strn(at + 1, name));
        if (name == inner)
            continue;
        size_t first = strcspn(at + 2 + name, "|}"), second = strcspn(at + 3 + name + first, "|}");
        if (first == 0 || second == 0 || name + first + second + 2 != inner)
            fail_msg("%s: a choice wants two forms: %s", lang, text);
    }
    return s;
}

static bool has_all(const struct slots *a, const struct slots *b)
{
    struct slots both = *a;
    for (size_t i = 0; i < b->n; i++)
        add_slot(&both, b->name[i]);
    return both.n == a->n;
}

static void every_language_has_every_sentence_and_slot(void **state)
{
    (void)state;
    size_t langs = 0;
    for (const struct rn_msg_lang *l = rn_msg_table; l->code != NULL; l++, langs++) {
        assert_string_equal(rn_msg_langs[langs], l->code);
        for (int i = 0; i < RN_MSG_COUNT; i++) {
            const char *text = l->words[i];
            if (text == NULL || text[0] == '\0')
                fail_msg("%s: sentence %d (\"%s\") is missing", l->code, i, rn_msg_en[i]);
            struct slots own = slots_of(l->code, text), en = slots_of("en", rn_msg_en[i]);
            if (!has_all(&own, &en) || !has_all(&en, &own))
                fail_msg("%s: other slots than English: %s / %s", l->code, text, rn_msg_en[i]);
            assert_true(rn_utf8_valid(rn_str(text)));
        }
    }
    assert_int_equal(langs, 5);
    assert_null(rn_msg_langs[langs]);
}

static bool is_letter(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* Nothing of English is left over: outside braces no Latin letter stands. */
static void only_english_speaks_english(void **state)
{
    (void)state;
    for (const struct rn_msg_lang *l = rn_msg_table + 1; l->code != NULL; l++)
        for (int i = 0; i < RN_MSG_COUNT; i++) {
            bool inside = false;
            for (const char *p = l->words[i]; *p != '\0'; p++) {
                inside = *p == '{' || (inside && *p != '}' && *p != '|');
                if (!inside && is_letter((unsigned char)*p))
                    fail_msg("%s: Latin letters in %s", l->code, l->words[i]);
            }
        }
}

/* Isolates are closed in their own sentence, and only who writes from right to left uses them. */
static void isolates_are_closed(void **state)
{
    (void)state;
    for (const struct rn_msg_lang *l = rn_msg_table; l->code != NULL; l++)
        for (int i = 0; i < RN_MSG_COUNT; i++) {
            struct rn_str s = rn_str(l->words[i]);
            int depth = 0;
            for (size_t at = 0; at < s.n;) {
                uint32_t cp = rn_utf8_next(s, &at);
                depth += (cp == 0x2068) - (cp == 0x2069);
                assert_in_range(depth, 0, l->rtl ? 1 : 0);
            }
            assert_int_equal(depth, 0);
        }
}

static void rows_of_names_are_whole(void **state)
{
    static const struct {
        enum rn_msg row;
        int n;
    } rows[] = {{RN_MSG_MONTHS, 12}, {RN_MSG_WEEKDAYS, 7}, {RN_MSG_DIGITS, 10}};
    (void)state;
    for (const struct rn_msg_lang *l = rn_msg_table; l->code != NULL; l++)
        for (size_t r = 0; r < 3; r++) {
            assert_int_not_equal(rn_msg_nth(l->code, rows[r].row, rows[r].n - 1).n, 0);
            assert_int_equal(rn_msg_nth(l->code, rows[r].row, rows[r].n).n, 0);
        }
}

/* ---- numbers and dates ----------------------------------------------------------------------- */

struct said {
    const char *lang, *time, *month, *share, *rating, *stars, *span, *even;
};

static void numbers_and_dates_are_those_of_the_language(void **state)
{
    static const struct said want[] = {
        {"en", "Mon 4 May 09:05", "May 2026", "41 of 46, 89 %", "4.3", "3.5★", "3 h 10", "2 h 00"},
        {"ur", "پیر، 4 مئی، 09:05", "مئی 2026", "46 میں سے 41، \u206889%\u2069", "4.3",
         "\u20683.5★\u2069", "3 گھنٹے 10 منٹ", "2 گھنٹے"},
        {"hi", "सोम, 4 मई, 09:05", "मई 2026", "46 में से 41, 89%", "4.3", "3.5★", "3 घंटे 10 मिनट",
         "2 घंटे"},
        {"ne", "मे ४, सोम, ०९:०५", "२०२६ मे", "४६ मध्ये ४१, ८९%", "४.३", "३.५★", "३ घण्टा १० मिनेट",
         "२ घण्टा"},
        {"ka", "ორშ, 4 მაი, 09:05", "მაი. 2026", "46-დან 41, 89%", "4,3", "3,5★", "3 სთ 10 წთ",
         "2 სთ"},
    };
    RN_SCOPE(tmp);
    struct rn_say say = {tmp, NULL, NULL};
    (void)state;
    assert_int_equal(rn_zone_open(tmp, "UTC", &say.zone, NULL), RN_OK);
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        int64_t at = fill_time("2026-05-04T09:05:00Z");
        say.lang = want[i].lang;
        assert_string_equal(rn_say_time(&say, at), want[i].time);
        assert_string_equal(rn_say_month(&say, (int32_t)(at / RN_DAY)), want[i].month);
        assert_string_equal(rn_say_share(&say, 41, 46), want[i].share);
        assert_string_equal(rn_say_tenth(&say, 4.3), want[i].rating);
        assert_string_equal(rn_say_stars(&say, 3.5), want[i].stars);
        assert_string_equal(rn_say_span(&say, 190 * RN_MINUTE), want[i].span);
        assert_string_equal(rn_say_span(&say, 120 * RN_MINUTE), want[i].even);
        assert_string_equal(rn_say_stars(&say, 0), "");
    }
}

/* One takes the singular in the digits of the language; in Hindi none does as well. */
static void each_language_counts_its_own_way(void **state)
{
    static const struct {
        const char *lang, *n, *want;
    } rows[] = {{"en", "0", "0 reviews of X are no longer listed."},
                {"hi", "0", "X की 0 समीक्षा अब सूची में नहीं है।"},
                {"hi", "1", "X की 1 समीक्षा अब सूची में नहीं है।"},
                {"hi", "2", "X की 2 समीक्षाएँ अब सूची में नहीं हैं।"},
                {"ur", "1", "X کا 1 جائزہ اب فہرست میں نہیں ہے۔"},
                {"ur", "0", "X کے 0 جائزے اب فہرست میں نہیں ہیں۔"},
                {"ne", "१", "Xको १ समीक्षा अब सूचीमा छैन।"},
                {"ne", "१०", "Xका १० समीक्षा अब सूचीमा छैनन्।"},
                {"ka", "2", "X: 2 მიმოხილვა სიაში აღარ ჩანს."}};
    RN_SCOPE(tmp);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rn_slot slots[] = {
            {"n", RN_PART_WORDS, rows[i].n}, {"listing", RN_PART_WORDS, "X"}, {0}};
        assert_string_equal(rn_msg_text(tmp, rows[i].lang, RN_MSG_CHANGE_REMOVED, slots),
                            rows[i].want);
    }
}

/* A review of stars alone is quoted by nobody. */
static void nothing_quoted_leaves_no_comma(void **state)
{
    RN_SCOPE(tmp);
    struct rn_slot slots[] = {{"who", RN_PART_WORDS, "Ana"},   {"stars", RN_PART_WORDS, ""},
                              {"listing", RN_PART_WORDS, "X"}, {"quote", RN_PART_QUOTE, ""},
                              {"when", RN_PART_WORDS, "now"},  {0}};
    (void)state;
    assert_string_equal(rn_msg_text(tmp, "en", RN_MSG_NEED_OVERDUE, slots),
                        "Answer Ana (X): it was due now.");
    assert_string_equal(rn_msg_text(tmp, "en", RN_MSG_NEED_DUE, slots),
                        "Answer Ana (X), before now.");
    assert_string_equal(rn_msg_text(tmp, "ur", RN_MSG_NEED_DUE, slots),
                        "Ana (X) کو now سے پہلے جواب دیں۔");
    assert_string_equal(rn_msg_text(tmp, "hi", RN_MSG_WHY_LOW, slots), "Ana ने X को रेटिंग दी (now)");
}

/* ---- whole digests --------------------------------------------------------------------------- */

static void one_complaint(struct desk *k)
{
    fill_begin(&k->fill);
    desk_add(k, "oslo", "2026-04-29T09:00:00Z", 1, "Ana K.", "Charged twice.", NULL);
    desk_add(k, "bergen", "2026-05-01T09:00:00Z", 4, "Jo", "Good beds.", "2026-05-01T11:00:00Z");
    desk_add(k, "oslo", "2026-04-22T09:00:00Z", 5, "Bo", "Perfect.", "2026-04-22T11:00:00Z");
    fill_commit(&k->fill);
}

static void a_digest_speaks_its_language(void **state)
{
    static const char *const want[][4] = {
        {"ur", "کو جواب دیں، ”\u2068Charged twice.\u2069“: مقررہ وقت جمعرات، 30 اپریل، 09:00 تھا۔",
         "1. \u2068Ana K.\u2069 (\u20681★\u2069، \u2068Harbour Oslo\u2069)",
         "جو کیا گیا: کوئی قاعدہ نہیں چلا۔"},
        {"hi",
         "1. Ana K. (1★, Harbour Oslo) को उत्तर दें, “Charged twice.”: समय-सीमा गुरु, 30 अप्रैल, 09:00 "
         "थी।",
         "रेटिंग 2.5 (5.0, =)", "जो किया गया: कोई नियम नहीं चला।"},
        {"ne",
         "१. Ana K. (१★, Harbour Oslo) लाई जवाफ दिनुहोस्, “Charged twice.”: म्याद अप्रिल ३०, बिहि, "
         "०९:०० थियो।",
         "रेटिङ २.५ (५.०, =)", "दिन [२०२६-०४-२७, २०२६-०५-०४) शृङ्खला "},
        {"ka",
         "1. უპასუხეთ ავტორს Ana K. (1★, Harbour Oslo), „Charged twice.“: ვადა იყო ხუთ, 30 აპრ, "
         "09:00.",
         "რეიტინგი 2,5 (5,0, =)", "რა გაკეთდა: არც ერთი წესი არ ამოქმედებულა."},
    };
    struct desk *k = *state;
    one_complaint(k);
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        k->lang = want[i][0];
        for (size_t s = 1; s < 4; s++)
            desk_has(desk_shape(k, rn_digest_text, MONDAY), want[i][s]);
        const char *html = desk_shape(k, rn_digest_html, MONDAY);
        const char *dir = strcmp(k->lang, "ur") == 0 ? "rtl" : "ltr";
        desk_has(html, rn_fmt(k, "<html lang=\"%s\" dir=\"%s\">", k->lang, dir));
        desk_has(desk_shape(k, desk_email, MONDAY), rn_fmt(k, "Content-Language: %s\r\n", k->lang));
        desk_has(desk_shape(k, rn_digest_json, MONDAY), rn_fmt(k, "\"lang\":\"%s\"", k->lang));
    }
}

/* Programs get the same figures in every language, in ASCII, and no isolates. */
static void figures_are_the_same_in_every_language(void **state)
{
    struct desk *k = *state;
    const char *figures = NULL;
    one_complaint(k);
    for (size_t i = 0; rn_msg_langs[i] != NULL; i++) {
        k->lang = rn_msg_langs[i];
        const char *json = desk_shape(k, rn_digest_json, MONDAY);
        const char *from = strstr(json, "\"figures\":"), *to = strstr(json, "\"needs\":");
        assert_true(from != NULL && to > from);
        const char *own = rn_dup(k, rn_strn(from, (size_t)(to - from)));
        if (figures != NULL)
            assert_string_equal(own, figures);
        figures = own;
        desk_has(json, "\"from\":\"2026-04-27\"");
        desk_lacks(json, "\u2068");
        desk_lacks(json, "\u2069");
    }
}

/* What a reader sees of a line, from left to right, in a paragraph that begins as its first strong
 * letter says; *level: the direction of the paragraph. */
static const char *visual(const void *ctx, const char *line, UBiDiLevel *level)
{
    enum { LONG = 4096 };
    static UChar logical[LONG], shown[LONG];
    UErrorCode e = U_ZERO_ERROR;
    int32_t n = 0;
    UBiDi *bidi = ubidi_open();
    char *out = rn_new_array(ctx, char, LONG * 4);
    u_strFromUTF8(logical, LONG, &n, line, -1, &e);
    ubidi_setPara(bidi, logical, n, UBIDI_DEFAULT_LTR, NULL, &e);
    *level = ubidi_getParaLevel(bidi);
    n = ubidi_writeReordered(bidi, shown, LONG, UBIDI_REMOVE_BIDI_CONTROLS | UBIDI_DO_MIRRORING,
                             &e);
    u_strToUTF8(out, LONG * 4, NULL, shown, n, &e);
    assert_true(U_SUCCESS(e));
    ubidi_close(bidi);
    return out;
}

static void urdu_reads_from_right_to_left(void **state)
{
    struct desk *k = *state;
    one_complaint(k);
    fill_begin(&k->fill);
    for (int i = 0; i < 24; i++)
        desk_add(k, "oslo", rn_fmt(k, "2026-04-30T%02d:00:00Z", i), 4, "Mo", "Fine.",
                 i < 18 ? "2026-05-01T11:00:00Z" : NULL);
    fill_commit(&k->fill);
    k->lang = "ur";
    char *text = rn_dupz(k, desk_shape(k, rn_digest_text, MONDAY)), *save = NULL,
         *all = rn_dupz(k, "");
    for (char *line = strtok_r(text, "\n", &save); line != NULL;
         line = strtok_r(NULL, "\n", &save)) {
        UBiDiLevel level;
        const char *shown = visual(k, line, &level);
        if (level % 2 != 1)
            fail_msg("begins from the left: %s", line);
        all = (char *)rn_mem_check(talloc_asprintf_append(all, "%s\n", shown));
    }
    desk_has(all, "1★");
    desk_has(all, "73%");
    desk_has(all, "Harbour Oslo");
    desk_has(all, "Charged twice.");
    desk_has(all, "[2026-04-27, 2026-05-04)");
    desk_has(all, "09:00");
}

/* A name from the right in a verdict from the left stands apart from the figures around it. */
static void names_from_the_right_stand_apart(void **state)
{
    RN_SCOPE(tmp);
    struct rn_slot slots[] = {{"listing", RN_PART_NAME, "لاہور ہاؤس"}, {0}};
    (void)state;
    assert_string_equal(rn_msg_text(tmp, "en", RN_MSG_VERDICT_RATING_DOWN, slots),
                        "rating of \u2068لاہور ہاؤس\u2069 fell");
}

/* Two sources read completely three days ago, and since then in vain (io) or not at all (ok). */
static void late_sources(struct desk *k, const char *health)
{
    k->config.sources = k->source;
    k->config.source_count = 2;
    fill_begin(&k->fill);
    for (int i = 0; i < 2; i++) {
        struct rn_origin o;
        k->source[i] = (struct rn_source_config){.name = i ? "feed of the second house"
                                                           : "feed of the first house",
                                                 .listing = &k->listing[i]};
        assert_int_equal(rn_origin_open(k->fill.store, "feed", i ? "g" : "b", k->source[i].name,
                                        k->source[i].listing->id, 1, k, &o, &k->d),
                         RN_OK);
        o.last_try = fill_time("2026-05-04T07:00:00Z");
        o.last_complete = fill_time("2026-05-01T07:00:00Z");
        o.health = health;
        o.note = "the address did not answer in time, and there was no other to be asked";
        o.expected = -1;
        assert_int_equal(rn_origin_save(k->fill.store, &o, &k->d), RN_OK);
    }
    fill_commit(&k->fill);
}

/* Over a gap nobody says that all is quiet, and the verdict has room to name it. */
static void gaps_are_in_every_verdict(void **state)
{
    struct desk *k = *state;
    late_sources(k, "ok");
    for (size_t i = 0; rn_msg_langs[i] != NULL; i++) {
        const char *two = rn_dup(k, rn_msg_nth(rn_msg_langs[i], RN_MSG_DIGITS, 2));
        struct rn_slot slots[] = {{"k", RN_PART_WORDS, two}, {"n", RN_PART_WORDS, two}, {0}};
        k->lang = rn_msg_langs[i];
        const char *verdict = desk_digest(k, 1, MONDAY)->verdict;
        desk_has(verdict, rn_msg(k->lang, RN_MSG_VERDICT_NOTHING_SEEN));
        desk_has(verdict, rn_msg_text(k, k->lang, RN_MSG_VERDICT_GAPS, slots));
    }
}

static void fill_sixty_days(struct desk *k)
{
    fill_begin(&k->fill);
    for (int day = 1; day <= 60; day++)
        for (int i = 0; i < 6; i++)
            desk_add(k, i % 2 ? "oslo" : "bergen",
                     rn_fmt(k, "2026-%02d-%02dT09:00:00Z", day > 30 ? 4 : 3, (day - 1) % 30 + 1),
                     day > 56 ? 1 : 5, rn_fmt(k, "Guest with a rather long name %d", day),
                     "Very many words about the room, the stairs, the long wait at the desk, the "
                     "cold soup and the lift that never came, until nobody listens any more.",
                     NULL);
    fill_commit(&k->fill);
}

static void a_minute_is_enough_in_every_language(void **state)
{
    struct desk *k = *state;
    k->listing[0].name = "The Old Harbour House of Oslo by Night";
    k->listing[1].name = "The New Harbour House of Bergen";
    late_sources(k, "io");
    fill_sixty_days(k);
    for (size_t i = 0; rn_msg_langs[i] != NULL; i++)
        for (int period = 0; period < 3; period++) {
            k->lang = rn_msg_langs[i];
            struct rn_digest *g = desk_digest(k, period, MONDAY);
            if (rn_digest_words(g) > 240 || rn_utf8_count(rn_str(g->verdict)) > 70)
                fail_msg("%s, period %d: %zu words, %s", k->lang, period, rn_digest_words(g),
                         g->verdict);
            assert_int_equal(g->section[RN_SECTION_NEEDS].line_count, 4);
            assert_in_range(rn_digest_words(g), 40, 240);
        }
}

/* Hostile text stays what it is, whatever stands around it. */
static void isolates_balance_around_hostile_text(void **state)
{
    struct desk *k = *state;
    fill_begin(&k->fill);
    desk_add(k, "oslo", "2026-04-29T09:00:00Z", 1, "\u2069\u2069An\u202ea", "x \u2067\u2066 y „z“",
             NULL);
    fill_commit(&k->fill);
    for (size_t i = 0; rn_msg_langs[i] != NULL; i++) {
        k->lang = rn_msg_langs[i];
        struct rn_str s = rn_str(desk_shape(k, rn_digest_text, MONDAY));
        int depth = 0;
        for (size_t at = 0; at < s.n;) {
            uint32_t cp = rn_utf8_next(s, &at);
            depth += (cp >= 0x2066 && cp <= 0x2068) - (cp == 0x2069);
            assert_in_range(depth, 0, 1);
            assert_true(cp < 0x202a || cp > 0x202e);
        }
        assert_int_equal(depth, 0);
        desk_has(s.p, "x y 'z'");
    }
}

static void the_machine_has_no_say(void **state)
{
    static const char *const locales[] = {"C", "C.UTF-8", "ne_NP.UTF-8", "ka_GE.UTF-8"};
    static const char *const zones[] = {"UTC", "Asia/Kathmandu", "America/St_Johns", "nowhere"};
    static write_fn *const shapes[] = {rn_digest_text, rn_digest_html, rn_digest_json, desk_email};
    struct desk *k = *state;
    one_complaint(k);
    for (size_t i = 0; rn_msg_langs[i] != NULL; i++)
        for (size_t s = 0; s < 4; s++) {
            const char *first = NULL;
            k->lang = rn_msg_langs[i];
            for (size_t m = 0; m < 4; m++) {
                assert_int_equal(setenv("TZ", zones[m], 1), 0);
                assert_int_equal(setenv("LC_ALL", locales[m], 1), 0);
                tzset();
                (void)setlocale(LC_ALL, ""); /* a locale that is not installed changes nothing */
                const char *got = desk_shape(k, shapes[s], MONDAY);
                if (first != NULL)
                    assert_string_equal(got, first);
                first = got;
            }
        }
    assert_int_equal(setenv("TZ", "UTC", 1), 0);
    assert_non_null(setlocale(LC_ALL, "C"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_has_every_sentence_and_slot),
        cmocka_unit_test(only_english_speaks_english),
        cmocka_unit_test(isolates_are_closed),
        cmocka_unit_test(rows_of_names_are_whole),
        cmocka_unit_test(numbers_and_dates_are_those_of_the_language),
        cmocka_unit_test(each_language_counts_its_own_way),
        cmocka_unit_test(nothing_quoted_leaves_no_comma),
        cmocka_unit_test(names_from_the_right_stand_apart),
        cmocka_unit_test_setup_teardown(a_digest_speaks_its_language, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(figures_are_the_same_in_every_language, desk_setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(urdu_reads_from_right_to_left, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(gaps_are_in_every_verdict, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(a_minute_is_enough_in_every_language, desk_setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(isolates_balance_around_hostile_text, desk_setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(the_machine_has_no_say, desk_setup, desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
