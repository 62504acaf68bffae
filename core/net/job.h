/* SPDX-License-Identifier: MIT
 *
 * The inside of the engine: a job is one call from `send` to its answer, over all its tries, or a
 * request for what calls wait for: a token, a robots.txt.
 *
 *     send ─► queue (by instant) ─► gate, login ─► pace ─► a try ─► answered ─► next
 *                 ▲                      │                   │
 *                 └─ robots.txt, token ──┘      retry, login ┘
 *
 * engine.c owns the queue and the loop; course.c decides what becomes of a job.
 */
#ifndef NET_JOB_H
#define NET_JOB_H

#include <stdatomic.h>

#include "net/auth.h"
#include "net/pace.h"
#include "net/transfer.h"

struct rn_job;

/* One login of a source. Its generation counts refusals: of many requests that are refused with the
 * same token, the first renews it and the others go again. */
struct rn_session {
    struct rn_session *next;
    const char *name;
    bool common; /* it serves all of the same credentials */
    struct rn_login *login;
    unsigned generation;
    struct rn_job *waiting; /* for the token that is being fetched */
};

/* A source while the engine is open. */
struct rn_place {
    struct rn_place *next;
    const struct rn_net_source *source;
    const char *label; /* "Steam" : what a sentence begins with */
    struct rn_address endpoint, token_endpoint;
    bool has_endpoint, has_token_endpoint;
    struct rn_session *sessions;
    struct rn_place *kin; /* the first one of the same credentials, which has the logins that fetch
                           * tokens; may be itself */
    const char *left_why; /* it asked to be left alone for the rest of the run */
};

struct rn_job {
    const struct rn_call *call; /* NULL: fetches the robots.txt of `gate`, the token of `session` */
    const struct rn_request *request;
    struct rn_place *place;
    struct rn_session *session;
    struct rn_gate *gate;
    struct rn_address at; /* under the job */
    struct rn_pace_host *host;
    struct rn_job *prev, *next; /* of all jobs */
    struct rn_job *link;        /* in one list: finished, or waiting */
    struct rn_transfer *transfer;
    unsigned generation; /* of the token it carried */
    int tries, redirects, renewals;
    bool bare;    /* led to another host: without credentials */
    bool paced;   /* `due` is a start that was taken */
    bool dropped; /* nobody waits for it */
    bool waiting; /* for a token or a robots.txt */
    int64_t due, begun, slept;
    uint64_t number; /* earlier calls first when both are due */
    enum rn_status status;
    struct rn_diag *why; /* with a status other than RN_OK; with a refused login too */
    struct rn_response response;
};

struct rn_engine {
    struct rn_transport t; /* first */
    struct rn_engine_setup setup;
    char *user_agent;
    CURLM *multi;
    struct rn_pace *pace;
    struct rn_held_bytes held;
    struct rn_place *places;
    struct rn_job *jobs;  /* all of them */
    struct rn_job **heap; /* those that wait for an instant */
    size_t heap_n;
    struct rn_job *done, **done_end;
    struct rn_job *out; /* whose answer the caller holds */
    struct rn_answer answer;
    struct rn_transfer **idle;
    size_t idle_n, busy; /* handles; busy: under way or holding an answer */
    size_t calls;        /* sent and not answered yet */
    uint64_t numbers;
    atomic_bool woken; /* by another thread */
};

/* ---- engine.c -------------------------------------------------------------------------------- */

struct rn_job *rn_job_new(struct rn_engine *e, struct rn_place *p, const struct rn_request *q);
void rn_job_queue(struct rn_engine *e, struct rn_job *j, int64_t due);
/* Gives the handle back; what it received is gone. */
void rn_job_let_go(struct rn_engine *e, struct rn_job *j);
/* The answer is there (`status` RN_OK, the transfer holds it; `why` NULL, or what there is to say
 * of it), or why there is none. */
void rn_job_finish(struct rn_engine *e, struct rn_job *j, enum rn_status status,
                   const struct rn_diag *why);
void rn_job_free(struct rn_engine *e, struct rn_job *j);

/* Those that waited in a list go on in the order in which they came, or end with `why`. */
void rn_jobs_go_on(struct rn_engine *e, struct rn_job **waiting, enum rn_status status,
                   const struct rn_diag *why);

/* ---- course.c -------------------------------------------------------------------------------- */

/* Its instant has come: starts a try, or puts it where it has to wait. */
void rn_job_begin(struct rn_engine *e, struct rn_job *j, int64_t now);
/* A try has ended. */
void rn_job_ended(struct rn_engine *e, struct rn_job *j, CURLcode code, int64_t now);

/* ---- gate.c ---------------------------------------------------------------------------------- */

/* RN_OK: its address may be read. RN_AGAIN and `waiting`: it waits for the robots.txt. Else half a
 * sentence why it may not. */
RN_MUST enum rn_status rn_gate_pass(struct rn_engine *e, struct rn_job *j, struct rn_diag *d);
/* The distance between two pages that its host asks for. */
int64_t rn_gate_delay(const struct rn_job *j);
/* The request for a robots.txt has ended. */
void rn_gate_answer(struct rn_engine *e, struct rn_job *file, enum rn_status status,
                    const struct rn_diag *why);

/* ---- session.c ------------------------------------------------------------------------------- */

/* RN_OK: `ret` is what to add. RN_AGAIN: the job waits in the session for a token. */
RN_MUST enum rn_status rn_session_apply(struct rn_engine *e, struct rn_job *j, const void *ctx,
                                        struct rn_login_patch *ret, struct rn_diag *d);
/* A new run of the place's source begins. */
void rn_sessions_again(struct rn_place *p);
/* The answer was 401. RN_OK: the job may be asked again with a new login. RN_LOGIN: the login is
 * over, and the sentence says what a person does. RN_GONE: it is no answer to a login of ours. */
RN_MUST enum rn_status rn_session_refused(struct rn_job *j, struct rn_diag *d);
/* The token request has ended; those that waited go on or fail with it. */
void rn_session_token(struct rn_engine *e, struct rn_job *token, enum rn_status status,
                      const struct rn_diag *why);

#endif
