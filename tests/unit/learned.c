/* SPDX-License-Identifier: MIT */
#include "text/learned.h"

#include <math.h>

#include "base/mem.h"
#include "text/learn.h"
#include "text/sentiment.h"
#include "unit/unit.h"

/* Texts in invented words: "zindy" has five stars, "mordle" one, "quop" three. */
static struct rn_lessons *house_lessons(const void *ctx, size_t n)
{
    static const char *const things[] = {"room", "soup", "stair", "desk", "porch", "lamp", "chair"};
    static const char *const words[] = {"mordle", "quop", "zindy"};
    struct rn_lessons *l = rn_lessons_new(ctx);
    for (size_t i = 0; i < n; i++)
        assert_true(
            rn_lessons_add(l,
                           rn_str(rn_fmt(ctx, "The %s and the %s are %s here.", things[i / 3 % 7],
                                         things[i / 21 % 7], words[i % 3])),
                           (double)(i % 3 * 2 + 1)));
    return l;
}

static struct rn_learned *learned(const void *ctx)
{
    struct rn_learning how;
    struct rn_learned *m = NULL;
    struct rn_diag d;
    assert_int_equal(rn_learn(ctx, house_lessons(ctx, 600), &how, &m, &d), RN_OK);
    assert_true(how.better && how.texts == 600 && how.unseen == 120 && how.why_not == NULL);
    assert_true(how.after.f1 > 0.95 && how.after.auc > 0.99 && how.before.f1 < 0.6);
    assert_non_null(m);
    return m;
}

static struct rn_sentiment tell(const void *ctx, const char *text, const struct rn_learned *m)
{
    struct rn_words w = {0};
    struct rn_sentiment s;
    rn_words_make(ctx, &w, rn_str(text), false);
    rn_sentiment_tell(ctx, rn_str(text), &w, "en", NULL, m, &s);
    return s;
}

static void learns_what_stars_say(void **state)
{
    RN_SCOPE(tmp);
    const struct rn_learned *m = learned(tmp);
    (void)state;
    assert_int_equal(tell(tmp, "The lamp is zindy.", m).label, RN_LABEL_POS);
    assert_int_equal(tell(tmp, "The lamp is mordle.", m).label, RN_LABEL_NEG);
    assert_true(tell(tmp, "", m).label == RN_LABEL_ABSTAIN);
    assert_false(rn_learned_knows(m, "ka"));
}

static void reads_what_it_wrote(void **state)
{
    RN_SCOPE(tmp);
    const struct rn_learned *m = learned(tmp);
    struct rn_learned *back = NULL;
    struct rn_diag d;
    (void)state;
    struct rn_str text = rn_learned_write(tmp, m);
    assert_int_equal(rn_learned_read(tmp, text, &back, &d), RN_OK);
    assert_true(rn_str_eq(text, rn_learned_write(tmp, back)));
    assert_true(fabs(tell(tmp, "A zindy lamp", m).score - tell(tmp, "A zindy lamp", back).score) <
                1e-4);
}

/* Every cut and many a changed byte: an answer or RN_CORRUPT, and never a byte beyond the end. */
static void hostile_models(void **state)
{
    RN_SCOPE(tmp);
    struct rn_learned *back = NULL;
    struct rn_diag d;
    (void)state;
    struct rn_str text = rn_learned_write(tmp, learned(tmp));
    for (size_t n = 0; n < text.n; n += n < 900 ? 1 : 4093) {
        char *cut = rn_dup(tmp, rn_strn(text.p, n));
        assert_int_equal(rn_learned_read(tmp, rn_strn(cut, n), &back, &d), RN_CORRUPT);
        (void)talloc_free(cut);
    }
    for (size_t n = 0; n < 1200; n++) {
        char *other = rn_dup(tmp, text);
        other[n] = "z9. -\nf\xff"[n % 8];
        if (rn_learned_read(tmp, rn_strn(other, text.n), &back, &d) == RN_OK)
            assert_true(isfinite(tell(tmp, "A zindy lamp", back).confidence));
        (void)talloc_free(other);
    }
}

static void too_few_lessons(void **state)
{
    RN_SCOPE(tmp);
    struct rn_learning how;
    struct rn_learned *m = NULL;
    struct rn_diag d;
    (void)state;
    assert_int_equal(rn_learn(tmp, house_lessons(tmp, 199), &how, &m, &d), RN_INVALID);
    assert_non_null(strstr(d.text, "199"));
}

static void one_class_teaches_nothing(void **state)
{
    RN_SCOPE(tmp);
    struct rn_lessons *l = rn_lessons_new(tmp);
    struct rn_learning how;
    struct rn_learned *m = NULL;
    struct rn_diag d;
    (void)state;
    for (size_t i = 0; i < 300; i++)
        assert_true(rn_lessons_add(l, rn_str(rn_fmt(tmp, "Number %zu was zindy", i)), 5));
    assert_int_equal(rn_learn(tmp, l, &how, &m, &d), RN_OK);
    assert_true(m == NULL && !how.better && how.why_not != NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(learns_what_stars_say),
        cmocka_unit_test(reads_what_it_wrote),
        cmocka_unit_test(hostile_models),
        cmocka_unit_test(too_few_lessons),
        cmocka_unit_test(one_class_teaches_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
