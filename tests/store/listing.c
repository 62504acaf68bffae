/* SPDX-License-Identifier: MIT */
#include "store/help.h"

#include <stdio.h>
#include <string.h>

#include <renown/stamp.h>

#include "store/db.h"
#include "store/reviews_row.h"

static const struct rn_filter any = {.replied = -1, .removed = -1};

static void fill(struct box *b, int n)
{
    box_begin(b);
    for (int i = 0; i < n; i++)
        add(b, i, "A stay", i % 3 == 0 ? "the tea was cold" : "the room was warm");
    box_commit(b);
}

/* ---- pages ----------------------------------------------------------------------------------- */

struct seen {
    int64_t n[500];
    size_t count;
    int64_t last_at, last_n;
    bool ordered;
    size_t stop_after;
};

static enum rn_status note(void *arg, const struct rn_stored *r)
{
    struct seen *s = arg;
    int64_t at = r->r.created.precision != RN_TIME_NONE ? r->r.created.us : r->seen_at;
    if (s->count > 0 && (at > s->last_at || (at == s->last_at && r->n >= s->last_n)))
        s->ordered = false;
    s->last_at = at;
    s->last_n = r->n;
    s->n[s->count++] = r->n;
    return s->stop_after != 0 && s->count == s->stop_after ? RN_LIMIT : RN_OK;
}

static struct seen walk(struct box *b, struct rn_filter f, size_t *ret_pages)
{
    struct seen s = {.ordered = true};
    char *next = NULL;
    *ret_pages = 0;
    do {
        f.after = next;
        ok(b, rn_reviews_each(b->s, &f, b, note, &s, &next, &b->d));
        (*ret_pages)++;
    } while (next != NULL);
    return s;
}

static void pages_meet_each_row_once(void **state)
{
    struct box *b = *state;
    struct rn_filter f = any;
    size_t pages = 0;
    box_begin(b);
    for (int i = 0; i < 60; i++) { /* many with the same time */
        struct rn_stored r = sample(b, i, "t", "x");
        r.r.created.us = NOW - i % 4;
        if (i % 5 == 0)
            r.r.created = (struct rn_time){0};
        ok(b, rn_review_add(b->s, &r, NULL, &b->d));
    }
    box_commit(b);
    for (f.limit = 1; f.limit < 70; f.limit += 13) {
        struct seen s = walk(b, f, &pages);
        bool met[61] = {false};
        assert_int_equal(s.count, 60);
        assert_true(s.ordered);
        assert_int_equal(pages, (60 + f.limit - 1) / f.limit);
        for (size_t i = 0; i < s.count; i++) {
            assert_false(met[s.n[i]]);
            met[s.n[i]] = true;
        }
    }
}

static void limits(void **state)
{
    struct box *b = *state;
    struct rn_filter f = any;
    struct seen s = {0};
    char *next = NULL;
    fill(b, 120);
    ok(b, rn_reviews_each(b->s, &f, b, note, &s, &next, &b->d));
    assert_int_equal(s.count, 50);
    assert_non_null(next);
    s = (struct seen){0};
    f.limit = SIZE_MAX;
    ok(b, rn_reviews_each(b->s, &f, b, note, &s, &next, &b->d));
    assert_int_equal(s.count, 120);
    assert_null(next);
    s = (struct seen){.stop_after = 7};
    assert_int_equal(rn_reviews_each(b->s, &f, b, note, &s, NULL, &b->d), RN_LIMIT);
    assert_int_equal(s.count, 7);
    static const char *const keys[] = {
        "", "x", "1", "1.", "1.2.3", "1.2 ", "99999999999999999999.1x"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        f.after = keys[i];
        fails(b, rn_reviews_each(b->s, &f, b, note, &s, NULL, &b->d), RN_INVALID, "key of a page");
    }
}

/* ---- filters --------------------------------------------------------------------------------- */

static int64_t with(struct box *b, struct rn_filter f)
{
    return count(b, &f);
}
#define WITH(b, ...) with((b), (struct rn_filter){__VA_ARGS__, .replied = -1, .removed = -1})
#define ONLY(b, ...) with((b), (struct rn_filter){__VA_ARGS__})

