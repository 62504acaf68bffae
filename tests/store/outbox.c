/* SPDX-License-Identifier: MIT
 *
 * The outbox: one owner at a time and only with his fence, nothing begun is called off, the caps'
 * counts; and the identity outside the store, which tells a copy and a restore.
 */
#include "store/help.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/file.h"
#include "base/process.h"
#include "store/engine.h"
#include "store/outbox.h"
#include "store/replies.h"

static int64_t put(struct box *b, const char *kind, int64_t reply, int64_t due)
{
    struct rn_outbox_row row = {.kind = kind,
                                .due = due,
                                .made = NOW,
                                .actor = "human:mona",
                                .reply = reply,
                                .listing = "l1",
                                .version = 1,
                                .rule = reply % 2 == 0 ? "rulehash" : NULL};
    box_begin(b);
    ok(b, rn_outbox_add(b->s, &row, &b->d));
    box_commit(b);
    return row.n;
}

static struct rn_outbox_row claim(struct box *b, int64_t n, const char *owner, int64_t now)
{
    struct rn_outbox_row row;
    box_begin(b);
    ok(b, rn_outbox_claim(b->s, n, owner, now, now + RN_MINUTE, b->ctx, &row, &b->d));
    box_commit(b);
    return row;
}

static size_t due(struct box *b, int64_t now)
{
    struct rn_outbox_row *v;
    size_t n;
    ok(b, rn_outbox_due(b->s, now, b->ctx, &v, &n, &b->d));
    for (size_t i = 1; i < n; i++)
        assert_true(v[i - 1].due <= v[i].due);
    return n;
}

static void due_in_order(void **state)
{
    struct box *b = *state;
    (void)put(b, "reply", 1, NOW + RN_HOUR);
    (void)put(b, "reply", 2, NOW);
    (void)put(b, "reply", 3, NOW + RN_MINUTE);
    assert_int_equal(due(b, NOW - 1), 0);
    assert_int_equal(due(b, NOW), 1);
    assert_int_equal(due(b, NOW + RN_MINUTE), 2);
    assert_int_equal(due(b, NOW + RN_HOUR), 3);
}

/* A name that is no process of this machine: only time frees its lease. */
static void one_owner(void **state)
{
    struct box *b = *state;
    const int64_t n = put(b, "reply", 1, NOW);
    struct rn_outbox_row row, first = claim(b, n, "elsewhere 1 2 3", NOW);
    box_begin(b);
    fails(b,
          rn_outbox_claim(b->s, n, "elsewhere 9 9 9", NOW + 1, NOW + RN_HOUR, b->ctx, &row, &b->d),
          RN_BUSY, "is sending this item");
    rn_store_rollback(b->s);
    struct rn_outbox_row second = claim(b, n, "elsewhere 9 9 9", NOW + RN_MINUTE);
    assert_true(second.fence > first.fence);
    first.state = "sent";
    box_begin(b);
    fails(b, rn_outbox_save(b->s, &first, &b->d), RN_CONFLICT, "taken over");
    rn_store_rollback(b->s);
    second.state = "sent";
    box_begin(b);
    ok(b, rn_outbox_save(b->s, &second, &b->d));
    box_commit(b);
    box_begin(b);
    fails(b, rn_outbox_claim(b->s, n, "x", NOW, NOW, b->ctx, &row, &b->d), RN_GONE, "over by now");
    rn_store_rollback(b->s);
}

/* The process that had it is dead: nobody waits for its lease to run out. */
static void dead_owner(void **state)
{
    struct box *b = *state;
    char host[300] = "", line[400];
    const int64_t n = put(b, "reply", 1, NOW);
    assert_int_equal(gethostname(host, sizeof host - 1), 0);
    (void)snprintf(line, sizeof line, "%s 999999999 1 0", host);
    (void)claim(b, n, line, NOW);
    struct rn_outbox_row row;
    box_begin(b);
    const enum rn_status st =
        rn_outbox_claim(b->s, n, "elsewhere 1 2 3", NOW, NOW + 1, b->ctx, &row, &b->d);
    box_commit(b);
    assert_int_equal(st, rn_process_is_dead(line) ? RN_OK : RN_BUSY);
}

