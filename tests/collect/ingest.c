/* SPDX-License-Identifier: MIT
 *
 * New, another version, or known: and what follows from each.
 */
#include "collect/desk.h"

#include <renown/stamp.h>

#include "store/events.h"
#include "store/rollups.h"

static void test_new_then_known(void **state)
{
    struct desk *k = *state;
    assert_int_equal(take(k, said("a", 4, "Good beds.")), RN_TAKEN_NEW);
    assert_int_equal(take(k, said("a", 4, "Good beds.")), RN_TAKEN_UNCHANGED);
    assert_int_equal(stored(k, "a").version, 1);
    assert_int_equal(events(k, "new"), 1);
    desk_verify(k);
}

static void test_edit_keeps_the_version_before(void **state)
{
    struct desk *k = *state;
    struct rn_version *old;
    size_t n;
    take(k, said("a", 4, "Good beds."));
    desk_at(k, T0 + RN_DAY, "sync");
    struct rn_review r = said("a", 2, "Now with bugs.");
    r.updated.us = T0;
    assert_int_equal(take(k, r), RN_TAKEN_CHANGED);
    struct rn_stored s = stored(k, "a");
    assert_int_equal(s.version, 2);
    assert_true(rn_str_is(s.r.text, "Now with bugs."));
    ok(k, rn_versions_list(k->store, s.n, k, &old, &n, &k->d));
    assert_int_equal(n, 1);
    assert_true(rn_str_is(old[0].r.text, "Good beds."));
    assert_int_equal(old[0].replaced_at, T0 + RN_DAY);
    assert_int_equal(events(k, "rating_down"), 1);
    assert_int_equal(events(k, "text_changed"), 1);
    desk_verify(k);
}

static void test_white_space_is_no_edit(void **state)
{
    struct desk *k = *state;
    take(k, said("a", 4, "Good  beds.\nQuiet."));
    assert_int_equal(take(k, said("a", 4, "Good beds. Quiet.")), RN_TAKEN_UNCHANGED);
}

static void test_stale_export_changes_nothing(void **state)
{
    struct desk *k = *state;
    struct rn_review later = said("a", 1, "Worse."), sooner = said("a", 5, "Fine.");
    later.updated.us = T0 - RN_MINUTE;
    take(k, later);
    assert_int_equal(take(k, sooner), RN_TAKEN_UNCHANGED);
    assert_true(rn_str_is(stored(k, "a").r.text, "Worse."));
    desk_verify(k);
}

static struct rn_place_reply answer(const char *text, int64_t at)
{
    return (struct rn_place_reply){
        .state = RN_REPLY_PUBLISHED, .text = rn_str(text), .at = {at, RN_TIME_SECOND}};
}

static int64_t replied(struct desk *k)
{
    struct rn_sums sums;
    ok(k, rn_rollup_sum(k->store, "harbour", 0, 100000, &sums, &k->d));
    return sums.replied;
}

static void test_answer_comes_and_goes(void **state)
{
    struct desk *k = *state;
    struct rn_review r = said("a", 4, "Good beds.");
    take(k, r);
    assert_int_equal(replied(k), 0);
    r.reply = answer("Thank you.", T0);
    assert_int_equal(take(k, r), RN_TAKEN_UNCHANGED); /* no other version of the review */
    assert_int_equal(replied(k), 1);
    assert_int_equal(events(k, "foreign_reply"), 1);
    r.reply = (struct rn_place_reply){0};
    take(k, r);
    assert_int_equal(replied(k), 0);
    assert_int_equal(events(k, "reply_removed"), 1);
    assert_int_equal(stored(k, "a").version, 1);
    desk_verify(k);
}

