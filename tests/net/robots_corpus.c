/* SPDX-License-Identifier: MIT
 *
 * robots.txt files as sites really write them, and questions of the standard's own kind, where that
 * folder is at hand; skipped elsewhere.
 */
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "net/robots.h"

enum { FILE_MAX = 8 << 20, COLUMNS = 7 };

static struct rn_str read_shared(const void *ctx, const char *name)
{
    struct rn_str text;
    struct rn_diag d;
    const char *root = getenv("srcdir");
    const char *path =
        rn_fmt(ctx, "%s/../shared/corpus/robots/%s", root != NULL ? root : ".", name);
    assert_int_equal(rn_file_read(ctx, path, FILE_MAX, &text, &d), RN_OK);
    return text;
}

/* The next line's columns; false at the end. Comments are passed over. */
static bool next_row(struct rn_str *text, struct rn_str column[COLUMNS], size_t *ret_count)
{
    while (text->n > 0) {
        const char *end = memchr(text->p, '\n', text->n);
        struct rn_str line = rn_strn(text->p, end != NULL ? (size_t)(end - text->p) : text->n);
        *text = rn_strn(text->p + line.n + (end != NULL), text->n - line.n - (end != NULL));
        if (rn_str_starts(line, "#"))
            continue;
        size_t n = 0;
        for (const char *tab; n < COLUMNS - 1 && (tab = memchr(line.p, '\t', line.n)) != NULL;
             n++) {
            column[n] = rn_strn(line.p, (size_t)(tab - line.p));
            line = rn_strn(tab + 1, line.n - column[n].n - 1);
        }
        column[n++] = line;
        *ret_count = n;
        return true;
    }
    return false;
}

static struct rn_str unescape(const void *ctx, struct rn_str s)
{
    static const char escapes[][2] = {{'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'\\', '\\'}};
    char *out = rn_new_array(ctx, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        out[n] = s.p[i];
        if (s.p[i] == '\\' && i + 1 < s.n) {
            i++;
            for (size_t e = 0; e < COUNT(escapes); e++)
                if (escapes[e][0] == s.p[i])
                    out[n] = escapes[e][1];
            if (s.p[i] == 'x' && i + 2 < s.n) {
                const char two[3] = {s.p[i + 1], s.p[i + 2], '\0'};
                out[n] = (char)strtol(two, NULL, 16);
                i += 2;
            }
        }
        n++;
    }
    return rn_strn(out, n);
}

static bool verdict(const void *ctx, struct rn_str file, struct rn_str agent, struct rn_str url)
{
    return rn_robots_allow(rn_robots_parse(ctx, file, rn_dup(ctx, agent)), url);
}

/* The standard's reading where it has one; else the tolerance of one well known parser, as far as
 * robots.h takes it over. */
static void vectors(void **state)
{
    RN_SCOPE(tmp);
    struct rn_str text = read_shared(tmp, "vectors.tsv"), c[COLUMNS];
    size_t n, asked = 0;
    (void)state;
    while (next_row(&text, c, &n)) {
        if (n < 6 || rn_str_is(c[4], "n/a"))
            continue;
        asked++;
        if (verdict(tmp, unescape(tmp, c[0]), c[1], c[2]) != rn_str_is(c[4], "allow"))
            fail_msg("%.*s of %.*s", RN_STR_ARG(c[2]), RN_STR_ARG(c[0]));
    }
    assert_in_range(asked, 80, 10000);
}

static void real_files(void **state)
{
    RN_SCOPE(tmp);
    struct rn_str text = read_shared(tmp, "real_expected.tsv"), c[COLUMNS];
    size_t n, asked = 0, wrong = 0;
    (void)state;
    while (next_row(&text, c, &n)) {
        RN_SCOPE(one);
        if (n < 4)
            continue;
        struct rn_str file = read_shared(one, rn_fmt(one, "real/%.*s", RN_STR_ARG(c[0])));
        asked++;
        if (verdict(one, file, c[1], c[2]) == rn_str_is(c[3], "allow"))
            continue;
        wrong++;
        print_error("%.*s for %.*s of %.*s is not %.*s\n", RN_STR_ARG(c[2]), RN_STR_ARG(c[1]),
                    RN_STR_ARG(c[0]), RN_STR_ARG(c[3]));
    }
    assert_in_range(asked, 500, 100000);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(vectors), cmocka_unit_test(real_files)};
    char path[4096];
    const char *root = getenv("srcdir");
    (void)snprintf(path, sizeof path, "%s/../shared/corpus/robots", root != NULL ? root : ".");
    if (access(path, R_OK) != 0) {
        (void)printf("1..0 # SKIP the folder of real files is not here\n");
        return 0;
    }
    return cmocka_run_group_tests_name("robots_corpus", tests, NULL, NULL);
}
