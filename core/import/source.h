/* SPDX-License-Identifier: MIT
 *
 * Where the bytes of an import come from: a file, a pipe, standard input, or memory (tests). Read
 * once, from the beginning to the end, as they stand.
 */
#ifndef IMPORT_SOURCE_H
#define IMPORT_SOURCE_H

#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

struct rn_source; /* under its talloc parent, which closes it */

enum { RN_SOURCE_CHUNK = 256 * 1024 }; /* what readers ask for at a time */

/* "-" is standard input. RN_IO when it cannot be opened, RN_INVALID for a folder or a device. */
RN_MUST enum rn_status rn_source_open(const void *ctx, const char *path, struct rn_source **ret,
                                      struct rn_diag *d);
/* Reads from memory that outlives the source; `name` stands in the sentences. */
struct rn_source *rn_source_memory(const void *ctx, const char *name, struct rn_str bytes);
/* At most `cap` bytes; 0 bytes at the end. RN_IO when reading fails. */
RN_MUST enum rn_status rn_source_read(struct rn_source *s, char *out, size_t cap, size_t *ret_n,
                                      struct rn_diag *d);
const char *rn_source_name(const struct rn_source *s); /* the path, or "standard input" */
int64_t rn_source_bytes(const struct rn_source *s);    /* read so far */
int64_t rn_source_size(const struct rn_source *s);     /* -1: not known */

#endif
