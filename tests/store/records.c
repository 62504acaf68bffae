/* SPDX-License-Identifier: MIT
 *
 * The smaller kinds of record: origins, runs, leases, files, decisions, escalations, replies,
 * notes.
 */
#include "store/help.h"

#include <string.h>

#include "store/decisions.h"

static void origins(void **state)
{
    struct box *b = *state;
    struct rn_origin o, *v = NULL;
    size_t n = 0;
    box_begin(b);
    ok(b, rn_origin_open(b->s, "demo", "app", "renamed", "l0", NOW + 9, b, &o, &b->d));
    assert_int_equal(o.n, b->origin.n);
    assert_int_equal(o.first_seen, NOW);
    assert_string_equal(o.label, "renamed");
    assert_int_equal(o.expected, -1);
    assert_null(o.cursor);
    o.last_try = NOW + 1;
    o.expected = 0;
    o.cursor = "page 2";
    o.health = "again";
    o.note = "try later";
    ok(b, rn_origin_save(b->s, &o, &b->d));
    ok(b, rn_origin_open(b->s, "demo", "app2", "second", "l1", NOW + 5, b, &o, &b->d));
    assert_int_equal(o.first_seen, NOW + 5);
    const struct rn_aggregate a = {sizeof a, {RN_SCALE_POINTS, 4.4, 5, 1}, 812};
    ok(b, rn_aggregate_save(b->s, o.n, NOW, &a, &b->d));
    ok(b, rn_aggregate_save(b->s, o.n, NOW, &a, &b->d));
    box_commit(b);
    ok(b, rn_origins_list(b->s, b, &v, &n, &b->d));
    assert_int_equal(n, 2);
    assert_string_equal(v[0].label, "renamed");
    assert_string_equal(v[0].cursor, "page 2");
    assert_string_equal(v[0].health, "again");
    assert_int_equal(v[0].expected, 0);
    assert_int_equal(v[0].last_try, NOW + 1);
    assert_int_equal(v[0].last_full, 0);
    assert_int_equal(number(b, "select count(*) from aggregate where count = 812"), 1);
}

static void runs(void **state)
{
    struct box *b = *state;
    struct rn_run *v = NULL;
    size_t n = 0;
    box_begin(b);
    for (int i = 0; i < 5; i++) {
        struct rn_run r = {.origin = 1 + i % 2, .kind = "sync", .started = NOW + i};
        ok(b, rn_run_start(b->s, &r, &b->d));
        assert_int_equal(r.n, i + 1);
        r.added = 10 + i;
        r.complete = true;
        r.note = "fine";
        r.ended = NOW + 100;
        if (i < 4)
            ok(b, rn_run_save(b->s, &r, &b->d));
    }
    box_commit(b);
    ok(b, rn_runs_list(b->s, 0, 0, 3, b, &v, &n, &b->d));
    assert_int_equal(n, 3);
    assert_int_equal(v[0].n, 5);
    assert_int_equal(v[0].ended, 0);
    assert_int_equal(v[1].added, 13);
    assert_true(v[1].complete);
    assert_string_equal(v[1].note, "fine");
    ok(b, rn_runs_list(b->s, 2, NOW + 2, 10, b, &v, &n, &b->d));
    assert_int_equal(n, 1);
    assert_int_equal(v[0].n, 4);
}

static void leases(void **state)
{
    struct box *b = *state;
    int64_t f = 0, g = 0;
    ok(b, rn_lease_take(b->s, "source:1", "a", NOW, NOW + 100, &f, &b->d));
    fails(b, rn_lease_take(b->s, "source:1", "b", NOW + 99, NOW + 200, &g, &b->d), RN_BUSY,
          "held by a");
    ok(b, rn_lease_take(b->s, "source:1", "a", NOW + 50, NOW + 150, &g, &b->d));
    assert_int_equal(g, f);
    fails(b, rn_lease_take(b->s, "source:1", "b", NOW + 149, NOW + 200, &g, &b->d), RN_BUSY, "a");
    ok(b, rn_lease_take(b->s, "source:1", "b", NOW + 150, NOW + 200, &g, &b->d));
    assert_true(g > f);
    ok(b, rn_lease_drop(b->s, "source:1", "a", &b->d)); /* not its own any more */
    fails(b, rn_lease_take(b->s, "source:1", "c", NOW + 160, NOW + 300, &f, &b->d), RN_BUSY, "b");
    ok(b, rn_lease_drop(b->s, "source:1", "b", &b->d));
    ok(b, rn_lease_take(b->s, "source:1", "c", NOW + 160, NOW + 300, &f, &b->d));
    assert_true(f > g);
    box_begin(b);
    ok(b, rn_lease_take(b->s, "source:2", "c", NOW, NOW + 300, &f, &b->d));
    rn_store_rollback(b->s);
    ok(b, rn_lease_take(b->s, "source:2", "d", NOW, NOW + 300, &f, &b->d));
}

