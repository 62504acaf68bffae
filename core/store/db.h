/* SPDX-License-Identifier: MIT
 *
 * The driver contract: the lower storey of the store. A dozen calls that a driver (SQLite today,
 * PostgreSQL later) implements; only the files of core/store/ use them. SQL text is the common
 * subset of both: parameters `$1`…, no automatic ids, no now(), times as bigint microseconds UTC,
 * flags 0 or 1, ids made by the core.
 *
 *     struct rn_db_stmt *s;
 *     if (rn_db_prepare(db, "select title from review where id = $1", &s, d) != RN_OK) …
 *     rn_db_text(s, 1, id);
 *     while (rn_db_step(s, &row, d) == RN_OK && row) title = rn_db_get_text(s, 0);
 *     rn_db_reset(s);
 *
 * Statuses a caller can act on: RN_BUSY (another writer: try again), RN_CONFLICT (unique), RN_IO
 * (disk full, no permission: the sentence names the store and the cause), RN_CORRUPT, RN_UNCERTAIN
 * (commit result unknown), RN_BUG (wrong SQL). After a failed step inside a transaction only
 * rollback is allowed.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

struct rn_db;      /* one connection; under its talloc parent; closed by talloc_free */
struct rn_db_stmt; /* prepared; kept and reused by the connection for the same SQL text */

enum {
    RN_DB_READ = 1,   /* never writes; the file must exist */
    RN_DB_CREATE = 2, /* made when missing, readable by the owner alone */
    RN_DB_BULK = 4    /* many rows follow: larger caches and a longer log */
};

RN_MUST enum rn_status rn_db_open(const void *ctx, const char *url, unsigned flags,
                                  struct rn_db **ret, struct rn_diag *d);
const char *rn_db_name(const struct rn_db *db); /* for sentences: the file as the owner wrote it */

RN_MUST enum rn_status rn_db_begin(struct rn_db *db, struct rn_diag *d); /* for writing, at once */
RN_MUST enum rn_status rn_db_commit(struct rn_db *db, struct rn_diag *d);
void rn_db_rollback(struct rn_db *db); /* fine outside a transaction too */
bool rn_db_in_transaction(const struct rn_db *db);

/* `sql` must be a literal (the pointer is the cache key) and hold one statement. */
RN_MUST enum rn_status rn_db_prepare(struct rn_db *db, const char *sql, struct rn_db_stmt **ret,
                                     struct rn_diag *d);
/* One statement built at run time (filters of `reviews`): not cached, freed by rn_db_finish. */
RN_MUST enum rn_status rn_db_prepare_once(struct rn_db *db, struct rn_str sql,
                                          struct rn_db_stmt **ret, struct rn_diag *d);
void rn_db_finish(struct rn_db_stmt *s);
/* Parameters count from 1 and keep their value until reset. Text is borrowed until the next reset.
 */
void rn_db_text(struct rn_db_stmt *s, int param, struct rn_str v);
void rn_db_opt_text(struct rn_db_stmt *s, int param, struct rn_str v); /* empty becomes null */
void rn_db_int(struct rn_db_stmt *s, int param, int64_t v);
void rn_db_num(struct rn_db_stmt *s, int param, double v);
void rn_db_null(struct rn_db_stmt *s, int param);
RN_MUST enum rn_status rn_db_step(struct rn_db_stmt *s, bool *ret_row, struct rn_diag *d);
/* step that wants no row, then reset */
RN_MUST enum rn_status rn_db_run(struct rn_db_stmt *s, struct rn_diag *d);
void rn_db_reset(struct rn_db_stmt *s);
/* Columns count from 0; views live until the next step or reset. */
struct rn_str rn_db_get_text(struct rn_db_stmt *s, int column);
int64_t rn_db_get_int(struct rn_db_stmt *s, int column);
double rn_db_get_num(struct rn_db_stmt *s, int column);
bool rn_db_is_null(struct rn_db_stmt *s, int column);
int64_t rn_db_changes(const struct rn_db *db); /* rows touched by the last statement */

/* Several statements separated by semicolons, without parameters: migrations. */
RN_MUST enum rn_status rn_db_script(struct rn_db *db, struct rn_str sql, struct rn_diag *d);
RN_MUST enum rn_status rn_db_has_table(struct rn_db *db, const char *name, bool *ret,
                                       struct rn_diag *d);
/* A consistent copy while others write; `path` must not exist. */
RN_MUST enum rn_status rn_db_backup(struct rn_db *db, const char *path, struct rn_diag *d);
/* Folds the log into the file and cuts it; after a large import, and after erasure. */
RN_MUST enum rn_status rn_db_checkpoint(struct rn_db *db, struct rn_diag *d);
/* RN_CORRUPT with the first finding when the file does not check out. */
RN_MUST enum rn_status rn_db_verify(struct rn_db *db, bool quick, struct rn_diag *d);

/* Full-text search over title and text of every review, behind one set of calls because drivers
 * differ. Words are those of text/words.h in every language. `n` is review.n. A change is a delete
 * of the old text and a put of the new one: the index keeps no text of its own. */
RN_MUST enum rn_status rn_db_search_make(struct rn_db *db,
                                         struct rn_diag *d); /* by the first migration */
struct rn_words;
/* `words` may be NULL (then they are made); given ones are replayed and must be those of title,
 * then text (rn_words_more with a base of at least the title's length), made without Turkish
 * folding: the index knows no languages, and what is deleted must be what was put. */
RN_MUST enum rn_status rn_db_search_put(struct rn_db *db, int64_t n, struct rn_str title,
                                        struct rn_str text, const struct rn_words *words,
                                        struct rn_diag *d);
RN_MUST enum rn_status rn_db_search_delete(struct rn_db *db, int64_t n, struct rn_str title,
                                           struct rn_str text, struct rn_diag *d);
/* A deleted word stays in the index until the part that holds it is written anew: does that. */
RN_MUST enum rn_status rn_db_search_scrub(struct rn_db *db, struct rn_diag *d);
/* A condition on review.n for `where`, with parameter number `param` bound to what
 * rn_db_search_query makes of what a person typed (all words; "a phrase" in quotes; a beginning as
 * `refund*`). The query is NULL when nothing typed is a word, or far too much was. */
const char *rn_db_search_condition(const struct rn_db *db, const void *ctx, int param);
char *rn_db_search_query(const void *ctx, struct rn_str typed);

#endif
