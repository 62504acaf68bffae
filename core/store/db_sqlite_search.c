/* SPDX-License-Identifier: MIT
 *
 * Full-text search by FTS5: an index without text of its own over review(title, text), fed by hand
 * in the transaction of the review, with Renown's own words. Given words are replayed, so
 * a text is taken apart once.
 */
#include "store/db_sqlite.h"

#include <string.h>

#include <renown/buf.h>

/* ---- the tokenizer --------------------------------------------------------------------------- */

typedef int token_fn(void *, int, const char *, int, int, int);

static int tokenizer_make(void *user, const char **argv, int argc, Fts5Tokenizer **ret)
{
    (void)argv, (void)argc;
    *ret = user; /* the connection itself: there is nothing else to remember */
    return SQLITE_OK;
}

static void tokenizer_end(Fts5Tokenizer *t)
{
    (void)t;
}

static int emit(const struct rn_words *w, size_t from, size_t to, size_t base, void *arg,
                token_fn *token)
{
    int rc = SQLITE_OK;
    for (size_t i = from; rc == SQLITE_OK && i < to; i++)
        rc = token(arg, 0, w->v[i].fold.p, (int)w->v[i].fold.n, (int)(w->v[i].start - base),
                   (int)(w->v[i].end - base));
    return rc;
}

/* Words of the text begin at or after the title's length: that is where the second field starts. */
static size_t title_words(const struct rn_replay *r)
{
    size_t lo = 0, hi = r->words->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (r->words->v[mid].start < r->title_n)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static int replay(struct rn_replay *r, void *arg, token_fn *token)
{
    size_t split = title_words(r);
    if (r->field++ == 0)
        return emit(r->words, 0, split, 0, arg, token);
    size_t base = split < r->words->n ? r->words->v[split].start : 0;
    return emit(r->words, split, r->words->n, base, arg, token);
}

static int tokenize(Fts5Tokenizer *t, void *arg, int flags, const char *text, int n,
                    token_fn *token)
{
    struct rn_db *db = (struct rn_db *)t;
    struct rn_replay *r = &db->replay;
    size_t expected = r->field == 0 ? r->title_n : r->text_n;
    if (r->words != NULL && flags == FTS5_TOKENIZE_DOCUMENT && r->field < 2 &&
        (size_t)n == expected)
        return replay(r, arg, token);
    rn_words_make(db, &db->scratch, rn_strn(text, n > 0 ? (size_t)n : 0), false);
    return emit(&db->scratch, 0, db->scratch.n, 0, arg, token);
}

static fts5_api *fts5_of(struct rn_db *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db->h, "select fts5(?1)", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_bind_pointer(s, 1, (void *)&api, "fts5_api_ptr", NULL) == SQLITE_OK)
        (void)sqlite3_step(s);
    sqlite3_finalize(s);
    return api;
}

enum rn_status rn_sqlite_search_register(struct rn_db *db, struct rn_diag *d)
{
    static const fts5_tokenizer calls = {tokenizer_make, tokenizer_end, tokenize};
    fts5_api *api = fts5_of(db);
    if (api == NULL)
        return rn_fail(d, RN_BUG,
                       "this machine's SQLite library was built without full-text search (FTS5), "
                       "which the store needs: install one that has it");
    int rc = api->xCreateTokenizer(api, "renown", db, (fts5_tokenizer *)&calls, NULL);
    return rc == SQLITE_OK ? RN_OK : rn_sqlite_fail(db, rc, "be opened", d);
}

/* ---- the index ------------------------------------------------------------------------------- */

enum rn_status rn_db_search_make(struct rn_db *db, struct rn_diag *d)
{
    /* columnsize=0: only ranking needs the sizes, and lists are ordered by time. */
    static const char sql[] =
        "create virtual table search using fts5(title, text, content='review', content_rowid='n', "
        "columnsize=0, tokenize='renown');"
        "insert into search(search, rank) values('automerge', 16);"
        "insert into search(search, rank) values('hashsize', 16777216);";
    return rn_db_script(db, rn_str(sql), d);
}

