/* SPDX-License-Identifier: MIT
 *
 * Which engine a store speaks for. The identity lies outside the store, in STORE.engine beside it:
 * an id, a count of what was sent, and the machine. A store that was copied finds no file or
 * another one, a store that was put back from a backup has counted less than the file: both are
 * silent until a person says `renown adopt`. A backup therefore leaves that file out.
 *
 *     before anything is sent   rn_engine_stand: RN_REFUSED tells what is the matter
 *     with each sending         rn_engine_count inside the transaction that says "sending", then
 *                               rn_engine_note after its commit and before the request
 *
 * So a crash in between leaves a store that is ahead of its file, which is no matter.
 */
#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H

#include "store/store.h"

/* Gives a store that never spoke its identity; does nothing when it has one. Inside a transaction.
 */
RN_MUST enum rn_status rn_engine_bind(struct rn_store *s, struct rn_diag *d);
/* RN_OK: this store may speak. RN_REFUSED: it was copied, or put back. */
RN_MUST enum rn_status rn_engine_stand(struct rn_store *s, struct rn_diag *d);
RN_MUST enum rn_status rn_engine_count(struct rn_store *s, int64_t *ret, struct rn_diag *d);
RN_MUST enum rn_status rn_engine_note(struct rn_store *s, int64_t count, struct rn_diag *d);
/* A new identity for store and file; what may have been sent since the backup counts as unknown.
 * Inside a transaction; the event is the caller's. */
RN_MUST enum rn_status rn_engine_adopt(struct rn_store *s, int64_t now, struct rn_diag *d);

#endif
