/* SPDX-License-Identifier: MIT
 *
 * The digest from a store that is filled by hand: a golden text, small numbers, nothing at all,
 * midnights and clock changes, what needs somebody, what was done; the same bytes under every TZ.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/mem.h"
#include "report/desk.h"
#include "store/decisions.h"
#include "store/origins.h"
#include "store/reviews.h"

/* ---- words ----------------------------------------------------------------------------------- */

static void golden_text(void **state)
{
    static const char *const want =
        "1 needs you · 3.5 (=)\n"
        "Week 18, Mon 27 Apr to Sun 3 May, 2 listings, times UTC\n"
        "\n"
        "NEEDS YOU\n"
        "1. Answer Ana K. (1★, Harbour Oslo), “Charged twice, and no refund so far.”: it was due "
        "Thu 30 Apr 09:00.\n"
        "\n"
        "CHANGED\n"
        "No clear change.\n"
        "\n"
        "SCORE, the week before in brackets\n"
        "reviews 4 (1) · rating 3.5 (5.0, =) · answered 2 of 4 so far (1 of 1, =) · first reply, "
        "median 3 h 30 (2 h 00, =) [s0fve757q3jy]\n"
        "8 weeks of reviews ▁▁▁▁▁▁▃█\n"
        "  Harbour Oslo: 2 · 3.0 · 1 of 2 [s0fve74p61cz]\n"
        "  Harbour Bergen: 2 · 4.0 · 1 of 2 [s0fve71j2gnp]\n"
        "\n"
        "WHY\n"
        "- Praise from Per S. for Harbour Oslo on Thu 30 Apr: “Wonderful people and a lovely "
        "view.”\n"
        "\n"
        "DONE No rule fired.\n"
        "COVERAGE No source is configured and nothing was imported.\n"
        "\n"
        "Days [2026-04-27, 2026-05-04) chain ";
    struct desk *k = *state;
    fill_begin(&k->fill);
    desk_add(k, "oslo", "2026-04-29T09:00:00Z", 1, "Ana K.", "Charged twice, and no refund so far.",
             NULL);
    desk_add(k, "oslo", "2026-04-30T09:00:00Z", 5, "Per S.", "Wonderful people and a lovely view.",
             "2026-04-30T14:00:00Z");
    desk_add(k, "bergen", "2026-05-01T09:00:00Z", 4, "Jo", "Good beds.", "2026-05-01T11:00:00Z");
    desk_add(k, "bergen", "2026-05-02T09:00:00Z", 4, "Mo", "Nice breakfast.", NULL);
    desk_add(k, "oslo", "2026-04-22T09:00:00Z", 5, "Bo", "Perfect.", "2026-04-22T11:00:00Z");
    desk_add(k, "rival", "2026-04-29T09:00:00Z", 1, "Rex", "Their room was dirty and cold.", NULL);
    fill_commit(&k->fill);
    const char *got = desk_shape(k, rn_digest_text, MONDAY);
    if (strncmp(got, want, strlen(want)) != 0)
        fail_msg("got:\n%s\nwanted:\n%s", got, want);
    desk_lacks(got, "%");
    desk_lacks(got, "Rival");
}

static void an_empty_store_says_so(void **state)
{
    struct desk *k = *state;
    const char *text = desk_shape(k, rn_digest_text, MONDAY);
    desk_has(text, "Nothing needs you");
    desk_has(text, "reviews 0 (0) · rating none (none)");
    desk_has(text, "COVERAGE No source is configured");
    desk_lacks(text, "nan");
    struct rn_store *store = k->fill.store;
    k->fill.store = NULL; /* a store that is not there reads the same */
    assert_string_equal(desk_shape(k, rn_digest_text, MONDAY), text);
    k->fill.store = store;
}

