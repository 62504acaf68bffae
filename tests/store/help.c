/* SPDX-License-Identifier: MIT */
#include "store/help.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/file.h"
#include "base/id.h"

bool box_in_child;

int box_make(void **state)
{
    char name[] = "/tmp/renown-store-XXXXXX";
    struct box *b = rn_new(NULL, struct box);
    assert_non_null(mkdtemp(name));
    b->ctx = b;
    b->folder = rn_dupz(b, name);
    b->path = rn_path_join(b, name, "store.db");
    *state = b;
    return 0;
}

int box_store(void **state)
{
    box_make(state);
    struct box *b = *state;
    box_open(b, RN_STORE_WRITE);
    box_begin(b);
    ok(b, rn_origin_open(b->s, "demo", "app", "demo-source", "l0", NOW, b, &b->origin, &b->d));
    box_commit(b);
    return 0;
}

int box_free(void **state)
{
    struct box *b = *state;
    char **names = NULL;
    size_t n = 0;
    box_close(b);
    (void)chmod(b->folder, 0700);
    ok(b, rn_dir_list(b, b->folder, &names, &n, &b->d));
    for (size_t i = 0; i < n; i++)
        (void)unlink(rn_path_join(b, b->folder, names[i]));
    assert_int_equal(rmdir(b->folder), 0);
    talloc_free(b);
    return 0;
}

void must_ok(struct box *b, enum rn_status st, const char *file, int line)
{
    if (st != RN_OK)
        print_error("status %d: %s\n", (int)st, b->d.text);
    if (st != RN_OK && box_in_child)
        _exit(99);
    _assert_int_equal((uintmax_t)st, RN_OK, file, line);
}

void must_fail(struct box *b, enum rn_status st, enum rn_status want, const char *words,
               const char *file, int line)
{
    if (st != want || strstr(b->d.text, words) == NULL)
        print_error("status %d, wanted %d with \"%s\": %s\n", (int)st, (int)want, words, b->d.text);
    _assert_int_equal((uintmax_t)st, (uintmax_t)want, file, line);
    _assert_true(strstr(b->d.text, words) != NULL, "the words of the sentence", file, line);
}

void box_open(struct box *b, unsigned flags)
{
    ok(b, rn_store_open(b, b->path, flags, NOW, &b->s, &b->d));
}

void box_close(struct box *b)
{
    talloc_free(b->s);
    b->s = NULL;
}

void box_begin(struct box *b)
{
    ok(b, rn_store_begin(b->s, &b->d));
}

void box_commit(struct box *b)
{
    ok(b, rn_store_commit(b->s, &b->d));
}

struct rn_stored sample(struct box *b, int i, const char *title, const char *text)
{
    char id[RN_ID_LEN + 1], content[RN_STORE_CONTENT + 1];
    const char *ext = rn_fmt(b, "ext-%d", i);
    const struct rn_str parts[] = {rn_str("demo"), rn_str("app"), rn_str(ext)};
    rn_id_make(parts, 3, id);
    struct rn_stored r = {.id = rn_dupz(b, id),
                          .origin = b->origin.n,
                          .listing = rn_fmt(b, "l%d", i % 10),
                          .has_stars = true,
                          .stars = 1 + i % 5,
                          .author = rn_fmt(b, "author-%d", i % 7),
                          .seen_at = NOW,
                          .version = 1,
                          .run = 1,
                          .status = "new",
                          .salt = "0123456789abcdefghijkl"};
    r.r.size = sizeof r.r;
    r.r.external_id = rn_str(ext);
    r.r.author_name = rn_str("Mina Invented");
    r.r.rating = (struct rn_rating){RN_SCALE_POINTS, 1 + i % 5, 5, 1};
    r.r.title = rn_str(title);
    r.r.text = rn_str(text);
    r.r.lang = rn_str("en");
    r.r.created = (struct rn_time){NOW - (int64_t)i * RN_HOUR, RN_TIME_SECOND};
    r.day = (int32_t)(r.r.created.us / RN_DAY);
    rn_content_hash(&r.r, content);
    r.content = rn_dupz(b, content);
    return r;
}

struct rn_stored add(struct box *b, int i, const char *title, const char *text)
{
    struct rn_stored r = sample(b, i, title, text);
    struct rn_sums sums = {0};
    ok(b, rn_review_add(b->s, &r, NULL, &b->d));
    rn_sums_add_review(&sums, &r, 1);
    ok(b, rn_rollup_add(b->s, r.listing, r.day, r.origin, &sums, &b->d));
    const struct rn_event e = {
        .at = NOW, .kind = "new", .review = r.id, .actor = "sync:demo", .body = "version=1"};
    ok(b, rn_event_add(b->s, &e, &b->d));
    return r;
}

int64_t count(struct box *b, const struct rn_filter *f)
{
    int64_t n = -1;
    ok(b, rn_reviews_count(b->s, f, &n, &b->d));
    return n;
}

int64_t found(struct box *b, const char *search)
{
    const struct rn_filter f = {.search = search, .replied = -1, .removed = -1};
    return count(b, &f);
}

void tamper(struct box *b, const char *sql)
{
    sqlite3 *h = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(b->path, &h), SQLITE_OK);
    if (sqlite3_exec(h, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(h);
}

int64_t number(struct box *b, const char *sql)
{
    sqlite3 *h = NULL;
    sqlite3_stmt *q = NULL;
    assert_int_equal(sqlite3_open(b->path, &h), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(h, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    sqlite3_close(h);
    return n;
}
