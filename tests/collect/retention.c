/* SPDX-License-Identifier: MIT
 *
 * What may not be kept any longer: which reviews lose their words and when, what stays of them,
 * what becomes of them when the place shows them again, that no byte stays in any file.
 */
#include "collect/desk.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/file.h"
#include "collect/retention.h"
#include "collect/undo.h"
#include "store/events.h"
#include "store/rollups.h"

struct home {
    struct rn_source_config source;
    struct rn_config config;
};

/* A config in which the desk's source keeps reviews for so long; 0: no word of it. */
static struct home home(struct desk *k, int64_t us)
{
    struct home h = {.source = {.name = "google-harbour", .plugin = "google"}};
    h.source.common.retention = (struct rn_duration){.us = us, .set = us > 0};
    h.config.store = rn_path_join(k, k->folder, "renown.db");
    return h;
}

static size_t let_go(struct desk *k, struct home *h, int64_t now)
{
    size_t n = 0;
    h->config.sources = &h->source;
    h->config.source_count = 1;
    ok(k,
       rn_retention_run(k->store, &h->config, rn_path_join(k, k->folder, "pages"), now, &n, &k->d));
    return n;
}

/* How many files below the desk hold these letters. */
static size_t files_with(struct desk *k, const char *letters)
{
    char **names;
    struct rn_str bytes;
    size_t n, hits = 0;
    ok(k, rn_dir_list(k, k->folder, &names, &n, &k->d));
    for (size_t i = 0; i < n; i++) {
        if (rn_file_read(k, rn_path_join(k, k->folder, names[i]), 64 << 20, &bytes, &k->d) != RN_OK)
            continue;
        hits += bytes.n > 0 && memmem(bytes.p, bytes.n, letters, strlen(letters)) != NULL;
    }
    return hits;
}

static struct rn_sums sums(struct desk *k)
{
    struct rn_sums s;
    ok(k, rn_rollup_sum(k->store, "harbour", 0, 100000, &s, &k->d));
    return s;
}

static int64_t found(struct desk *k, const char *word)
{
    int64_t n;
    const struct rn_filter f = {.search = word, .replied = -1, .removed = -1};
    ok(k, rn_reviews_count(k->store, &f, &n, &k->d));
    return n;
}

static void test_words_go_and_figures_stay(void **state)
{
    struct desk *k = *state;
    struct home h = home(k, 30 * RN_DAY);
    struct rn_review answered = said("b", 0, "The brimfozzle sang.");
    answered.reply = (struct rn_place_reply){.state = RN_REPLY_PUBLISHED,
                                             .text = rn_str("Thanks for the trolwick."),
                                             .at = {T0, RN_TIME_SECOND}};
    take(k, said("a", 2, "The quibblezorn must go."));
    take(k, said("a", 1, "The quibblezorn must go at once."));
    take(k, answered);
    desk_at(k, T0 + 10 * RN_DAY, "sync");
    take(k, said("c", 5, "The plundrifax may stay."));
    const struct rn_sums before = sums(k);
    assert_int_equal(let_go(k, &h, T0 + 29 * RN_DAY), 0);
    assert_int_equal(found(k, "quibblezorn"), 1);
    assert_int_equal(let_go(k, &h, T0 + 30 * RN_DAY), 2);
    const struct rn_sums after = sums(k);
    assert_memory_equal(&before, &after, sizeof before);
    desk_verify(k);
    const struct rn_stored a = stored(k, "a"), b = stored(k, "b");
    assert_true(a.expired && a.had_text && a.has_stars && a.stars == 1);
    assert_int_equal(a.r.text.n + a.r.author_name.n + a.r.url.n + a.judgement.n, 0);
    assert_true(b.reply_counted && b.r.reply.state == RN_REPLY_PUBLISHED && b.r.reply.text.n == 0);
    assert_int_equal(events(k, "expired"), 2);
    assert_int_equal(found(k, "plundrifax"), 1);
    assert_int_equal(found(k, "quibblezorn"), 0);
    static const char *const gone[] = {"quibblezorn", "bblezorn", "brimfozzle", "mfozzle",
                                       "trolwick"};
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++)
        assert_int_equal(files_with(k, gone[i]), 0);
    assert_true(files_with(k, "plundrifax") > 0);
}

/* Nor does it come back as new: its rules were asked once. */
static void test_what_went_stays_away(void **state)
{
    struct desk *k = *state;
    struct home h = home(k, RN_DAY);
    take(k, said("a", 2, "The quibblezorn must go."));
    assert_int_equal(let_go(k, &h, T0 + RN_DAY), 1);
    desk_at(k, T0 + RN_DAY + RN_HOUR, "sync");
    assert_int_equal(take(k, said("a", 2, "The quibblezorn must go.")), RN_TAKEN_UNCHANGED);
    struct rn_review edited = said("a", 5, "The quibblezorn is fine.");
    edited.updated.us = T0 + RN_DAY;
    assert_int_equal(take(k, edited), RN_TAKEN_UNCHANGED);
    assert_int_equal(stored(k, "a").r.text.n, 0);
    struct rn_review gone = {.size = sizeof gone, .external_id = rn_str("a"), .removed = true};
    take(k, gone);
    assert_true(stored(k, "a").removed_at != 0 && stored(k, "a").expired);
    desk_verify(k);
    assert_int_equal(files_with(k, "quibblezorn"), 0);
}

static void test_nothing_is_said_of_it(void **state)
{
    struct desk *k = *state;
    struct home h = home(k, 0);
    take(k, said("a", 2, "Stays for ever."));
    assert_int_equal(let_go(k, &h, T0 + 4000 * RN_DAY), 0);
    assert_int_equal(found(k, "ever"), 1);
}

