/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <stdatomic.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/zone.h"
#include "collect/reader.h"
#include "plugin/harvest.h"

#define NOW INT64_C(1790000000000000)

/* A page is its number of reviews and a letter for each; "!" is no page. */
static enum rn_status parse(const void *config, const struct rn_response *r, struct rn_sink *sink)
{
    (void)config;
    if (r->body.n > 0 && r->body.p[0] == '!')
        return (sink->fail)(sink, RN_CHANGED, "this is no page"); /* `fail` is a macro */
    for (size_t i = 0; i < r->body.n; i++) {
        struct rn_review v = {.size = sizeof v,
                              .external_id = rn_strn(r->body.p, i + 1),
                              .text = rn_strn(r->body.p + i, 1)};
        enum rn_status st = sink->review(sink, &v);
        if (st != RN_OK)
            return st;
    }
    return RN_OK;
}

static const struct rn_plugin plugin = {
    .size = sizeof plugin, .name = "letters", .title = "Letters", .parse = parse};

struct shelf {
    struct rn_reader *reader;
    struct rn_zone *zone;
    atomic_int told;
};

static void tell(void *arg)
{
    atomic_fetch_add((atomic_int *)arg, 1);
}

static int make(void **state)
{
    struct shelf *s = rn_new(NULL, struct shelf);
    struct rn_diag d;
    s->reader = rn_reader_new(s, tell, &s->told);
    if (rn_zone_open(s, "UTC", &s->zone, &d) != RN_OK)
        return -1;
    *state = s;
    return 0;
}

static int unmake(void **state)
{
    talloc_free(*state);
    return 0;
}

static void put(struct shelf *s, void *owner, const char *body)
{
    const struct rn_call call = {.tag = owner};
    const struct rn_answer a = {
        .call = &call,
        .status = body != NULL ? RN_OK : RN_AGAIN,
        .response = {.size = sizeof a.response, .status = 200, .body = rn_str(body)}};
    struct rn_page *p = rn_reader_page(s->reader, &a);
    p->owner = owner;
    p->plugin = &plugin;
    p->stores = true;
    p->maker =
        (struct rn_item_maker){.place = "letters", .account = "1", .zone = s->zone, .now = NOW};
    rn_reader_put(s->reader);
}

static void pages_come_back_in_their_order(void **state)
{
    struct shelf *s = *state;
    char body[64];
    size_t given = 0;
    for (size_t i = 0; given < 500; i++) {
        if (i < 500 && !rn_reader_is_full(s->reader)) {
            (void)snprintf(body, sizeof body, "%.*s", (int)(i % 40), /* some of them long */
                           "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
            put(s, s, body);
        } else
            i--;
        struct rn_page *p = rn_reader_take(s->reader, rn_reader_is_full(s->reader) || i == 499);
        if (p == NULL)
            continue;
        assert_int_equal(p->status, RN_OK);
        assert_int_equal(p->harvest->review_count, given % 40);
        assert_int_equal(p->batch->count, given % 40);
        rn_reader_give_back(s->reader);
        given++;
    }
    assert_true(rn_reader_is_idle(s->reader));
    assert_null(rn_reader_take(s->reader, true)); /* nothing to wait for */
}

static void what_is_wrong_comes_back_too(void **state)
{
    struct shelf *s = *state;
    put(s, s, "!");
    put(s, s, NULL);
    struct rn_page *p = rn_reader_take(s->reader, true);
    assert_int_equal(p->status, RN_CHANGED);
    assert_non_null(strstr(p->diag.text, "this is no page"));
    rn_reader_give_back(s->reader);
    p = rn_reader_take(s->reader, true);
    assert_int_equal(p->status, RN_AGAIN);
    rn_reader_give_back(s->reader);
    put(s, s, "ok");
    p = rn_reader_take(s->reader, true);
    assert_int_equal(p->status, RN_OK);
    assert_int_equal(p->batch->count, 2);
}

static void a_page_longer_than_a_batch_goes_on(void **state)
{
    struct shelf *s = *state;
    char *body = talloc_zero_array(s, char, 2502);
    memset(body, 'x', 2500);
    put(s, s, body);
    struct rn_page *p = rn_reader_take(s->reader, true);
    assert_int_equal(p->harvest->review_count, 2500);
    assert_int_equal(p->batched, RN_BATCH_ITEMS);
    const size_t next = rn_page_batch(p, p->batched);
    assert_int_equal(next, 2 * RN_BATCH_ITEMS);
    assert_int_equal(rn_page_batch(p, next), 2500);
    assert_int_equal(p->batch->count, 500);
}

/* What an owner lent may go after this: nobody looks at it any more. */
static void forgotten_pages_have_no_owner(void **state)
{
    struct shelf *s = *state;
    char *lent = rn_dupz(NULL, "gone");
    put(s, s, "a");
    put(s, lent, "b");
    put(s, s, "c");
    rn_reader_forget(s->reader, lent);
    talloc_free(lent);
    for (int i = 0; i < 3; i++) {
        struct rn_page *p = rn_reader_take(s->reader, true);
        assert_ptr_equal(p->owner, i == 1 ? NULL : s);
        rn_reader_give_back(s->reader);
    }
    assert_true(rn_reader_is_idle(s->reader));
}

static void whoever_waits_elsewhere_is_told_once(void **state)
{
    struct shelf *s = *state;
    assert_true(rn_reader_watch(s->reader, true));
    put(s, s, "a");
    assert_true(rn_reader_watch(s->reader, true) || atomic_load(&s->told) <= 1);
    for (int i = 0; i < 6000 && rn_reader_watch(s->reader, true); i++)
        rn_clock_sleep(10000, NULL);
    assert_false(rn_reader_watch(s->reader, true));
    assert_true(atomic_load(&s->told) <= 1);
    assert_non_null(rn_reader_take(s->reader, false));
    rn_reader_give_back(s->reader);
    assert_true(rn_reader_watch(s->reader, false));
}

static void it_ends_with_pages_in_it(void **state)
{
    struct shelf *s = *state;
    while (!rn_reader_is_full(s->reader))
        put(s, s, "abcdefgh");
    TALLOC_FREE(s->reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pages_come_back_in_their_order, make, unmake),
        cmocka_unit_test_setup_teardown(what_is_wrong_comes_back_too, make, unmake),
        cmocka_unit_test_setup_teardown(a_page_longer_than_a_batch_goes_on, make, unmake),
        cmocka_unit_test_setup_teardown(forgotten_pages_have_no_owner, make, unmake),
        cmocka_unit_test_setup_teardown(whoever_waits_elsewhere_is_told_once, make, unmake),
        cmocka_unit_test_setup_teardown(it_ends_with_pages_in_it, make, unmake),
    };
    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
