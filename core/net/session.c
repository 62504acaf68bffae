/* SPDX-License-Identifier: MIT
 *
 * Logins on the way: which session a request belongs to, who waits for its token, and what one
 * refused answer means for all that were sent with the same token.
 */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "net/job.h"

enum { RENEWALS_MAX = 3 };

static struct rn_session *find(struct rn_place *p, const char *name)
{
    for (struct rn_session *s = p->sessions; s != NULL; s = s->next)
        if (strcmp(s->name, name) == 0)
            return s;
    for (struct rn_session *s = p->kin->sessions; s != NULL; s = s->next)
        if (s->common && strcmp(s->name, name) == 0)
            return s;
    return NULL;
}

static enum rn_status session_of(struct rn_engine *e, struct rn_job *j, struct rn_diag *d)
{
    struct rn_place *p = j->place;
    if (j->session == NULL)
        j->session = find(p, j->request->auth);
    if (j->session != NULL)
        return RN_OK;
    struct rn_session *s = rn_new(e, struct rn_session);
    enum rn_status st = rn_login_open(s, p->source, j->request->auth, &s->login, d);
    if (st != RN_OK) {
        talloc_free(s);
        return st;
    }
    s->name = rn_dupz(s, j->request->auth);
    s->common = rn_login_renews(s->login);
    struct rn_place *home = s->common ? p->kin : p;
    s->next = home->sessions;
    home->sessions = s;
    j->session = s;
    return RN_OK;
}

void rn_sessions_again(struct rn_place *p)
{
    for (struct rn_session *s = p->sessions; s != NULL; s = s->next)
        rn_login_again(s->login);
    for (struct rn_session *s = p->kin->sessions; s != NULL; s = s->next)
        if (s->common && p->kin != p)
            rn_login_again(s->login);
}

/* The token request is a job of its own: it has its own host, pace and tries. */
static enum rn_status fetch_token(struct rn_engine *e, struct rn_job *j, const struct rn_request *q,
                                  const void *ctx, struct rn_diag *d)
{
    struct rn_place *p = j->place;
    struct rn_request *own = rn_new(NULL, struct rn_request);
    struct rn_job *token = rn_job_new(e, p, own);
    struct rn_diag why;
    *own = *q;
    talloc_steal(token, own);
    talloc_steal(token, ctx);
    token->session = j->session;
    const char *endpoint = p->has_token_endpoint ? NULL : p->source->endpoint;
    enum rn_status st = rn_address_on(token, q->url, endpoint, &token->at, &why);
    const bool plain = st == RN_OK && strcmp(token->at.scheme, "https") != 0;
    if (plain && !(p->has_token_endpoint && rn_address_same(&token->at, &p->token_endpoint)) &&
        !(p->has_endpoint && rn_address_same(&token->at, &p->endpoint)))
        st = rn_fail(&why, RN_REFUSED, "tokens are asked for by https only, not at %s",
                     token->at.host);
    if (st != RN_OK) {
        /* The login must not think that somebody is still fetching. */
        struct rn_diag ignored;
        enum rn_status told =
            rn_login_token_answer(j->session->login, rn_clock_now(), NULL, &ignored);
        (void)told;
        rn_job_free(e, token);
        return rn_fail(d, st, "%s: %s", p->label, why.text);
    }
    token->host = rn_pace_host(e->pace, token->at.key);
    rn_job_queue(e, token, rn_clock_monotonic());
    return RN_AGAIN;
}

enum rn_status rn_session_apply(struct rn_engine *e, struct rn_job *j, const void *ctx,
                                struct rn_login_patch *ret, struct rn_diag *d)
{
    enum rn_status st = session_of(e, j, d);
    *ret = (struct rn_login_patch){0};
    if (st != RN_OK)
        return st;
    void *mine = rn_mem_check(talloc_new(ctx));
    st = rn_login_apply(j->session->login, rn_clock_now(), mine, ret, d);
    j->generation = j->session->generation;
    if (st != RN_AGAIN)
        return st;
    if (!ret->wait)
        st = fetch_token(e, j, &ret->token_request, mine, d);
    if (st != RN_AGAIN)
        return st;
    j->waiting = true;
    j->link = j->session->waiting;
    j->session->waiting = j;
    return RN_AGAIN;
}

enum rn_status rn_session_refused(struct rn_job *j, struct rn_diag *d)
{
    if (j->session == NULL || j->bare || j->call == NULL || j->renewals++ >= RENEWALS_MAX)
        return rn_fail(d, RN_GONE, "no login was refused");
    if (j->generation != j->session->generation)
        return RN_OK; /* somebody else was refused with the same token and has forgotten it */
    enum rn_status st = rn_login_refused(j->session->login, d);
    if (st == RN_OK)
        j->session->generation++;
    return st;
}

void rn_session_token(struct rn_engine *e, struct rn_job *token, enum rn_status status,
                      const struct rn_diag *why)
{
    struct rn_session *s = token->session;
    struct rn_diag said = {0};
    enum rn_status st = rn_login_token_answer(s->login, rn_clock_now(),
                                              status == RN_OK ? &token->response : NULL, &said);
    if (status != RN_OK) { /* the network's own sentence says more */
        st = status;
        said = *why;
    }
    rn_jobs_go_on(e, &s->waiting, st, &said);
}
