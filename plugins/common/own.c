/* SPDX-License-Identifier: MIT */
#include "own.h"

#include "query.h"

struct rn_str rn_own_bare(struct rn_str name)
{
    static const char *const signs[] = {"@", "/u/", "u/"};

    name = rn_str_trim(name);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t n = strlen(signs[i]);
        if (rn_str_starts(name, signs[i]))
            return rn_strn(name.p + n, name.n - n);
    }
    return name;
}

bool rn_own_is(struct rn_list own, struct rn_str name)
{
    name = rn_own_bare(name);
    for (size_t i = 0; name.n > 0 && i < own.n; i++)
        if (rn_query_same(rn_own_bare(rn_str(own.v[i])), name))
            return true;
    return false;
}
