/* SPDX-License-Identifier: MIT */
#include "index.h"

struct rn_index_cell {
    struct rn_str key;
    const void *value;
    bool used;
};

void rn_index_init(struct rn_index *index, struct rn_sink *sink, size_t rows)
{
    size_t cells = 16;

    while (cells / 2 < rows)
        cells *= 2;
    index->cells = sink->alloc(sink, cells * sizeof *index->cells);
    index->mask = cells - 1;
    index->room = rows;
}

/* FNV-1a. */
static size_t hash(struct rn_str s)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    return (size_t)(h ^ (h >> 32));
}

/* The cell of this key, or the free one where it would go; at least half of all cells are free. */
static struct rn_index_cell *find(const struct rn_index *index, struct rn_str key)
{
    size_t at = hash(key) & index->mask;

    while (index->cells[at].used && !rn_str_eq(index->cells[at].key, key))
        at = (at + 1) & index->mask;
    return &index->cells[at];
}

bool rn_index_put(struct rn_index *index, struct rn_str key, const void *value)
{
    struct rn_index_cell *cell = find(index, key);

    if (cell->used || index->room == 0)
        return false;
    *cell = (struct rn_index_cell){.key = key, .value = value, .used = true};
    index->room--;
    return true;
}

const void *rn_index_get(const struct rn_index *index, struct rn_str key)
{
    const struct rn_index_cell *cell = find(index, key);

    return cell->used ? cell->value : NULL;
}
