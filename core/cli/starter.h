/* SPDX-License-Identifier: MIT
 *
 * What `renown init` writes: the texts of the starter's files.
 */
#ifndef CLI_STARTER_H
#define CLI_STARTER_H

#include <stdint.h>

#include <renown/buf.h>
#include <renown/status.h>

struct rn_starter_file {
    const char *name; /* below the folder */
    const char *text; /* NULL: made by rn_starter_reviews */
};

extern const struct rn_starter_file rn_starter_files[]; /* ends with a row without a name */

/* Writes one of them below `dir`, never over something; folders are made. */
RN_MUST enum rn_status rn_starter_write(const char *dir, const struct rn_starter_file *f,
                                        int64_t now, struct rn_diag *d);

/* A sample export of invented reviews, the newest a few hours before `now`. */
void rn_starter_reviews(struct rn_buf *out, int64_t now);

#endif
