/* SPDX-License-Identifier: MIT */
#include "collect/around.h"

#include "store/reviews.h"

static int64_t at_listing(void *arg, const char *listing, int64_t from, int64_t to, int64_t most)
{
    struct rn_diag ignored;
    int64_t n;
    return rn_reviews_at(arg, listing, from, to, most, &n, &ignored) == RN_OK ? n : -1;
}

static int64_t by_author(void *arg, const char *author, int64_t to, int64_t most)
{
    struct rn_diag ignored;
    int64_t n;
    return rn_reviews_by(arg, author, to, most, &n, &ignored) == RN_OK ? n : -1;
}

void rn_around_open(struct rn_store *store, struct rn_around *ret)
{
    *ret = (struct rn_around){.at_listing = at_listing, .by_author = by_author, .arg = store};
}