static void a_minute_is_enough(void **state)
{
    struct desk *k = *state;
    fill_begin(&k->fill);
    for (int day = 1; day <= 60; day++)
        for (int i = 0; i < 6; i++)
            desk_add(k, i % 2 ? "oslo" : "bergen",
                     rn_fmt(k, "2026-%02d-%02dT09:00:00Z", day > 30 ? 4 : 3, (day - 1) % 30 + 1),
                     day > 56 ? 1 : 5, rn_fmt(k, "Guest with a rather long name %d", day),
                     rn_fmt(k,
                            "Very many words about day %d, the room, the stairs, the long wait at "
                            "the desk, the cold soup and the lift that never came, and so on, and "
                            "so forth, until nobody listens any more.",
                            day),
                     NULL);
    fill_commit(&k->fill);
    struct rn_digest *g = desk_digest(k, 1, MONDAY);
    assert_in_range(rn_digest_words(g), 40, 240);
    assert_in_range(g->section[RN_SECTION_CHANGED].line_count, 1, 3);
    assert_in_range(g->section[RN_SECTION_NEEDS].line_count, 2, 4);
    assert_true(rn_utf8_count(rn_str(g->verdict)) <= 70);
    for (size_t i = 0; i < g->section[RN_SECTION_NEEDS].line_count; i++)
        for (size_t p = 0; p < g->section[RN_SECTION_NEEDS].line[i].part_count; p++)
            assert_true(rn_utf8_count(rn_str(g->section[RN_SECTION_NEEDS].line[i].part[p].text)) <=
                        140);
}

/* ---- time ------------------------------------------------------------------------------------ */

/* A review just before and just after midnight of its own place, in the night of a clock change. */
static void listings_count_their_own_days(void **state)
{
    struct desk *k = *state;
    struct told t = {.author = "Ana", .text = "Fine.", .stars = 4};
    k->listing[0].zone = "Asia/Kathmandu";
    k->listing[1].zone = "America/New_York";
    k->config.zone = "Europe/Berlin";
    fill_begin(&k->fill);
    const struct {
        const char *listing, *zone, *at;
    } rows[] = {{"oslo", "Asia/Kathmandu", "2026-03-01T18:14:59Z"},      /* Sunday 1 March, 23:59 */
                {"oslo", "Asia/Kathmandu", "2026-03-01T18:15:00Z"},      /* Monday 2 March, 00:00 */
                {"oslo", "Asia/Kathmandu", "2026-03-08T18:14:59Z"},      /* Sunday 8 March, 23:59 */
                {"oslo", "Asia/Kathmandu", "2026-03-08T18:15:00Z"},      /* Monday 9 March */
                {"bergen", "America/New_York", "2026-03-02T04:59:59Z"},  /* Sunday, winter time */
                {"bergen", "America/New_York", "2026-03-02T05:00:00Z"},  /* Monday 2 March */
                {"bergen", "America/New_York", "2026-03-09T03:59:59Z"},  /* Sunday, summer time */
                {"bergen", "America/New_York", "2026-03-09T04:00:00Z"}}; /* Monday 9 March */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        t.listing = rows[i].listing;
        t.zone = rows[i].zone;
        t.external_id = rn_fmt(k, "z%zu", i);
        t.at = fill_time(rows[i].at);
        (void)fill_review(&k->fill, &t);
    }
    fill_commit(&k->fill);
    desk_has(desk_shape(k, rn_digest_text, "2026-03-09T08:00:00Z"), "reviews 4 (2)");
}

/* Sunday evening in New York is already Monday in Karachi: the organisation's zone names the week.
 */
static void the_organisation_names_the_week(void **state)
{
    struct desk *k = *state;
    k->config.zone = "Asia/Karachi";
    desk_has(desk_shape(k, rn_digest_text, "2026-05-03T20:00:00Z"), "Week 18, ");
    k->config.zone = "America/New_York";
    desk_has(desk_shape(k, rn_digest_text, "2026-05-03T20:00:00Z"), "Week 17, ");
}

static void same_bytes_in_every_zone_of_the_machine(void **state)
{
    static const char *const zones[] = {"UTC", "Asia/Kathmandu", "America/St_Johns"};
    static write_fn *const shapes[] = {rn_digest_text, rn_digest_html, rn_digest_json, desk_email};
    struct desk *k = *state;
    fill_begin(&k->fill);
    desk_add(k, "oslo", "2026-04-29T23:30:00Z", 1, "Ana K.", "Charged twice, and no refund.", NULL);
    fill_commit(&k->fill);
    for (size_t s = 0; s < 4; s++) {
        const char *first = NULL;
        for (size_t z = 0; z < 3; z++) {
            assert_int_equal(setenv("TZ", zones[z], 1), 0);
            tzset();
            const char *got = desk_shape(k, shapes[s], MONDAY);
            if (first != NULL)
                assert_string_equal(got, first);
            first = got;
        }
    }
    assert_int_equal(setenv("TZ", "UTC", 1), 0);
}

