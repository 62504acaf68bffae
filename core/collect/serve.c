/* SPDX-License-Identifier: MIT */
#include "collect/serve.h"

#include <string.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "base/mem.h"
#include "collect/collector.h"
#include "collect/network.h"
#include "collect/retention.h"
#include "collect/roster.h"
#include "net/notify.h"

/* How long a wish may wait while sources are read; the longest sleep; the patience with runs that a
 * new config has to wait for; how long an ill store is left alone; how often it is looked at what
 * may not be kept. */
#define WAIT_US  (RN_SECOND / 4)
#define NAP_US   (60 * RN_SECOND)
#define PATIENCE (60 * RN_SECOND)
#define ILL_US   (60 * RN_SECOND)
#define KEEP_US  (10 * 60 * RN_SECOND)

enum { READ_AT_ONCE = 100 }; /* sources; more than that wait in the roster */

struct serve {
    const struct rn_serve_setup *setup;
    int64_t begun; /* moments are of the boot clock */
    struct home *home, *next;
    int64_t change_at; /* when the next config comes in force at the latest */
    struct rn_store *store;
    int64_t ill_until;
    int64_t keep_at;            /* when to look next for what may not be kept any longer */
    int64_t ping_every, pinged; /* the manager's watchdog */
    char mark[RN_HASH_LEN + 1]; /* of the config file as last looked at */
};

/* All that belongs to one config. */
struct home {
    struct rn_config *config;
    struct rn_roster *roster;
    struct rn_transport *transport;
    struct rn_collector *collector;
    struct rn_ruleset *rules;
    char *unexpected;           /* folder for pages that no plugin understood */
    char mark[RN_HASH_LEN + 1]; /* of the script files */
};

static int64_t clock_of(const struct serve *s, int64_t t)
{
    return s->setup->now != 0 ? s->setup->now + (t - s->begun) : rn_clock_now();
}

/* ---- what the manager hears ------------------------------------------------------------------ */

static void ping(struct serve *s, int64_t t)
{
    if (s->ping_every == 0 || t - s->pinged < s->ping_every)
        return;
    s->pinged = t;
    (void)rn_notify("WATCHDOG=1");
}

static const char *next_at(const struct serve *s, int64_t t, char out[32])
{
    const int64_t next = rn_roster_next(s->home->roster);
    if (next == INT64_MAX)
        return "never";
    return rn_stamp_text(clock_of(s, t) + (next > t ? next - t : 0), out);
}

static void tell_status(const struct serve *s, int64_t t)
{
    char line[200], when[32];
    (void)snprintf(line, sizeof line, "STATUS=%zu sources, %zu being read, the next at %s",
                   s->home->roster->count, rn_collector_count(s->home->collector),
                   next_at(s, t, when));
    (void)rn_notify(line);
}

static void tell_ready(const struct serve *s)
{
    char when[32];
    (void)rn_notify("READY=1");
    rn_say("%zu sources, the next is due at %s", s->home->roster->count,
           next_at(s, s->begun, when));
}

/* For those below that ask often: a file of a million rows is read without coming back here. */
static bool is_stopped(void *arg)
{
    struct serve *s = arg;
    ping(s, rn_clock_boot());
    return s->setup->stop(s->setup->arg);
}

/* ---- the config ------------------------------------------------------------------------------ */

static enum rn_status make_home(struct serve *s, struct home **ret, struct rn_diag *d)
{
    struct home *h = rn_new(s, struct home);
    enum rn_status st = s->setup->load(s->setup->arg, h, &h->config, d);
    if (st == RN_OK)
        st = rn_network_open(h, h->config, s->setup->version, &h->transport, d);
    if (st != RN_OK) {
        talloc_free(h);
        return st;
    }
    h->unexpected = rn_fmt(h, "%s.unexpected", h->config->store);
    h->roster = rn_roster_new(h, h->config);
    h->collector = rn_collector_new(h, h->config, h->transport);
    *ret = h;
    return RN_OK;
}

static void free_home(struct home *h)
{
    talloc_free(h->collector); /* its runs have calls with the transport */
    talloc_free(h);
}

/* True when the file is not as it was when it was looked at last. Unreadable is no change: an
 * editor may be replacing it. */
static bool config_changed(struct serve *s)
{
    char mark[RN_HASH_LEN + 1];
    struct rn_diag ignored;
    if (rn_hash_file(s->setup->path, mark, &ignored) != RN_OK || strcmp(mark, s->mark) == 0)
        return false;
    (void)snprintf(s->mark, sizeof s->mark, "%s", mark);
    return true;
}

static void read_config(struct serve *s, int64_t t)
{
    struct rn_diag why;
    (void)rn_notify("RELOADING=1");
    (void)config_changed(s);
    if (s->next != NULL)
        free_home(s->next);
    s->next = NULL;
    if (make_home(s, &s->next, &why) != RN_OK)
        rn_warn("%s cannot be used as it is now: the config that was read before stays in force",
                s->setup->path);
    s->change_at = t + PATIENCE;
    (void)rn_notify("READY=1");
}

