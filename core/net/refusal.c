/* SPDX-License-Identifier: MIT
 *
 * Error documents are JSON in any layout, so white space does not count: "value": "0" is found by
 * "value":"0". Only their beginning is looked at: a document of megabytes is no error document.
 */
#include "net/refusal.h"

enum { BODY_LOOKED_AT = 64 << 10 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool stands_at(struct rn_str body, size_t at, const char *word)
{
    for (; *word != '\0'; word++) {
        while (at < body.n && is_blank(body.p[at]))
            at++;
        if (at == body.n || body.p[at++] != *word)
            return false;
    }
    return true;
}

static bool holds(struct rn_str body, const char *word)
{
    const size_t n = body.n < BODY_LOOKED_AT ? body.n : BODY_LOOKED_AT;

    for (size_t at = 0; at < n; at++)
        if (body.p[at] == word[0] && stands_at(rn_strn(body.p, n), at, word))
            return true;
    return false;
}

const struct rn_refusal *rn_refusal_find(const struct rn_plugin *p, const struct rn_response *r)
{
    for (const struct rn_refusal *k = p != NULL ? p->refusals : NULL; k != NULL && k->word != NULL;
         k++)
        if (k->status == r->status && holds(r->body, k->word))
            return k;
    return NULL;
}
