/* SPDX-License-Identifier: MIT */
#include "text/language.h"

#include "base/mem.h"
#include "text/words.h"
#include "unit/unit.h"

static struct rn_language tell(struct rn_str text, const struct rn_language_prior *prior)
{
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    struct rn_language l;
    rn_words_make(tmp, &w, text, false);
    rn_language_tell(text, &w, prior, &l);
    assert_true(l.confidence >= 0 && l.confidence <= 1);
    return l;
}

static void assert_rows(const char *const rows[][2])
{
    for (size_t i = 0; rows[i][0] != NULL; i++) {
        struct rn_language l = tell(rn_str(rows[i][1]), NULL);
        if (strcmp(l.code, rows[i][0]) != 0)
            fail_msg("\"%s\" is %s, not %s (%.2f)", rows[i][1], rows[i][0], l.code, l.confidence);
    }
}

static void sentences_in_every_language(void **state)
{
    static const char *const rows[][2] = {
        {"en", "We waited an hour and nobody came to our table."},
        {"de", "Wir haben eine Stunde gewartet und niemand kam an unseren Tisch."},
        {"fr", "Nous avons attendu une heure et personne n'est venu à notre table."},
        {"es", "Esperamos una hora y nadie vino a nuestra mesa."},
        {"pt", "Esperámos uma hora e ninguém veio à nossa mesa."},
        {"it", "Abbiamo aspettato un'ora e nessuno è venuto al nostro tavolo."},
        {"nl", "We hebben een uur gewacht en niemand kwam naar onze tafel."},
        {"no", "Vi ventet i en time, og ingen kom bort til bordet vårt."},
        {"sv", "Vi väntade en timme och ingen kom till vårt bord."},
        {"tr", "Bir saat bekledik ve masamıza kimse gelmedi."},
        {"uz", "Bir soat kutdik, lekin hech kim kelmadi, xizmat juda yomon."},
        {"id", "Kami menunggu satu jam dan tidak ada yang datang ke meja kami, karena pelayannya "
               "cuma dua."},
        {"ms", "Kami tunggu sejam tapi takde sorang pun datang, sebab pekerja dia dua orang je."},
        {"vi", "Chúng tôi đợi một tiếng mà không ai đến bàn."},
        {"ru", "Мы ждали целый час, и никто к нам не подошёл."},
        {"kk", "Біз бір сағат күттік, бірақ ешкім келмеді."},
        {"ar", "انتظرنا ساعة كاملة ولم يأت أحد إلى طاولتنا."},
        {"ur", "ہم نے ایک گھنٹہ انتظار کیا اور کوئی ہماری میز پر نہیں آیا۔"},
        {"fa", "یک ساعت منتظر ماندیم و هیچ کس سر میز ما نیامد."},
        {"hi", "हमने एक घंटे तक इंतज़ार किया और कोई नहीं आया।"},
        {"ne", "हामी धेरै बेर बस्यौं तर कोही आएन।"},
        {"bn", "আমরা এক ঘণ্টা অপেক্ষা করেছি, কেউ আসেনি।"},
        {"ka", "ერთი საათი ველოდებოდით და მაგიდასთან არავინ მოსულა."},
        {"el", "Περιμέναμε μία ώρα και δεν ήρθε κανείς."},
        {"he", "חיכינו שעה ואף אחד לא הגיע לשולחן שלנו."},
        {"th", "รอหนึ่งชั่วโมงแล้วไม่มีใครมาที่โต๊ะเลย"},
        {"ko", "한 시간을 기다렸는데 아무도 오지 않았어요."},
        {"ja", "一時間待っても誰もテーブルに来ませんでした。"},
        {"zh", "我们等了一个小时也没有人过来。"},
        {"hi-Latn", "Humne ek ghante tak intezaar kiya aur koi nahi aaya, bilkul bekaar jagah hai"},
        {"ur-Latn", "Hum ne aik ghanta intezar kiya or koi bhi nahi aya, bohat khrab service hy"},
        {"ne-Latn", "Hamile ek ghanta kuryau tara kohi pani aayena, sewa ramro chaina"},
        {NULL, NULL}};
    (void)state;
    assert_rows(rows);
}

static void a_word_or_three(void **state)
{
    static const char *const rows[][2] = {{"en", "very good food"},
                                          {"de", "sehr freundlich"},
                                          {"fr", "très bon accueil"},
                                          {"es", "muy buena atención"},
                                          {"pt", "muito bom, obrigado"},
                                          {"it", "tutto perfetto grazie"},
                                          {"nl", "heel lekker eten"},
                                          {"sv", "mycket trevligt ställe"},
                                          {"tr", "çok güzel"},
                                          {"uz", "juda zo'r"},
                                          {"vi", "rất ngon"},
                                          {"ru", "очень вкусно"},
                                          {"kk", "өте жақсы"},
                                          {"hi", "बहुत अच्छा"},
                                          {"ne", "धेरै राम्रो छ"},
                                          {"ur", "بہت اچھا"},
                                          {"ar", "ممتاز جدا"},
                                          {"ka", "კარგია"},
                                          {"ja", "おいしい"},
                                          {"zh", "好吃"},
                                          {"ko", "최고"},
                                          {NULL, NULL}};
    (void)state;
    assert_rows(rows);
}

static void nothing_tells(void **state)
{
    static const char *const rows[] = {"",
                                       "   ",
                                       "5/5",
                                       "👍👍👍",
                                       "😍",
                                       "12:30, 45% (7)",
                                       "🇳🇵🏳️‍🌈",
                                       "!!! ???",
                                       "Zyqqo",
                                       "…",
                                       "\xff\xfe\x80",
                                       "\xed\xa0\x80"};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rn_language l = tell(rn_str(rows[i]), NULL);
        if (strcmp(l.code, RN_LANG_UNKNOWN) != 0 || l.confidence != 0)
            fail_msg("\"%s\" is said to be %s", rows[i], l.code);
    }
}

