/* SPDX-License-Identifier: MIT
 *
 * What `renown init` writes: the texts of the starter's files.
 */
#ifndef CLI_STARTER_H
#define CLI_STARTER_H

#include <stdint.h>

#include <renown/buf.h>

struct rn_starter_file {
    const char *name; /* below the folder */
    const char *text; /* NULL: made by rn_starter_reviews */
};

extern const struct rn_starter_file rn_starter_files[]; /* ends with a row without a name */

/* A sample export of invented reviews, the newest a few hours before `now`. */
void rn_starter_reviews(struct rn_buf *out, int64_t now);

#endif
