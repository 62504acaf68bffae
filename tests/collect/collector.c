/* SPDX-License-Identifier: MIT
 *
 * The collector over a transport that is a table: pages of an invented guestbook; between
 * its calls somebody interferes.
 */
#include "collect/collector.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "store/help.h"

enum { PAGES = 6, EACH = 3, CALLS = 16 };

struct place {
    struct rn_transport t; /* first */
    const struct rn_call *calls[CALLS];
    size_t count;
    struct rn_answer answer;
    char body[4096];
};

static enum rn_status place_send(struct rn_transport *t, const struct rn_call *c, struct rn_diag *d)
{
    struct place *p = (struct place *)t;
    (void)d;
    p->calls[p->count++] = c;
    return RN_OK;
}

/* The entries after the one that is named; the name of a book is a part of every id. */
static void write_page(struct place *p, const struct rn_request *q)
{
    char url[300], book[40] = "";
    unsigned after = 0;
    (void)snprintf(url, sizeof url, "%.*s", RN_STR_ARG(q->url));
    const char *at = strstr(url, "after=");
    (void)sscanf(strstr(url, "/books/"), "/books/%39[a-z]", book);
    if (at != NULL)
        after = (unsigned)strtoul(at + 6, NULL, 10);
    int n = snprintf(p->body, sizeof p->body, "{\"entries\":[");
    for (unsigned i = after; i < after + EACH; i++)
        n += snprintf(p->body + n, sizeof p->body - (size_t)n,
                      "%s{\"id\":\"%u\",\"name\":\"Ada Quill\",\"words\":\"Entry %u of %s\","
                      "\"stars\":4,\"written\":\"2026-05-01T10:00:00Z\"}",
                      i > after ? "," : "", i, i, book);
    n += snprintf(p->body + n, sizeof p->body - (size_t)n, "]");
    if (after + EACH < PAGES * EACH)
        n += snprintf(p->body + n, sizeof p->body - (size_t)n, ",\"next\":\"%u\"", after + EACH);
    (void)snprintf(p->body + n, sizeof p->body - (size_t)n, "}");
}

static enum rn_status place_next(struct rn_transport *t, int64_t wait_us,
                                 const struct rn_answer **ret, struct rn_diag *d)
{
    struct place *p = (struct place *)t;
    (void)wait_us;
    if (p->count == 0)
        return rn_fail(d, RN_GONE, "no request is under way");
    const struct rn_call *c = p->calls[0];
    memmove(p->calls, p->calls + 1, --p->count * sizeof p->calls[0]);
    write_page(p, c->request);
    p->answer = (struct rn_answer){.call = c,
                                   .response = {.size = sizeof p->answer.response,
                                                .status = 200,
                                                .url = c->request->url,
                                                .body = rn_str(p->body),
                                                .step = c->request->step,
                                                .note = c->request->note}};
    *ret = &p->answer;
    return RN_OK;
}

static void place_drop(struct rn_transport *t, void *tag)
{
    struct place *p = (struct place *)t;
    for (size_t i = 0; i < p->count;)
        if (p->calls[i]->tag == tag)
            memmove(p->calls + i, p->calls + i + 1, (--p->count - i) * sizeof p->calls[0]);
        else
            i++;
}

static const struct rn_transport_ops ops = {
    .send = place_send, .next = place_next, .drop = place_drop};

/* ---- a home ---------------------------------------------------------------------------------- */

struct home {
    struct box *box;
    struct rn_config *config;
    struct place *place;
    struct rn_collector *collector;
    struct rn_store *other; /* another program's */
};

static void hush(void *arg, const struct rn_finding *f)
{
    (void)arg;
    (void)f;
}

static int home_make(void **state)
{
    struct home *h = rn_new(NULL, struct home);
    void *box;
    static const char text[] =
        "store: renown.db\nbrands:\n  - name: Harbour\n    listings:\n      - id: lahore\n"
        "        zone: Asia/Karachi\n        lang: [en]\n        sources:\n"
        "          - { plugin: example, name: guests, book: guests, endpoint: "
        "\"http://127.0.0.1:9\","
        " credentials: { token: x } }\n"
        "          - { plugin: example, name: others, book: others, endpoint: "
        "\"http://127.0.0.1:9\","
        " credentials: { token: x } }\n";
    if (box_store(&box) != 0)
        return -1;
    h->box = box;
    char *path = rn_path_join(h, h->box->folder, "renown.yaml");
    ok(h->box, rn_file_write(path, rn_str(text), 0600, &h->box->d));
    ok(h->box, rn_config_load(h, path, hush, NULL, &h->config, &h->box->d));
    ok(h->box, rn_store_open(h, h->box->path, RN_STORE_WRITE, NOW, &h->other, &h->box->d));
    h->place = rn_new(h, struct place);
    h->place->t.ops = &ops;
    h->collector = rn_collector_new(h, h->config, &h->place->t);
    *state = h;
    return 0;
}

