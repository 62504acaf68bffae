/* SPDX-License-Identifier: MIT
 *
 * parse FILE PAGES BYTES: what reading the pages costs by itself: the plugin `bench` and the sink,
 * page by page out of memory, in one thread. Prints the seconds.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "bench/pages.h"
#include "plugin/harvest.h"
#include "plugin/loader.h"

struct config { /* as in plugin.c */
    int64_t book, pages;
    bool read;
};

static size_t read_page(const struct rn_plugin *p, const struct bench_pages *v, size_t i)
{
    RN_SCOPE(tmp);
    const struct config c = {.pages = (int64_t)v->count, .read = true};
    char note[24];
    (void)snprintf(note, sizeof note, "%zu", i);
    const struct rn_response r = {.size = sizeof r,
                                  .status = 200,
                                  .body = rn_strn(v->text[i] + v->head[i], v->size[i] - v->head[i]),
                                  .step = "page",
                                  .note = rn_str(note)};
    struct rn_harvest *h;
    struct rn_diag d;
    if (rn_harvest_parse(tmp, p, &c, &r, &h, &d) == RN_OK)
        return h->review_count;
    (void)fprintf(stderr, "parse: %s\n", d.text);
    exit(1);
}

int main(int argc, char **argv)
{
    struct bench_pages v;
    const struct rn_plugin *p;
    struct rn_diag d;
    size_t reviews = 0;
    if (argc != 4)
        return 2;
    bench_pages_read(argv[1], strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10), &v);
    if (rn_plugin_load("bench", &p, &d) != RN_OK) {
        (void)fprintf(stderr, "parse: %s\n", d.text);
        return 1;
    }
    const int64_t from = rn_clock_monotonic();
    for (size_t i = 0; i < v.count; i++)
        reviews += read_page(p, &v, i);
    const int64_t took = rn_clock_monotonic() - from;
    (void)fprintf(stderr, "%zu pages, %zu reviews\n", v.count, reviews);
    printf("%.6f\n", (double)took / 1e6);
    return 0;
}
