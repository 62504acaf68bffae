/* SPDX-License-Identifier: MIT */
#include "work/ladder.h"

#include <renown/json.h>
#include <renown/stamp.h>

#include "base/id.h"
#include "base/mem.h"
#include "store/events.h"
#include "store/outbox.h"
#include "work/levels.h"

#define THROTTLE RN_HOUR
enum { STEPS_MAX = 64 * 1024, BODY_MAX = 64 * 1024, NAMED = 10 };

/* One climb over all that is due. */
struct climb {
    const struct rn_deliver_setup *setup;
    struct rn_levels *levels;
    void *ctx;
};

/* ---- pure -------------------------------------------------------------------------------------
 */

const char *rn_ladder_over(const struct rn_stored *review)
{
    if (review->r.reply.state == RN_REPLY_PUBLISHED || review->r.reply.state == RN_REPLY_PENDING)
        return "answered";
    if (review->removed_at != 0)
        return "removed";
    if (strcmp(review->status, "done") == 0 || strcmp(review->status, "snoozed") == 0)
        return review->status;
    return NULL;
}

bool rn_ladder_rung(const void *ctx, const char *steps_json, int step, struct rn_rung *ret)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag ignored;
    struct rn_duration after = {0};
    if (step < 0 || rn_json_parse(rn_str(steps_json), STEPS_MAX, &doc, &ignored) != RN_OK)
        return false;
    const struct rn_json *n = rn_json_at(rn_json_root(doc), (size_t)step);
    if (n != NULL) {
        (void)rn_duration_parse(rn_json_str(rn_json_get(n, "after")), &after);
        *ret = (struct rn_rung){.to = rn_dup(ctx, rn_json_str(rn_json_get(n, "to"))),
                                .via = rn_dup(ctx, rn_json_str(rn_json_get(n, "via"))),
                                .after_us = after.set ? after.us : 0,
                                .business = rn_json_true(rn_json_get(n, "business"))};
    }
    rn_json_free(doc);
    return n != NULL;
}

static bool lists(const struct rn_list *l, const char *word)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i], word) == 0)
            return true;
    return l->n == 0;
}

/* "2026-12-24..2026-12-31" and single days, by the day in UTC. */
static bool is_away(const struct rn_person *p, int64_t now)
{
    char today[32];
    (void)rn_stamp_text(now, today);
    today[10] = '\0';
    for (const struct rn_node *n = p->away != NULL ? p->away->first : NULL; n != NULL;
         n = n->next) {
        const char *text = n->text != NULL ? n->text : "", *dots = strstr(text, "..");
        const char *last = dots != NULL ? dots + 2 : text;
        if (strlen(text) >= 10 && strncmp(today, text, 10) >= 0 && strncmp(today, last, 10) <= 0)
            return true;
    }
    return false;
}

static const struct rn_person *person_of(const struct rn_config *c, const char *id)
{
    for (size_t i = 0; i < c->people_count; i++)
        if (strcmp(c->people[i].id, id) == 0)
            return &c->people[i];
    return NULL;
}

static bool covers(const struct rn_person *p, const char *listing, int64_t now)
{
    return p != NULL && lists(&p->listings, listing) && !is_away(p, now);
}

static const struct rn_person *of_role(const struct rn_config *c, const char *role,
                                       const char *listing, int64_t now)
{
    static const char *const words[] = {"viewer", "agent", "manager", "admin"};
    for (size_t i = 0; i < c->people_count; i++)
        if (strcmp(words[c->people[i].role], role) == 0 && covers(&c->people[i], listing, now))
            return &c->people[i];
    return NULL;
}

const struct rn_person *rn_ladder_person(const struct rn_config *c, const char *to,
                                         const char *listing, int64_t now)
{
    const struct rn_person *p;
    if (to == NULL)
        return NULL;
    if (strncmp(to, "role:", 5) == 0)
        return of_role(c, to + 5, listing, now);
    if ((p = person_of(c, to)) != NULL)
        return p; /* named outright: away or not, nobody else is meant */
    for (size_t i = 0; i < c->team_count; i++)
        for (size_t k = 0; strcmp(c->teams[i].id, to) == 0 && k < c->teams[i].members.n; k++)
            if (covers(p = person_of(c, c->teams[i].members.v[k]), listing, now))
                return p;
    return NULL;
}

/* ---- messages ---------------------------------------------------------------------------------
 */

