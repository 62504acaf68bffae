/* SPDX-License-Identifier: MIT
 *
 * robots.txt on the way to a page: one file a host, asked for once, for all that wait for it.
 *
 *     2xx                    its rules, for a day
 *     3xx beyond five, 4xx   there is none: everything may be read (429 is no such word)
 *     5xx, 429, no answer    nothing may be read for half an hour; an older copy serves meanwhile,
 *                            up to 30 days
 */
#include <string.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "net/job.h"
#include "net/robots.h"

#define FRESH  RN_DAY
#define CLOSED (30 * RN_MINUTE)
#define OLDEST (30 * RN_DAY)
#define TOKEN  "Renown"

struct rn_gate {
    const char *key;
    struct rn_robots *rules; /* NULL: never read */
    int64_t read_at;         /* `rules`, wall clock */
    int64_t closed_until;    /* wall clock */
    const char *why;         /* it is closed */
    bool asking;
    struct rn_job *waiting;
};

/* ---- what is known --------------------------------------------------------------------------- */

static void take_rules(struct rn_gate *g, struct rn_str text, int64_t at)
{
    talloc_free(g->rules);
    g->rules = rn_robots_parse(g, text, TOKEN);
    g->read_at = at;
    g->closed_until = 0;
}

static void recall(struct rn_gate *g, const struct rn_keeper *k)
{
    RN_SCOPE(tmp);
    struct rn_kept_robots kept;
    if (k != NULL && k->robots != NULL && k->robots(k->arg, tmp, g->key, &kept))
        take_rules(g, kept.text, kept.at);
}

/* By the keeper of one who waits for it. */
static void remember(const struct rn_gate *g)
{
    const struct rn_job *j = g->waiting;
    struct rn_buf b;
    while (j != NULL && (j->dropped || j->call->keeper == NULL))
        j = j->link;
    const struct rn_keeper *k = j != NULL ? j->call->keeper : NULL;
    if (k == NULL || k->keep_robots == NULL)
        return;
    rn_buf_init(&b, 4 * RN_ROBOTS_BYTES);
    if (rn_robots_write(g->rules, &b) == RN_OK)
        k->keep_robots(k->arg, g->key,
                       &(struct rn_kept_robots){.text = rn_buf_str(&b), .at = g->read_at});
    rn_buf_free(&b);
}

static struct rn_gate *gate_of(struct rn_engine *e, const struct rn_job *j)
{
    void **slot = rn_pace_slot(j->host);
    if (*slot == NULL) {
        struct rn_gate *g = rn_new(e->pace, struct rn_gate);
        g->key = rn_dupz(g, j->at.key);
        recall(g, j->call->keeper);
        *slot = g;
    }
    return *slot;
}

static bool is_younger(const struct rn_gate *g, int64_t age, int64_t now)
{
    return g->rules != NULL && g->read_at <= now && now - g->read_at < age;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static enum rn_status fetch(struct rn_engine *e, struct rn_job *j, struct rn_gate *g,
                            struct rn_diag *d)
{
    struct rn_request *q = rn_new(NULL, struct rn_request);
    struct rn_job *file = rn_job_new(e, j->place, q);
    talloc_steal(file, q);
    *q = (struct rn_request){.size = sizeof *q, .flags = RN_REQUEST_PAGE, .method = "GET"};
    enum rn_status st = rn_address_follow(file, &j->at, rn_str("/robots.txt"), &file->at, d);
    if (st != RN_OK) {
        rn_job_free(e, file);
        return st;
    }
    file->gate = g;
    file->host = j->host;
    g->asking = true;
    rn_job_queue(e, file, rn_clock_monotonic());
    return RN_OK;
}

static enum rn_status judge(const struct rn_gate *g, const struct rn_job *j, int64_t now,
                            struct rn_diag *d)
{
    if (now < g->closed_until && !is_younger(g, OLDEST, now))
        return rn_fail(d, RN_AGAIN, "%s", g->why);
    if (rn_robots_allow(g->rules, rn_str(j->at.url)))
        return RN_OK;
    return rn_fail(d, RN_REFUSED,
                   "its robots.txt asks programs not to read this page, so it was not read; ask "
                   "the owners of the site, or import their own export");
}

enum rn_status rn_gate_pass(struct rn_engine *e, struct rn_job *j, struct rn_diag *d)
{
    struct rn_gate *g = gate_of(e, j);
    const int64_t now = rn_clock_now();
    if (!g->asking && (is_younger(g, FRESH, now) || now < g->closed_until))
        return judge(g, j, now, d);
    enum rn_status st = g->asking ? RN_OK : fetch(e, j, g, d);
    if (st != RN_OK)
        return st;
    j->waiting = true;
    j->link = g->waiting;
    g->waiting = j;
    return RN_AGAIN;
}

int64_t rn_gate_delay(const struct rn_job *j)
{
    const struct rn_gate *g = *rn_pace_slot(j->host);
    return g != NULL && g->rules != NULL ? rn_robots_delay(g->rules) : 0;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static void close_gate(struct rn_gate *g, const char *because)
{
    g->closed_until = rn_clock_now() + CLOSED;
    talloc_free((void *)g->why);
    g->why = rn_fmt(g,
                    "its robots.txt could not be read, so its pages are left alone for now "
                    "(%.300s)",
                    because);
}

static void learn(struct rn_gate *g, const struct rn_job *file, enum rn_status status,
                  const struct rn_diag *why)
{
    const int code = status == RN_OK ? file->response.status : 0;
    if (status != RN_OK) {
        const char *rest = strstr(why->text, "): "); /* behind the names of place and host */
        close_gate(g, rest != NULL ? rest + 3 : why->text);
    } else if (code == 429 || code >= 500 || code < 200)
        close_gate(g, rn_fmt(file, "HTTP status %d", code));
    else {
        take_rules(g, code < 300 ? file->response.body : (struct rn_str){0}, rn_clock_now());
        remember(g);
    }
}

void rn_gate_answer(struct rn_engine *e, struct rn_job *file, enum rn_status status,
                    const struct rn_diag *why)
{
    struct rn_gate *g = file->gate;
    g->asking = false;
    learn(g, file, status, why);
    rn_jobs_go_on(e, &g->waiting, RN_OK, NULL);
}