/* ---- what needs somebody --------------------------------------------------------------------- */

static void a_failing_source_is_named_and_nothing_is_green(void **state)
{
    struct desk *k = *state;
    struct rn_origin o;
    k->source[0] = (struct rn_source_config){.name = "brokenfeed", .listing = &k->listing[0]};
    k->source[1] = (struct rn_source_config){.name = "goodfeed", .listing = &k->listing[1]};
    k->config.sources = k->source;
    k->config.source_count = 2;
    fill_begin(&k->fill);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(rn_origin_open(k->fill.store, "feed", i ? "g" : "b", k->source[i].name,
                                        k->source[i].listing->id, 1, k, &o, &k->d),
                         RN_OK);
        o.last_try = fill_time("2026-05-04T07:00:00Z");
        o.last_complete = i ? o.last_try : 0;
        o.health = i ? "ok" : "io";
        o.note = i ? NULL : "the address did not answer";
        o.expected = -1;
        assert_int_equal(rn_origin_save(k->fill.store, &o, &k->d), RN_OK);
    }
    fill_commit(&k->fill);
    const char *text = desk_shape(k, rn_digest_text, MONDAY);
    desk_has(text,
             "Look at source brokenfeed of Harbour Oslo: it failed Mon 4 May 07:00: “the address "
             "did not answer”.");
    desk_has(text,
             "COVERAGE brokenfeed (Harbour Oslo) fails and was never read completely. 1 of 2");
    desk_has(desk_shape(k, rn_digest_json, MONDAY), "\"complete\":false");
}

static void an_open_ladder_comes_first(void **state)
{
    struct desk *k = *state;
    struct rn_escalation_row row = {.review = 1,
                                    .version = 1,
                                    .id = "ladder1",
                                    .rule = "angry",
                                    .key = "money",
                                    .kind = "escalate",
                                    .steps = "[]",
                                    .state = "open"};
    fill_begin(&k->fill);
    desk_add(k, "oslo", "2026-05-03T09:00:00Z", 3, "Ana K.", "They took my money and ran.", NULL);
    desk_add(k, "oslo", "2026-04-20T09:00:00Z", 1, "Old", "A long time ago.", NULL);
    row.due = fill_time("2026-05-04T09:00:00Z");
    row.opened = fill_time("2026-05-03T09:00:00Z");
    assert_int_equal(rn_escalation_open(k->fill.store, &row, &k->d), RN_OK);
    fill_commit(&k->fill);
    const char *text = desk_shape(k, rn_digest_text, MONDAY);
    desk_has(text,
             "1. Acknowledge Ana K. (3★, Harbour Oslo), “They took my money and ran.”: rule angry "
             "escalated it, due Mon 4 May 09:00.");
    desk_has(text, "2. Answer Old");
    desk_has(text, "2 need you");
}

/* The first service level that fits decides, in the hours of its calendar; one with a condition is
 * passed over. */
static void service_levels_decide_when_it_is_due(void **state)
{
    static const char *const week = "week: { sun: [\"10:00-14:00\"], mon: [\"08:00-16:00\"] }\n";
    struct rn_sla levels[] = {
        {.when = "intent { \"question\" }", .first_reply = {RN_MINUTE, false, true}},
        {.stars_max = 1, .hours = "care", .first_reply = {2 * RN_HOUR, false, true}},
        {.first_reply = {10 * RN_DAY, false, true}}};
    struct rn_hours care = {.id = "care", .zone = "UTC"};
    struct desk *k = *state;
    struct rn_node *root;
    assert_int_equal(rn_yaml_parse(k, "hours", rn_str(week), &root, &k->d), RN_OK);
    care.node = root;
    k->config.hours = &care;
    k->config.hours_count = 1;
    k->config.slas = levels;
    k->config.sla_count = 3;
    fill_begin(&k->fill);
    desk_add(k, "oslo", "2026-05-03T09:00:00Z", 1, "Ana", "Never again, says Ana.", NULL);
    desk_add(k, "oslo", "2026-05-02T09:00:00Z", 2, "Bo", "Never again, says Bo.", NULL);
    desk_add(k, "oslo", "2026-05-04T07:30:00Z", 1, "Cy", "Never again, says Cy.", NULL);
    fill_commit(&k->fill);
    const char *text = desk_shape(k, rn_digest_text, MONDAY);
    desk_has(
        text,
        "1. Answer Ana (1★, Harbour Oslo), “Never again, says Ana.”: it was due Sun 3 May 12:00.");
    desk_has(text,
             "2. Answer Cy (1★, Harbour Oslo), “Never again, says Cy.”, before Mon 4 May 10:00.");
    desk_lacks(text, "Answer Bo");
}