static void test_export_without_answers_takes_none_away(void **state)
{
    struct desk *k = *state;
    struct rn_review r = said("a", 4, "Good beds.");
    r.reply = answer("Thank you.", T0);
    r.url = rn_str("https://place.example/a");
    take(k, r);
    desk_at(k, T0 + RN_HOUR, "import");
    assert_int_equal(take(k, said("a", 4, "Good beds.")), RN_TAKEN_UNCHANGED);
    struct rn_review edited = said("a", 5, "Good beds, good people.");
    edited.updated.us = T0;
    assert_int_equal(take(k, edited), RN_TAKEN_CHANGED);
    struct rn_stored s = stored(k, "a");
    assert_true(rn_str_is(s.r.reply.text, "Thank you."));
    assert_true(rn_str_is(s.r.url, "https://place.example/a"));
    assert_int_equal(events(k, "reply_removed"), 0);
    desk_verify(k);
}

static void test_a_place_that_shows_no_answers_takes_none_away(void **state)
{
    struct desk *k = *state;
    struct rn_review r = said("a", 4, "Good beds.");
    r.reply = answer("Thank you.", T0);
    take(k, r);
    k->intake->ingest.answerable = false;
    assert_int_equal(take(k, said("a", 4, "Good beds.")), RN_TAKEN_UNCHANGED);
    assert_int_equal(take(k, said("a", 5, "Good beds, good soup.")), RN_TAKEN_CHANGED);
    assert_true(rn_str_is(stored(k, "a").r.reply.text, "Thank you."));
    assert_int_equal(events(k, "reply_removed"), 0);
    desk_verify(k);
}

static void test_an_answer_with_a_date_alone(void **state)
{
    struct desk *k = *state;
    struct rn_review r = said("a", 4, "Good beds.");
    r.reply = answer("Thank you.", T0 - T0 % RN_DAY + RN_DAY);
    r.reply.at.precision = RN_TIME_DAY;
    take(k, r);
    desk_verify(k);
    r.reply = (struct rn_place_reply){0};
    take(k, r);
    assert_int_equal(replied(k), 0);
    desk_verify(k);
}

static void test_another_time_of_writing_is_no_edit(void **state)
{
    struct desk *k = *state;
    struct rn_review r = said("a", 4, "Good beds.");
    take(k, r);
    r.created.us -= RN_HOUR;
    r.reply = answer("Thank you.", T0);
    take(k, r);
    assert_int_equal(stored(k, "a").r.created.us, T0 - RN_HOUR);
    desk_verify(k);
}

static void test_an_old_export_restores_nothing(void **state)
{
    struct desk *k = *state;
    struct rn_review r = said("a", 1, "Cold soup.");
    take(k, r);
    r.removed = true;
    take(k, r);
    assert_int_equal(k->intake->run.removed, 1);
    desk_at(k, T0 + RN_HOUR, "import");
    r.removed = false;
    take(k, r);
    assert_int_equal(stored(k, "a").removed_at, T0);
    assert_int_equal(events(k, "restored"), 0);
    r.updated.us = T0 + RN_MINUTE; /* changed since, so it is back */
    take(k, r);
    assert_int_equal(stored(k, "a").removed_at, 0);
    assert_int_equal(events(k, "restored"), 1);
    desk_verify(k);
}

static void test_the_place_says_it_is_gone(void **state)
{
    struct desk *k = *state;
    struct rn_review r = said("a", 1, "Cold soup.");
    take(k, r);
    r.removed = true;
    take(k, r);
    assert_int_equal(stored(k, "a").removed_at, T0);
    assert_int_equal(events(k, "removed"), 1);
    r.removed = false;
    take(k, r);
    assert_int_equal(stored(k, "a").removed_at, 0);
    assert_int_equal(events(k, "restored"), 1);
    desk_verify(k);
}

static void test_gone_by_its_id_alone(void **state)
{
    struct desk *k = *state;
    const struct rn_review gone = {
        .size = sizeof gone, .external_id = rn_str("a"), .removed = true};
    take(k, said("a", 1, "Cold soup."));
    assert_int_equal(take(k, gone), RN_TAKEN_UNCHANGED);
    struct rn_stored s = stored(k, "a");
    assert_int_equal(s.removed_at, T0);
    assert_int_equal(s.version, 1);
    assert_true(rn_str_is(s.r.text, "Cold soup."));
    desk_verify(k);
}

