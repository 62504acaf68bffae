/* SPDX-License-Identifier: MIT */
#include "collect/schedule.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/id.h"
#include "base/mem.h"

bool rn_is_due(const struct rn_origin *o, int64_t now)
{
    return o->last_try == 0 || o->next_due <= now;
}

int64_t rn_next_due(const struct rn_source_config *s, int64_t now)
{
    const int64_t every = s->common.every.set ? s->common.every.us : RN_EVERY_DEFAULT;
    const int64_t span = every / 5;
    const int64_t jitter =
        span > 0 ? (int64_t)(rn_hash64(rn_str(s->name)) % (uint64_t)span) - span / 2 : 0;
    return now + every + jitter;
}

/* "HOST PID": enough to see whether a holder on this machine is still alive. */
static char *my_name(const void *ctx)
{
    char host[128] = "";
    if (gethostname(host, sizeof host - 1) != 0 || host[0] == '\0')
        (void)snprintf(host, sizeof host, "unknown");
    return rn_fmt(ctx, "%s %ld", host, (long)getpid());
}

static bool holder_is_dead(const char *holder, const char *me)
{
    const char *pid = strrchr(holder, ' ');
    const size_t host = pid != NULL ? (size_t)(pid - holder) : 0;
    if (host == 0 || strncmp(holder, me, host + 1) != 0)
        return false; /* another machine: only time can tell */
    return kill((pid_t)strtol(pid + 1, NULL, 10), 0) != 0 && errno == ESRCH;
}

static char *lease_name(const void *ctx, const struct rn_source_config *s)
{
    return rn_fmt(ctx, "source:%s", s->name);
}

enum rn_status rn_source_lease(struct rn_store *store, const struct rn_source_config *s,
                               int64_t now, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    int64_t fence;
    char *holder = NULL;
    const char *me = my_name(tmp), *name = lease_name(tmp, s);
    enum rn_status st = rn_lease_take(store, name, me, now, now + RN_LEASE_TIME, &fence, d);
    if (st != RN_BUSY)
        return st;
    if (rn_lease_holder(store, name, tmp, &holder, d) == RN_OK && holder_is_dead(holder, me)) {
        st = rn_lease_drop(store, name, holder, d);
        return st == RN_OK ? rn_lease_take(store, name, me, now, now + RN_LEASE_TIME, &fence, d)
                           : st;
    }
    return rn_fail(d, RN_BUSY,
                   "source %s is being read by another renown (%s): try again when it "
                   "is done",
                   s->name, holder != NULL ? holder : "unknown");
}

void rn_source_release(struct rn_store *store, const struct rn_source_config *s)
{
    RN_SCOPE(tmp);
    struct rn_diag ignored; /* it runs out by itself */
    if (rn_lease_drop(store, lease_name(tmp, s), my_name(tmp), &ignored) != RN_OK)
        return;
}