static void called_off(void **state)
{
    struct box *b = *state;
    int64_t off = 0;
    const int64_t n = put(b, "reply", 1, NOW);
    (void)put(b, "reply", 3, NOW);
    struct rn_outbox_row row = claim(b, n, "elsewhere 1 2 3", NOW);
    box_begin(b);
    ok(b, rn_outbox_cancel(b->s, 1, "undone", &off, &b->d));
    box_commit(b);
    assert_int_equal(off, 1);
    row.state = "sending"; /* it was claimed before, and may not go out any more */
    box_begin(b);
    fails(b, rn_outbox_save(b->s, &row, &b->d), RN_CONFLICT, "called off");
    rn_store_rollback(b->s);
    assert_int_equal(due(b, NOW), 1);
}

static void begun_is_not_called_off(void **state)
{
    struct box *b = *state;
    int64_t off = 9;
    const int64_t n = put(b, "reply", 1, NOW);
    struct rn_outbox_row row = claim(b, n, "elsewhere 1 2 3", NOW);
    row.state = "sending";
    row.tries = 1;
    row.sent = NOW;
    box_begin(b);
    ok(b, rn_outbox_save(b->s, &row, &b->d));
    ok(b, rn_outbox_cancel(b->s, 1, "undone", &off, &b->d));
    box_commit(b);
    assert_int_equal(off, 0);
}

static void counts(struct box *b, const char *listing, int64_t since, int64_t want)
{
    int64_t n = -1;
    ok(b, rn_outbox_spoken(b->s, listing, since, &n, &b->d));
    assert_int_equal(n, want);
}

static void caps_and_canary(void **state)
{
    struct box *b = *state;
    int64_t n = -1;
    for (int i = 1; i <= 4; i++) {
        struct rn_outbox_row row = claim(b, put(b, "reply", i, NOW), "elsewhere 1 2 3", NOW);
        row.state = "sending";
        row.sent = NOW + i * RN_HOUR;
        box_begin(b);
        ok(b, rn_outbox_save(b->s, &row, &b->d));
        box_commit(b);
    }
    (void)put(b, "message", 6, NOW);
    counts(b, NULL, NOW, 4);
    counts(b, NULL, NOW + 3 * RN_HOUR, 1);
    counts(b, "l1", NOW, 4);
    counts(b, "elsewhere", NOW, 0);
    ok(b, rn_outbox_of_rule(b->s, "rulehash", &n, &b->d));
    assert_int_equal(n, 2);
}

static void hold(void **state)
{
    struct box *b = *state;
    char *who = NULL;
    ok(b, rn_hold_get(b->s, b->ctx, &who, &b->d));
    assert_null(who);
    box_begin(b);
    ok(b, rn_hold_set(b->s, "mona", &b->d));
    box_commit(b);
    ok(b, rn_hold_get(b->s, b->ctx, &who, &b->d));
    assert_string_equal(who, "mona");
    box_begin(b);
    ok(b, rn_hold_set(b->s, NULL, &b->d));
    box_commit(b);
    ok(b, rn_hold_get(b->s, b->ctx, &who, &b->d));
    assert_null(who);
}

/* ---- identity ---------------------------------------------------------------------------------
 */

static void sends(struct box *b)
{
    int64_t n;
    box_begin(b);
    ok(b, rn_engine_count(b->s, &n, &b->d));
    box_commit(b);
    ok(b, rn_engine_note(b->s, n, &b->d));
}

static void adopt(struct box *b)
{
    box_begin(b);
    ok(b, rn_engine_adopt(b->s, NOW, &b->d));
    box_commit(b);
    ok(b, rn_engine_stand(b->s, &b->d));
}

static char *engine_file(struct box *b)
{
    return rn_fmt(b->ctx, "%s.engine", b->path);
}