static void files(void **state)
{
    struct box *b = *state;
    bool seen = true;
    ok(b, rn_file_seen(b->s, "h1", &seen, &b->d));
    assert_false(seen);
    box_begin(b);
    ok(b, rn_file_note(b->s, "h1", "may.csv", NOW, "taken", &b->d));
    ok(b, rn_file_note(b->s, "h1", "may2.csv", NOW, "again", &b->d));
    box_commit(b);
    ok(b, rn_file_seen(b->s, "h1", &seen, &b->d));
    assert_true(seen);
}

static void decisions(void **state)
{
    struct box *b = *state;
    struct rn_decision_row *v = NULL;
    struct rn_note_row *notes = NULL;
    size_t n = 0;
    box_begin(b);
    struct rn_stored r = add(b, 1, "t", "x");
    const struct rn_decision_row row = {.review = r.n,
                                        .version = 1,
                                        .at = NOW,
                                        .rule = "money",
                                        .script = "h",
                                        .event = "new",
                                        .matched = "[]",
                                        .actions = "{}",
                                        .historic = true};
    ok(b, rn_decision_add(b->s, &row, &b->d));
    ok(b, rn_decision_add(b->s, &row, &b->d));
    ok(b, rn_script_keep(b->s, "h", "money.lua", rn_str("rule {}"), &b->d));
    ok(b, rn_script_keep(b->s, "h", "money.lua", rn_str("rule {}"), &b->d));
    const struct rn_note_row note = {r.n, NOW, "human:zara", "called them"};
    ok(b, rn_note_add(b->s, &note, &b->d));
    box_commit(b);
    ok(b, rn_decisions_list(b->s, r.n, b, &v, &n, &b->d));
    assert_int_equal(n, 2);
    assert_int_equal(v[1].n, 2);
    assert_string_equal(v[0].rule, "money");
    assert_true(v[0].historic);
    ok(b, rn_decisions_list(b->s, 99, b, &v, &n, &b->d));
    assert_int_equal(n, 0);
    ok(b, rn_notes_list(b->s, r.n, b, &notes, &n, &b->d));
    assert_int_equal(n, 1);
    assert_string_equal(notes[0].text, "called them");
}

static void escalations(void **state)
{
    struct box *b = *state;
    struct rn_escalation_row *v = NULL;
    size_t n = 0;
    box_begin(b);
    struct rn_stored r = add(b, 1, "t", "x"), s = add(b, 2, "t", "x");
    struct rn_escalation_row row = {.review = r.n,
                                    .version = 1,
                                    .due = NOW + 50,
                                    .opened = NOW,
                                    .rule = "money",
                                    .key = "k",
                                    .kind = "escalate",
                                    .state = "open",
                                    .steps = "[]"};
    ok(b, rn_escalation_open(b->s, &row, &b->d));
    fails(b, rn_escalation_open(b->s, &row, &b->d), RN_CONFLICT, "money");
    row.kind = "notify"; /* the transaction goes on after a conflict */
    row.state = "held";
    ok(b, rn_escalation_open(b->s, &row, &b->d));
    row.review = s.n;
    row.due = NOW + 10;
    row.kind = "escalate";
    row.state = "open";
    ok(b, rn_escalation_open(b->s, &row, &b->d));
    box_commit(b);
    ok(b, rn_escalations_list(b->s, NULL, 0, b, &v, &n, &b->d));
    assert_int_equal(n, 3);
    assert_int_equal(v[0].review, s.n);
    assert_string_equal(v[0].review_id, s.id);
    assert_int_equal(strlen(v[0].id), 16);
    assert_string_not_equal(v[0].id, v[1].id);
    ok(b, rn_escalations_list(b->s, "open", 0, b, &v, &n, &b->d));
    assert_int_equal(n, 2);
    ok(b, rn_escalations_list(b->s, "held", r.n, b, &v, &n, &b->d));
    assert_int_equal(n, 1);
    ok(b, rn_escalations_list(b->s, NULL, r.n, b, &v, &n, &b->d));
    assert_int_equal(n, 2);
}

