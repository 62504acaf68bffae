/* SPDX-License-Identifier: MIT
 *
 * tamper STORE newer: as if a newer Renown had made it. tamper STORE cursor: every source's cursor
 * becomes that of another plugin.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/origins.h"

static enum rn_status other_cursors(struct rn_store *s, const void *ctx, struct rn_diag *d)
{
    struct rn_origin *v;
    size_t n;
    enum rn_status st = rn_origins_list(s, ctx, &v, &n, d);
    for (size_t i = 0; i < n && st == RN_OK; i++) {
        v[i].cursor =
            "{\"since\":[1,2,{\"page\":\"\\u0000../../etc\"}],\"token\":9007199254740993}";
        st = rn_origin_save(s, &v[i], d);
    }
    return st;
}

int main(int argc, char **argv)
{
    RN_SCOPE(ctx);
    struct rn_store *s;
    struct rn_diag d = {0};
    if (argc != 3)
        return 2;
    enum rn_status st = rn_store_open(ctx, argv[1], RN_STORE_WRITE, 1, &s, &d);
    if (st == RN_OK)
        st = rn_store_begin(s, &d);
    if (st == RN_OK)
        st = strcmp(argv[2], "newer") == 0 ? rn_store_set_meta(s, "version", "9999", &d)
                                           : other_cursors(s, ctx, &d);
    if (st == RN_OK)
        st = rn_store_commit(s, &d);
    if (st != RN_OK)
        (void)fprintf(stderr, "tamper: %s\n", d.text);
    return st != RN_OK;
}