static int home_free(void **state)
{
    struct home *h = *state;
    void *box = h->box;
    talloc_free(h->collector);
    talloc_free(h);
    return box_free(&box);
}

static void begin(struct home *h, const char *name)
{
    const struct rn_collect_setup setup = {.store = h->box->s, .now = NOW};
    ok(h->box,
       rn_collector_begin(h->collector, &setup, rn_config_source(h->config, name), &h->box->d));
}

/* The next that ends; between two calls nothing is ever left uncommitted. */
static struct rn_source_run *ended(struct home *h)
{
    struct rn_source_run *run = NULL;
    enum rn_status st = RN_AGAIN;
    for (int i = 0; i < 1000 && st == RN_AGAIN; i++) {
        st = rn_collector_next(h->collector, 1000, &run, &h->box->d);
        assert_false(rn_store_in_transaction(h->box->s));
    }
    ok(h->box, st);
    return run;
}

static int64_t reviews(struct home *h)
{
    return number(h->box, "select count(*) from review");
}

/* ---- the tests ------------------------------------------------------------------------------- */

static void results_come_when_they_are_on_disk(void **state)
{
    struct home *h = *state;
    begin(h, "guests");
    begin(h, "others");
    for (int i = 1; i <= 2; i++) {
        struct rn_source_run *r = ended(h);
        assert_true(r->result.complete);
        assert_int_equal(r->result.added, PAGES * EACH);
        assert_true(reviews(h) >= (int64_t)i * PAGES * EACH);
        assert_true(number(h->box, "select count(*) from run where complete = 1") >= i);
    }
    assert_int_equal(number(h->box, "select count(*) from lease where until > 0"), 0);
    struct rn_source_run *none;
    assert_int_equal(rn_collector_next(h->collector, 0, &none, &h->box->d), RN_GONE);
}

/* Another program takes the lease, as if this one had been silent for half an hour. */
static void take_over(struct home *h)
{
    struct rn_diag d;
    int64_t fence;
    assert_false(rn_store_in_transaction(h->box->s)); /* or nobody else could */
    assert_int_equal(rn_lease_take(h->other, "source:guests", "another 1 1 1", NOW + RN_LEASE_TIME,
                                   NOW + 2 * RN_LEASE_TIME, &fence, &d),
                     RN_OK);
}

static void a_lost_fence_ends_that_source_alone(void **state)
{
    struct home *h = *state;
    struct rn_source_run *run;
    begin(h, "guests");
    for (int i = 0; i < 1000 && reviews(h) == 0; i++)
        assert_int_equal(rn_collector_next(h->collector, 0, &run, &h->box->d), RN_AGAIN);
    const int64_t before = reviews(h);
    take_over(h);
    begin(h, "others");
    bool lost = false;
    for (int i = 0; i < 2; i++) {
        run = ended(h);
        const bool is_guests = strcmp(run->result.source, "guests") == 0;
        lost = lost || is_guests;
        assert_int_equal(run->result.status, is_guests ? RN_BUSY : RN_OK);
        assert_int_equal(run->result.complete, !is_guests);
        if (is_guests)
            assert_non_null(strstr(run->result.warnings[0], "taken this source over"));
    }
    assert_true(lost);
    assert_int_equal(reviews(h), before + PAGES * EACH); /* only the other's */
    assert_int_equal(number(h->box, "select count(*) from lease where owner = 'another 1 1 1' "
                                    "and until > 0"),
                     1); /* not given back by somebody who does not hold it */
}

static void a_stop_forgets_what_is_half_read(void **state)
{
    struct home *h = *state;
    struct rn_source_run *run;
    begin(h, "guests");
    begin(h, "others");
    for (int i = 0; i < 4; i++)
        if (rn_collector_next(h->collector, 0, &run, &h->box->d) == RN_OK)
            fail();
    ok(h->box, rn_collector_stop(h->collector, &h->box->d));
    assert_int_equal(rn_collector_count(h->collector), 0);
    assert_int_equal(h->place->count, 0); /* nothing is under way */
    for (int i = 0; i < 2; i++) {
        run = ended(h);
        assert_int_equal(run->result.status, RN_AGAIN);
        assert_non_null(strstr(run->result.warnings[0], "stopped"));
        talloc_free(run);
    }
    assert_int_equal(number(h->box, "select count(*) from lease where until > 0"), 0);
}

