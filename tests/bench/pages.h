/* SPDX-License-Identifier: MIT
 *
 * Pages of reviews for the benchmarks of the network: the lines of a file of generate.c, packed
 * into JSON documents of about the same size, `{"entries":[LINE,LINE,…]}`.
 */
#ifndef BENCH_PAGES_H
#define BENCH_PAGES_H

#include <stddef.h>

struct bench_pages {
    char **text;         /* whole HTTP answers */
    size_t *size, *head; /* of the answer, and of the header that it begins with */
    size_t count;
};

/* Packs at most `count` pages of `bytes` and more; ends the program with a sentence when the file
 * cannot be read. What it makes lives as long as the program. */
void bench_pages_read(const char *file, size_t count, size_t bytes, struct bench_pages *ret);

#endif
