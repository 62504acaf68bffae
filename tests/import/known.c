/* SPDX-License-Identifier: MIT
 *
 * Exports that are known by name, and guesses at columns that nobody described.
 */
#include "import/rows.h"

#include <renown/buf.h>

#include "base/mem.h"
#include "import/guess.h"
#include "import/inside.h"
#include "import/known.h"
#include "import/source.h"

/* ---- by name --------------------------------------------------------------------------------- */

static void booking_rows(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "reviews.csv",
               "\"Review date\",\"Guest name\",\"Reservation number\",\"Review title\",\"Positive "
               "review\",\"Negative review\",\"Review score\",\"Staff\",\"Property reply\"\n"
               "2026-05-04 09:10:11,Anahit,4001002003,A quiet house,The terrace.,The "
               "lift.,9.2,10,\"Thank you, Anahit.\"\n"
               "2026-05-03 09:10:11,,4001002004,,,Cold soup.,3,5,\n"
               "2026-05-02 09:10:11,Dara,4001002005,,Everything,,11,5,\n",
               NULL, NULL);
    assert_string_equal(r.format, "booking");
    assert_int_equal(r.good, 3);
    assert_int_equal(r.warned, 1);
    const struct rn_review *v = &r.review[0];
    assert_text(v->external_id, "4001002003");
    assert_text(v->author_name, "Anahit");
    assert_text(v->title, "A quiet house");
    assert_text(v->text, "+ The terrace.\n\n- The lift.");
    assert_text(v->reply.text, "Thank you, Anahit.");
    assert_true(v->rating.value == 9.2 && v->rating.best == 10 && v->rating.worst == 1);
    assert_int_equal(v->created.precision, RN_TIME_SECOND);
    assert_text(r.review[1].text, "- Cold soup.");
    assert_text(r.review[2].text, "+ Everything");
    assert_int_equal(r.review[2].rating.scale, RN_SCALE_NONE);
    rows_free(&r);
}

static void amazon_rows(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "feedback.txt",
               "Date\tRating\tComments\tYour Response\tOrder ID\tRater Email\n"
               "12/24/25\t2\tLate.\tSorry.\t111-222-333\tada@mail.example\n"
               "5/4/2026\t5\t\t\t111-222-334\t\n",
               NULL, NULL);
    assert_string_equal(r.format, "amazon-seller");
    assert_int_equal(r.good, 2);
    assert_int_equal(r.warned, 0);
    assert_text(r.review[0].external_id, "111-222-333");
    assert_text(r.review[0].reply.text, "Sorry.");
    assert_int_equal(r.review[0].author_id.n + r.review[0].author_name.n, 0);
    assert_true(r.review[0].created.us == INT64_C(1766534400000000)); /* 2025-12-24 */
    assert_int_equal(r.review[1].created.precision, RN_TIME_DAY);
    rows_free(&r);
}

static void glassdoor_rows(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "g.csv",
               "Review ID,Review Date,Overall Rating,Headline,Pros,Cons,Advice to Management\n"
               "97,2026-06-02T16:45:56,4,Good,People,Lift,Mend it\n",
               NULL, NULL);
    assert_string_equal(r.format, "glassdoor");
    assert_text(r.review[0].text, "Mend it\n\n+ People\n\n- Lift");
    rows_free(&r);
}

/* Nothing tells these files for sure: they are asked for by name, whatever their columns' case. */
static void asked_for_by_name(void **state)
{
    static const struct {
        const char *format, *text;
    } files[] = {{"agoda", "BOOKING ID,Guest Name,Overall Score,Review_Comments,Review Date\n"
                           "77,Elif,8.4,Quiet.,04 May 2026\n"},
                 {"makemytrip", "Booking Id,Customer Name,Hotel Rating,Review,Submitted On\n"
                                "77,Elif,4,Quiet.,04-05-2026\n"}};
    struct rows r;
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        rows_readz(&r, "a.csv", files[i].text, files[i].format, NULL);
        assert_string_equal(r.format, files[i].format);
        assert_int_equal(r.good, 1);
        assert_text(r.review[0].external_id, "77");
        assert_text(r.review[0].author_name, "Elif");
        assert_text(r.review[0].text, "Quiet.");
        assert_true(r.review[0].created.us == INT64_C(1777852800000000)); /* 2026-05-04 */
        rows_free(&r);
    }
}

static void nothing_of_the_kind(void **state)
{
    struct rows r;
    (void)state;
    rows_readz(&r, "a.csv", "a,b\n1,2\n", "agoda", NULL);
    assert_int_equal(r.good, 0);
    assert_true(rows_says(&r, "a.csv has none of the columns"));
    assert_true(rows_says(&r, "--preview"));
    rows_free(&r);
    rows_readz(&r, "a.csv", "a,b\n1,2\n", "boking", NULL);
    assert_true(rows_says(&r, "did you mean \"booking\"?"));
    rows_free(&r);
    rows_readz(&r, "a.csv", "Pros,Cons\n1,2\n", "glassdoor", "columns: { Pros: text }\n");
    assert_true(rows_says(&r, "takes no mapping file"));
    rows_free(&r);
}

static void every_form_is_a_format(void **state)
{
    const char *const *names = rn_import_formats();
    size_t n = 0;
    (void)state;
    for (const struct rn_known_export *k = rn_known_exports; k->format != NULL; k++) {
        for (size_t i = 0; k->columns[i].field != NULL; i++)
            assert_non_null(rn_import_field(k->columns[i].field));
        for (n = 0; names[n] != NULL && strcmp(names[n], k->format) != 0; n++)
            ;
        assert_non_null(names[n]);
    }
}

