/* SPDX-License-Identifier: MIT
 *
 * A set of texts with a pointer each, for the rows of one answer: "was this id there already",
 * "which included record belongs to it". Sized once for the number of rows; memory is the sink's.
 */
#ifndef PLUGINS_COMMON_INDEX_H
#define PLUGINS_COMMON_INDEX_H

#include <renown/plugin.h>

struct rn_index {
    struct rn_index_cell *cells;
    size_t mask, room;
};

/* Room for `rows` texts. */
void rn_index_init(struct rn_index *index, struct rn_sink *sink, size_t rows);
/* Keeps the text (borrowed) with its pointer; false when the text is there already or no room is
 * left. */
bool rn_index_put(struct rn_index *index, struct rn_str key, const void *value);
/* NULL when it is not there. */
const void *rn_index_get(const struct rn_index *index, struct rn_str key);

#endif
