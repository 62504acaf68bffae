/* SPDX-License-Identifier: MIT
 *
 * inspect STORE: is the store whole? Checks the file, the chain and the sums of the days, then
 * prints one line per review in the order of external ids: "ID VERSION STARS REMOVED HASH-OF-TEXT
 * TAGS". Exit status 1 with a sentence when anything does not check out; a store that is not there
 * yet is empty and fine.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "store/events.h"
#include "store/reviews.h"
#include "store/rollups.h"

enum { LINES_MAX = 1 << 20 };

struct listing {
    void *ctx;
    char **lines;
    size_t n;
};

static enum rn_status keep(void *arg, const struct rn_stored *s)
{
    struct listing *l = arg;
    char hash[RN_HASH_LEN + 1];
    const struct rn_str parts[] = {s->r.title, s->r.text};
    if (l->n == LINES_MAX)
        return RN_LIMIT;
    rn_hash_text(rn_str(""), parts, 2, hash);
    char *line = rn_fmt(l->ctx, "%.*s %d %.2f %d %s", RN_STR_ARG(s->r.external_id), s->version,
                        s->has_stars ? s->stars : 0.0, s->removed_at != 0, hash);
    for (size_t i = 0; i < s->tag_count; i++)
        line = rn_fmt(l->ctx, "%s %s", line, s->tags[i]);
    l->lines[l->n++] = line;
    return RN_OK;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum rn_status check(struct rn_store *s, struct listing *l, struct rn_diag *d)
{
    const struct rn_filter all = {.replied = -1, .removed = -1, .limit = LINES_MAX};
    int64_t count;
    char head[RN_HASH_LEN + 1];
    enum rn_status st = rn_store_verify(s, false, d);
    if (st == RN_OK)
        st = rn_events_verify(s, &count, head, d);
    if (st == RN_OK)
        st = rn_rollups_verify(s, d);
    if (st == RN_OK)
        st = rn_reviews_each(s, &all, l->ctx, keep, l, NULL, d);
    return st;
}

int main(int argc, char **argv)
{
    RN_SCOPE(ctx);
    struct rn_store *store;
    struct rn_diag d = {0};
    if (argc != 2)
        return 2;
    struct listing l = {ctx, rn_new_array(ctx, char *, LINES_MAX), 0};
    enum rn_status st = rn_store_open(ctx, argv[1], RN_STORE_READ, 1, &store, &d);
    if (st == RN_GONE)
        return 0;
    if (st == RN_OK)
        st = check(store, &l, &d);
    if (st != RN_OK) {
        (void)fprintf(stderr, "inspect: %s\n", d.text);
        return 1;
    }
    qsort(l.lines, l.n, sizeof *l.lines, by_bytes);
    for (size_t i = 0; i < l.n; i++)
        (void)puts(l.lines[i]);
    return 0;
}