static void put_back(void **state)
{
    struct box *b = *state;
    char *saved = rn_fmt(b->ctx, "%s/saved", b->folder);
    struct rn_str bytes;
    ok(b, rn_engine_stand(b->s, &b->d)); /* never spoke */
    (void)put(b, "reply", 1, NOW);
    ok(b, rn_engine_stand(b->s, &b->d));
    ok(b, rn_store_backup(b->s, saved, &b->d));
    sends(b);
    sends(b);
    ok(b, rn_engine_stand(b->s, &b->d));
    box_close(b);
    ok(b, rn_file_read(b->ctx, saved, 1 << 20, &bytes, &b->d));
    ok(b, rn_file_write(b->path, bytes, 0600, &b->d));
    (void)remove(rn_fmt(b->ctx, "%s-wal", b->path));
    box_open(b, RN_STORE_WRITE);
    fails(b, rn_engine_stand(b->s, &b->d), RN_REFUSED, "renown adopt");
    adopt(b);
    sends(b);
    ok(b, rn_engine_stand(b->s, &b->d));
}

static void copied(void **state)
{
    struct box *b = *state;
    struct rn_str file;
    (void)put(b, "reply", 1, NOW);
    sends(b);
    ok(b, rn_file_read(b->ctx, engine_file(b), 4096, &file, &b->d));
    assert_int_equal(remove(engine_file(b)), 0);
    fails(b, rn_engine_stand(b->s, &b->d), RN_REFUSED, "was copied here");
    adopt(b);
    ok(b, rn_file_write(engine_file(b), rn_str("nonsense"), 0600, &b->d));
    fails(b, rn_engine_stand(b->s, &b->d), RN_REFUSED, "another engine");
    adopt(b);
    ok(b, rn_file_write(engine_file(b), file, 0600, &b->d));
    fails(b, rn_engine_stand(b->s, &b->d), RN_REFUSED, "another engine");
}

/* Killed between the commit and the file: the store is ahead, and that is no matter. */
static void ahead(void **state)
{
    struct box *b = *state;
    int64_t n;
    (void)put(b, "reply", 1, NOW);
    sends(b);
    box_begin(b);
    ok(b, rn_engine_count(b->s, &n, &b->d));
    box_commit(b);
    ok(b, rn_engine_stand(b->s, &b->d));
}

/* ---- approvals --------------------------------------------------------------------------------
 */

static void bound(void **state)
{
    struct box *b = *state;
    char one[RN_HASH_LEN + 1], other[RN_HASH_LEN + 1];
    char **who;
    size_t n;
    rn_approval_bind("r1", "content", "Thank you.", one);
    rn_approval_bind("r1", "content2", "Thank you.", other);
    assert_string_not_equal(one, other);
    rn_approval_bind("r1", "content", "Thank you!", other);
    assert_string_not_equal(one, other);
    box_begin(b);
    ok(b, rn_approval_add(b->s, 1, "mona", NOW, one, &b->d));
    ok(b, rn_approval_add(b->s, 1, "mona", NOW, one, &b->d));
    ok(b, rn_approval_add(b->s, 1, "max", NOW, other, &b->d));
    box_commit(b);
    ok(b, rn_approvals_list(b->s, 1, one, b->ctx, &who, &n, &b->d));
    assert_int_equal(n, 1);
    assert_string_equal(who[0], "mona");
}

static void same_answers(void **state)
{
    char one[RN_HASH_LEN + 1], other[RN_HASH_LEN + 1];
    (void)state;
    assert_true(rn_same_answer(rn_str(" Thank you,\nall. "), rn_str("Thank you, all.")));
    assert_true(rn_same_answer(rn_str(""), rn_str(" \n")));
    assert_false(rn_same_answer(rn_str("Thank you"), rn_str("Thank  yo u")));
    assert_false(rn_same_answer(rn_str("Thank"), rn_str("Thank you")));
    rn_answer_hash(rn_str("Thank\t\tyou "), one);
    rn_answer_hash(rn_str("Thank you"), other);
    assert_string_equal(one, other);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, box_store, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(due_in_order),
                                       CASE(one_owner),
                                       CASE(dead_owner),
                                       CASE(called_off),
                                       CASE(begun_is_not_called_off),
                                       CASE(caps_and_canary),
                                       CASE(hold),
                                       CASE(put_back),
                                       CASE(copied),
                                       CASE(ahead),
                                       CASE(bound),
                                       CASE(same_answers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
