/* SPDX-License-Identifier: MIT
 *
 * Bringing an older store up: numbered scripts, each in one transaction, the number kept in meta.
 */
#include <stdlib.h>

#include "base/file.h"
#include "store/private.h"

enum { FIRST = 1, BACKUPS_MAX = 100 };

enum rn_status rn_migrate_version(struct rn_db *db, int *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool there = false, row = false;
    enum rn_status st = rn_db_has_table(db, "meta", &there, d);
    if (st == RN_OK && !there)
        *ret = 0;
    if (st != RN_OK || !there)
        return st;
    st = rn_db_prepare(db, "select value from meta where key = 'version'", &q, d);
    if (st == RN_OK)
        st = rn_db_step(q, &row, d);
    if (st != RN_OK)
        return st;
    int version = row ? atoi(rn_db_get_text(q, 0).p) : 0;
    rn_db_reset(q);
    if (version < FIRST)
        return rn_fail(d, RN_CORRUPT,
                       "the store %s does not tell the version of its shape: go back to a backup",
                       rn_db_name(db));
    *ret = version;
    return RN_OK;
}

/* An earlier attempt may have left its backup; that one stays too. */
static enum rn_status back_up(struct rn_db *db, int version, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const char *path = rn_fmt(tmp, "%s.before-%d", rn_db_name(db), version);
    for (int i = 2; rn_file_exists(path) && i < BACKUPS_MAX; i++)
        path = rn_fmt(tmp, "%s.before-%d.%d", rn_db_name(db), version, i);
    return rn_db_backup(db, path, d);
}

static enum rn_status write_version(struct rn_db *db, int version, int64_t now, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(db,
                      "insert into meta (key, value) values ('version', $1), ('migrated_at', $2) "
                      "on conflict (key) do update set value = excluded.value",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(rn_fmt(tmp, "%d", version)));
    rn_db_text(q, 2, rn_str(rn_fmt(tmp, "%lld", (long long)now)));
    return rn_db_run(q, d);
}

/* Another process may have done this step while we waited for the lock: then it is passed over. */
static enum rn_status step(struct rn_db *db, const struct rn_migration *m, int64_t now,
                           struct rn_diag *d)
{
    int version = 0;
    enum rn_status st = rn_migrate_version(db, &version, d);
    if (st != RN_OK || version >= m->version)
        return st;
    st = rn_db_script(db, rn_str(m->sql), d);
    if (st == RN_OK && m->version == FIRST)
        st = rn_db_search_make(db, d);
    return st == RN_OK ? write_version(db, m->version, now, d) : st;
}

/* All of them or none: a store that is half made would be an old one to whoever finds it. */
static enum rn_status all_steps(struct rn_db *db, const struct rn_migration *steps, int64_t now,
                                struct rn_diag *d)
{
    enum rn_status st = rn_db_begin(db, d);
    if (st != RN_OK)
        return st;
    for (const struct rn_migration *m = steps; st == RN_OK && m->version != 0; m++)
        st = step(db, m, now, d);
    if (st == RN_OK)
        return rn_db_commit(db, d);
    rn_db_rollback(db);
    return st;
}

static enum rn_status fail_newer(struct rn_db *db, int version, int newest, struct rn_diag *d)
{
    return rn_fail(d, RN_INVALID,
                   "the store %s has shape %d, this Renown knows shapes up to %d: use the newer "
                   "Renown that wrote it; the store was left untouched",
                   rn_db_name(db), version, newest);
}

enum rn_status rn_migrate(struct rn_db *db, const struct rn_migration *steps, int64_t now,
                          int *ret_version, struct rn_diag *d)
{
    int version = 0, newest = 0;
    for (const struct rn_migration *m = steps; m->version != 0; m++)
        newest = m->version;
    enum rn_status st = rn_migrate_version(db, &version, d);
    if (st == RN_OK && version > newest)
        st = fail_newer(db, version, newest, d);
    if (st == RN_OK && version != 0 && version < newest)
        st = back_up(db, version, d);
    if (st == RN_OK && version < newest)
        st = all_steps(db, steps, now, d);
    if (st == RN_OK)
        *ret_version = newest;
    return st;
}
