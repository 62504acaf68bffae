/* SPDX-License-Identifier: MIT
 *
 * JSON Lines: one object a line, CR LF or LF, blank lines passed over, a byte-order mark at any
 * line's start too.
 */
#ifndef IMPORT_JSONL_H
#define IMPORT_JSONL_H

#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

struct rn_window;
struct rn_json;
struct rn_jsonl;

/* RN_INVALID when the text is one JSON array or something else that has no objects in lines. */
RN_MUST enum rn_status rn_jsonl_open(const void *ctx, struct rn_window *w, struct rn_jsonl **ret,
                                     struct rn_diag *d);
/* The next object, valid until the next call. RN_INVALID for a line that was passed over
 * ("FILE:LINE: why"; call again), RN_GONE at the end, RN_IO. */
RN_MUST enum rn_status rn_jsonl_next(struct rn_jsonl *j, const struct rn_json **ret,
                                     int64_t *ret_line, struct rn_diag *d);
/* The bytes of the object that was given last, as they stand in the file; valid as long as it. */
struct rn_str rn_jsonl_bytes(const struct rn_jsonl *j);

#endif
