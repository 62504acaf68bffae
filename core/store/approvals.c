/* SPDX-License-Identifier: MIT */
#include "store/replies.h"

#include "store/private.h"

enum rn_status rn_reply_set(struct rn_store *s, int64_t n, const char *state, const char *bound,
                            const char *note, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "update reply set state = $2, bound = coalesce($3, bound), note = $4 "
                           "where n = $1",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, n);
    rn_db_text(q, 2, rn_str(state));
    rn_bind_z(q, 3, bound);
    rn_bind_z(q, 4, note);
    return rn_db_run(q, d);
}

enum rn_status rn_approval_add(struct rn_store *s, int64_t reply, const char *actor, int64_t at,
                               const char *bound, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = rn_db_prepare(s->db,
                           "insert into approval (reply, actor, at, bound) "
                           "values ($1, $2, $3, $4) on conflict (reply, actor) "
                           "do update set at = excluded.at, bound = excluded.bound",
                           &q, d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, reply);
    rn_db_text(q, 2, rn_str(actor));
    rn_db_int(q, 3, at);
    rn_db_text(q, 4, rn_str(bound));
    return rn_db_run(q, d);
}

enum rn_status rn_approvals_list(struct rn_store *s, int64_t reply, const char *bound,
                                 const void *ctx, char ***ret, size_t *ret_count, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    char **v = NULL;
    size_t count = 0;
    bool row = false;
    enum rn_status st = rn_db_prepare(
        s->db, "select actor from approval where reply = $1 and bound = $2 order by at, actor", &q,
        d);
    if (st != RN_OK)
        return st;
    rn_db_int(q, 1, reply);
    rn_db_text(q, 2, rn_str(bound));
    while ((st = rn_db_step(q, &row, d)) == RN_OK && row) {
        v = rn_list_room(ctx, v, count, char *);
        v[count++] = rn_dup(ctx, rn_db_get_text(q, 0));
    }
    rn_db_reset(q);
    if (st != RN_OK)
        return st;
    *ret = v;
    *ret_count = count;
    return RN_OK;
}

/* ---- answers ----------------------------------------------------------------------------------
 */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/* The next byte with runs of white space as one blank; -1 at the end. */
static int next_byte(struct rn_str s, size_t *at)
{
    if (*at >= s.n)
        return -1;
    if (!is_blank(s.p[*at]))
        return (unsigned char)s.p[(*at)++];
    while (*at < s.n && is_blank(s.p[*at]))
        (*at)++;
    return ' ';
}

bool rn_same_answer(struct rn_str a, struct rn_str b)
{
    size_t i = 0, k = 0;
    a = rn_str_trim(a);
    b = rn_str_trim(b);
    for (;;) {
        const int x = next_byte(a, &i), y = next_byte(b, &k);
        if (x != y)
            return false;
        if (x < 0)
            return true;
    }
}

void rn_answer_hash(struct rn_str text, char out[RN_HASH_LEN + 1])
{
    RN_SCOPE(tmp);
    char *folded = rn_new_array(tmp, char, text.n + 1);
    size_t n = 0, at = 0;
    text = rn_str_trim(text);
    for (int c; (c = next_byte(text, &at)) >= 0;)
        folded[n++] = (char)c;
    const struct rn_str one = rn_strn(folded, n);
    rn_hash_text(rn_str("answer"), &one, 1, out);
}

void rn_approval_bind(const char *review, const char *content, const char *text,
                      char out[RN_HASH_LEN + 1])
{
    const struct rn_str parts[] = {rn_str("approval"), rn_str(review), rn_str(content),
                                   rn_str(text)};
    rn_hash_text(rn_str(""), parts, sizeof parts / sizeof parts[0], out);
}
