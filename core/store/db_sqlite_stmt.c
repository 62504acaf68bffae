/* SPDX-License-Identifier: MIT */
#include "store/db_sqlite.h"

#include <stdlib.h>

/* ---- making and keeping ---------------------------------------------------------------------- */

static size_t slot_of(const struct rn_db *db, const char *key)
{
    size_t i = (size_t)(((uintptr_t)key >> 3) * UINT64_C(0x9E3779B97F4A7C15) >> 32);
    for (i &= db->cache_cap - 1; db->cache[i] != NULL && db->cache[i]->key != key;)
        i = (i + 1) & (db->cache_cap - 1);
    return i;
}

static void cache_grow(struct rn_db *db)
{
    struct rn_db_stmt **old = db->cache;
    size_t cap = db->cache_cap;
    if (cap != 0 && db->cache_n * 2 < cap)
        return;
    db->cache_cap = cap != 0 ? cap * 2 : 128;
    db->cache = rn_new_array(db, struct rn_db_stmt *, db->cache_cap);
    for (size_t i = 0; i < cap; i++)
        if (old[i] != NULL)
            db->cache[slot_of(db, old[i]->key)] = old[i];
    talloc_free(old);
}

static int stmt_end(struct rn_db_stmt *s)
{
    sqlite3_finalize(s->h);
    if (s->db == NULL)
        return 0;
    if (s->prev != NULL)
        s->prev->next = s->next;
    else
        s->db->all = s->next;
    if (s->next != NULL)
        s->next->prev = s->prev;
    return 0;
}

/* `$k` may come anywhere in the text, and more than once. */
static bool map_params(struct rn_db_stmt *s)
{
    int count = sqlite3_bind_parameter_count(s->h);
    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(s->h, i);
        int k = name != NULL && name[0] == '$' ? atoi(name + 1) : 0;
        if (k < 1 || k >= RN_SQL_PARAMS)
            return false;
        s->index[k] = (unsigned char)i;
    }
    return true;
}

static enum rn_status stmt_make(struct rn_db *db, struct rn_str sql, unsigned flags,
                                struct rn_db_stmt **ret, struct rn_diag *d)
{
    sqlite3_stmt *h = NULL;
    int rc = sqlite3_prepare_v3(db->h, sql.p, (int)sql.n, flags, &h, NULL);
    if (rc != SQLITE_OK)
        return rn_sqlite_fail(db, rc, "be asked", d);
    struct rn_db_stmt *s = rn_new(db, struct rn_db_stmt);
    s->h = h;
    s->db = db;
    s->next = db->all;
    if (db->all != NULL)
        db->all->prev = s;
    db->all = s;
    talloc_set_destructor(s, stmt_end);
    if (!map_params(s)) {
        talloc_free(s);
        return rn_fail(d, RN_BUG, "A statement has a parameter that is not $1..$%d: %.*s",
                       RN_SQL_PARAMS - 1, RN_STR_ARG(sql));
    }
    *ret = s;
    return RN_OK;
}

enum rn_status rn_db_prepare(struct rn_db *db, const char *sql, struct rn_db_stmt **ret,
                             struct rn_diag *d)
{
    cache_grow(db);
    size_t i = slot_of(db, sql);
    if (db->cache[i] != NULL) {
        if (sqlite3_stmt_busy(db->cache[i]->h))
            return rn_fail(d, RN_BUG, "A statement is used again before its reset: %s", sql);
        *ret = db->cache[i];
        return RN_OK;
    }
    struct rn_db_stmt *s = NULL;
    enum rn_status st = stmt_make(db, rn_str(sql), SQLITE_PREPARE_PERSISTENT, &s, d);
    if (st != RN_OK)
        return st;
    s->key = sql;
    db->cache[i] = s;
    db->cache_n++;
    *ret = s;
    return RN_OK;
}

enum rn_status rn_db_prepare_once(struct rn_db *db, struct rn_str sql, struct rn_db_stmt **ret,
                                  struct rn_diag *d)
{
    return stmt_make(db, sql, 0, ret, d);
}

void rn_db_finish(struct rn_db_stmt *s)
{
    if (s != NULL && s->key == NULL)
        talloc_free(s);
    else if (s != NULL)
        rn_db_reset(s);
}