static void what_was_done_is_counted(void **state)
{
    struct desk *k = *state;
    struct rn_decision_row fired = {.review = 1, .version = 1, .rule = "low", .script = "h"};
    struct rn_reply_row draft = {.review = 1, .version = 1, .variant = 1};
    bool added;
    fired.event = "new";
    fired.matched = fired.actions = "[]";
    draft.state = "draft";
    draft.actor = "rule:low";
    draft.template_name = "t";
    draft.lang = "en";
    draft.text = "We are sorry.";
    fill_begin(&k->fill);
    desk_add(k, "oslo", "2026-04-29T09:00:00Z", 1, "Ana K.", "Charged twice.", NULL);
    static const char *const times[] = {"2026-04-26T23:59:59Z", "2026-04-27T00:00:00Z",
                                        "2026-05-03T23:59:59Z", "2026-05-04T00:00:00Z"};
    for (int i = 0; i < 4; i++) {
        fired.at = fill_time(times[i]);
        assert_int_equal(rn_decision_add(k->fill.store, &fired, &k->d), RN_OK);
    }
    draft.at = fill_time("2026-04-29T10:00:00Z");
    assert_int_equal(rn_reply_draft(k->fill.store, &draft, &k->d), RN_OK);
    assert_int_equal(rn_tag_add(k->fill.store, 1, "money", "rule:low", draft.at, &added, &k->d),
                     RN_OK);
    assert_int_equal(rn_tag_add(k->fill.store, 1, "mine", "human:jo", draft.at, &added, &k->d),
                     RN_OK);
    fill_commit(&k->fill);
    const char *text = desk_shape(k, rn_digest_text, MONDAY);
    desk_has(text, "DONE Rules fired 2 times, set 1 tag and wrote 1 draft.");
    desk_has(text, "A draft is ready.");
    desk_has(text,
             "Read 1 waiting draft; the oldest answers Ana K. (1★, Harbour Oslo) and waits since "
             "Wed 29 Apr 10:00.");
}

static void what_is_no_longer_listed_is_said(void **state)
{
    struct desk *k = *state;
    struct rn_origin o;
    struct rn_run run = {.kind = "sync", .removed = 1};
    fill_begin(&k->fill);
    assert_int_equal(
        rn_origin_open(k->fill.store, "feed", "b", "feed-bergen", "bergen", 1, k, &o, &k->d),
        RN_OK);
    run.origin = o.n;
    run.started = fill_time("2026-04-30T09:00:00Z");
    assert_int_equal(rn_run_start(k->fill.store, &run, &k->d), RN_OK);
    run.ended = run.started + RN_MINUTE;
    assert_int_equal(rn_run_save(k->fill.store, &run, &k->d), RN_OK);
    fill_commit(&k->fill);
    desk_has(desk_shape(k, rn_digest_text, MONDAY),
             "- 1 review of Harbour Bergen is no longer listed.");
    desk_lacks(desk_shape(k, rn_digest_text, "2026-05-18T08:00:00Z"), "listed");
    /* it was found after the week that this one reports */
    desk_lacks(desk_shape(k, rn_digest_text, "2026-05-01T08:00:00Z"), "listed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(golden_text, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(an_empty_store_says_so, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(a_minute_is_enough, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(listings_count_their_own_days, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(the_organisation_names_the_week, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(same_bytes_in_every_zone_of_the_machine, desk_setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(a_failing_source_is_named_and_nothing_is_green, desk_setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(an_open_ladder_comes_first, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(service_levels_decide_when_it_is_due, desk_setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(what_was_done_is_counted, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_longer_listed_is_said, desk_setup,
                                        desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
