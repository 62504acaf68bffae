/* SPDX-License-Identifier: MIT
 *
 * The chain finds every change made behind the store's back.
 */
#include "store/help.h"

#include <stdio.h>
#include <string.h>

static void fill(struct box *b, int n)
{
    box_begin(b);
    for (int i = 0; i < n; i++)
        add(b, i, "A stay", "the tea was cold");
    box_commit(b);
}

static void sound(struct box *b, int64_t want)
{
    int64_t n = -1;
    char head[44], last[44];
    ok(b, rn_events_verify(b->s, &n, head, &b->d));
    assert_int_equal(n, want);
    ok(b, rn_events_head(b->s, last, &b->d));
    assert_string_equal(head, last);
    assert_int_equal(strlen(head), want == 0 ? 0 : 43);
}

static void grows_and_lists(void **state)
{
    struct box *b = *state;
    struct rn_event *v = NULL;
    size_t n = 0;
    sound(b, 0);
    fill(b, 20);
    sound(b, 20);
    box_begin(b);
    struct rn_stored r;
    ok(b, rn_review_load_n(b->s, 4, b, &r, &b->d));
    const struct rn_event e = {.at = NOW + 1, .kind = "tag", .review = r.id, .actor = "rule:money"};
    const struct rn_event bare = {.at = NOW + 2, .kind = "sync", .actor = "renown", .body = "x=1"};
    ok(b, rn_event_add(b->s, &e, &b->d));
    ok(b, rn_event_add(b->s, &bare, &b->d));
    int64_t inside = 0;
    char head[44];
    ok(b, rn_events_verify(b->s, &inside, head, &b->d));
    assert_int_equal(inside, 22);
    box_commit(b);
    sound(b, 22);
    ok(b, rn_events_list(b->s, r.id, 0, b, &v, &n, &b->d));
    assert_int_equal(n, 2);
    assert_string_equal(v[0].kind, "new");
    assert_string_equal(v[1].kind, "tag");
    assert_string_equal(v[1].actor, "rule:money");
    assert_string_equal(v[1].body, "");
    ok(b, rn_events_list(b->s, NULL, 3, b, &v, &n, &b->d));
    assert_int_equal(n, 3);
    assert_int_equal(v[0].n, 20);
    assert_int_equal(v[2].n, 22);
    assert_null(v[2].review);
    ok(b, rn_events_list(b->s, "nobody", 0, b, &v, &n, &b->d));
    assert_int_equal(n, 0);
}

static void rollback_leaves_no_event(void **state)
{
    struct box *b = *state;
    fill(b, 3);
    box_begin(b);
    add(b, 10, "a", "b");
    rn_store_rollback(b->s);
    sound(b, 3);
    box_begin(b);
    add(b, 11, "a", "b");
    box_commit(b);
    sound(b, 4);
}

/* The same acts in the same order give the same chain on every machine. */
static void same_acts_same_chain(void **state)
{
    struct box *b = *state;
    char head[44];
    box_begin(b);
    const struct rn_event e = {.at = NOW, .kind = "sync", .actor = "renown", .body = "x=1"};
    ok(b, rn_event_add(b->s, &e, &b->d));
    box_commit(b);
    ok(b, rn_events_head(b->s, head, &b->d));
    assert_int_equal(strlen(head), 43);
    box_close(b);
    char *first = rn_dupz(b, head);
    b->path = rn_fmt(b, "%s.second", b->path);
    box_open(b, RN_STORE_WRITE);
    box_begin(b);
    ok(b, rn_event_add(b->s, &e, &b->d));
    box_commit(b);
    ok(b, rn_events_head(b->s, head, &b->d));
    assert_string_equal(head, first);
}

static void finds(struct box *b, const char *sql, const char *where)
{
    int64_t n = 0;
    char head[44];
    tamper(b, "create table if not exists kept as select * from event; "
              "create table if not exists kept_meta as select * from meta");
    tamper(b, sql);
    fails(b, rn_events_verify(b->s, &n, head, &b->d), RN_CORRUPT, where);
    tamper(b, "delete from event; insert into event select * from kept; "
              "delete from meta; insert into meta select * from kept_meta");
    sound(b, 12);
}

static void tampering(void **state)
{
    struct box *b = *state;
    fill(b, 12);
    finds(b, "update event set body = 'version=2' where n = 5", "at event 5:");
    finds(b, "update event set at = at + 1 where n = 1", "at event 1:");
    finds(b, "update event set actor = 'human:zara' where n = 12", "at event 12:");
    finds(b, "update event set review = null where n = 7", "at event 7:");
    finds(b, "update event set review_n = coalesce(review_n, 0) + 1 where n = 7", "at event 7:");
    finds(b, "update event set review_n = 0 where n = 7", "at event 7:");
    finds(b, "update event set hash = substr(hash, 1, 42) || '!' where n = 7", "at event 7:");
    finds(b, "delete from event where n = 6", "at event 6:");
    finds(b, "delete from event where n = 1", "at event 1:");
    finds(b, "delete from event where n > 10", "at event 11:");
    finds(b, "delete from event", "at event 1:");
    finds(b, "update event set n = -n where n in (3, 4); update event set n = 7 + n where n < 0",
          "at event 3:");
    finds(b, "delete from meta where key = 'chain'", "at event 12:");
    finds(b, "update meta set value = '12 x' where key = 'chain'", "at event 12:");
}

/* An act moved from kind to actor, from one field's end to the next one's start, is found too. */
static void parts_keep_their_lengths(void **state)
{
    struct box *b = *state;
    fill(b, 12);
    finds(b, "update event set kind = 'ne', actor = 'w' || actor where n = 2", "at event 2:");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, box_store, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(grows_and_lists), TEST(rollback_leaves_no_event), TEST(same_acts_same_chain),
        TEST(tampering),       TEST(parts_keep_their_lengths),
    };
    return cmocka_run_group_tests_name("store/chain", tests, NULL, NULL);
}