static void filters(void **state)
{
    struct box *b = *state;
    fill(b, 100);
    struct rn_stored r;
    box_begin(b);
    ok(b, rn_review_load_n(b->s, 1, b, &r, &b->d));
    r.removed_at = NOW;
    ok(b, rn_review_touch(b->s, &r, &b->d));
    ok(b, rn_review_load_n(b->s, 2, b, &r, &b->d));
    r.r.reply = (struct rn_place_reply){.state = RN_REPLY_PUBLISHED, .text = rn_str("Hello")};
    ok(b, rn_review_touch(b->s, &r, &b->d));
    ok(b, rn_review_load_n(b->s, 3, b, &r, &b->d));
    r.r.reply = (struct rn_place_reply){.state = RN_REPLY_REJECTED, .text = rn_str("Hello")};
    ok(b, rn_review_touch(b->s, &r, &b->d));
    ok(b, rn_tag_add(b->s, 5, "money", "rule:x", NOW, NULL, &b->d));
    ok(b, rn_review_set_work(b->s, 6, "done", "urgent", "zara", &b->d));
    box_commit(b);
    assert_int_equal(count(b, &any), 100);
    assert_int_equal(WITH(b, .listing = "l3"), 10);
    assert_int_equal(WITH(b, .listing = "none"), 0);
    assert_int_equal(WITH(b, .source = "demo-source"), 100);
    assert_int_equal(WITH(b, .source = "other"), 0);
    assert_int_equal(WITH(b, .kind = "review", .lang = "en"), 100);
    assert_int_equal(WITH(b, .kind = "comment"), 0);
    assert_int_equal(WITH(b, .status = "done"), 1);
    assert_int_equal(WITH(b, .priority = "urgent", .assignee = "zara"), 1);
    assert_int_equal(WITH(b, .tag = "money"), 1);
    assert_int_equal(WITH(b, .author = "author-2"), 14);
    assert_int_equal(WITH(b, .stars_max = 2), 40);
    assert_int_equal(WITH(b, .stars_min = 2, .stars_max = 2), 20);
    assert_int_equal(WITH(b, .from = NOW - 9 * RN_HOUR), 10);
    assert_int_equal(WITH(b, .from = NOW - 9 * RN_HOUR, .to = NOW), 9);
    assert_int_equal(ONLY(b, .replied = 1, .removed = -1), 1);
    assert_int_equal(ONLY(b, .replied = 0, .removed = -1), 99);
    assert_int_equal(ONLY(b, .replied = -1, .removed = 1), 1);
    assert_int_equal(ONLY(b, .listing = "l0", .replied = -1, .removed = 0), 9);
    assert_int_equal(WITH(b, .search = "tea", .listing = "l3"), 4);
    assert_int_equal(WITH(b, .listing = "' or 1=1 --"), 0);
}

/* ---- plans ----------------------------------------------------------------------------------- */

static char *plan(struct box *b, const struct rn_filter *f)
{
    char *sql = NULL;
    struct rn_db_stmt *q = NULL;
    bool row = false;
    char *all = rn_dupz(b, "");
    ok(b, rn_listing_sql(b->s, f, false, b, &sql, &b->d));
    sql = rn_fmt(b, "explain query plan %s", sql);
    ok(b, rn_db_prepare_once(rn_store_db(b->s), rn_str(sql), &q, &b->d));
    while (rn_db_step(q, &row, &b->d) == RN_OK && row)
        all = rn_fmt(b, "%s%.*s\n", all, RN_STR_ARG(rn_db_get_text(q, 3)));
    rn_db_finish(q);
    return all;
}

static void uses(struct box *b, struct rn_filter f, const char *index, bool sorts)
{
    char *p = plan(b, &f);
    if (strstr(p, index) == NULL || (strstr(p, "TEMP B-TREE") != NULL) != sorts)
        print_error("%s\n", p);
    assert_non_null(strstr(p, index));
    assert_int_equal(strstr(p, "TEMP B-TREE") != NULL, sorts);
}

static void common_lists_are_read_from_an_index(void **state)
{
    struct box *b = *state;
    struct rn_filter f = any;
    fill(b, 20);
    uses(b, f, "USING INDEX review_at", false);
    f.after = "1780000000000000.5";
    uses(b, f, "USING INDEX review_at (at<?)", false);
    f.listing = "l1";
    uses(b, f, "USING INDEX review_listing (listing=? AND at<?)", false);
    f.after = NULL;
    f.from = 1;
    f.to = NOW;
    f.removed = 0;
    uses(b, f, "USING INDEX review_listing (listing=? AND at>? AND at<?)", false);
    f = any;
    f.author = "author-1";
    uses(b, f, "USING INDEX review_author", true);
    f = any;
    f.search = "tea";
    uses(b, f, "SEARCH review USING INTEGER PRIMARY KEY", true);
    f = any;
    f.tag = "money";
    uses(b, f, "SEARCH review USING INTEGER PRIMARY KEY", true);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, box_store, box_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pages_meet_each_row_once),
        TEST(limits),
        TEST(filters),
        TEST(common_lists_are_read_from_an_index),
    };
    return cmocka_run_group_tests_name("store/listing", tests, NULL, NULL);
}
