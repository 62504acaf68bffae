/* SPDX-License-Identifier: MIT
 *
 * Adding up in memory and writing at commit. The table is small (a batch touches few days),
 * bounded, and emptied when full.
 */
#include "store/rollups.h"

#include <stdlib.h>

#include "store/private.h"
#include "store/rollups_sums.h"

enum { SLOTS = 16384, ENTRIES_MAX = 8192 };

struct entry {
    const char *listing;
    int32_t day;
    int64_t origin;
    struct rn_sums sums;
};

struct rn_sums_table {
    uint32_t slot[SLOTS]; /* index of the entry plus one; 0: free */
    struct entry *v;
    size_t n, cap;
    const char *listing; /* of the entry made last: most rows have the same one */
    void *names;         /* owner of the listings' names */
};

/* ---- the table ------------------------------------------------------------------------------- */

static size_t slot_of(const struct rn_sums_table *t, const char *listing, int32_t day,
                      int64_t origin)
{
    uint64_t h = rn_hash64(rn_str(listing));
    h = (h ^ (uint64_t)(uint32_t)day) * UINT64_C(0x9E3779B97F4A7C15);
    h = (h ^ (h >> 29) ^ (uint64_t)origin) * UINT64_C(0xBF58476D1CE4E5B9);
    size_t i = (size_t)(h >> 40) % SLOTS;
    for (; t->slot[i] != 0; i = (i + 1) % SLOTS) {
        const struct entry *e = &t->v[t->slot[i] - 1];
        if (e->day == day && e->origin == origin && strcmp(e->listing, listing) == 0)
            break;
    }
    return i;
}

static const char *name_of(struct rn_sums_table *t, const char *listing)
{
    if (t->listing == NULL || strcmp(t->listing, listing) != 0)
        t->listing = rn_dupz(t->names, listing);
    return t->listing;
}

static struct entry *entry_of(struct rn_sums_table *t, const char *listing, int32_t day,
                              int64_t origin)
{
    size_t i = slot_of(t, listing, day, origin);
    if (t->slot[i] != 0)
        return &t->v[t->slot[i] - 1];
    if (t->n == t->cap) {
        t->cap = t->cap != 0 ? t->cap * 2 : 64;
        t->v = rn_grow_array(t, t->v, struct entry, t->cap);
    }
    struct entry *e = &t->v[t->n++];
    t->slot[i] = (uint32_t)t->n;
    *e = (struct entry){.listing = name_of(t, listing), .day = day, .origin = origin};
    return e;
}

static void empty(struct rn_sums_table *t)
{
    memset(t->slot, 0, sizeof t->slot);
    t->n = 0;
    t->listing = NULL;
    talloc_free(t->names);
    t->names = rn_pool(t, 4096);
}

void rn_rollups_forget(struct rn_store *s)
{
    if (s->sums != NULL && s->sums->n != 0)
        empty(s->sums);
}

enum rn_status rn_rollup_add(struct rn_store *s, const char *listing, int32_t day, int64_t origin,
                             const struct rn_sums *delta, struct rn_diag *d)
{
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK && s->sums != NULL && s->sums->n == ENTRIES_MAX)
        st = rn_rollups_flush(s, d);
    if (st != RN_OK)
        return st;
    if (s->sums == NULL) {
        s->sums = rn_new(s, struct rn_sums_table);
        empty(s->sums);
    }
    rn_sums_merge(&entry_of(s->sums, listing, day, origin)->sums, delta);
    return RN_OK;
}

/* ---- writing --------------------------------------------------------------------------------- */

static const char sql_upsert[] =
    "insert into rollup (" RN_ROLLUP_COLUMNS ") "
    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
    "on conflict (listing, day, origin) do update set "
    "count = rollup.count + excluded.count, rated = rollup.rated + excluded.rated, "
    "stars = rollup.stars + excluded.stars, s1 = rollup.s1 + excluded.s1, "
    "s2 = rollup.s2 + excluded.s2, s3 = rollup.s3 + excluded.s3, s4 = rollup.s4 + excluded.s4, "
    "s5 = rollup.s5 + excluded.s5, texts = rollup.texts + excluded.texts, "
    "answerable = rollup.answerable + excluded.answerable, "
    "replied = rollup.replied + excluded.replied, removed = rollup.removed + excluded.removed, "
    "delays = case when $17 = 1 then excluded.delays else rollup.delays end";

