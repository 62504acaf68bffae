/* SPDX-License-Identifier: MIT
 *
 * What the files of the SQLite driver share; nobody else includes this.
 */
#ifndef STORE_DB_SQLITE_H
#define STORE_DB_SQLITE_H

#include <sqlite3.h>

#include "base/mem.h"
#include "store/db.h"
#include "text/words.h"

enum { RN_SQL_PARAMS = 64, RN_APPLICATION_ID = 0x524E574E /* "RNWN" */ };

struct rn_db_stmt {
    sqlite3_stmt *h;
    struct rn_db *db;
    struct rn_db_stmt *prev, *next;     /* all statements of the connection */
    const char *key;                    /* the literal; NULL when not cached */
    int bind_rc;                        /* first binding that failed: told by the next step */
    unsigned char index[RN_SQL_PARAMS]; /* SQLite numbers `$k` by first appearance: k -> index */
};

/* What the tokenizer is to replay instead of reading the text it is given. */
struct rn_replay {
    const struct rn_words *words; /* NULL: nothing */
    size_t title_n, text_n;
    int field; /* 0: title comes next, 1: text */
};

struct rn_db {
    sqlite3 *h;
    char *name;
    unsigned flags;
    bool in_transaction;     /* begun by rn_db_begin, whatever SQLite has undone since */
    bool failed;             /* a step failed inside the transaction: only rollback is left */
    int64_t patience, waits; /* for other writers: how long, since when */
    int64_t streak, left;    /* it writes without a pause since; its last transaction ended */
    struct rn_db_stmt *all;
    struct rn_db_stmt **cache; /* open addressing by the literal's address */
    size_t cache_n, cache_cap;
    struct rn_replay replay;
    struct rn_words scratch;
};

/* The sentence and status for a result code of SQLite. `what` is a verb phrase: "read", "be
 * written". */
enum rn_status rn_sqlite_fail(struct rn_db *db, int rc, const char *what, struct rn_diag *d);
/* Opens, checks and tunes; the file exists. */
RN_MUST enum rn_status rn_sqlite_attach(struct rn_db *db, struct rn_diag *d);
/* Gives the tokenizer `renown` to the connection. */
RN_MUST enum rn_status rn_sqlite_search_register(struct rn_db *db, struct rn_diag *d);
void rn_sqlite_patience(struct rn_db *db, int ms); /* how long to wait for another writer */

#endif
