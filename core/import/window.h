/* SPDX-License-Identifier: MIT
 *
 * A sliding view of a file as UTF-8: what readers of rows look through. It holds the unread text
 * from the place a reader has come to, and grows no further than a row may be long.
 *
 *     while ((nl = memchr(view.p, '\n', view.n)) == NULL && !rn_window_ended(w) && view.n <
 * RN_ROW_MAX) rn_window_more(w, d) …
 */
#ifndef IMPORT_WINDOW_H
#define IMPORT_WINDOW_H

#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

struct rn_source;
struct rn_window;

enum { RN_ROW_MAX = 4 << 20, RN_FIELD_MAX = 1 << 20 };

/* Reads the first chunk and tells the encoding; errors as of rn_source_read and rn_encoding_sniff.
 * The source must live as long as the window. */
RN_MUST enum rn_status rn_window_open(const void *ctx, struct rn_source *source,
                                      struct rn_window **ret, struct rn_diag *d);
struct rn_str rn_window_view(const struct rn_window *w);
/* The same text to write into: readers undo escapes in place. */
char *rn_window_text(struct rn_window *w);
bool rn_window_ended(const struct rn_window *w); /* the view reaches to the end of the file */
/* Brings more text behind the view, or finds the end; earlier views are void then. */
RN_MUST enum rn_status rn_window_more(struct rn_window *w, struct rn_diag *d);
void rn_window_skip(struct rn_window *w,
                    size_t n); /* the first n bytes of the view are done with */
const char *rn_window_name(const struct rn_window *w);

#endif
