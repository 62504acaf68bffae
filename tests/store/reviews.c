/* SPDX-License-Identifier: MIT */
#include "store/help.h"

#include <stdio.h>
#include <string.h>

#include <renown/stamp.h>

#include "store/db.h"
#include "store/reviews_row.h"
#include "text/words.h"

static struct rn_stored full_sample(struct box *b)
{
    struct rn_stored r = sample(b, 3, "A title", "Some text");
    r.priority = "high";
    r.assignee = "zara";
    r.r.kind = RN_KIND_COMMENT;
    r.r.author_id = rn_str("person-9");
    r.r.translation = rn_str("Ein Text");
    r.r.url = rn_str("https://example.org/r/3");
    r.r.app_version = rn_str("3.2");
    r.r.thread = rn_str("t1");
    r.r.parent = rn_str("p1");
    r.r.reach = 1500;
    r.r.truncated = true;
    r.r.updated = (struct rn_time){NOW - RN_HOUR, RN_TIME_SECOND};
    r.r.reply.state = RN_REPLY_REJECTED;
    r.r.reply.text = rn_str("Thank you");
    r.r.reply.translation = rn_str("Danke");
    r.r.reply.note = rn_str("too short");
    r.r.reply.at = (struct rn_time){NOW, RN_TIME_SECOND};
    r.reply_counted = true;
    r.absent_since = NOW + 5;
    return r;
}

static void same_text(const struct rn_review *a, const struct rn_review *x)
{
    const struct rn_str *l = &a->external_id;
    assert_true(rn_str_eq(*l, x->external_id));
    assert_true(rn_str_eq(a->author_id, x->author_id));
    assert_true(rn_str_eq(a->author_name, x->author_name));
    assert_true(rn_str_eq(a->title, x->title));
    assert_true(rn_str_eq(a->text, x->text));
    assert_true(rn_str_eq(a->translation, x->translation));
    assert_true(rn_str_eq(a->lang, x->lang));
    assert_true(rn_str_eq(a->url, x->url));
    assert_true(rn_str_eq(a->app_version, x->app_version));
    assert_true(rn_str_eq(a->thread, x->thread));
    assert_true(rn_str_eq(a->parent, x->parent));
    assert_true(rn_str_eq(a->reply.text, x->reply.text));
    assert_true(rn_str_eq(a->reply.translation, x->reply.translation));
    assert_true(rn_str_eq(a->reply.note, x->reply.note));
}

static void same_numbers(const struct rn_stored *a, const struct rn_stored *x)
{
    assert_int_equal(a->r.kind, x->r.kind);
    assert_int_equal(a->r.rating.scale, x->r.rating.scale);
    assert_true(a->r.rating.value == x->r.rating.value && a->r.rating.best == x->r.rating.best);
    assert_true(a->stars == x->stars && a->has_stars == x->has_stars);
    assert_true(a->r.reach == x->r.reach && a->r.truncated == x->r.truncated);
    assert_int_equal(a->r.created.us, x->r.created.us);
    assert_int_equal(a->r.created.precision, x->r.created.precision);
    assert_int_equal(a->r.updated.us, x->r.updated.us);
    assert_int_equal(a->r.reply.at.us, x->r.reply.at.us);
    assert_int_equal(a->r.reply.state, x->r.reply.state);
    assert_int_equal(a->day, x->day);
    assert_int_equal(a->seen_at, x->seen_at);
    assert_int_equal(a->run, x->run);
    assert_int_equal(a->absent_since, x->absent_since);
    assert_int_equal(a->removed_at, x->removed_at);
    assert_int_equal(a->reply_counted, x->reply_counted);
}

static void comes_back_whole(void **state)
{
    struct box *b = *state;
    struct rn_stored r = full_sample(b), got, again;
    box_begin(b);
    ok(b, rn_review_add(b->s, &r, NULL, &b->d));
    bool added = false;
    ok(b, rn_tag_add(b->s, r.n, "money", "rule:m", NOW, &added, &b->d));
    assert_true(added);
    ok(b, rn_tag_add(b->s, r.n, "billing", "rule:m", NOW, &added, &b->d));
    ok(b, rn_tag_add(b->s, r.n, "money", "rule:m", NOW, &added, &b->d));
    assert_false(added);
    box_commit(b);
    ok(b, rn_review_load(b->s, r.id, b, &got, &b->d));
    same_text(&r.r, &got.r);
    same_numbers(&r, &got);
    assert_string_equal(got.source, "demo-source");
    assert_string_equal(got.listing, "l3");
    assert_string_equal(got.priority, "high");
    assert_string_equal(got.assignee, "zara");
    assert_string_equal(got.author, "author-3");
    assert_string_equal(got.salt, r.salt);
    assert_int_equal(got.tag_count, 2);
    assert_string_equal(got.tags[0], "billing");
    ok(b, rn_review_load_n(b->s, r.n, b, &again, &b->d));
    assert_string_equal(again.id, r.id);
    fails(b, rn_review_load(b->s, "nosuchreview0000", b, &got, &b->d), RN_GONE, "no such review");
}

