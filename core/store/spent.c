/* SPDX-License-Identifier: MIT
 *
 * What was asked of places and what it cost. Notes of the open transaction are kept until it is
 * committed, so that rolling it back cannot make anything unspent.
 */
#include "store/manners.h"
#include "store/private.h"

#include <renown/stamp.h>

enum { DAYS_KEPT = 400 };

static int64_t day_of(int64_t now)
{
    return now / RN_DAY - (now % RN_DAY < 0);
}

static int64_t month_of(int64_t day)
{
    int y, m, d;
    rn_civil_from_days(day, &y, &m, &d);
    return day - (d - 1);
}

enum rn_status rn_spent_read(struct rn_store *s, const char *account, int64_t now,
                             struct rn_spent *ret, struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    bool row = false;
    const int64_t day = day_of(now);
    enum rn_status st =
        rn_db_prepare(s->db,
                      "select coalesce(sum(case when day = $3 then requests else 0 end), 0), "
                      "coalesce(sum(micro), 0) from spent "
                      "where account = $1 and day >= $2 and day <= $3",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(account));
    rn_db_int(q, 2, month_of(day));
    rn_db_int(q, 3, day);
    st = rn_db_step(q, &row, d);
    if (st == RN_OK)
        *ret = (struct rn_spent){.requests = rn_db_get_int(q, 0), .micro = rn_db_get_int(q, 1)};
    rn_db_reset(q);
    return st;
}

static enum rn_status write_spent(struct rn_store *s, const struct rn_spent_note *n,
                                  struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db,
                      "insert into spent (account, day, requests, micro) values ($1, $2, $3, $4) "
                      "on conflict (account, day) do update set "
                      "requests = spent.requests + excluded.requests, "
                      "micro = spent.micro + excluded.micro",
                      &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(n->account));
    rn_db_int(q, 2, n->day);
    rn_db_int(q, 3, n->requests);
    rn_db_int(q, 4, n->micro);
    return rn_db_run(q, d);
}

static enum rn_status drop_old(struct rn_store *s, const char *account, int64_t day,
                               struct rn_diag *d)
{
    struct rn_db_stmt *q = NULL;
    enum rn_status st =
        rn_db_prepare(s->db, "delete from spent where account = $1 and day < $2", &q, d);
    if (st != RN_OK)
        return st;
    rn_db_text(q, 1, rn_str(account));
    rn_db_int(q, 2, day - DAYS_KEPT);
    return rn_db_run(q, d);
}

/* The note of this account and day, made when there is none; an engine asks few accounts. */
static struct rn_spent_note *note_of(struct rn_store *s, const char *account, int64_t day)
{
    for (size_t i = 0; i < s->spent_count; i++)
        if (s->spent[i].day == day && strcmp(s->spent[i].account, account) == 0)
            return &s->spent[i];
    s->spent = rn_grow_array(s, s->spent, struct rn_spent_note, s->spent_count + 1);
    struct rn_spent_note *n = &s->spent[s->spent_count++];
    *n = (struct rn_spent_note){.account = rn_dupz(s, account), .day = day};
    return n;
}

enum rn_status rn_spent_add(struct rn_store *s, const char *account, int64_t now, int64_t requests,
                            int64_t micro, struct rn_diag *d)
{
    const struct rn_spent_note now_spent = {
        .account = (char *)account, .day = day_of(now), .requests = requests, .micro = micro};
    enum rn_status st = rn_store_writing(s, d);
    if (st == RN_OK)
        st = write_spent(s, &now_spent, d);
    if (st == RN_OK)
        st = drop_old(s, account, now_spent.day, d);
    if (st != RN_OK)
        return st;
    struct rn_spent_note *n = note_of(s, account, now_spent.day);
    n->requests += requests;
    n->micro += micro;
    return RN_OK;
}

void rn_spent_forget(struct rn_store *s)
{
    for (size_t i = 0; i < s->spent_count; i++)
        talloc_free(s->spent[i].account);
    s->spent_count = 0;
}

/* Nothing can be done about a store that takes nothing any more: the next request says so. */
void rn_spent_restore(struct rn_store *s)
{
    struct rn_diag ignored;
    if (s->spent_count == 0)
        return;
    enum rn_status st = rn_db_begin(s->db, &ignored);
    for (size_t i = 0; i < s->spent_count && st == RN_OK; i++)
        st = write_spent(s, &s->spent[i], &ignored);
    if (st == RN_OK)
        st = rn_db_commit(s->db, &ignored);
    if (st != RN_OK)
        rn_db_rollback(s->db);
    rn_spent_forget(s);
}
