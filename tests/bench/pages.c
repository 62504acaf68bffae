/* SPDX-License-Identifier: MIT */
#include "bench/pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 120, TAIL = 4 };

static const char opening[] = "{\"entries\":[", closing[] = "]}";

static void *need(void *p, const char *what)
{
    if (p != NULL)
        return p;
    perror(what);
    exit(1);
}

/* The header is written in front of the body as soon as its length is known. */
static void put_head(struct bench_pages *v, char *room, size_t body)
{
    char head[HEAD];
    const int n = snprintf(head, sizeof head,
                           "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                           "Content-Length: %zu\r\n\r\n",
                           body);
    v->text[v->count] = room + HEAD - n;
    memcpy(v->text[v->count], head, (size_t)n);
    v->head[v->count] = (size_t)n;
    v->size[v->count++] = (size_t)n + body;
}

/* One page out of the next lines; false when none are left. */
static int pack(FILE *in, size_t bytes, struct bench_pages *v, char **line, size_t *line_size)
{
    size_t n = sizeof opening - 1, room = bytes + 16384;
    char *text = need(malloc(HEAD + room + TAIL), "pages");
    ssize_t got;
    memcpy(text + HEAD, opening, n);
    while (n < bytes && (got = getline(line, line_size, in)) > 0 && n + (size_t)got < room) {
        memcpy(text + HEAD + n, *line, (size_t)got);
        n += (size_t)got;
        text[HEAD + n - 1] = ','; /* in place of the end of the line */
    }
    if (n == sizeof opening - 1) {
        free(text);
        return 0;
    }
    memcpy(text + HEAD + n - 1, closing, 2);
    put_head(v, text, n + 1);
    return 1;
}

void bench_pages_read(const char *file, size_t count, size_t bytes, struct bench_pages *ret)
{
    FILE *in = need(fopen(file, "r"), file);
    char *line = NULL;
    size_t line_size = 0;
    *ret = (struct bench_pages){.text = need(calloc(count + 1, sizeof *ret->text), "pages"),
                                .size = need(calloc(count + 1, sizeof *ret->size), "pages"),
                                .head = need(calloc(count + 1, sizeof *ret->head), "pages")};
    while (ret->count < count && pack(in, bytes, ret, &line, &line_size))
        ;
    free(line);
    (void)fclose(in);
}
