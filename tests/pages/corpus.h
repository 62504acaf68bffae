/* SPDX-License-Identifier: MIT
 *
 * Saved pages and feeds beside the tree, each with what must be found in it. TAP by hand: cmocka
 * reports what is skipped as failed.
 */
#ifndef TESTS_PAGES_CORPUS_H
#define TESTS_PAGES_CORPUS_H

#include "base/mem.h"
#include "plugin/harvest.h"

/* A file below ../shared/corpus; false when it is not there. */
bool corpus_read(const void *ctx, const char *name, struct rn_str *ret);
/* The file through a plugin, as `renown parse --url` reads it; NULL, said as a comment, when the
 * plugin refuses it. */
struct rn_harvest *corpus_parse(const void *ctx, const char *plugin, const char *file,
                                const char *url);
/* Letters, digits and what is beyond ASCII of both, compared as far as the shorter goes. */
bool corpus_alike(struct rn_str a, struct rn_str b);

#endif