static void bind_key(struct rn_db_stmt *q, const struct entry *e)
{
    rn_db_text(q, 1, rn_str(e->listing));
    rn_db_int(q, 2, e->day);
    rn_db_int(q, 3, e->origin);
}

static bool has_delays(const struct rn_sums *sums)
{
    static const int64_t none[RN_DELAY_BUCKETS];
    return memcmp(sums->delay, none, sizeof none) != 0;
}

/* The histogram as it is to be: what is stored and what came in memory. */
static enum rn_status merge_delays(struct rn_store *s, const struct entry *e, struct rn_buf *b,
                                   struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    int64_t delay[RN_DELAY_BUCKETS];
    memcpy(delay, e->sums.delay, sizeof delay);
    enum rn_status st = rn_db_prepare(
        s->db, "select delays from rollup where listing = $1 and day = $2 and origin = $3", &q, d);
    if (st != RN_OK)
        return st;
    bind_key(q, e);
    st = rn_db_step(q, &row, d);
    if (st == RN_OK && row)
        rn_delays_read(rn_db_get_text(q, 0), delay);
    rn_db_reset(q);
    if (st == RN_OK)
        rn_delays_write(b, delay);
    return st;
}

static enum rn_status write_entry(struct rn_store *s, const struct entry *e, struct rn_buf *b,
                                  struct rn_diag *d)
{
    const struct rn_sums *v = &e->sums;
    const int64_t whole[] = {v->star[0], v->star[1],    v->star[2], v->star[3], v->star[4],
                             v->texts,   v->answerable, v->replied, v->removed};
    struct rn_db_stmt *q = NULL;
    bool delays = has_delays(v);
    rn_buf_clear(b);
    enum rn_status st = delays ? merge_delays(s, e, b, d) : RN_OK;
    if (st == RN_OK)
        st = rn_db_prepare(s->db, sql_upsert, &q, d);
    if (st != RN_OK)
        return st;
    bind_key(q, e);
    rn_db_int(q, 4, v->count);
    rn_db_int(q, 5, v->rated);
    rn_db_num(q, 6, v->stars);
    for (int i = 0; i < 9; i++)
        rn_db_int(q, 7 + i, whole[i]);
    rn_db_text(q, 16, rn_buf_str(b));
    rn_db_int(q, 17, delays);
    return rn_db_run(q, d);
}

static int by_key(const void *left, const void *right)
{
    const struct entry *a = *(const struct entry *const *)left;
    const struct entry *b = *(const struct entry *const *)right;
    int order = strcmp(a->listing, b->listing);
    if (order != 0)
        return order;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->origin > b->origin) - (a->origin < b->origin);
}

static bool changes_nothing(const struct rn_sums *v)
{
    static const struct rn_sums none;
    return memcmp(v, &none, sizeof none) == 0;
}

/* In the order of the key, so that pages are met once and every run writes the same. */
enum rn_status rn_rollups_flush(struct rn_store *s, struct rn_diag *d)
{
    struct rn_sums_table *t = s->sums;
    enum rn_status st = RN_OK;
    if (t == NULL || t->n == 0)
        return RN_OK;
    RN_SCOPE(tmp);
    struct rn_buf b;
    struct entry **sorted = rn_new_array(tmp, struct entry *, t->n);
    rn_buf_init(&b, RN_DELAYS_TEXT);
    for (size_t i = 0; i < t->n; i++)
        sorted[i] = &t->v[i];
    qsort(sorted, t->n, sizeof *sorted, by_key);
    for (size_t i = 0; st == RN_OK && i < t->n; i++)
        if (!changes_nothing(&sorted[i]->sums))
            st = write_entry(s, sorted[i], &b, d);
    rn_buf_free(&b);
    empty(t);
    return st;
}
