/* SPDX-License-Identifier: MIT */
#include "collect/taught.h"

#include "base/mem.h"
#include "store/learned.h"

enum rn_status rn_taught_load(const void *ctx, struct rn_store *s, const struct rn_learned **ret,
                              struct rn_diag *d)
{
    struct rn_learned_row row;
    struct rn_learned *m = NULL;
    RN_SCOPE(tmp);
    enum rn_status st = rn_learned_newest(s, tmp, &row, d);
    if (st == RN_OK)
        st = rn_learned_read(ctx, row.model, &m, d);
    else if (st == RN_GONE)
        st = RN_OK;
    if (st == RN_OK)
        *ret = m;
    return st;
}
