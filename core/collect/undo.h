/* SPDX-License-Identifier: MIT
 *
 * Taking an import back: what it brought goes, what it changed is as it was before. Reviews that
 * another run has confirmed or changed since are left alone. One transaction: all of it or nothing.
 */
#ifndef COLLECT_UNDO_H
#define COLLECT_UNDO_H

#include "store/store.h"

struct rn_undone {
    int64_t erased, reverted;
};

/* RN_GONE: no such run. RN_INVALID: it was no import, or was taken back already. The chain keeps
 * who did it. */
RN_MUST enum rn_status rn_undo_import(struct rn_store *s, int64_t run, int64_t now,
                                      const char *actor, struct rn_undone *ret, struct rn_diag *d);

#endif
