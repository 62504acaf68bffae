/* SPDX-License-Identifier: MIT */
#include "store/db_sqlite.h"

#include <errno.h>
#include <string.h>

/* SQLite tells a full disk in several ways, quotas and file-size limits only through errno. */
static bool disk_full(struct rn_db *db, int rc)
{
    int err = db->h != NULL ? sqlite3_system_errno(db->h) : 0;
    if ((rc & 0xff) == SQLITE_FULL)
        return true;
    return (rc & 0xff) == SQLITE_IOERR && (err == ENOSPC || err == EDQUOT || err == EFBIG);
}

static enum rn_status fail_full(struct rn_db *db, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_IO,
                   "The store %s could not %s: the disk is full (or a quota or size limit is "
                   "reached); nothing was half written. Free some space and try again.",
                   db->name, what);
}

static enum rn_status fail_permission(struct rn_db *db, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_IO,
                   "The store %s could not %s: no permission to write the file or its folder on "
                   "this disk. Check who owns them (SQLite keeps two more files beside it).",
                   db->name, what);
}

static enum rn_status fail_disk(struct rn_db *db, int rc, const char *what, struct rn_diag *d)
{
    int err = sqlite3_system_errno(db->h);
    if (err == EACCES || err == EPERM || err == EROFS)
        return fail_permission(db, what, d);
    return rn_fail(
        d, RN_IO,
        "The store %s could not %s: the disk answered \"%s\" (SQLite %d). Check the disk "
        "and the folder, then try again.",
        db->name, what, err != 0 ? strerror(err) : sqlite3_errmsg(db->h), rc);
}

static enum rn_status fail_corrupt(struct rn_db *db, int rc, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_CORRUPT,
                   "The store %s could not %s: %s (SQLite %d). It was left as it is; "
                   "go back to a backup, or check the path in the config.",
                   db->name, what,
                   (rc & 0xff) == SQLITE_NOTADB ? "it is not a Renown store" : "it is damaged", rc);
}

enum rn_status rn_sqlite_fail(struct rn_db *db, int rc, const char *what, struct rn_diag *d)
{
    if (disk_full(db, rc))
        return fail_full(db, what, d);
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return rn_fail(d, RN_BUSY,
                       "The store %s could not %s: another process is writing to it. Try again "
                       "when it has finished.",
                       db->name, what);
    case SQLITE_CONSTRAINT:
        return rn_fail(d, RN_CONFLICT, "The store %s has this record already (%s).", db->name,
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
        return rn_fail(d, RN_LIMIT, "The store %s could not %s: %s.", db->name, what,
                       sqlite3_errmsg(db->h));
    default:
        return rn_fail(d, RN_BUG, "The store %s could not %s: %s (SQLite %d). Please report this.",
                       db->name, what, sqlite3_errmsg(db->h), rc);
    }
}
