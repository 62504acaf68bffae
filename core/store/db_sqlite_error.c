/* SPDX-License-Identifier: MIT */
#include "store/db_sqlite.h"

#include <errno.h>
#include <string.h>

/* What the system said about the last write, to the file or to its log: SQLite passes on only part.
 */
static int write_errno(struct rn_db *db)
{
    static const int pointers[] = {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER};
    for (int i = 0; i < 2; i++) {
        sqlite3_file *f = NULL;
        int err = 0;
        if (sqlite3_file_control(db->h, "main", pointers[i], &f) == SQLITE_OK && f != NULL &&
            f->pMethods != NULL)
            (void)f->pMethods->xFileControl(f, SQLITE_FCNTL_LAST_ERRNO, &err);
        if (err == ENOSPC || err == EDQUOT || err == EFBIG)
            return err;
    }
    return sqlite3_system_errno(db->h);
}

/* A full disk, a quota and a size limit are told in several ways. */
static bool disk_full(struct rn_db *db, int rc)
{
    if ((rc & 0xff) == SQLITE_FULL)
        return true;
    if ((rc & 0xff) != SQLITE_IOERR || db->h == NULL)
        return false;
    int err = rc == SQLITE_IOERR_WRITE ? write_errno(db) : sqlite3_system_errno(db->h);
    return err == ENOSPC || err == EDQUOT || err == EFBIG;
}

static enum rn_status fail_full(struct rn_db *db, struct rn_diag *d)
{
    return rn_fail(
        d, RN_IO,
        "the store %s could not be written: the disk is full (or a quota or size limit is "
        "reached); nothing was half written; free some space and try again",
        db->name);
}

static enum rn_status fail_permission(struct rn_db *db, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_IO,
                   "the store %s could not %s: no permission to write the file or its folder on "
                   "this disk; check who owns them (SQLite keeps two more files beside it)",
                   db->name, what);
}

static enum rn_status fail_disk(struct rn_db *db, int rc, const char *what, struct rn_diag *d)
{
    int err = sqlite3_system_errno(db->h);
    if (err == EACCES || err == EPERM || err == EROFS)
        return fail_permission(db, what, d);
    return rn_fail(
        d, RN_IO,
        "the store %s could not %s: the disk answered \"%s\" (SQLite %d); check the disk "
        "and the folder, then try again",
        db->name, what, err != 0 ? strerror(err) : sqlite3_errmsg(db->h), rc);
}

static enum rn_status fail_corrupt(struct rn_db *db, int rc, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_CORRUPT,
                   "the store %s could not %s: %s (SQLite %d); it was left as it is; "
                   "go back to a backup, or check the path in the config",
                   db->name, what,
                   (rc & 0xff) == SQLITE_NOTADB ? "it is not a Renown store" : "it is damaged", rc);
}

enum rn_status rn_sqlite_fail(struct rn_db *db, int rc, const char *what, struct rn_diag *d)
{
    if (disk_full(db, rc))
        return fail_full(db, d);
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return rn_fail(
            d, RN_BUSY,
            "the store %s is in use: another process is writing to it; try again when it "
            "has finished",
            db->name);
    case SQLITE_CONSTRAINT:
        return rn_fail(d, RN_CONFLICT, "the store %s has this record already (%s)", db->name,
                       sqlite3_errmsg(db->h));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return fail_permission(db, what, d);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_NOLFS:
        return fail_disk(db, rc, what, d);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return fail_corrupt(db, rc, what, d);
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
        return rn_fail(d, RN_LIMIT, "the store %s could not %s: %s", db->name, what,
                       sqlite3_errmsg(db->h));
    default:
        return rn_fail(d, RN_BUG, "the store %s could not %s: %s (SQLite %d); please report this",
                       db->name, what, sqlite3_errmsg(db->h), rc);
    }
}