/* ---- parameters ------------------------------------------------------------------------------ */

static int index_of(struct rn_db_stmt *s, int param)
{
    if (param > 0 && param < RN_SQL_PARAMS && s->index[param] != 0)
        return s->index[param];
    s->bind_rc = SQLITE_RANGE;
    return 0;
}

static void note_rc(struct rn_db_stmt *s, int rc)
{
    if (rc != SQLITE_OK && s->bind_rc == SQLITE_OK)
        s->bind_rc = rc;
}

void rn_db_text(struct rn_db_stmt *s, int param, struct rn_str v)
{
    note_rc(s, sqlite3_bind_text64(s->h, index_of(s, param), v.n != 0 ? v.p : "", v.n,
                                   SQLITE_STATIC, SQLITE_UTF8));
}

void rn_db_opt_text(struct rn_db_stmt *s, int param, struct rn_str v)
{
    if (v.n != 0)
        rn_db_text(s, param, v);
    else
        rn_db_null(s, param);
}

void rn_db_int(struct rn_db_stmt *s, int param, int64_t v)
{
    note_rc(s, sqlite3_bind_int64(s->h, index_of(s, param), v));
}

void rn_db_num(struct rn_db_stmt *s, int param, double v)
{
    note_rc(s, sqlite3_bind_double(s->h, index_of(s, param), v));
}

void rn_db_null(struct rn_db_stmt *s, int param)
{
    note_rc(s, sqlite3_bind_null(s->h, index_of(s, param)));
}

/* ---- running --------------------------------------------------------------------------------- */

static enum rn_status step_failed(struct rn_db_stmt *s, int rc, struct rn_diag *d)
{
    struct rn_db *db = s->db;
    const char *what = sqlite3_stmt_readonly(s->h) ? "be read" : "be written";
    if ((rc & 0xff) == SQLITE_ERROR || (rc & 0xff) == SQLITE_MISUSE)
        what = "carry out a statement";
    enum rn_status st = rn_sqlite_fail(db, rc, what, d);
    rn_db_reset(s);
    return st;
}

enum rn_status rn_db_step(struct rn_db_stmt *s, bool *ret_row, struct rn_diag *d)
{
    struct rn_db *db = s->db;
    if (db->failed)
        return rn_fail(d, RN_BUG,
                       "the store %s: a statement failed in this transaction, only a rollback may "
                       "follow",
                       db->name);
    int rc = s->bind_rc != SQLITE_OK ? s->bind_rc : sqlite3_step(s->h);
    if (rc == SQLITE_ROW || rc == SQLITE_DONE) {
        *ret_row = rc == SQLITE_ROW;
        return RN_OK;
    }
    bool inside = db->in_transaction;
    enum rn_status st = step_failed(s, rc, d);
    db->failed = inside;
    return st;
}

enum rn_status rn_db_run(struct rn_db_stmt *s, struct rn_diag *d)
{
    bool row = true;
    enum rn_status st = RN_OK;
    while (st == RN_OK && row)
        st = rn_db_step(s, &row, d);
    rn_db_reset(s);
    return st;
}

void rn_db_reset(struct rn_db_stmt *s)
{
    sqlite3_reset(s->h);
    sqlite3_clear_bindings(s->h);
    s->bind_rc = SQLITE_OK;
}

/* ---- columns --------------------------------------------------------------------------------- */

struct rn_str rn_db_get_text(struct rn_db_stmt *s, int column)
{
    const char *p = (const char *)sqlite3_column_text(s->h, column);
    return p != NULL ? rn_strn(p, (size_t)sqlite3_column_bytes(s->h, column)) : rn_strn(NULL, 0);
}

int64_t rn_db_get_int(struct rn_db_stmt *s, int column)
{
    return sqlite3_column_int64(s->h, column);
}

double rn_db_get_num(struct rn_db_stmt *s, int column)
{
    return sqlite3_column_double(s->h, column);
}

bool rn_db_is_null(struct rn_db_stmt *s, int column)
{
    return sqlite3_column_type(s->h, column) == SQLITE_NULL;
}

int64_t rn_db_changes(const struct rn_db *db)
{
    return sqlite3_changes64(db->h);
}
