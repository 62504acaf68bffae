/* SPDX-License-Identifier: MIT
 *
 * Taking an import back: sums and chain hold afterwards, what others brought stays.
 */
#include "collect/desk.h"

#include <renown/stamp.h>

#include "collect/undo.h"
#include "store/rollups.h"

static int64_t count_of(struct desk *k)
{
    struct rn_sums sums;
    ok(k, rn_rollup_sum(k->store, "harbour", 0, 100000, &sums, &k->d));
    return sums.count;
}

static void test_all_is_as_before(void **state)
{
    struct desk *k = *state;
    struct rn_undone done;
    take(k, said("old", 5, "Was here."));
    take(k, said("both", 4, "First words."));
    desk_at(k, T0 + RN_HOUR, "import");
    const int64_t run = k->intake->run.n;
    struct rn_review edited = said("both", 1, "Other words.");
    edited.updated.us = T0;
    assert_int_equal(take(k, edited), RN_TAKEN_CHANGED);
    take(k, said("new", 1, "By mistake."));
    desk_at(k, T0 + 2 * RN_HOUR, "sync");
    ok(k, rn_undo_import(k->store, run, T0 + 3 * RN_HOUR, "ada", &done, &k->d));
    assert_int_equal(done.erased, 1);
    assert_int_equal(done.reverted, 1);
    assert_int_equal(count_of(k), 2);
    struct rn_stored s = stored(k, "both");
    assert_int_equal(s.version, 1);
    assert_true(s.has_stars && s.stars == 4);
    assert_true(rn_str_is(s.r.text, "First words."));
    desk_verify(k);
    assert_int_equal(take(k, said("both", 4, "First words.")), RN_TAKEN_UNCHANGED);
    assert_int_equal(take(k, said("new", 1, "By mistake.")), RN_TAKEN_NEW);
    desk_verify(k);
}

static void test_what_changed_since_stays(void **state)
{
    struct desk *k = *state;
    struct rn_undone done;
    desk_at(k, T0, "import");
    const int64_t run = k->intake->run.n;
    take(k, said("a", 3, "Imported."));
    desk_at(k, T0 + RN_HOUR, "sync");
    struct rn_review edited = said("a", 4, "Edited at the place.");
    edited.updated.us = T0;
    take(k, edited);
    ok(k, rn_undo_import(k->store, run, T0 + 2 * RN_HOUR, "ada", &done, &k->d));
    assert_int_equal(done.erased + done.reverted, 0);
    assert_int_equal(stored(k, "a").version, 2);
    desk_verify(k);
}

static void test_only_imports_and_only_once(void **state)
{
    struct desk *k = *state;
    struct rn_undone done;
    const int64_t sync = k->intake->run.n;
    assert_int_equal(rn_undo_import(k->store, sync, T0, "ada", &done, &k->d), RN_INVALID);
    assert_int_equal(rn_undo_import(k->store, 4711, T0, "ada", &done, &k->d), RN_GONE);
    desk_at(k, T0, "import");
    const int64_t run = k->intake->run.n;
    desk_at(k, T0, "sync");
    ok(k, rn_undo_import(k->store, run, T0, "ada", &done, &k->d));
    assert_int_equal(rn_undo_import(k->store, run, T0, "ada", &done, &k->d), RN_INVALID);
    desk_verify(k);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_make, desk_free)
    const struct CMUnitTest tests[] = {
        DESK(test_all_is_as_before),
        DESK(test_what_changed_since_stays),
        DESK(test_only_imports_and_only_once),
    };
    return cmocka_run_group_tests_name("undo", tests, NULL, NULL);
}
