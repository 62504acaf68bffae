/* SPDX-License-Identifier: MIT
 *
 * Whole-file work: scripts, backup, checkpoint, verify.
 */
#include "store/db_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum rn_status rn_db_script(struct rn_db *db, struct rn_str sql, struct rn_diag *d)
{
    char *text = rn_dup(db, sql);
    int rc = sqlite3_exec(db->h, text, NULL, NULL, NULL);
    talloc_free(text);
    if (rc == SQLITE_OK)
        return RN_OK;
    db->failed = db->in_transaction;
    return rn_sqlite_fail(db, rc, "carry out a script", d);
}

enum rn_status rn_db_has_table(struct rn_db *db, const char *name, bool *ret, struct rn_diag *d)
{
    struct rn_db_stmt *s = NULL;
    enum rn_status st =
        rn_db_prepare(db, "select 1 from sqlite_master where type = 'table' and name = $1", &s, d);
    if (st != RN_OK)
        return st;
    rn_db_text(s, 1, rn_str(name));
    st = rn_db_step(s, ret, d);
    rn_db_reset(s);
    return st;
}

/* ---- backup ---------------------------------------------------------------------------------- */

static enum rn_status fail_backup(const struct rn_db *db, const char *path, const char *why,
                                  struct rn_diag *d)
{
    return rn_fail(d, RN_IO,
                   "the store %s could not be backed up to %s: %s; check the disk and the folder's "
                   "permission",
                   db->name, path, why);
}

/* One step: the copy is of one moment, whoever writes meanwhile. */
static enum rn_status copy_pages(struct rn_db *db, const char *path, struct rn_diag *d)
{
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_backup *b = rc == SQLITE_OK ? sqlite3_backup_init(to, "main", db->h, "main") : NULL;
    if (b != NULL) {
        rc = sqlite3_backup_step(b, -1);
        int end = sqlite3_backup_finish(b);
        rc = rc == SQLITE_DONE ? end : rc;
    } else if (rc == SQLITE_OK) {
        rc = sqlite3_errcode(to);
    }
    int err = to != NULL ? sqlite3_system_errno(to) : 0;
    sqlite3_close(to);
    if (rc == SQLITE_OK)
        return RN_OK;
    if ((rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED)
        return rn_sqlite_fail(db, rc, "be backed up", d);
    bool full = (rc & 0xff) == SQLITE_FULL || err == ENOSPC || err == EFBIG || err == EDQUOT;
    return fail_backup(db, path, full ? "the disk is full" : sqlite3_errstr(rc), d);
}

static enum rn_status make_part(struct rn_db *db, const char *path, struct rn_diag *d)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return fail_backup(db, path, strerror(errno), d);
    close(fd);
    return RN_OK;
}

enum rn_status rn_db_backup(struct rn_db *db, const char *path, struct rn_diag *d)
{
    if (db->in_transaction)
        return rn_fail(d, RN_BUG, "the store %s cannot be backed up inside a transaction",
                       db->name);
    if (rn_file_exists(path))
        return rn_fail(d, RN_CONFLICT, "the backup %s exists already: give another name", path);
    RN_SCOPE(tmp);
    const char *part = rn_fmt(tmp, "%s.part-%ld", path, (long)getpid());
    enum rn_status st = make_part(db, part, d);
    if (st != RN_OK)
        return st;
    st = copy_pages(db, part, d);
    if (st == RN_OK && rename(part, path) != 0)
        st = fail_backup(db, path, strerror(errno), d);
    if (st != RN_OK)
        (void)unlink(part);
    return st;
}

/* ---- checkpoint and verify ------------------------------------------------------------------- */

enum rn_status rn_db_checkpoint(struct rn_db *db, struct rn_diag *d)
{
    int rc = sqlite3_wal_checkpoint_v2(db->h, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return rc == SQLITE_OK ? RN_OK : rn_sqlite_fail(db, rc, "fold its log in", d);
}

static enum rn_status verify_search(struct rn_db *db, struct rn_diag *d)
{
    int rc = sqlite3_exec(db->h, "insert into search(search, rank) values('integrity-check', 1)",
                          NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        return RN_OK;
    if ((rc & 0xff) != SQLITE_CORRUPT)
        return rn_sqlite_fail(db, rc, "be verified", d);
    return rn_fail(d, RN_CORRUPT,
                   "the store %s does not check out: its full-text index does not agree with the "
                   "reviews; keep the file and go back to a backup",
                   db->name);
}

enum rn_status rn_db_verify(struct rn_db *db, bool quick, struct rn_diag *d)
{
    struct rn_db_stmt *s = NULL;
    bool row = false, search = false;
    enum rn_status st = quick ? rn_db_prepare(db, "pragma quick_check(1)", &s, d)
                              : rn_db_prepare(db, "pragma integrity_check(1)", &s, d);
    if (st != RN_OK)
        return st;
    st = rn_db_step(s, &row, d);
    if (st == RN_OK && (!row || !rn_str_is(rn_db_get_text(s, 0), "ok")))
        st = rn_fail(d, RN_CORRUPT,
                     "the store %s does not check out: %.*s; keep the file and go back to a backup",
                     db->name, RN_STR_ARG(rn_db_get_text(s, 0)));
    rn_db_reset(s);
    if (st == RN_OK && !quick && (db->flags & RN_DB_READ) == 0)
        st = rn_db_has_table(db, "search", &search, d);
    return st == RN_OK && search ? verify_search(db, d) : st;
}
