/* SPDX-License-Identifier: MIT */
#include "text/sentiment.h"

#include <math.h>

#include "base/mem.h"
#include "text/lexicon.h"
#include "text/lexicon_key.h"
#include "unit/unit.h"

static struct rn_sentiment tell(const char *lang, const char *text, const double *stars)
{
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    struct rn_sentiment s;
    rn_words_make(tmp, &w, rn_str(text), false);
    rn_sentiment_tell(tmp, rn_str(text), &w, lang, stars, NULL, &s);
    return s;
}

static const char *const names[] = {"abstain", "neg", "neu", "pos", "mixed"};

static void assert_label(const char *lang, const char *text, enum rn_label want)
{
    struct rn_sentiment s = tell(lang, text, NULL);
    if (s.label != want)
        fail_msg("%s: \"%s\" is %s (%.2f), not %s", lang, text, names[s.label], s.score,
                 names[want]);
}

struct pair {
    const char *lang, *good, *bad;
};

/* Praise and blame; then what a negator makes of the same words. */
static const struct pair plain[] = {
    {"en", "Lovely rooms and kind people, we enjoyed every day.",
     "Dirty rooms, rude people, a horrible stay."},
    {"hi", "सेवा शानदार थी, हम बहुत खुश हैं।", "सेवा बेकार थी, कर्मचारी बदतमीज थे।"},
    {"ur", "سروس شاندار تھی، ہم بہت خوش ہیں۔", "سروس بیکار تھی، عملہ بدتمیز تھا۔"},
    {"ne", "सेवा उत्कृष्ट थियो, हामी धेरै खुसी छौं।", "सेवा एकदमै नराम्रो, कोठा फोहोर थियो।"},
    {"ka", "შესანიშნავი სასტუმრო, ძალიან კმაყოფილი ვარ.",
     "საშინელი მომსახურება, ოთახი ბინძური იყო."},
    {"ur-Latn", "Bohat achi service, maza aa gaya", "Bilkul bakwas service, paise zaya ho gaye"},
    {"hi-Latn", "Bahut badhiya khana, ekdum mast", "Ekdum ghatiya service, bekaar hotel"},
    {"es", "Habitaciones preciosas y personal muy amable.",
     "Habitación sucia y personal grosero, pésimo."},
    {"fr", "Chambre magnifique et personnel très accueillant.",
     "Chambre sale, personnel désagréable, à fuir."},
    {"de", "Wunderschönes Zimmer, sehr freundliches Personal.",
     "Schmutziges Zimmer, unfreundliches Personal, nie wieder."},
    {"it", "Camera bellissima e personale gentilissimo.",
     "Camera sporca e personale maleducato, pessimo."},
    {"pt", "Quarto lindo e funcionários muito gentis.",
     "Quarto sujo e funcionários grosseiros, péssimo."},
    {"tr", "Odalar tertemiz, personel çok güler yüzlüydü.",
     "Odalar pis, personel kaba, berbat bir yer."},
    {"ru", "Прекрасный номер и очень вежливый персонал.",
     "Грязный номер, хамство персонала, ужас."},
    {"ar", "الغرف نظيفة والموظفين محترمين، فندق رائع جدا", "الغرف وسخة والموظف وقح، تجربة سيئة"},
    {"id", "Kamarnya bersih, pelayanannya ramah, mantap.",
     "Kamarnya kotor, pelayanannya jutek, sangat mengecewakan."},
    {"ms", "Bilik bersih, staf ramah, memang terbaik.", "Bilik kotor, staf biadap, teruk sangat."},
    {"uz", "Xonalar toza, xizmat zo'r, rahmat.", "Xizmat juda yomon, ilova ishlamayapti."},
    {"kk", "Бөлме таза, қызмет керемет, рақмет.", "Қызмет өте нашар, қосымша істемейді."},
    {"zh", "房间干净，服务员很热情，非常满意。", "房间很脏，服务态度恶劣，太差了。"},
    {"ja", "部屋は清潔で、スタッフも親切で最高でした。", "部屋は汚くて、対応も最悪でした。"},
    {"ko", "직원분들이 친절하고 방도 깨끗해서 최고예요", "불친절하고 방이 더러워서 최악이었어요"},
    {"th", "ห้องสะอาด พนักงานบริการดี ประทับใจมาก", "ห้องสกปรก พนักงานหยาบคาย แย่มาก"},
};

