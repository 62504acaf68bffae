/* SPDX-License-Identifier: MIT */
#include <renown/buf.h>

#include <stdint.h>
#include <stdlib.h>

static enum rn_status overflow(struct rn_buf *b)
{
    free(b->p);
    b->p = NULL;
    b->n = b->cap = 0;
    b->full = true;
    return RN_LIMIT;
}

/* Room for `more` bytes and the NUL that always follows. */
static enum rn_status reserve(struct rn_buf *b, size_t more)
{
    if (b->full || more > b->limit || b->n > b->limit - more)
        return overflow(b);
    size_t need = b->n + more + 1;
    if (need <= b->cap)
        return RN_OK;
    size_t cap = b->cap > 0 ? b->cap : 64;
    while (cap < need)
        cap = cap > SIZE_MAX / 2 ? need : cap * 2;
    char *p = realloc(b->p, cap);
    if (p == NULL) {
        (void)fprintf(stderr, "renown: out of memory\n");
        abort();
    }
    b->p = p;
    b->cap = cap;
    return RN_OK;
}

void rn_buf_init(struct rn_buf *b, size_t limit)
{
    *b = (struct rn_buf){.limit = limit};
}

void rn_buf_free(struct rn_buf *b)
{
    free(b->p);
    b->p = NULL;
    b->n = b->cap = 0;
    b->full = false;
}

void rn_buf_clear(struct rn_buf *b)
{
    b->n = 0;
    b->full = false;
    if (b->p != NULL)
        b->p[0] = '\0';
}

enum rn_status rn_buf_add(struct rn_buf *b, struct rn_str s)
{
    enum rn_status st = reserve(b, s.n);
    if (st != RN_OK)
        return st;
    if (s.n > 0)
        memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
    return RN_OK;
}

enum rn_status rn_buf_addz(struct rn_buf *b, const char *z)
{
    return rn_buf_add(b, rn_str(z));
}

enum rn_status rn_buf_addc(struct rn_buf *b, char c)
{
    if (b->n + 1 >= b->cap || b->n >= b->limit)
        return rn_buf_add(b, rn_strn(&c, 1));
    b->p[b->n++] = c;
    b->p[b->n] = '\0';
    return RN_OK;
}

enum rn_status rn_buf_fmt(struct rn_buf *b, const char *fmt, ...)
{
    char small[256];
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    enum rn_status st = RN_OK;
    if (n < 0)
        st = overflow(b);
    else if ((size_t)n < sizeof small)
        st = rn_buf_add(b, rn_strn(small, (size_t)n));
    else if ((st = reserve(b, (size_t)n)) == RN_OK) {
        (void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
    return st;
}

struct rn_str rn_buf_str(const struct rn_buf *b)
{
    return rn_strn(b->p, b->n);
}

const char *rn_buf_z(const struct rn_buf *b)
{
    return b->p != NULL ? b->p : "";
}
