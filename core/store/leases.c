/* SPDX-License-Identifier: MIT
 *
 * Leases. A dropped lease keeps its row, so that the fence never falls back.
 */
#include "store/origins.h"
#include "store/private.h"

#include <renown/stamp.h>

struct lease {
    bool found;
    char *owner;
    int64_t until, fence;
};

static enum rn_status look(struct rn_store *s, const char *name, const void *ctx, struct lease *ret,
                           struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db, "select owner, until, fence from lease where name = $1", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(name));
    st = rn_db_step(q, &ret->found, d);
    if (st == RN_OK && ret->found) {
        ret->owner = rn_dup(ctx, rn_db_get_text(q, 0));
        ret->until = rn_db_get_int(q, 1);
        ret->fence = rn_db_get_int(q, 2);
    }
    rn_db_reset(q);
    return st;
}

static enum rn_status write_lease(struct rn_store *s, const char *name, const char *owner,
                                  int64_t until, int64_t fence, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "insert into lease (name, owner, until, fence) values ($1, $2, $3, $4) "
                      "on conflict (name) do update set owner = excluded.owner, "
                      "until = excluded.until, fence = excluded.fence",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(name));
    rn_db_text(q, 2, rn_str(owner));
    rn_db_int(q, 3, until);
    rn_db_int(q, 4, fence);
    return rn_db_run(q, d);
}

static enum rn_status take(struct rn_store *s, const char *name, const char *owner, int64_t now,
                           int64_t until, int64_t *ret_fence, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct lease l = {0};
    char stamp[32];
    enum rn_status st = look(s, name, tmp, &l, d);
    if (st != RN_OK)
        return st;
    bool own = l.found && strcmp(l.owner, owner) == 0;
    if (l.found && !own && l.until > now)
        return rn_fail(d, RN_BUSY, "\"%s\" is held by %s until %s: try again when it has finished",
                       name, l.owner, rn_stamp_text(l.until, stamp));
    /* Its own lease that was dropped or ran out may have been somebody else's in between. */
    int64_t fence = own && l.until > now ? l.fence : l.fence + 1;
    st = write_lease(s, name, owner, until, fence, d);
    if (st == RN_OK)
        *ret_fence = fence;
    return st;
}

static enum rn_status drop(struct rn_store *s, const char *name, const char *owner,
                           struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db, "update lease set until = 0 where name = $1 and owner = $2", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(name));
    rn_db_text(q, 2, rn_str(owner));
    return rn_db_run(q, d);
}

enum rn_status rn_lease_take(struct rn_store *s, const char *name, const char *owner, int64_t now,
                             int64_t until, int64_t *ret_fence, struct rn_diag *d)
{
    if (rn_db_in_transaction(s->db))
        return take(s, name, owner, now, until, ret_fence, d);
    int64_t fence = 0;
    enum rn_status st = rn_store_begin(s, d);
    if (st != RN_OK)
        return st;
    st = take(s, name, owner, now, until, &fence, d);
    if (st == RN_OK)
        st = rn_store_commit(s, d);
    else
        rn_store_rollback(s);
    if (st == RN_OK)
        *ret_fence = fence;
    return st;
}

enum rn_status rn_lease_drop(struct rn_store *s, const char *name, const char *owner,
                             struct rn_diag *d)
{
    if (rn_db_in_transaction(s->db))
        return drop(s, name, owner, d);
    enum rn_status st = rn_store_begin(s, d);
    if (st != RN_OK)
        return st;
    st = drop(s, name, owner, d);
    if (st == RN_OK)
        return rn_store_commit(s, d);
    rn_store_rollback(s);
    return st;
}

static enum rn_status keep(struct rn_store *s, const char *name, const char *owner, int64_t fence,
                           int64_t until, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct lease l = {0};
    enum rn_status st = look(s, name, tmp, &l, d);
    if (st != RN_OK)
        return st;
    if (!l.found || l.fence != fence || strcmp(l.owner, owner) != 0)
        return rn_fail(d, RN_CONFLICT, "\"%s\" was taken over by %s", name,
                       l.found ? l.owner : "nobody who is known");
    return until != 0 ? write_lease(s, name, owner, until, fence, d) : RN_OK;
}

enum rn_status rn_lease_keep(struct rn_store *s, const char *name, const char *owner, int64_t fence,
                             int64_t until, struct rn_diag *d)
{
    if (rn_db_in_transaction(s->db))
        return keep(s, name, owner, fence, until, d);
    enum rn_status st = rn_store_begin(s, d);
    if (st != RN_OK)
        return st;
    st = keep(s, name, owner, fence, until, d);
    if (st == RN_OK)
        return rn_store_commit(s, d);
    rn_store_rollback(s);
    return st;
}

enum rn_status rn_lease_holder(struct rn_store *s, const char *name, const void *ctx,
                               char **ret_owner, int64_t *ret_until, struct rn_diag *d)
{
    struct lease l = {0};
    enum rn_status st = look(s, name, ctx, &l, d);
    if (st != RN_OK)
        return st;
    if (!l.found || l.until == 0)
        return rn_fail(d, RN_GONE, "nobody holds \"%s\"", name);
    *ret_owner = l.owner;
    *ret_until = l.until;
    return RN_OK;
}
