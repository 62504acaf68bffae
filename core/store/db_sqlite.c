/* SPDX-License-Identifier: MIT
 *
 * Opening a store file, and transactions.
 */
#include "store/db_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"

const char *rn_db_name(const struct rn_db *db)
{
    return db->name;
}

bool rn_db_in_transaction(const struct rn_db *db)
{
    return db->in_transaction;
}

/* ---- several writers ------------------------------------------------------------------------- */

/* SQLite's lock is nobody's queue: whoever waits looks again and again. So whoever writes without a
 * pause for a while leaves one that is longer than the others' naps. */
enum { NAP_US = 4000, PAUSE_US = 6000, STREAK_US = 100000 };

static int wait_for_others(void *arg, int tries)
{
    struct rn_db *db = arg;
    const int64_t now = rn_clock_monotonic();
    if (tries == 0)
        db->waits = now;
    if (now - db->waits >= db->patience)
        return 0;
    rn_clock_sleep(NAP_US, NULL);
    return 1;
}

static void let_others_in(struct rn_db *db)
{
    const int64_t now = rn_clock_monotonic();
    const bool paused = now - db->left >= PAUSE_US;
    if (!paused && now - db->streak < STREAK_US)
        return;
    if (!paused)
        rn_clock_sleep(PAUSE_US - (now - db->left), NULL);
    db->streak = rn_clock_monotonic();
}

void rn_sqlite_patience(struct rn_db *db, int ms)
{
    db->patience = ms * INT64_C(1000);
    (void)sqlite3_busy_handler(db->h, wait_for_others, db);
}

/* ---- the file -------------------------------------------------------------------------------- */

static enum rn_status fail_open(const char *path, int err, struct rn_diag *d)
{
    if (err == ENOENT)
        return rn_fail(
            d, RN_IO,
            "the store %s could not be made: its folder does not exist; make the folder, "
            "or correct `store` in the config",
            path);
    if (err == ENOSPC || err == EDQUOT)
        return rn_fail(d, RN_IO,
                       "the store %s could not be made: the disk is full; free some space", path);
    if (err == EACCES || err == EPERM || err == EROFS)
        return rn_fail(d, RN_IO,
                       "the store %s could not be opened: no permission on this file or folder of "
                       "the disk; check who owns them",
                       path);
    return rn_fail(d, RN_IO, "the store %s could not be opened: %s", path, strerror(err));
}

/* Makes the file readable by its owner alone, whatever the umask; finding one is fine. */
static enum rn_status make_file(const char *path, struct rn_diag *d)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return errno == EEXIST ? RN_OK : fail_open(path, errno, d);
    (void)fchmod(fd, 0600);
    close(fd);
    return RN_OK;
}

static enum rn_status find_file(const char *path, unsigned flags, struct rn_diag *d)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        if (errno != ENOENT)
            return fail_open(path, errno, d);
        if ((flags & RN_DB_CREATE) != 0)
            return make_file(path, d);
        return rn_fail(d, RN_GONE, "there is no store at %s yet: `renown sync` makes it", path);
    }
    if (!S_ISREG(st.st_mode))
        return rn_fail(d, RN_CORRUPT,
                       "the store %s is not a file but a folder or device: correct `store` in "
                       "the config",
                       path);
    if (st.st_size == 1) /* which SQLite itself takes for empty */
        return rn_fail(
            d, RN_CORRUPT,
            "the file %s is not a Renown store: it holds one byte; it was left untouched; "
            "correct `store` in the config, or move the file away",
            path);
    return RN_OK;
}

static enum rn_status refuse_other_engines(const char *url, struct rn_diag *d)
{
    if (strncmp(url, "postgres://", 11) == 0 || strncmp(url, "postgresql://", 13) == 0)
        return rn_fail(d, RN_INVALID,
                       "the store %.12s… names a PostgreSQL server; this Renown keeps its store in "
                       "a file: give a path",
                       url);
    if (url[0] == '\0')
        return rn_fail(d, RN_INVALID, "the store has an empty path: correct `store` in the config");
    return RN_OK;
}

/* ---- opening --------------------------------------------------------------------------------- */

static int db_end(struct rn_db *db)
{
    for (struct rn_db_stmt *s = db->all; s != NULL; s = s->next) {
        sqlite3_finalize(s->h);
        s->h = NULL;
        s->db = NULL;
    }
    sqlite3_close(db->h);
    return 0;
}

enum rn_status rn_db_open(const void *ctx, const char *url, unsigned flags, struct rn_db **ret,
                          struct rn_diag *d)
{
    enum rn_status st = refuse_other_engines(url, d);
    if (st == RN_OK)
        st = find_file(url, flags, d);
    if (st != RN_OK)
        return st;
    struct rn_db *db = rn_new(ctx, struct rn_db);
    talloc_set_destructor(db, db_end);
    db->name = rn_dupz(db, url);
    db->flags = flags;
    st = rn_sqlite_attach(db, d);
    if (st == RN_OK)
        st = rn_sqlite_search_register(db, d);
    if (st != RN_OK) {
        talloc_free(db);
        return st;
    }
    *ret = db;
    return RN_OK;
}

/* ---- transactions ---------------------------------------------------------------------------- */

enum rn_status rn_db_begin(struct rn_db *db, struct rn_diag *d)
{
    if (db->in_transaction)
        return rn_fail(d, RN_BUG, "the store %s has a transaction open already", db->name);
    if ((db->flags & RN_DB_READ) != 0)
        return rn_fail(d, RN_BUG, "the store %s was opened for reading only", db->name);
    struct rn_db_stmt *s = NULL;
    let_others_in(db);
    enum rn_status st = rn_db_prepare(db, "begin immediate", &s, d);
    if (st == RN_OK)
        st = rn_db_run(s, d);
    if (st == RN_OK)
        db->in_transaction = true;
    return st;
}

enum rn_status rn_db_commit(struct rn_db *db, struct rn_diag *d)
{
    struct rn_db_stmt *s = NULL;
    if (!db->in_transaction)
        return rn_fail(d, RN_BUG, "the store %s has no transaction to commit", db->name);
    if (db->failed) {
        rn_db_rollback(db);
        return rn_fail(d, RN_BUG, "the store %s: a failed transaction was to be committed",
                       db->name);
    }
    enum rn_status st = rn_db_prepare(db, "commit", &s, d);
    if (st == RN_OK)
        st = rn_db_run(s, d);
    if (st != RN_OK)
        rn_db_rollback(db);
    db->in_transaction = false;
    db->left = rn_clock_monotonic();
    return st;
}

void rn_db_rollback(struct rn_db *db)
{
    db->failed = false;
    db->in_transaction = false;
    for (struct rn_db_stmt *s = db->all; s != NULL; s = s->next)
        if (sqlite3_stmt_busy(s->h))
            rn_db_reset(s);
    /* SQLite itself has rolled back after a full disk: then there is nothing to do. */
    if (!sqlite3_get_autocommit(db->h))
        (void)sqlite3_exec(db->h, "rollback", NULL, NULL, NULL);
}
