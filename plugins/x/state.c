/* SPDX-License-Identifier: MIT
 *
 * Where a run stands, and the ids it stands at.
 */
#include "x.h"

#include <renown/stamp.h>

/* Ids hold the milliseconds since this instant above 22 bits. */
#define EPOCH_MS INT64_C(1288834974657)

enum { ID_DIGITS = 20, MARK_KEY = 9 };

/* ---- ids ------------------------------------------------------------------------------------- */

bool x_is_id(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= ID_DIGITS && s.p[0] != '0';
}

bool x_id_less(struct rn_str a, struct rn_str b)
{
    if (a.n != b.n)
        return a.n < b.n;
    return a.n > 0 && memcmp(a.p, b.p, a.n) < 0;
}

bool x_id_at(int64_t us, char out[24])
{
    const int64_t ms = us / 1000 - EPOCH_MS;

    if (ms <= 0 || ms >= INT64_C(1) << 40)
        return false;
    (void)snprintf(out, 24, "%lld", (long long)(ms * (INT64_C(1) << 22)));
    return true;
}

/* ---- lists ----------------------------------------------------------------------------------- */

static size_t timelines(const struct x_config *c)
{
    return c->user_id != NULL ? 1 : 0;
}

size_t x_lists(const struct x_config *c)
{
    const size_t n = timelines(c) + c->query.n;

    return n > 0 ? n : 1;
}

/* What a query says is put in brackets, so that what follows holds for all of it. */
bool x_query(const struct x_config *c, size_t list, struct rn_buf *out)
{
    if (list < timelines(c))
        return true;
    list -= timelines(c);
    if (list < c->query.n)
        rn_buf_fmt(out, "(%s)", c->query.v[list]);
    else
        rn_buf_fmt(out, "@%s", c->account);
    rn_buf_fmt(out, " -from:%s -is:retweet", c->account);
    return !out->full;
}

/* "m" for the mentions, else a hash of the query: a query that is changed begins anew. */
static void key_of(const struct x_config *c, size_t list, char out[MARK_KEY])
{
    struct rn_buf q;
    uint32_t h = 2166136261u;

    if (list < timelines(c)) {
        (void)snprintf(out, MARK_KEY, "m");
        return;
    }
    rn_buf_init(&q, RN_ANSWER_URL);
    (void)x_query(c, list, &q);
    for (size_t i = 0; i < q.n; i++)
        h = (h ^ (unsigned char)q.p[i]) * 16777619u;
    rn_buf_free(&q);
    (void)snprintf(out, MARK_KEY, "%08x", h);
}

/* ---- marks ----------------------------------------------------------------------------------- */

/* Cuts the next word off. */
static struct rn_str word(struct rn_str *s)
{
    struct rn_str w = {s->p, 0};

    while (s->n > 0 && s->p[0] == ' ') {
        s->p++;
        s->n--;
    }
    w.p = s->p;
    while (s->n > 0 && s->p[0] != ' ') {
        s->p++;
        s->n--;
        w.n++;
    }
    return w;
}

static struct rn_str mark_of(struct rn_str marks, const char *key)
{
    const size_t n = strlen(key);

    for (struct rn_str w; (w = word(&marks)).n > 0;) {
        if (w.n > n + 1 && memcmp(w.p, key, n) == 0 && w.p[n] == '=' &&
            x_is_id(rn_strn(w.p + n + 1, w.n - n - 1)))
            return rn_strn(w.p + n + 1, w.n - n - 1);
    }
    return (struct rn_str){NULL, 0};
}

struct rn_str x_mark(const struct x_config *c, const struct x_state *s)
{
    char key[MARK_KEY];

    key_of(c, s->list, key);
    return mark_of(s->marks, key);
}

void x_marks_with(const struct x_config *c, const struct x_state *s, struct rn_str id,
                  struct rn_buf *out)
{
    for (size_t i = 0; i < x_lists(c); i++) {
        char key[MARK_KEY];
        key_of(c, i, key);
        struct rn_str mark = i == s->list ? id : mark_of(s->marks, key);
        if (mark.n > 0)
            rn_buf_fmt(out, "%s%s=%.*s", out->n > 0 ? " " : "", key, RN_STR_ARG(mark));
    }
}

/* ---- notes ----------------------------------------------------------------------------------- */

static int64_t number(struct rn_str w)
{
    int64_t v = 0;

    for (size_t i = 0; i < w.n && w.p[i] >= '0' && w.p[i] <= '9' && v < 100000000; i++)
        v = v * 10 + (w.p[i] - '0');
    return v;
}

struct x_state x_state_read(struct rn_str note)
{
    struct x_state s = {0};

    s.list = (size_t)number(word(&note));
    s.read = number(word(&note));
    s.newest = word(&note);
    if (!x_is_id(s.newest))
        s.newest = (struct rn_str){NULL, 0};
    s.marks = rn_str_trim(note);
    return s;
}

void x_state_write(const struct x_state *s, struct rn_buf *out)
{
    rn_buf_fmt(out, "%zu %lld %.*s", s->list, (long long)s->read,
               s->newest.n > 0 ? (int)s->newest.n : 1, s->newest.n > 0 ? s->newest.p : "-");
    if (s->marks.n > 0)
        rn_buf_fmt(out, " %.*s", RN_STR_ARG(s->marks));
}