static void replies(void **state)
{
    struct box *b = *state;
    struct rn_reply_row *v = NULL;
    size_t n = 0, k = 0;
    int recent[5];
    box_begin(b);
    for (int i = 0; i < 8; i++) {
        struct rn_stored r = add(b, i * 10, "t", "x"); /* all at listing l0 */
        struct rn_reply_row row = {.review = r.n,
                                   .version = 1,
                                   .at = NOW,
                                   .variant = 9,
                                   .state = "draft",
                                   .actor = "rule:m",
                                   .template_name = "thanks",
                                   .lang = "en",
                                   .text = "Thank you"};
        ok(b, rn_reply_draft(b->s, &row, &b->d));
        row.variant = 1 + i;
        row.text = "Thanks a lot";
        ok(b, rn_reply_draft(b->s, &row, &b->d)); /* in place of the first */
        row.actor = "human:zara";
        row.template_name = NULL;
        row.variant = 0;
        if (i == 0)
            ok(b, rn_reply_draft(b->s, &row, &b->d));
    }
    box_commit(b);
    ok(b, rn_replies_list(b->s, "draft", 0, b, &v, &n, &b->d));
    assert_int_equal(n, 9);
    assert_string_equal(v[0].text, "Thanks a lot");
    assert_int_equal(strlen(v[0].review_id), 16);
    ok(b, rn_replies_list(b->s, NULL, 1, b, &v, &n, &b->d));
    assert_int_equal(n, 2);
    assert_null(v[1].template_name);
    ok(b, rn_reply_recent(b->s, "l0", "thanks", 5, recent, &k, &b->d));
    assert_int_equal(k, 5);
    for (int i = 0; i < 5; i++)
        assert_int_equal(recent[i], 8 - i);
    ok(b, rn_reply_recent(b->s, "l1", "thanks", 5, recent, &k, &b->d));
    assert_int_equal(k, 0);
}

/* A page that was damaged can give null where the schema has none: never a null pointer. */
static void nulls_of_a_damaged_file(void **state)
{
    struct box *b = *state;
    struct rn_origin *v = NULL;
    size_t n = 0;
    box_close(b);
    tamper(b, "pragma writable_schema = on; update sqlite_master set "
              "sql = replace(sql, 'text not null', 'text') where name = 'origin'");
    tamper(b, "update origin set place = null, account = null, label = null, listing = null");
    assert_int_equal(number(b, "select count(*) from origin where label is null"), 1);
    box_open(b, RN_STORE_READ);
    ok(b, rn_origins_list(b->s, b, &v, &n, &b->d));
    assert_int_equal(n, 1);
    assert_string_equal(v[0].place, "");
    assert_string_equal(v[0].account, "");
    assert_string_equal(v[0].label, "");
    assert_string_equal(v[0].listing, "");
}

/* Drafts of many reviews, one each; the bench tells how long that takes. */
static void many_drafts(void **state)
{
    enum { DRAFTS = 2000 };
    struct box *b = *state;
    box_begin(b);
    for (int i = 0; i < DRAFTS; i++) {
        const struct rn_reply_row r = {
            .review = i + 1, .version = 1, .at = NOW, .actor = "rule:thanks", .text = "Thank you"};
        ok(b, rn_reply_draft(b->s, &r, &b->d));
    }
    box_commit(b);
    assert_int_equal(number(b, "select count(*) from reply where state = 'draft'"), DRAFTS);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, box_store, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(origins),     TEST(runs),        TEST(leases),  TEST(files),
        TEST(decisions),   TEST(escalations), TEST(replies), TEST(nulls_of_a_damaged_file),
        TEST(many_drafts),
    };
    return cmocka_run_group_tests_name("store/records", tests, NULL, NULL);
}
