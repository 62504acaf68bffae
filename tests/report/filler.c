/* SPDX-License-Identifier: MIT
 *
 * filler STORE NOW <LINES: a store for shell tests from JSON Lines with listing, zone, source,
 * external_id, author, title, text, lang, stars, at, reply_at, removed_at. Prints each review's id.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <renown/json.h>

#include "base/mem.h"
#include "report/fill.h"

static const char *text(const void *ctx, const struct rn_json *n, const char *key)
{
    struct rn_str s = rn_json_str(rn_json_get(n, key));
    return s.n > 0 ? rn_dup(ctx, s) : NULL;
}

static int64_t at(const void *ctx, const struct rn_json *n, const char *key)
{
    const char *s = text(ctx, n, key);
    return s != NULL ? fill_time(s) : 0;
}

static void put(struct fill *f, const struct rn_json *n)
{
    RN_SCOPE(tmp);
    struct told t = {.listing = text(tmp, n, "listing"),
                     .zone = text(tmp, n, "zone"),
                     .source = text(tmp, n, "source"),
                     .external_id = text(tmp, n, "external_id"),
                     .author = text(tmp, n, "author"),
                     .title = text(tmp, n, "title"),
                     .text = text(tmp, n, "text"),
                     .lang = text(tmp, n, "lang"),
                     .at = at(tmp, n, "at"),
                     .reply_at = at(tmp, n, "reply_at"),
                     .removed_at = at(tmp, n, "removed_at")};
    (void)rn_json_num(rn_json_get(n, "stars"), &t.stars);
    (void)printf("%s\n", fill_review(f, &t));
}

int main(int argc, char **argv)
{
    static char line[1 << 20];
    struct fill f;
    struct rn_diag d;
    struct rn_json_doc *doc;
    if (argc != 3) {
        (void)fprintf(stderr, "usage: filler STORE NOW <LINES\n");
        return 2;
    }
    fill_open(&f, NULL, argv[1], fill_time(argv[2]));
    fill_begin(&f);
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (rn_json_parse(rn_str(line), 0, &doc, &d) != RN_OK) {
            (void)fprintf(stderr, "filler: %s\n", d.text);
            return 1;
        }
        put(&f, rn_json_root(doc));
        rn_json_free(doc);
    }
    fill_commit(&f);
    fill_close(&f);
    return 0;
}