/* ---- the scripts ----------------------------------------------------------------------------- */

static enum rn_status mark_scripts(const char *folder, char out[RN_HASH_LEN + 1], struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_script *scripts;
    size_t n;
    enum rn_status st = rn_scripts_read(tmp, folder, NULL, NULL, &scripts, &n, d);
    if (st != RN_OK)
        return st;
    struct rn_str *parts = rn_new_array(tmp, struct rn_str, 2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        parts[2 * i] = rn_str(scripts[i].name);
        parts[2 * i + 1] = rn_str(scripts[i].hash);
    }
    rn_hash_text(rn_str(""), parts, 2 * n, out);
    return RN_OK;
}

/* The old ones stay in force for the runs that began with them, and when the new ones cannot be
 * read at all. */
static void refresh_scripts(struct serve *s)
{
    struct home *h = s->home;
    struct rn_ruleset *fresh;
    struct rn_diag why;
    char mark[RN_HASH_LEN + 1] = "";
    enum rn_status st = mark_scripts(h->config->scripts, mark, &why);
    if (st == RN_OK && h->rules != NULL && strcmp(mark, h->mark) == 0)
        return;
    if (st == RN_OK)
        st = rn_ruleset_open(h, h->config, s->store, true, s->setup->script_found, s->setup->arg,
                             &fresh, &why);
    if (st != RN_OK) {
        rn_say("%s", why.text);
        return;
    }
    if (fresh->broken > 0)
        rn_warn("%zu script file(s) are broken: their last good versions stay in force, if there "
                "are any; `renown rules check` tells all",
                fresh->broken);
    if (h->rules != NULL)
        (void)talloc_unlink(h, h->rules);
    h->rules = fresh;
    (void)snprintf(h->mark, sizeof h->mark, "%s", mark);
}

/* ---- an ill store ---------------------------------------------------------------------------- */

/* What is half written was rolled back. The places' answers are thrown away: they come again. */
static enum rn_status store_failed(struct serve *s, enum rn_status st, struct rn_diag *d)
{
    const int64_t t = rn_clock_boot();
    if (s->store != NULL)
        rn_store_rollback(s->store);
    rn_collector_leave(s->home->collector);
    rn_roster_left(s->home->roster, t);
    TALLOC_FREE(s->store);
    if (st == RN_CORRUPT || st == RN_BUG || st == RN_INVALID)
        return st;
    rn_say("%s; trying again in a minute", d->text);
    (void)rn_notify("STATUS=the store cannot be used; trying again in a minute");
    s->ill_until = t + ILL_US;
    return RN_OK;
}

static enum rn_status open_store(struct serve *s, int64_t t, struct rn_diag *d)
{
    if (s->store != NULL)
        return RN_OK;
    return rn_store_open(s, s->home->config->store, RN_STORE_WRITE, clock_of(s, t), &s->store, d);
}

/* ---- sources --------------------------------------------------------------------------------- */

static enum rn_status learn(struct serve *s, int64_t t, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_origin *all;
    size_t n;
    enum rn_status st = rn_origins_list(s->store, tmp, &all, &n, d);
    if (st == RN_OK)
        rn_roster_learn(s->home->roster, all, n, clock_of(s, t), t);
    return st;
}

static enum rn_status begin(struct serve *s, struct rn_seat *seat, int64_t t, struct rn_diag *d)
{
    const struct rn_collect_setup setup = {
        .store = s->store,
        .rules = s->home->rules,
        .unexpected = s->home->unexpected,
        .now = clock_of(s, t),
        .stopped = is_stopped,
        .arg = s,
    };
    seat->reading = true;
    return rn_collector_begin(s->home->collector, &setup, seat->source, d);
}

static enum rn_status begin_due(struct serve *s, int64_t t, struct rn_diag *d)
{
    struct rn_roster *r = s->home->roster;
    enum rn_status st = open_store(s, t, d);
    if (st == RN_OK)
        st = learn(s, t, d);
    if (st == RN_OK && rn_roster_next(r) <= t)
        refresh_scripts(s);
    if (st == RN_OK && s->home->rules == NULL && rn_roster_next(r) <= t)
        s->ill_until = t + ILL_US; /* without rules nothing is taken in */
    for (size_t i = 0; i < r->count && st == RN_OK; i++) {
        struct rn_seat *seat = &r->seats[i];
        if (s->ill_until > t || rn_collector_count(s->home->collector) >= READ_AT_ONCE ||
            is_stopped(s))
            break;
        if (!seat->reading && seat->due <= t)
            st = begin(s, seat, t, d);
    }
    tell_status(s, t);
    return st;
}

/* ---- what may not be kept -------------------------------------------------------------------- */