static char *body_of(const void *ctx, const struct rn_escalation_row *const *rows, size_t count,
                     bool ladder)
{
    struct rn_buf b;
    struct rn_jsonw w;
    rn_buf_init(&b, BODY_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "rule", rn_str(rows[0]->rule));
    if (ladder)
        rn_jsonw_kstr(&w, "ladder", rn_str(rows[0]->id));
    rn_jsonw_key(&w, "reviews");
    rn_jsonw_array(&w);
    for (size_t i = 0; i < count && i < NAMED; i++)
        rn_jsonw_int(&w, rows[i]->review);
    rn_jsonw_end(&w);
    if (count > NAMED)
        rn_jsonw_kint(&w, "more", (int64_t)(count - NAMED));
    rn_jsonw_end(&w);
    char *text = rn_dup(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return text;
}

static void throttle_of(const struct rn_escalation_row *e, char out[RN_HASH_LEN + 1])
{
    const struct rn_str parts[] = {rn_str(e->rule), rn_str(e->key)};
    rn_hash_text(rn_str("throttle"), parts, 2, out);
}

/* Its id is made of what it is about, so the same step is never written down twice. */
static enum rn_status add_message(struct climb *c, const struct rn_stored *review,
                                  const struct rn_escalation_row *const *rows, size_t count,
                                  const struct rn_rung *rung, struct rn_diag *d)
{
    char id[RN_ID_LEN + 1], throttle[RN_HASH_LEN + 1];
    const struct rn_escalation_row *e = rows[0];
    const bool ladder = strcmp(e->kind, "escalate") == 0;
    const struct rn_person *p =
        rn_ladder_person(c->setup->config, rung->to, review->listing, c->setup->now);
    char *step = rn_fmt(c->ctx, "%d", e->step);
    const struct rn_str parts[] = {rn_str("alert"), rn_str(e->id), rn_str(step)};
    rn_id_make(parts, 3, id);
    throttle_of(e, throttle);
    struct rn_outbox_row row = {.id = id,
                                .kind = "message",
                                .due = c->setup->now,
                                .made = c->setup->now,
                                .actor = rn_fmt(c->ctx, "rule:%s", e->rule),
                                .review = e->review,
                                .escalation = e->n,
                                .listing = review->listing,
                                .version = e->version,
                                .rule = ladder ? NULL : throttle,
                                .channel = rung->via,
                                .person = p != NULL ? p->id : rung->to,
                                .body = body_of(c->ctx, rows, count, ladder)};
    enum rn_status st = rn_outbox_add(c->setup->store, &row, d);
    return st == RN_CONFLICT ? RN_OK : st;
}

static enum rn_status close_it(struct climb *c, struct rn_escalation_row *e, const char *why,
                               struct rn_diag *d)
{
    const struct rn_event event = {.at = c->setup->now,
                                   .kind = "escalation",
                                   .review = e->review_id,
                                   .actor = "renown",
                                   .body = rn_fmt(c->ctx, "closed=%s id=%s", why, e->id)};
    e->state = "closed";
    enum rn_status st = rn_escalation_move(c->setup->store, e, d);
    if (st == RN_OK)
        st = rn_outbox_cancel_ladder(c->setup->store, e->n, why, d);
    return st == RN_OK ? rn_event_add(c->setup->store, &event, d) : st;
}

/* ---- one ladder -------------------------------------------------------------------------------
 */

static void wait_for_next(struct climb *c, struct rn_escalation_row *e,
                          const struct rn_stored *review)
{
    struct rn_rung next;
    e->step++;
    if (!rn_ladder_rung(c->ctx, e->steps, e->step, &next)) {
        e->due = RN_LADDER_END;
        return;
    }
    e->due = next.business ? rn_levels_after(c->levels, review->listing,
                                             review->has_stars ? review->stars : 0, c->setup->now,
                                             next.after_us)
                           : c->setup->now + next.after_us;
}

static enum rn_status climb_one(struct climb *c, struct rn_escalation_row *e,
                                const struct rn_stored *review, struct rn_diag *d)
{
    struct rn_rung rung;
    const struct rn_escalation_row *const rows[] = {e};
    if (!rn_ladder_rung(c->ctx, e->steps, e->step, &rung)) {
        e->due = RN_LADDER_END;
        return rn_escalation_move(c->setup->store, e, d);
    }
    enum rn_status st = add_message(c, review, rows, 1, &rung, d);
    if (st != RN_OK)
        return st;
    wait_for_next(c, e, review);
    return rn_escalation_move(c->setup->store, e, d);
}

/* ---- notices of one rule to one destination ---------------------------------------------------
 */

static bool same_notice(const struct rn_escalation_row *a, const struct rn_escalation_row *b)
{
    return strcmp(a->kind, "notify") == 0 && strcmp(b->kind, "notify") == 0 &&
           strcmp(a->rule, b->rule) == 0 && strcmp(a->key, b->key) == 0;
}

static enum rn_status put_off(struct climb *c, struct rn_escalation_row **rows, size_t count,
                              int64_t until, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    for (size_t i = 0; i < count && st == RN_OK; i++) {
        rows[i]->due = until;
        st = rn_escalation_move(c->setup->store, rows[i], d);
    }
    return st;
}

static enum rn_status notify_all(struct climb *c, struct rn_escalation_row **rows, size_t count,
                                 const struct rn_stored *review, struct rn_diag *d)
{
    char throttle[RN_HASH_LEN + 1];
    struct rn_rung rung;
    int64_t last = 0;
    throttle_of(rows[0], throttle);
    enum rn_status st = rn_outbox_last(c->setup->store, throttle, &last, d);
    if (st != RN_OK)
        return st;
    if (last != 0 && c->setup->now - last < THROTTLE && c->setup->now >= last)
        return put_off(c, rows, count, last + THROTTLE, d);
    if (rn_ladder_rung(c->ctx, rows[0]->steps, 0, &rung))
        st = add_message(c, review, (const struct rn_escalation_row *const *)rows, count, &rung, d);
    for (size_t i = 0; i < count && st == RN_OK; i++) {
        rows[i]->state = "closed";
        rows[i]->step = 1;
        st = rn_escalation_move(c->setup->store, rows[i], d);
    }
    return st;
}

/* ---- all of them ------------------------------------------------------------------------------
 */

/* Takes the ones like v[at] out of the list, at[0] first. */
static size_t gather(struct rn_escalation_row *v, size_t n, size_t at, int64_t now,
                     struct rn_escalation_row **ret)
{
    size_t count = 0;
    for (size_t i = at; i < n; i++)
        if (v[i].due <= now && v[i].state[0] == 'o' && (i == at || same_notice(&v[at], &v[i])))
            ret[count++] = &v[i];
    return count;
}

static enum rn_status step_on(struct climb *c, struct rn_escalation_row *v, size_t n, size_t at,
                              struct rn_escalation_row **like, struct rn_diag *d)
{
    struct rn_stored review;
    struct rn_diag why;
    struct rn_escalation_row *e = &v[at];
    enum rn_status st = rn_review_load_n(c->setup->store, e->review, c->ctx, &review, &why);
    if (st == RN_GONE)
        return close_it(c, e, "erased", d);
    if (st != RN_OK)
        return rn_fail(d, st, "%s", why.text);
    const char *over = rn_ladder_over(&review);
    if (over != NULL)
        return close_it(c, e, over, d);
    if (strcmp(e->kind, "notify") != 0)
        return climb_one(c, e, &review, d);
    return notify_all(c, like, gather(v, n, at, c->setup->now, like), &review, d);
}

static enum rn_status climb_all(struct climb *c, struct rn_diag *d)
{
    struct rn_escalation_row *v;
    size_t n;
    enum rn_status st =
        rn_escalations_list(c->setup->store, "open", 0, c->ctx, &v, &n, d); /* oldest due first */
    if (st != RN_OK || n == 0 || v[0].due > c->setup->now)
        return st;
    struct rn_escalation_row **like = rn_new_array(c->ctx, struct rn_escalation_row *, n);
    for (size_t i = 0; i < n && st == RN_OK; i++)
        if (v[i].due <= c->setup->now && strcmp(v[i].state, "open") == 0)
            st = step_on(c, v, n, i, like, d);
    return st;
}

enum rn_status rn_ladders_climb(const struct rn_deliver_setup *setup, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct climb c = {.setup = setup, .ctx = tmp};
    enum rn_status st = rn_levels_open(tmp, setup->config, &c.levels, d);
    if (st == RN_OK)
        st = rn_store_begin(setup->store, d);
    if (st != RN_OK)
        return st;
    st = climb_all(&c, d);
    if (st == RN_OK)
        return rn_store_commit(setup->store, d);
    rn_store_rollback(setup->store);
    return st;
}

enum rn_status rn_ladder_acknowledge(struct rn_store *s, const char *id, const char *actor,
                                     int64_t now, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_escalation_row e;
    enum rn_status st = rn_escalation_load(s, id, 0, tmp, &e, d);
    if (st == RN_OK && strcmp(e.state, "open") != 0)
        st = rn_fail(d, RN_CONFLICT, "escalation %.40s is %s already%s%s", id, e.state,
                     e.actor != NULL ? ", by " : "", e.actor != NULL ? e.actor : "");
    if (st != RN_OK)
        return st;
    const struct rn_event event = {.at = now,
                                   .kind = "escalation",
                                   .review = e.review_id,
                                   .actor = actor,
                                   .body = rn_fmt(tmp, "acknowledged id=%s step=%d", e.id, e.step)};
    e.state = "acknowledged";
    e.actor = actor;
    st = rn_escalation_move(s, &e, d);
    if (st == RN_OK)
        st = rn_outbox_cancel_ladder(s, e.n, "acknowledged", d);
    return st == RN_OK ? rn_event_add(s, &event, d) : st;
}