/* What was not committed did not take place, and nobody is told that it did. */
static void an_ill_store_is_left(void **state)
{
    struct home *h = *state;
    struct rn_source_run *run;
    tamper(h->box, "create trigger ill before insert on review when new.external_id = '7' "
                   "begin select raise(fail, 'ill'); end");
    begin(h, "guests");
    enum rn_status st = RN_AGAIN;
    for (int i = 0; i < 1000 && st == RN_AGAIN; i++)
        st = rn_collector_next(h->collector, 1000, &run, &h->box->d);
    assert_int_not_equal(st, RN_OK);
    assert_int_not_equal(st, RN_AGAIN);
    assert_false(rn_store_in_transaction(h->box->s));
    rn_collector_leave(h->collector);
    assert_int_equal(rn_collector_next(h->collector, 0, &run, &h->box->d), RN_GONE);
    assert_int_equal(reviews(h) % EACH, 0); /* whole pages */
    assert_int_equal(number(h->box, "select count(*) from lease where until > 0"), 0);
}

/* ---- leases ---------------------------------------------------------------------------------- */

static void a_lease_is_renewed_when_a_third_is_over(void **state)
{
    struct home *h = *state;
    struct box *b = h->box;
    struct rn_hold hold;
    const struct rn_source_config *s = rn_config_source(h->config, "guests");
    ok(b, rn_source_lease(h, b->s, s, NOW, &hold, &b->d));
    assert_int_equal(hold.until, NOW + RN_LEASE_TIME);
    ok(b, rn_source_hold(b->s, &hold, NOW + RN_LEASE_TIME / 4, &b->d));
    assert_int_equal(hold.until, NOW + RN_LEASE_TIME); /* not yet */
    ok(b, rn_source_hold(b->s, &hold, NOW + RN_LEASE_TIME / 2, &b->d));
    assert_int_equal(hold.until, NOW + RN_LEASE_TIME / 2 + RN_LEASE_TIME);
    int64_t fence;
    fails(b,
          rn_lease_take(h->other, hold.name, "another 1 1 1", NOW + RN_LEASE_TIME,
                        NOW + 2 * RN_LEASE_TIME, &fence, &b->d),
          RN_BUSY, "is held by"); /* the first end is over, the new one is not */
    ok(b, rn_lease_take(h->other, hold.name, "another 1 1 1", NOW + 2 * RN_LEASE_TIME,
                        NOW + 3 * RN_LEASE_TIME, &fence, &b->d));
    assert_true(fence > hold.fence);
    fails(b, rn_source_hold(b->s, &hold, NOW + 2 * RN_LEASE_TIME, &b->d), RN_CONFLICT,
          "was taken over");
}

/* A source that only waits: nothing is written, and its lease goes on. */
static void whoever_waits_for_long_keeps_its_lease(void **state)
{
    struct home *h = *state;
    struct box *b = h->box;
    struct rn_group group = {.store = b->s};
    struct rn_collect_setup setup = {
        .store = b->s, .now = NOW, .config = h->config, .transport = &h->place->t};
    struct rn_source_run *r =
        rn_source_new(h, &setup, rn_config_source(h->config, "guests"), &group);
    ok(b, rn_identity_of(r, h->config, r->source, &r->who, &b->d));
    ok(b, rn_source_begin(r, &b->d));
    ok(b, rn_group_flush(&group, &b->d));
    ok(b, rn_source_still(r, &b->d));
    assert_int_equal(r->hold.until, NOW + RN_LEASE_TIME);
    r->begun -= RN_LEASE_TIME / 2; /* it began that long ago */
    r->held = r->begun;
    ok(b, rn_source_still(r, &b->d));
    assert_in_range(r->hold.until, NOW + RN_LEASE_TIME / 2 + RN_LEASE_TIME,
                    NOW + RN_LEASE_TIME / 2 + RN_LEASE_TIME + 10 * RN_MINUTE);
    assert_int_equal(number(b, "select until from lease where name = 'source:guests'"),
                     r->hold.until);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(results_come_when_they_are_on_disk, home_make, home_free),
        cmocka_unit_test_setup_teardown(a_lost_fence_ends_that_source_alone, home_make, home_free),
        cmocka_unit_test_setup_teardown(a_stop_forgets_what_is_half_read, home_make, home_free),
        cmocka_unit_test_setup_teardown(an_ill_store_is_left, home_make, home_free),
        cmocka_unit_test_setup_teardown(a_lease_is_renewed_when_a_third_is_over, home_make,
                                        home_free),
        cmocka_unit_test_setup_teardown(whoever_waits_for_long_keeps_its_lease, home_make,
                                        home_free),
    };
    return cmocka_run_group_tests_name("collector", tests, NULL, NULL);
}