static const struct pair turned[] = {
    {"en", "The soup was tasty.", "The soup was not tasty."},
    {"en", "I would recommend this place.", "I would never recommend this place."},
    {"en", "We had no trouble at all.", "We had trouble all day."},
    {"hi", "कमरा अच्छा है।", "कमरा अच्छा नहीं है।"},
    {"ur", "کمرہ صاف تھا۔", "کمرہ صاف نہیں تھا۔"},
    {"ne", "कोठा सफा थियो।", "कोठा सफा थिएन।"},
    {"ka", "ოთახი სუფთა იყო.", "ოთახი არ იყო სუფთა."},
    {"ur-Latn", "khana acha tha", "khana acha nahi tha"},
    {"es", "La sopa estaba rica.", "La sopa no estaba rica."},
    {"fr", "La soupe était délicieuse.", "La soupe n'était pas délicieuse."},
    {"de", "Die Suppe war lecker.", "Die Suppe war nicht lecker."},
    {"it", "La zuppa era buona.", "La zuppa non era buona."},
    {"pt", "A sopa estava boa.", "A sopa não estava boa."},
    {"tr", "Çorba lezzetli.", "Çorba lezzetli değil."},
    {"ru", "Суп вкусный.", "Суп не вкусный."},
    {"ar", "الشوربة لذيذة", "الشوربة ليست لذيذة"},
    {"id", "Supnya enak.", "Supnya tidak enak."},
    {"ms", "Supnya sedap.", "Supnya tidak sedap."},
    {"uz", "Osh mazali.", "Osh mazali emas."},
    {"kk", "Көже дәмді.", "Көже дәмді емес."},
    {"zh", "汤很好喝。", "汤不好喝。"},
    {"ja", "スープは美味しい。", "スープは美味しくない。"},
    {"ko", "국물이 맛있어요", "국물이 맛없어요"},
    {"th", "ซุปอร่อย", "ซุปไม่อร่อย"},
};

static void every_language_knows_praise_from_blame(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        assert_label(plain[i].lang, plain[i].good, RN_LABEL_POS);
        assert_label(plain[i].lang, plain[i].bad, RN_LABEL_NEG);
    }
}

static void negation_turns(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof turned / sizeof turned[0]; i++) {
        struct rn_sentiment a = tell(turned[i].lang, turned[i].good, NULL);
        struct rn_sentiment b = tell(turned[i].lang, turned[i].bad, NULL);
        if (a.score <= b.score || a.label == b.label)
            fail_msg("%s: \"%s\" %s %.2f, \"%s\" %s %.2f", turned[i].lang, turned[i].good,
                     names[a.label], a.score, turned[i].bad, names[b.label], b.score);
    }
}