static void bare_review(void **state)
{
    struct box *b = *state;
    struct rn_stored r = {.id = "a",
                          .origin = 1,
                          .listing = "l",
                          .seen_at = NOW,
                          .content = "c",
                          .version = 1,
                          .salt = "s"};
    struct rn_stored got;
    r.r.external_id = rn_str("x");
    r.r.rating = (struct rn_rating){RN_SCALE_THUMBS, 1, 1, 0};
    box_begin(b);
    ok(b, rn_review_add(b->s, &r, NULL, &b->d));
    box_commit(b);
    ok(b, rn_review_load(b->s, "a", b, &got, &b->d));
    assert_int_equal(got.r.created.precision, RN_TIME_NONE);
    assert_int_equal(got.r.rating.scale, RN_SCALE_THUMBS);
    assert_true(got.r.rating.value == 1);
    assert_false(got.has_stars);
    assert_null(got.author);
    assert_null(got.priority);
    assert_string_equal(got.status, "new");
    assert_int_equal(got.r.reply.state, RN_REPLY_NONE);
}

static void known_or_not(void **state)
{
    struct box *b = *state;
    struct rn_stored r = full_sample(b);
    struct rn_known k;
    char hash[RN_STORE_CONTENT + 1];
    box_begin(b);
    ok(b, rn_review_add(b->s, &r, NULL, &b->d));
    ok(b, rn_review_find(b->s, r.id, &k, &b->d));
    assert_true(k.found);
    assert_int_equal(k.n, r.n);
    assert_string_equal(k.content, r.content);
    rn_reply_hash(&r.r.reply, hash);
    assert_string_equal(k.reply, hash);
    assert_int_equal(k.updated_at, NOW - RN_HOUR);
    assert_int_equal(k.absent_since, NOW + 5);
    ok(b, rn_review_find(b->s, "unknown", &k, &b->d));
    assert_false(k.found);
    fails(b, rn_review_add(b->s, &r, NULL, &b->d), RN_CONFLICT, "already");
    fails(b, rn_store_commit(b->s, &b->d), RN_BUG, "failed transaction");
    ok(b, rn_review_find(b->s, r.id, &k, &b->d));
    assert_false(k.found);
}

static void content_hashes(void **state)
{
    struct box *b = *state;
    struct rn_stored r = sample(b, 1, "T", "one  two\n\tthree "), x = r;
    char h[RN_STORE_CONTENT + 1], g[RN_STORE_CONTENT + 1];
    rn_content_hash(&r.r, h);
    assert_int_equal(strlen(h), RN_STORE_CONTENT);
    x.r.text = rn_str("one two\xC2\xA0three");
    rn_content_hash(&x.r, g);
    assert_string_equal(h, g);
    x.r.text = rn_str("onetwo three");
    rn_content_hash(&x.r, g);
    assert_string_not_equal(h, g);
    x = r;
    x.r.rating.value += 1;
    rn_content_hash(&x.r, g);
    assert_string_not_equal(h, g);
    struct rn_place_reply none = {0};
    rn_reply_hash(&none, g);
    assert_string_equal(g, "");
}

static void versions(void **state)
{
    struct box *b = *state;
    struct rn_stored old, r, got;
    struct rn_version *v = NULL;
    size_t n = 0;
    box_begin(b);
    struct rn_stored first = add(b, 1, "Fine", "the walrus was kind");
    ok(b, rn_review_load(b->s, first.id, b, &old, &b->d));
    r = old;
    r.r.text = rn_str("the badger was rude");
    r.stars = 1;
    r.status = NULL;
    ok(b, rn_review_set_work(b->s, old.n, "open", NULL, "zara", &b->d));
    ok(b, rn_review_replace(b->s, &old, &r, NULL, NOW + 100, &b->d));
    ok(b, rn_review_load(b->s, first.id, b, &old, &b->d));
    r = old;
    r.r.rating.value = 5;
    ok(b, rn_review_replace(b->s, &old, &r, NULL, NOW + 200, &b->d));
    box_commit(b);
    assert_int_equal(found(b, "walrus"), 0);
    assert_int_equal(found(b, "badger"), 1);
    ok(b, rn_review_load(b->s, first.id, b, &got, &b->d));
    assert_int_equal(got.version, 3);
    assert_string_equal(got.status, "open");
    assert_string_equal(got.assignee, "zara");
    ok(b, rn_versions_list(b->s, got.n, b, &v, &n, &b->d));
    assert_int_equal(n, 2);
    assert_true(rn_str_is(v[0].r.text, "the walrus was kind"));
    assert_int_equal(v[0].seen_at, NOW);
    assert_int_equal(v[0].replaced_at, NOW + 100);
    assert_true(rn_str_is(v[1].r.text, "the badger was rude"));
    assert_int_equal(v[1].seen_at, NOW + 100);
    ok(b, rn_store_verify(b->s, false, &b->d));
}

