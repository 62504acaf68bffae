/* SPDX-License-Identifier: MIT
 *
 * Files: read whole with a cap, write so that a crash leaves the old or the new one, never half.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <renown/buf.h>

/* Reads a regular file of at most `max` bytes; pipes, devices and folders are RN_INVALID, a larger
 * file is RN_LIMIT, a missing or unreadable one RN_IO; the sentence names the path. */
RN_MUST enum rn_status rn_file_read(const void *ctx, const char *path, size_t max,
                                    struct rn_str *ret_bytes, struct rn_diag *d);
/* Writes beside the path, syncs, renames over it. `mode` as for open(2). */
RN_MUST enum rn_status rn_file_write(const char *path, struct rn_str bytes, unsigned mode,
                                     struct rn_diag *d);
/* Names of the entries of a folder, sorted by bytes, without "." and "..". */
RN_MUST enum rn_status rn_dir_list(const void *ctx, const char *path, char ***ret_names,
                                   size_t *ret_count, struct rn_diag *d);
bool rn_file_exists(const char *path);
RN_MUST enum rn_status rn_dir_make(const char *path, struct rn_diag *d); /* and its parents */
char *rn_path_join(const void *ctx, const char *folder,
                   const char *name); /* an absolute name stays */

#endif