/* Pages that came quickly may share a transaction that is still open. */
static bool may_let_go(const struct serve *s, int64_t t)
{
    return s->keep_at <= t && s->ill_until <= t &&
           (s->store == NULL || !rn_store_in_transaction(s->store));
}

static enum rn_status let_go(struct serve *s, int64_t t, struct rn_diag *d)
{
    size_t n = 0;
    enum rn_status st = open_store(s, t, d);
    s->keep_at = t + KEEP_US;
    if (st == RN_OK)
        st =
            rn_retention_run(s->store, s->home->config, s->home->unexpected, clock_of(s, t), &n, d);
    if (st == RN_OK && n > 0)
        rn_say("the words of %zu review%s may not be kept any longer and are gone", n,
               n == 1 ? "" : "s");
    return st;
}

/* Nothing is begun while a new config waits for the old one's runs. */
static bool may_begin(const struct serve *s, int64_t t)
{
    return s->next == NULL && s->ill_until <= t && rn_roster_next(s->home->roster) <= t &&
           rn_collector_count(s->home->collector) < READ_AT_ONCE;
}

static void take_ended(struct serve *s, struct rn_source_run *run)
{
    rn_roster_ended(s->home->roster, run, rn_clock_boot());
    s->setup->ended(s->setup->arg, &run->result);
    talloc_free(run);
}

/* ---- the loop -------------------------------------------------------------------------------- */

static void sleep_until_due(struct serve *s, int64_t t)
{
    int64_t wake = rn_roster_next(s->home->roster), most = NAP_US;
    TALLOC_FREE(s->store);
    if (wake < s->ill_until)
        wake = s->ill_until;
    if (s->ping_every != 0 && most > s->ping_every)
        most = s->ping_every;
    tell_status(s, t);
    rn_mem_trim();
    if (wake > t)
        s->setup->nap(s->setup->arg, wake - t < most ? wake - t : most);
}

/* Until something has ended, or for a moment. */
static enum rn_status attend(struct serve *s, int64_t t, struct rn_diag *d)
{
    struct rn_source_run *run;
    enum rn_status st = rn_collector_next(s->home->collector, WAIT_US, &run, d);
    if (st == RN_OK)
        take_ended(s, run);
    else if (st == RN_GONE && s->next == NULL)
        sleep_until_due(s, t);
    return st == RN_AGAIN || st == RN_GONE ? RN_OK : st;
}

/* All runs have ended, or were left after a while. */
static enum rn_status stop_runs(struct serve *s, struct rn_diag *d)
{
    struct rn_source_run *run;
    enum rn_status st = rn_collector_stop(s->home->collector, d);
    while (st == RN_OK) {
        st = rn_collector_next(s->home->collector, 0, &run, d);
        if (st == RN_OK)
            take_ended(s, run);
    }
    return st == RN_GONE ? RN_OK : st;
}

static enum rn_status change_config(struct serve *s, struct rn_diag *d)
{
    enum rn_status st = stop_runs(s, d);
    if (st != RN_OK)
        return st;
    TALLOC_FREE(s->store); /* the new one may name another */
    free_home(s->home);
    s->home = s->next;
    s->next = NULL;
    rn_say("read %s again: %zu sources", s->setup->path, s->home->config->source_count);
    return RN_OK;
}

static enum rn_status turn(struct serve *s, struct rn_diag *d)
{
    const int64_t t = rn_clock_boot();
    enum rn_status st = RN_OK;
    ping(s, t);
    if (s->setup->reload(s->setup->arg) || (may_begin(s, t) && config_changed(s)))
        read_config(s, t);
    if (s->next != NULL && (rn_collector_count(s->home->collector) == 0 || t >= s->change_at))
        st = change_config(s, d);
    if (st == RN_OK && may_let_go(s, t))
        st = let_go(s, t, d);
    if (st == RN_OK && may_begin(s, t))
        st = begin_due(s, t, d);
    if (st == RN_OK)
        st = attend(s, t, d);
    return st == RN_OK ? RN_OK : store_failed(s, st, d);
}

static enum rn_status open_all(struct serve *s, struct rn_diag *d)
{
    (void)config_changed(s);
    enum rn_status st = make_home(s, &s->home, d);
    if (st == RN_OK)
        st = open_store(s, s->begun, d);
    if (st == RN_OK)
        st = learn(s, s->begun, d);
    return st;
}

enum rn_status rn_serve(const struct rn_serve_setup *setup, struct rn_diag *d)
{
    RN_SCOPE(ctx);
    struct serve *s = rn_new(ctx, struct serve);
    s->setup = setup;
    s->begun = rn_clock_boot();
    s->ping_every = rn_notify_watchdog() / 3;
    enum rn_status st = open_all(s, d);
    if (st == RN_OK) {
        tell_ready(s);
        while (st == RN_OK && !setup->stop(setup->arg))
            st = turn(s, d);
        (void)rn_notify("STOPPING=1");
    }
    if (st == RN_OK)
        st = stop_runs(s, d);
    return st;
}
