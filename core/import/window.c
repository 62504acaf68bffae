/* SPDX-License-Identifier: MIT */
#include "import/window.h"

#include <assert.h>

#include "base/mem.h"
#include "import/encoding.h"
#include "import/source.h"

struct rn_window {
    struct rn_source *source;
    struct rn_decoder decoder;
    char *text; /* the view is text[begin..end) */
    size_t begin, end, cap;
    char *raw; /* a chunk before it is decoded; NULL for UTF-8, which is read into place */
    bool ended;
};

struct rn_str rn_window_view(const struct rn_window *w)
{
    return rn_strn(w->text + w->begin, w->end - w->begin);
}

char *rn_window_text(struct rn_window *w)
{
    return w->text + w->begin;
}

bool rn_window_ended(const struct rn_window *w)
{
    return w->ended;
}

const char *rn_window_name(const struct rn_window *w)
{
    return rn_source_name(w->source);
}

void rn_window_skip(struct rn_window *w, size_t n)
{
    assert(n <= w->end - w->begin);
    w->begin += n;
}

static void make_room(struct rn_window *w, size_t room)
{
    if (w->begin > 0) {
        memmove(w->text, w->text + w->begin, w->end - w->begin);
        w->end -= w->begin;
        w->begin = 0;
    }
    if (w->cap - w->end >= room)
        return;
    while (w->cap - w->end < room)
        w->cap *= 2;
    w->text = rn_grow_array(w, w->text, char, w->cap);
}

/* Pipes give little at a time; asking until a chunk is full keeps the cost of a round small, and
 * the end of the file is known as soon as it is reached. */
static enum rn_status read_chunk(struct rn_window *w, char *out, size_t *ret_n, struct rn_diag *d)
{
    size_t n = 0, got = 1;
    while (n < RN_SOURCE_CHUNK && got > 0) {
        enum rn_status st = rn_source_read(w->source, out + n, RN_SOURCE_CHUNK - n, &got, d);
        if (st != RN_OK)
            return st;
        n += got;
    }
    w->ended = got == 0;
    *ret_n = n;
    return RN_OK;
}

enum rn_status rn_window_more(struct rn_window *w, struct rn_diag *d)
{
    if (w->ended)
        return RN_OK;
    make_room(w, RN_DECODE_ROOM(RN_SOURCE_CHUNK));
    size_t n = 0;
    enum rn_status st = read_chunk(w, w->raw != NULL ? w->raw : w->text + w->end, &n, d);
    if (st != RN_OK)
        return st;
    w->end += w->raw == NULL
                  ? n
                  : rn_decode16(&w->decoder, rn_strn(w->raw, n), w->ended, w->text + w->end);
    return RN_OK;
}

/* The first chunk is in place as UTF-8; if it turns out to be UTF-16, it is decoded from a copy. */
static enum rn_status settle_encoding(struct rn_window *w, struct rn_diag *d)
{
    size_t mark = 0;
    struct rn_str head = rn_window_view(w);
    enum rn_status st = rn_encoding_sniff(rn_window_name(w), head, &w->decoder.kind, &mark, d);
    if (st != RN_OK)
        return st;
    w->begin = mark;
    if (w->decoder.kind == RN_UTF8)
        return RN_OK;
    w->raw = rn_new_array(w, char, RN_SOURCE_CHUNK);
    memcpy(w->raw, head.p, head.n);
    w->begin = 0;
    w->end = rn_decode16(&w->decoder, rn_strn(w->raw + mark, head.n - mark), w->ended, w->text);
    return RN_OK;
}

enum rn_status rn_window_open(const void *ctx, struct rn_source *source, struct rn_window **ret,
                              struct rn_diag *d)
{
    struct rn_window *w = rn_new(ctx, struct rn_window);
    w->source = source;
    w->cap = 2 * RN_DECODE_ROOM(RN_SOURCE_CHUNK);
    w->text = rn_mem_check(talloc_size(w, w->cap));
    enum rn_status st = rn_window_more(w, d);
    if (st == RN_OK)
        st = settle_encoding(w, d);
    if (st == RN_OK)
        *ret = w;
    else
        talloc_free(w);
    return st;
}
