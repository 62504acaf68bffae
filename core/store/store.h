/* SPDX-License-Identifier: MIT
 *
 * The store as the rest of the program sees it: records, never rows or columns. One header and one
 * file of SQL per kind of record; nothing above this folder knows the driver.
 *
 *   store.h     open, transactions, meta        reviews.h   reviews, versions, tags, listing them
 *   manners.h   quotas, robots.txt, validators
 *   origins.h   origins, runs, leases, files    decisions.h decisions, escalations, drafts, notes,
 * scripts events.h    the chain                       rollups.h   sums per listing-local day
 *
 * All writing calls must stand inside rn_store_begin/commit. Strings handed out live under the
 * `ctx` that was passed in. One store belongs to one thread at a time.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

struct rn_store;
struct rn_db;

enum {
    RN_STORE_READ = 1,  /* RN_GONE when there is no store yet */
    RN_STORE_WRITE = 2, /* made when missing; migrated when older, after a backup beside it
                           (FILE.before-VERSION); RN_INVALID when it is of a newer Renown */
    RN_STORE_BULK = 4   /* many rows follow: larger caches and a longer log */
};

/* `path` as the config says, already resolved against the config's folder. A file that is no store
 * of Renown's is RN_CORRUPT and stays untouched. `now` dates the migration. Closed by talloc_free.
 */
RN_MUST enum rn_status rn_store_open(const void *ctx, const char *path, unsigned flags, int64_t now,
                                     struct rn_store **ret, struct rn_diag *d);
const char *rn_store_name(const struct rn_store *s);
int rn_store_version(const struct rn_store *s); /* of its shape: the last migration */
RN_MUST enum rn_status rn_store_begin(struct rn_store *s, struct rn_diag *d);
RN_MUST enum rn_status rn_store_commit(struct rn_store *s, struct rn_diag *d);
void rn_store_rollback(struct rn_store *s); /* also forgets rollup sums and numbers not committed */
bool rn_store_in_transaction(const struct rn_store *s);
RN_MUST enum rn_status rn_store_backup(struct rn_store *s, const char *path, struct rn_diag *d);
RN_MUST enum rn_status rn_store_verify(struct rn_store *s, bool quick, struct rn_diag *d);
RN_MUST enum rn_status rn_store_checkpoint(struct rn_store *s, struct rn_diag *d);
/* After texts were deleted: no byte of them stays in the file, its index or its log. RN_BUSY while
 * somebody else reads: then once more later. Outside of a transaction; costs the whole index. */
RN_MUST enum rn_status rn_store_scrub(struct rn_store *s, struct rn_diag *d);
/* Small values by name; RN_GONE when absent. */
RN_MUST enum rn_status rn_store_meta(struct rn_store *s, const char *key, const void *ctx,
                                     char **ret, struct rn_diag *d);
RN_MUST enum rn_status rn_store_set_meta(struct rn_store *s, const char *key, const char *value,
                                         struct rn_diag *d);
struct rn_db *rn_store_db(struct rn_store *s); /* for the files of this folder only */

#endif