/* The part behind the contrast decides. */
static void contrast_weighs_the_part_behind(void **state)
{
    static const struct pair rows[] = {
        {"en", "The room was dirty but the view was great.",
         "The view was great but the room was dirty."},
        {"ur", "کمرہ گندا تھا لیکن کھانا اچھا تھا۔", "کھانا اچھا تھا لیکن کمرہ گندا تھا۔"},
        {"hi", "कमरा गंदा था लेकिन खाना अच्छा था।", "खाना अच्छा था लेकिन कमरा गंदा था।"},
        {"ne", "कोठा फोहोर थियो तर खाना मिठो थियो।", "खाना मिठो थियो तर कोठा फोहोर थियो।"},
        {"ka", "ოთახი ბინძური იყო, მაგრამ საჭმელი გემრიელი.",
         "საჭმელი გემრიელი იყო, მაგრამ ოთახი ბინძური."},
        {"de", "Das Zimmer war schmutzig, aber das Essen lecker.",
         "Das Essen war lecker, aber das Zimmer schmutzig."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double a = tell(rows[i].lang, rows[i].good, NULL).score;
        double b = tell(rows[i].lang, rows[i].bad, NULL).score;
        if (a <= b)
            fail_msg("%s: %.2f is not above %.2f", rows[i].lang, a, b);
    }
}

static void degrees_raise_and_lower(void **state)
{
    (void)state;
    double much = tell("en", "The soup was extremely good.", NULL).score;
    double plainly = tell("en", "The soup was good.", NULL).score;
    double little = tell("en", "The soup was somewhat good.", NULL).score;
    assert_true(much > plainly && plainly > little);
    assert_true(tell("en", "The soup was gooooood.", NULL).score > little);
    assert_true(tell("en", "The soup would have been good.", NULL).score < plainly);
    assert_true(tell("en", "Was the soup good?", NULL).score < plainly);
}

static void spellings_of_roman_urdu(void **state)
{
    static const char *const good[] = {"acha hai",   "achha hai", "accha hai", "acchaa hai",
                                       "aacha hai",  "zabardast", "zabrdast",  "zabardasst",
                                       "khoobsurat", "khubsurat"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(tell("ur-Latn", good[i], NULL).span_count == 1);
}

static void pictures_speak(void **state)
{
    (void)state;
    assert_label("en", "😍😍👍", RN_LABEL_POS);
    assert_label("ka", "😡🤮👎", RN_LABEL_NEG);
    assert_label("und", "👍👍👍", RN_LABEL_POS);
    assert_true(tell("en", "Tuesday :-)", NULL).score > 0);
    assert_true(tell("en", "Tuesday :(", NULL).score < 0);
    assert_int_equal(tell("en", "see http://example.org/", NULL).span_count, 0);
}

static void abstains_where_nothing_speaks(void **state)
{
    static const char *const rows[] = {"", " \t\n", "12:30, 45% (7)", "🇳🇵"};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rn_sentiment s = tell("fr", rows[i], NULL);
        assert_int_equal(s.label, RN_LABEL_ABSTAIN);
        assert_true(s.score == 0 && s.confidence == 0 && s.span_count == 0);
    }
    assert_label("sw", "Chakula kilikuwa kizuri", RN_LABEL_ABSTAIN);
    assert_label("de", "Der Zug fährt um acht.", RN_LABEL_ABSTAIN);
}

static void stars_are_a_prior(void **state)
{
    const double one = 0, five = 1;
    const char *text = "The room was okay and the street was long.";
    (void)state;
    assert_true(tell("en", text, &one).score < tell("en", text, NULL).score);
    assert_true(tell("en", text, &five).score > tell("en", text, NULL).score);
    assert_label("fr", "La chaise.", RN_LABEL_ABSTAIN);
    assert_int_equal(tell("fr", "La chaise.", &five).label, RN_LABEL_ABSTAIN);
    assert_true(tell("en", "Terrible service, rude staff, dirty room. Awful!", &five).score < 0);
}

static void evidence_is_where_it_says(void **state)
{
    const char *text = "The waiter was rude, the soup delicious.";
    struct rn_sentiment s = tell("en", text, NULL);
    (void)state;
    assert_int_equal(s.span_count, 2);
    assert_memory_equal(text + s.span[0].start, "delicious", 9);
    assert_true(s.span[0].weight > 0 && s.span[1].weight < 0);
    assert_memory_equal(text + s.span[1].start, "rude", 4);
}

static void hostile_bytes(void **state)
{
    static char big[200000];
    struct rn_str rows[] = {RN_STR("\xff\xfe bad \xc0\xaf"), RN_STR("bad\0service"),
                            RN_STR("\xed\xa0\x80"), rn_strn(big, sizeof big)};
    (void)state;
    for (size_t i = 0; i + 4 < sizeof big; i += 4)
        memcpy(big + i, "not ", 4);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        RN_SCOPE(tmp);
        struct rn_words w = {0};
        struct rn_sentiment s;
        rn_words_make(tmp, &w, rows[i], false);
        rn_sentiment_tell(tmp, rows[i], &w, "en", NULL, NULL, &s);
        assert_true(isfinite(s.score) && s.score >= -1 && s.score <= 1);
    }
}

static void skeletons(void **state)
{
    static const char *const rows[][2] = {
        {"achha", "aca"},   {"accha", "aca"}, {"khoob", "kub"},
        {"waqai", "vakai"}, {"ab", ""},       {"größe", ""},
    };
    char out[64];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t n = rn_lex_skeleton(rn_str(rows[i][0]), out, sizeof out);
        if (!rn_str_is(rn_strn(out, n), rows[i][1]))
            fail_msg("%s gives %.*s", rows[i][0], (int)n, out);
    }
}

static void chains(void **state)
{
    const struct rn_lexicon *chain[RN_LEX_CHAIN];
    (void)state;
    assert_int_equal(rn_lexicon_chain("pt-BR", chain), 1);
    assert_string_equal(chain[0]->lang, "pt");
    assert_true(rn_lexicon_chain("hi-Latn", chain) == 3);
    assert_string_equal(chain[1]->lang, "ur-Latn");
    assert_int_equal(rn_lexicon_chain("xx", chain), 0);
    assert_int_equal(rn_lexicon_chain("", chain), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_knows_praise_from_blame),
        cmocka_unit_test(negation_turns),
        cmocka_unit_test(contrast_weighs_the_part_behind),
        cmocka_unit_test(degrees_raise_and_lower),
        cmocka_unit_test(spellings_of_roman_urdu),
        cmocka_unit_test(pictures_speak),
        cmocka_unit_test(abstains_where_nothing_speaks),
        cmocka_unit_test(stars_are_a_prior),
        cmocka_unit_test(evidence_is_where_it_says),
        cmocka_unit_test(hostile_bytes),
        cmocka_unit_test(skeletons),
        cmocka_unit_test(chains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