/* ---- guesses --------------------------------------------------------------------------------- */

static enum rn_status guess(const void *ctx, const char *text, struct rn_guess **ret,
                            struct rn_diag *d)
{
    struct rn_source *s = rn_source_memory(ctx, "a.csv", rn_str(text));
    *ret = NULL;
    return rn_import_guess_source(ctx, s, NULL, ret, d);
}

static void columns_are_guessed(void **state)
{
    static const struct {
        const char *text, *map;
    } files[] = {
        {"Nr;Gast;Datum;Bewertung;Kommentar;Zimmer\n1;Anahit;04.05.2026;8,5;Quiet.;12\n",
         "columns:\n  \"Nr\": external_id\n  \"Gast\": author.name\n  \"Datum\": created_at\n"
         "  \"Bewertung\": rating\n  \"Kommentar\": text\nscale: { best: 10, worst: 1 }\n"
         "dates: [\"%d.%m.%Y\"]\n"},
        {"date,stars,review,reply,reply date\n2026-05-04,5,Fine.,Thanks,2026-05-05\n",
         "columns:\n  \"date\": created_at\n  \"stars\": rating\n  \"review\": text\n"
         "  \"reply\": reply.text\n  \"reply date\": reply.at\nscale: { best: 5, worst: 1 }\n"},
        /* the values decide: words are no rating, and dates are months first */
        {"rating,score (0-100),when it was: date,\"what \"\"they\"\" said, comment\"\n"
         "good,0,05/31/2026,Fine.\nbad,97,12/01/2026,\n",
         "columns:\n  \"score (0-100)\": rating\n  \"when it was: date\": created_at\n"
         "  \"what \\\"they\\\" said, comment\": text\nscale: { best: 100, worst: 0 }\n"
         "dates: [\"%m/%d/%Y\"]\n"},
        {"text,rating.value,created_at\na,3,2026-01-01\n",
         "columns:\n  \"text\": text\n  \"rating.value\": rating\n  \"created_at\": created_at\n"
         "scale: { best: 5, worst: 1 }\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        RN_SCOPE(tmp);
        struct rn_guess *g;
        struct rn_diag d = {0};
        assert_int_equal(guess(tmp, files[i].text, &g, &d), RN_OK);
        assert_non_null(g->map);
        assert_string_equal(g->map, files[i].map);
    }
}

/* What is guessed is a mapping file that works as it stands. */
static void guesses_work(void **state)
{
    static const char text[] =
        "Nr;Gast;Datum;Bewertung;Kommentar\n1;Anahit;04.05.2026;8,5;Quiet.\n";
    RN_SCOPE(tmp);
    struct rn_guess *g;
    struct rows r;
    struct rn_diag d = {0};
    (void)state;
    assert_int_equal(guess(tmp, text, &g, &d), RN_OK);
    rows_readz(&r, "a.csv", text, "csv", g->map);
    assert_int_equal(r.good, 1);
    assert_int_equal(r.warned, 0);
    assert_true(r.review[0].rating.value == 8.5 && r.review[0].rating.best == 10);
    assert_int_equal(r.review[0].created.precision, RN_TIME_DAY);
    rows_free(&r);
}

static void doubts_are_told(void **state)
{
    RN_SCOPE(tmp);
    struct rn_guess *g;
    struct rn_diag d = {0};
    (void)state;
    assert_int_equal(guess(tmp, "date,text\n04/05/2026,x\n", &g, &d), RN_OK);
    assert_string_equal(g->dates, "%d/%m/%Y");
    assert_string_equal(g->also, "%m/%d/%Y");
    assert_int_equal(guess(tmp, "a,b\n1,2\n", &g, &d), RN_OK);
    assert_null(g->map);
    assert_int_equal(guess(tmp, "date,text\nsoon,x\n", &g, &d), RN_OK);
    assert_null(g->columns[0].field); /* no date can be read there */
    assert_int_equal(guess(tmp, "{\"text\":\"x\"}\n", &g, &d), RN_GONE);
    assert_int_equal(guess(tmp, "Reservation number,Positive review,Negative review\n", &g, &d),
                     RN_GONE); /* known by name */
    assert_int_equal(guess(tmp, "", &g, &d), RN_INVALID);
}

static void hostile_tables(void **state)
{
    RN_SCOPE(tmp);
    struct rn_guess *g;
    struct rn_buf b;
    struct rn_diag d = {0};
    (void)state;
    rn_buf_init(&b, 1 << 20);
    for (int i = 0; i < 600; i++)
        rn_buf_fmt(&b, "rating%d,", i);
    rn_buf_addz(&b, "\n");
    assert_int_equal(guess(tmp, rn_buf_z(&b), &g, &d), RN_LIMIT);
    rn_buf_free(&b);
    assert_int_equal(guess(tmp, "text,text,rating,rating\nx,y,1,2\n", &g, &d), RN_OK);
    assert_int_equal(guess(tmp, "\"te\nxt\x1b[31m\",rating\n\"\x01\",9e999\n", &g, &d), RN_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(booking_rows),        cmocka_unit_test(amazon_rows),
        cmocka_unit_test(glassdoor_rows),      cmocka_unit_test(asked_for_by_name),
        cmocka_unit_test(nothing_of_the_kind), cmocka_unit_test(every_form_is_a_format),
        cmocka_unit_test(columns_are_guessed), cmocka_unit_test(guesses_work),
        cmocka_unit_test(doubts_are_told),     cmocka_unit_test(hostile_tables),
    };
    return cmocka_run_group_tests_name("known", tests, NULL, NULL);
}