static void touching(void **state)
{
    struct box *b = *state;
    struct rn_stored got;
    int64_t *n = NULL;
    size_t listed = 0;
    box_begin(b);
    struct rn_stored r = add(b, 1, "T", "text"), other = add(b, 11, "T", "text");
    r.removed_at = NOW + 7;
    r.r.url = rn_str("https://example.org/new");
    r.r.reply = (struct rn_place_reply){
        .state = RN_REPLY_PUBLISHED, .text = rn_str("Hello"), .at = {NOW, RN_TIME_SECOND}};
    r.r.text = rn_str("never written");
    ok(b, rn_review_touch(b->s, &r, &b->d));
    ok(b, rn_tag_add(b->s, other.n, "x", "human:a", NOW, NULL, &b->d));
    ok(b, rn_tag_remove(b->s, other.n, "x", &b->d));
    box_commit(b);
    ok(b, rn_review_load(b->s, r.id, b, &got, &b->d));
    assert_int_equal(got.removed_at, NOW + 7);
    assert_true(got.r.removed);
    assert_true(rn_str_is(got.r.text, "text"));
    assert_true(rn_str_is(got.r.reply.text, "Hello"));
    assert_true(rn_str_is(got.r.url, "https://example.org/new"));
    assert_int_equal(got.version, 1);
    ok(b, rn_reviews_listed(b->s, b->origin.n, "l1", b, &n, &listed, &b->d));
    assert_int_equal(listed, 1);
    assert_int_equal(n[0], other.n);
    ok(b, rn_review_load(b->s, other.id, b, &got, &b->d));
    assert_int_equal(got.tag_count, 0);
}

/* Words made once by the reader of a batch give the same index as words made here. */
static void replayed_words(void **state)
{
    struct box *b = *state;
    struct rn_words w = {0};
    struct rn_stored r = sample(b, 1, "Straße offen", "Gute Küche, böse Kellner");
    struct rn_stored t = sample(b, 2, "", "ISPARTA güzel");
    box_begin(b);
    rn_words_make(b, &w, r.r.title, false);
    rn_words_more(b, &w, r.r.text, (uint32_t)r.r.title.n + 1, false);
    ok(b, rn_review_add(b->s, &r, &w, &b->d));
    t.r.lang = rn_str("tr");
    rn_words_make(b, &w, t.r.title, true);
    rn_words_more(b, &w, t.r.text, 1, true);
    ok(b, rn_review_add(b->s, &t, &w, &b->d));
    box_commit(b);
    assert_int_equal(found(b, "STRASSE"), 1);
    assert_int_equal(found(b, "\"gute küche\""), 1);
    assert_int_equal(found(b, "\"offen gute\""), 0);
    assert_int_equal(found(b, "kellner strasse"), 1);
    assert_int_equal(found(b, "isparta"), 1);
    ok(b, rn_store_verify(b->s, false, &b->d));
}

static void writing_needs_a_transaction(void **state)
{
    struct box *b = *state;
    struct rn_stored r = sample(b, 1, "a", "b");
    fails(b, rn_review_add(b->s, &r, NULL, &b->d), RN_BUG, "outside a transaction");
    fails(b, rn_review_touch(b->s, &r, &b->d), RN_BUG, "outside a transaction");
    box_begin(b);
    add(b, 1, "a", "b");
    rn_store_rollback(b->s);
    const struct rn_filter all = {.replied = -1, .removed = -1};
    assert_int_equal(count(b, &all), 0);
    box_begin(b);
    r = add(b, 2, "a", "b");
    assert_int_equal(r.n, 1);
    box_commit(b);
    ok(b, rn_rollups_verify(b->s, &b->d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(comes_back_whole, box_store, box_free),
        cmocka_unit_test_setup_teardown(bare_review, box_store, box_free),
        cmocka_unit_test_setup_teardown(known_or_not, box_store, box_free),
        cmocka_unit_test_setup_teardown(content_hashes, box_store, box_free),
        cmocka_unit_test_setup_teardown(versions, box_store, box_free),
        cmocka_unit_test_setup_teardown(touching, box_store, box_free),
        cmocka_unit_test_setup_teardown(replayed_words, box_store, box_free),
        cmocka_unit_test_setup_teardown(writing_needs_a_transaction, box_store, box_free),
    };
    return cmocka_run_group_tests_name("store/reviews", tests, NULL, NULL);
}