/* The kept instant must not hide a term that was changed, nor outlive a clock that was wrong. */
static void test_another_term_counts_at_once(void **state)
{
    struct desk *k = *state;
    struct home h = home(k, 300 * RN_DAY), shorter = home(k, 2 * RN_DAY);
    take(k, said("a", 2, "Words."));
    assert_int_equal(let_go(k, &h, T0 + 3 * RN_DAY), 0);
    assert_int_equal(let_go(k, &shorter, T0 + 3 * RN_DAY), 1);
    desk_at(k, T0 + 3 * RN_DAY, "sync");
    take(k, said("b", 2, "More words."));
    assert_int_equal(let_go(k, &shorter, T0 + 3 * RN_DAY + RN_MINUTE), 0);
    assert_int_equal(let_go(k, &shorter, T0 + 5 * RN_DAY), 1);
    desk_at(k, T0 + RN_DAY, "import"); /* --now of another day */
    take(k, said("c", 2, "Words of another clock."));
    assert_int_equal(let_go(k, &shorter, T0 + 3 * RN_DAY + RN_HOUR), 1);
    desk_verify(k);
}

static void test_many(void **state)
{
    struct desk *k = *state;
    struct home h = home(k, RN_DAY);
    char id[16];
    for (int i = 0; i < 401; i++) {
        (void)snprintf(id, sizeof id, "r%d", i);
        take(k, said(id, 1 + i % 5, "The same words."));
    }
    assert_int_equal(let_go(k, &h, T0 + RN_DAY), 401);
    assert_int_equal(let_go(k, &h, T0 + 3 * RN_DAY), 0);
    desk_verify(k);
}

/* An import that is taken back after its words went: the sums agree all the same. */
static void test_taken_back_later(void **state)
{
    struct desk *k = *state;
    struct home h = home(k, RN_DAY);
    struct rn_undone done;
    desk_at(k, T0, "import");
    const int64_t run = k->intake->run.n;
    take(k, said("a", 2, "By mistake."));
    desk_at(k, T0 + RN_HOUR, "sync");
    assert_int_equal(let_go(k, &h, T0 + 2 * RN_DAY), 1);
    ok(k, rn_undo_import(k->store, run, T0 + 3 * RN_DAY, "ada", &done, &k->d));
    assert_int_equal(done.erased, 1);
    assert_int_equal(sums(k).count + sums(k).texts, 0);
    desk_verify(k);
}

static void put(struct desk *k, const char *folder, const char *name, int64_t at)
{
    const char *place = rn_path_join(k, k->folder, folder);
    ok(k, rn_dir_make(place, &k->d));
    ok(k, rn_file_write(rn_path_join(k, place, name), rn_str("quibblezorn"), 0600, &k->d));
    const struct timespec times[2] = {{.tv_sec = at / RN_SECOND}, {.tv_sec = at / RN_SECOND}};
    assert_int_equal(utimensat(AT_FDCWD, place, times, 0), 0);
}

static void test_kept_pages(void **state)
{
    struct desk *k = *state;
    struct home h = home(k, 2 * RN_DAY);
    h.config.raw_pages = (struct rn_duration){.us = 30 * RN_DAY, .set = true};
    put(k, "pages/AAA/google-harbour", "body-0001.json", T0);
    put(k, "pages/BBB/another", "body-0001.json", T0);
    assert_int_equal(let_go(k, &h, T0 + RN_DAY), 0);
    assert_true(rn_file_exists(rn_path_join(k, k->folder, "pages/AAA/google-harbour")));
    assert_int_equal(let_go(k, &h, T0 + 3 * RN_DAY), 0);
    assert_false(rn_file_exists(rn_path_join(k, k->folder, "pages/AAA")));
    assert_true(rn_file_exists(rn_path_join(k, k->folder, "pages/BBB/another/body-0001.json")));
    assert_int_equal(let_go(k, &h, T0 + 40 * RN_DAY), 0);
    assert_false(rn_file_exists(rn_path_join(k, k->folder, "pages/BBB")));
    (void)rmdir(rn_path_join(k, k->folder, "pages"));
}

/* A copy that a migration laid aside holds the reviews of before. */
static void test_copies_of_migrations(void **state)
{
    struct desk *k = *state;
    struct home h = home(k, RN_DAY);
    char when[32];
    take(k, said("a", 2, "The quibblezorn must go."));
    const char *copy = rn_path_join(k, k->folder, "renown.db.before-3");
    ok(k, rn_store_backup(k->store, copy, &k->d));
    (void)snprintf(when, sizeof when, "%lld", (long long)(T0 + RN_HOUR));
    ok(k, rn_store_begin(k->store, &k->d));
    ok(k, rn_store_set_meta(k->store, "migrated_at", when, &k->d));
    ok(k, rn_store_commit(k->store, &k->d));
    assert_true(files_with(k, "quibblezorn") > 0);
    assert_int_equal(let_go(k, &h, T0 + 2 * RN_DAY), 1);
    assert_false(rn_file_exists(copy));
    assert_int_equal(files_with(k, "quibblezorn"), 0);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, desk_make, desk_free)

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_words_go_and_figures_stay),
                                       CASE(test_what_went_stays_away),
                                       CASE(test_nothing_is_said_of_it),
                                       CASE(test_another_term_counts_at_once),
                                       CASE(test_many),
                                       CASE(test_taken_back_later),
                                       CASE(test_kept_pages),
                                       CASE(test_copies_of_migrations)};
    return cmocka_run_group_tests_name("collect/retention", tests, NULL, NULL);
}