static void test_days_are_the_listings(void **state)
{
    struct desk *k = *state;
    struct rn_review late = said("a", 4, "Late."), dated = said("b", 4, "Dated.");
    int64_t us;
    assert_true(rn_stamp_make(2026, 9, 20, 20, 30, 0, &us)); /* 01:30 of the 21st in Karachi */
    late.created = (struct rn_time){us, RN_TIME_SECOND};
    assert_true(rn_stamp_make(2026, 9, 20, 0, 0, 0, &us));
    dated.created = (struct rn_time){us, RN_TIME_DAY}; /* a date is that date everywhere */
    take(k, late);
    take(k, dated);
    assert_int_equal(stored(k, "a").day, rn_days_from_civil(2026, 9, 21));
    assert_int_equal(stored(k, "b").day, rn_days_from_civil(2026, 9, 20));
}

static void test_nothing_said_is_nothing_kept(void **state)
{
    struct desk *k = *state;
    struct rn_review r = {.size = sizeof r};
    assert_false(rn_batch_add(k->batch, &k->intake->maker, &r));
}

static void test_thumbs_are_no_stars(void **state)
{
    struct desk *k = *state;
    struct rn_review r = said("a", 0, "Up.");
    struct rn_sums sums;
    r.rating = (struct rn_rating){RN_SCALE_THUMBS, 1, 1, 0};
    take(k, r);
    assert_false(stored(k, "a").has_stars);
    ok(k, rn_rollup_sum(k->store, "harbour", 0, 100000, &sums, &k->d));
    assert_int_equal(sums.count, 1);
    assert_int_equal(sums.rated, 0);
}

static void test_a_renamed_source_is_the_same(void **state)
{
    struct desk *k = *state;
    take(k, said("a", 4, "Good beds."));
    const int64_t origin = k->intake->ingest.origin.n;
    struct rn_origin again;
    ok(k, rn_store_begin(k->store, &k->d));
    ok(k, rn_origin_open(k->store, "google", "1/2", "another-name", "harbour", T0 + RN_DAY, k,
                         &again, &k->d));
    ok(k, rn_store_commit(k->store, &k->d));
    assert_int_equal(again.n, origin);
    assert_int_equal(again.first_seen, T0);
    assert_string_equal(stored(k, "a").source, "another-name");
}

static void test_sums_of_many_changes(void **state)
{
    struct desk *k = *state;
    char id[8], text[32];
    for (int round = 0; round < 4; round++) {
        desk_at(k, T0 + round * RN_DAY, "sync");
        for (int i = 0; i < 60; i++) {
            (void)snprintf(id, sizeof id, "r%d", i);
            (void)snprintf(text, sizeof text, "Round %d of %d.", (i * 7 + round) % 3, i);
            struct rn_review r = said(id, 1 + (i + round) % 5, text);
            r.updated.us = T0 + round * RN_HOUR;
            r.removed = (i + round) % 11 == 0;
            if ((i + round) % 4 == 0)
                r.reply = answer("Noted.", T0 + round * RN_MINUTE);
            take(k, r);
        }
        desk_verify(k);
    }
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_make, desk_free)
    const struct CMUnitTest tests[] = {
        DESK(test_new_then_known),
        DESK(test_edit_keeps_the_version_before),
        DESK(test_white_space_is_no_edit),
        DESK(test_stale_export_changes_nothing),
        DESK(test_answer_comes_and_goes),
        DESK(test_export_without_answers_takes_none_away),
        DESK(test_a_place_that_shows_no_answers_takes_none_away),
        DESK(test_an_answer_with_a_date_alone),
        DESK(test_another_time_of_writing_is_no_edit),
        DESK(test_an_old_export_restores_nothing),
        DESK(test_the_place_says_it_is_gone),
        DESK(test_gone_by_its_id_alone),
        DESK(test_days_are_the_listings),
        DESK(test_nothing_said_is_nothing_kept),
        DESK(test_thumbs_are_no_stars),
        DESK(test_a_renamed_source_is_the_same),
        DESK(test_sums_of_many_changes),
    };
    return cmocka_run_group_tests_name("ingest", tests, NULL, NULL);
}