/* The same words as they are typed on other keyboards: they fold to one. */
static void spellings(void **state)
{
    static const char *const rows[][2] = {
        {"ur", "کھانا بہت اچھا ھے"},                 /* do-chashmi he for he */
        {"ur", "كھانا بہت اچھا تھا اور سب كچھ تھا"}, /* Arabic kaf */
        {"ur", "سروس اچھي نہيں تھي"},                /* Arabic yeh */
        {"fa", "کیفیتش خوب بود و می‌خواهم دوباره بخرم"}, /* ZWNJ */
        {"hi", "खाना बहुत अच्छा नहीं था और बहुत ज़्यादा महंगा था"}, /* nukta as a mark */
        {"ne", "खाना मीठो थियो, फेरि आउने मन "
               "पर्‍यो"}, /* ZWJ */
        {"tr", "COK GUZEL BIR URUN TAVSIYE EDERIM"},
        {"tr", "ÇOK GÜZEL BİR ÜRÜN TAVSİYE EDERİM"},
        {"uz", "juda yaxshi dastur, o‘zbek tilida bo‘lsa yana ham zo‘r bo‘lar edi"},
        {"ur-Latn", "acha nai hy bilkul bakwas cheez ha"},
        {"hi-Latn", "accha nhi h bilkul bakwaas cheez hai yaar kya bataye"},
        {"en", "“\u202EIt was\u202C the best hotel we stayed in”"},
        {"ar", "\u200Fالخدمة كانت سيئة جدا\u200E"},
        {NULL, NULL}};
    (void)state;
    assert_rows(rows);
}

static void mixed_texts(void **state)
{
    static const char *const rows[][2] = {
        {"hi", "Service बहुत खराब थी, room भी गंदा था"},
        {"ja", "Hotel は駅から近くて便利です"},
        {"ru", "Booking и Wi-Fi отличные, всем советую"},
        {"ur-Latn", "delivery was late aur packing bhi bohat khrab thi, not recommended"},
        {"en", "We had karahi and chai near the bazaar, it was lovely"},
        {NULL, NULL}};
    (void)state;
    assert_rows(rows);
}

static void marks_are_priors(void **state)
{
    const struct rn_language_prior no = {.mark = RN_STR("nb-NO")}, da = {.mark = RN_STR("da")},
                                   urdu = {.mark = RN_STR("ur_PK")}, hindi = {.mark = RN_STR("HI")},
                                   english = {.mark = RN_STR("en")};
    const struct rn_str close = rn_str("god vin og fin service"), kahi = rn_str("acha hai");
    (void)state;
    assert_string_equal(tell(close, &no).code, "no");
    assert_string_equal(tell(close, &da).code, "da");
    assert_string_equal(tell(kahi, &urdu).code, "ur-Latn");
    assert_string_equal(tell(kahi, &hindi).code, "hi-Latn");
    /* not a truth */
    assert_string_equal(tell(rn_str("Das Zimmer war schmutzig und laut."), &english).code, "de");
    assert_string_equal(tell(rn_str("खाना राम्रो छैन"), &english).code, "ne");
    assert_string_equal(tell(rn_str("👍"), &urdu).code, RN_LANG_UNKNOWN);
}

static void a_listing_expects_its_languages(void **state)
{
    static const char *const ms[] = {"ms", "en"}, *const id[] = {"id"};
    const struct rn_language_prior in_kl = {.expected = ms, .expected_count = 2},
                                   in_bali = {.expected = id, .expected_count = 1};
    const struct rn_str both = rn_str("makanan sedap");
    (void)state;
    assert_string_equal(tell(both, &in_kl).code, "ms");
    assert_string_equal(tell(rn_str("makan di sini"), &in_bali).code, "id");
    assert_string_equal(tell(rn_str("Der Kellner war sehr nett zu uns"), &in_bali).code, "de");
}

static void more_text_makes_surer(void **state)
{
    const double one = tell(rn_str("hotel"), NULL).confidence;
    const double some = tell(rn_str("el hotel está"), NULL).confidence;
    const double many =
        tell(rn_str("el hotel está cerca de la playa y las habitaciones"), NULL).confidence;
    (void)state;
    assert_true(one < some && some < many && many > 0.97);
}

static void long_texts_are_linear_and_the_same(void **state)
{
    enum { BYTES = 1 << 20 };
    static const char part[] = "the room was clean ";
    RN_SCOPE(tmp);
    char *text = rn_new_array(tmp, char, BYTES);
    (void)state;
    for (size_t i = 0; i < BYTES; i++)
        text[i] = part[i % (sizeof part - 1)];
    assert_string_equal(tell(rn_strn(text, BYTES), NULL).code, "en");
    memset(text, 'a', BYTES);
    (void)tell(rn_strn(text, BYTES), NULL);
    memset(text, 0xCC, BYTES);
    (void)tell(rn_strn(text, BYTES), NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_in_every_language),
        cmocka_unit_test(a_word_or_three),
        cmocka_unit_test(nothing_tells),
        cmocka_unit_test(spellings),
        cmocka_unit_test(mixed_texts),
        cmocka_unit_test(marks_are_priors),
        cmocka_unit_test(a_listing_expects_its_languages),
        cmocka_unit_test(more_text_makes_surer),
        cmocka_unit_test(long_texts_are_linear_and_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