static void bind_row(struct rn_db_stmt *s, int64_t n, struct rn_str title, struct rn_str text)
{
    rn_db_int(s, 1, n);
    rn_db_text(s, 2, title); /* never null: FTS5 passes over a null, and replay counts fields */
    rn_db_text(s, 3, text);
}

enum rn_status rn_db_search_put(struct rn_db *db, int64_t n, struct rn_str title,
                                struct rn_str text, const struct rn_words *words, struct rn_diag *d)
{
    struct rn_db_stmt *s = NULL;
    enum rn_status st =
        rn_db_prepare(db, "insert into search(rowid, title, text) values($1, $2, $3)", &s, d);
    if (st != RN_OK)
        return st;
    bind_row(s, n, title, text);
    db->replay = (struct rn_replay){.words = words, .title_n = title.n, .text_n = text.n};
    st = rn_db_run(s, d);
    db->replay.words = NULL;
    return st;
}

enum rn_status rn_db_search_delete(struct rn_db *db, int64_t n, struct rn_str title,
                                   struct rn_str text, struct rn_diag *d)
{
    struct rn_db_stmt *s = NULL;
    enum rn_status st = rn_db_prepare(
        db, "insert into search(search, rowid, title, text) values('delete', $1, $2, $3)", &s, d);
    if (st != RN_OK)
        return st;
    bind_row(s, n, title, text);
    return rn_db_run(s, d);
}

enum rn_status rn_db_search_scrub(struct rn_db *db, struct rn_diag *d)
{
    return rn_db_script(db, rn_str("insert into search(search) values('optimize')"), d);
}

/* ---- asking ---------------------------------------------------------------------------------- */

const char *rn_db_search_condition(const struct rn_db *db, const void *ctx, int param)
{
    (void)db;
    return rn_fmt(ctx, "review.n in (select rowid from search where search match $%d)", param);
}

enum { TYPED_PARTS = 64, TYPED_BYTES = 4096 };

/* The next part of what was typed: a run without blanks, or a phrase between quotes. */
static struct rn_str next_part(struct rn_str *rest, bool *ret_prefix)
{
    struct rn_str s = rn_str_trim(*rest);
    size_t n = 0;
    bool quoted = s.n > 0 && s.p[0] == '"';
    if (quoted)
        s = rn_strn(s.p + 1, s.n - 1);
    while (n < s.n && (quoted ? s.p[n] != '"' : strchr(" \t\r\n\f\v\"", s.p[n]) == NULL))
        n++;
    struct rn_str part = rn_strn(s.p, n);
    size_t skip = n < s.n && (quoted || n == 0) ? n + 1 : n; /* always onwards, past a NUL too */
    *rest = rn_strn(s.p + skip, s.n - skip);
    *ret_prefix = n > 0 && part.p[n - 1] == '*';
    return part;
}

/* Folded words only, in double quotes, which no folded word contains: nothing of FTS5's own syntax
 * can come from what was typed. */
static void add_part(struct rn_buf *b, const struct rn_words *w, bool prefix)
{
    (void)rn_buf_addz(b, b->n > 0 ? " AND \"" : "\"");
    for (size_t i = 0; i < w->n; i++) {
        if (i > 0)
            (void)rn_buf_addc(b, ' ');
        (void)rn_buf_add(b, w->v[i].fold);
    }
    (void)rn_buf_addz(b, prefix ? "\" *" : "\"");
}

char *rn_db_search_query(const void *ctx, struct rn_str typed)
{
    struct rn_buf b;
    struct rn_words w = {0};
    RN_SCOPE(tmp);
    rn_buf_init(&b, 8 * TYPED_BYTES);
    struct rn_str rest = rn_str_trim(typed);
    bool fits = rest.n <= TYPED_BYTES;
    for (size_t parts = 0; fits && rest.n > 0; parts++) {
        bool prefix = false;
        struct rn_str part = next_part(&rest, &prefix);
        rn_words_make(tmp, &w, part, false);
        if (w.n > 0)
            add_part(&b, &w, prefix);
        rest = rn_str_trim(rest);
        fits = parts < TYPED_PARTS;
    }
    char *query = fits && b.n > 0 && !b.full ? rn_dup(ctx, rn_buf_str(&b)) : NULL;
    rn_buf_free(&b);
    return query;
}
