/* SPDX-License-Identifier: MIT
 *
 * Queries of brands: the first line is a query, the rest the text it is held against. A query that
 * is read can be written, and what is written is read again.
 */
#include "fuzz/plugin.h"

#include <stdlib.h>

#include "plugins/common/query.h"

static void *block;

static void *give(struct rn_sink *sink, size_t n)
{
    (void)sink;
    free(block);
    block = calloc(1, n);
    if (block == NULL)
        abort();
    return block;
}

static void write_back(const struct rn_query *q, bool shortened)
{
    for (size_t i = 0; i < q->case_count; i++) {
        struct rn_buf b;
        struct rn_query again;
        struct rn_diag d;

        rn_buf_init(&b, 1 << 16);
        rn_query_write(q, i, "-", &b);
        if (b.full || b.n == 0 ||
            (b.n <= RN_QUERY_MAX && !shortened && rn_query_read(rn_buf_z(&b), &again, &d) != RN_OK))
            abort();
        rn_buf_free(&b);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rn_sink sink = {.size = sizeof sink, .alloc = give};
    struct rn_query q;
    struct rn_diag d = {.text = ""};
    size_t n = 0;
    char line[2000];

    while (n < size && n + 1 < sizeof line && data[n] != '\n')
        n++;
    memcpy(line, data, n);
    line[n] = '\0';
    if (rn_query_read(line, &q, &d) != RN_OK) {
        if (d.text[0] == '\0')
            abort();
        return 0;
    }
    write_back(&q, strchr(line, '*') != NULL); /* harb* -harb cannot be read without its star */
    const struct rn_str texts[] = {rn_strn((const char *)data + n, size - n), {NULL, 0}};
    (void)rn_query_fits(&q, &sink, texts, 2);
    free(block);
    block = NULL;
    return 0;
}
