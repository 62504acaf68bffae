/* SPDX-License-Identifier: MIT
 *
 * What a connection is told before the first statement, and how a foreign file is told from a
 * store.
 *
 * The head of the file is read through SQLite's own handle: opening and closing the file a second
 * time would drop the locks that other connections of this process hold on it (POSIX).
 */
#include "store/db_sqlite.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <renown/url.h>

enum { HEAD_BYTES = 100, HEAD_APPLICATION = 68, RN_PATIENCE_MS = 10000 };

static int run(struct rn_db *db, const char *sql)
{
    return sqlite3_exec(db->h, sql, NULL, NULL, NULL);
}

/* ---- is it ours? ----------------------------------------------------------------------------- */

static bool has_journal(const struct rn_db *db)
{
    struct stat st;
    char *path = rn_fmt(db, "%s-journal", db->name);
    bool yes = stat(path, &st) == 0 && st.st_size > 0;
    talloc_free(path);
    return yes;
}

static uint32_t big_endian(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static enum rn_status fail_foreign(struct rn_db *db, const char *is, struct rn_diag *d)
{
    return rn_fail(d, RN_CORRUPT,
                   "the file %s is not a Renown store: it is %s; it was left untouched; correct "
                   "`store` in the config, or move the file away",
                   db->name, is);
}

/* `ret_empty`: the file has no bytes yet. A journal beside it means that its making was cut short;
 * SQLite then knows better than the bytes do. */
static enum rn_status check_head(struct rn_db *db, bool *ret_empty, struct rn_diag *d)
{
    sqlite3_file *f = NULL;
    sqlite3_int64 size = 0;
    unsigned char head[HEAD_BYTES];
    int rc = sqlite3_file_control(db->h, "main", SQLITE_FCNTL_FILE_POINTER, &f);
    if (rc == SQLITE_OK)
        rc = f->pMethods->xFileSize(f, &size);
    *ret_empty = size == 0;
    if (rc == SQLITE_OK && size == 0)
        return RN_OK;
    if (rc == SQLITE_OK && size >= HEAD_BYTES)
        rc = f->pMethods->xRead(f, head, HEAD_BYTES, 0);
    if (rc != SQLITE_OK)
        return rn_sqlite_fail(db, rc, "be read", d);
    if (has_journal(db))
        return RN_OK;
    if (size < HEAD_BYTES || memcmp(head, "SQLite format 3", 16) != 0)
        return fail_foreign(db, "no database at all", d);
    if (big_endian(head + HEAD_APPLICATION) != RN_APPLICATION_ID)
        return fail_foreign(db, "a database of another program", d);
    return RN_OK;
}

/* ---- opening --------------------------------------------------------------------------------- */

/* A name that SQLite takes for a file, never for a URI or ":memory:". */
static char *plain_path(const struct rn_db *db)
{
    return rn_fmt(db, "%s%s", db->name[0] == '/' ? "" : "./", db->name);
}

static int open_as(struct rn_db *db, const char *path, int flags)
{
    sqlite3_close(db->h);
    db->h = NULL;
    int rc =
        sqlite3_open_v2(path, &db->h, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc == SQLITE_OK)
        rn_sqlite_patience(db, RN_PATIENCE_MS);
    return rc;
}

/* In a folder that nobody may write, SQLite cannot make the files its log needs; without a log
 * there is nothing to miss, so the file alone is read as it stands. */
static int open_frozen(struct rn_db *db)
{
    struct stat st;
    char *wal = rn_fmt(db, "%s-wal", db->name);
    bool log = stat(wal, &st) == 0 && st.st_size > 0;
    talloc_free(wal);
    if (log || has_journal(db))
        return SQLITE_CANTOPEN;
    struct rn_buf uri;
    rn_buf_init(&uri, 64 * 1024);
    (void)rn_buf_addz(&uri, "file:");
    char *path = plain_path(db);
    (void)rn_url_encode(&uri, rn_str(path));
    talloc_free(path);
    (void)rn_buf_addz(&uri, "?immutable=1");
    int rc = open_as(db, rn_buf_z(&uri), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    rn_buf_free(&uri);
    return rc;
}

/* A program that was killed while it made the store left a journal, which only a writer may roll
 * back. */
static int roll_back(struct rn_db *db)
{
    char *path = plain_path(db);
    int rc = open_as(db, path, SQLITE_OPEN_READWRITE);
    if (rc == SQLITE_OK)
        rc = run(db, "select count(*) from sqlite_master");
    if (rc == SQLITE_OK)
        rc = open_as(db, path, SQLITE_OPEN_READONLY);
    talloc_free(path);
    return rc;
}

static enum rn_status fail_no_store(struct rn_db *db, struct rn_diag *d)
{
    return rn_fail(d, RN_GONE, "there is no store at %s yet: `renown sync` makes it", db->name);
}

static enum rn_status attach_reader(struct rn_db *db, struct rn_diag *d)
{
    bool empty = false;
    char *path = plain_path(db);
    int rc = open_as(db, path, SQLITE_OPEN_READONLY);
    talloc_free(path);
    if (rc != SQLITE_OK)
        return rn_sqlite_fail(db, rc, "be opened", d);
    enum rn_status st = check_head(db, &empty, d);
    if (st != RN_OK)
        return st;
    if (empty && !has_journal(db))
        return fail_no_store(db, d);
    rc = run(db, "select count(*) from sqlite_master");
    if ((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY)
        rc = has_journal(db) ? roll_back(db) : open_frozen(db);
    if (rc == SQLITE_OK)
        rc = run(db, "select count(*) from sqlite_master");
    st = rc == SQLITE_OK ? check_head(db, &empty, d) : RN_OK;
    if (st != RN_OK || empty)
        return st != RN_OK ? st : fail_no_store(db, d);
    return rc == SQLITE_OK ? RN_OK : rn_sqlite_fail(db, rc, "be read", d);
}

/* The mark goes into the file before anything else, while it still has a plain journal: so a store
 * whose making was killed at any point is known again. */
static int make_ours(struct rn_db *db)
{
    char sql[160];
    (void)snprintf(sql, sizeof sql,
                   "pragma page_size=4096; begin immediate; pragma application_id=%d; commit",
                   RN_APPLICATION_ID);
    return run(db, sql);
}

static enum rn_status attach_writer(struct rn_db *db, struct rn_diag *d)
{
    bool empty = false;
    char *path = plain_path(db);
    int rc = open_as(db, path, SQLITE_OPEN_READWRITE);
    talloc_free(path);
    if (rc != SQLITE_OK)
        return rn_sqlite_fail(db, rc, "be opened", d);
    enum rn_status st = check_head(db, &empty, d);
    if (st != RN_OK)
        return st;
    if (sqlite3_db_readonly(db->h, "main") == 1)
        return rn_sqlite_fail(db, SQLITE_READONLY, "be written", d);
    if (empty)
        rc = make_ours(db);
    if (rc == SQLITE_OK)
        rc = run(db, "pragma journal_mode=wal; pragma synchronous=full");
    return rc == SQLITE_OK ? RN_OK : rn_sqlite_fail(db, rc, "be written", d);
}

static int tune(struct rn_db *db)
{
    bool bulk = (db->flags & RN_DB_BULK) != 0;
    (void)sqlite3_db_config(db->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(db->h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    (void)sqlite3_db_config(db->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    int rc = run(db, "pragma cell_size_check=on; pragma mmap_size=0; pragma secure_delete=on");
    if (rc == SQLITE_OK)
        rc = run(db, bulk ? "pragma cache_size=-65536" : "pragma cache_size=-8192");
    if (rc == SQLITE_OK && (db->flags & RN_DB_READ) == 0)
        rc = sqlite3_wal_autocheckpoint(db->h, bulk ? 20000 : 1000);
    return rc;
}

/* SQLite counts every allocation under a lock for statistics that nobody reads. */
static void count_nothing(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum rn_status rn_sqlite_attach(struct rn_db *db, struct rn_diag *d)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, count_nothing); /* before the first connection */
    enum rn_status st = (db->flags & RN_DB_READ) != 0 ? attach_reader(db, d) : attach_writer(db, d);
    if (st != RN_OK)
        return st;
    int rc = tune(db);
    return rc == SQLITE_OK ? RN_OK : rn_sqlite_fail(db, rc, "be opened", d);
}
