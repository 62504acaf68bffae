/* SPDX-License-Identifier: MIT
 *
 * `renown doctor`: what `check` cannot see: the store and its disk, clock and zones, plugins that
 * will not load, runs that were killed, sources that have gone quiet.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/zone.h"
#include "cli/findings.h"
#include "cli/standing.h"
#include "cli/verbs.h"
#include "config/config.h"
#include "plugin/loader.h"

enum { FREE_MIN_MIB = 200, RUNS_LOOKED_AT = 1000 };

static char *folder_of(const void *ctx, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return rn_dupz(ctx, ".");
    return rn_dup(ctx, rn_strn(path, slash == path ? 1 : (size_t)(slash - path)));
}

static void check_disk(struct rn_findings *fs, const char *store)
{
    RN_SCOPE(tmp);
    struct statvfs fs_state;
    struct stat st;
    char *folder = folder_of(tmp, store);
    if (access(folder, R_OK | W_OK | X_OK) != 0)
        rn_findings_fault(fs, NULL, 0,
                          "the store's folder %s cannot be written: %s; make it, or give "
                          "this account the right",
                          folder, strerror(errno));
    if (statvfs(folder, &fs_state) == 0) {
        uint64_t mib = (uint64_t)fs_state.f_bavail * fs_state.f_frsize >> 20;
        if (mib < FREE_MIN_MIB)
            rn_findings_fault(fs, NULL, 0,
                              "only %" PRIu64 " MiB are free where the store lies (%s); "
                              "make room before collecting",
                              mib, folder);
    }
    if (stat(store, &st) == 0 && (st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        rn_findings_fault(
            fs, NULL, 0,
            "others may read the store %s, which holds names and texts of people; take "
            "their right away (chmod 600)",
            store);
    if (stat(store, &st) == 0 && access(store, R_OK | W_OK) != 0)
        rn_findings_fault(fs, NULL, 0, "the store %s cannot be written by this account: %s", store,
                          strerror(errno));
}

static void check_zones(struct rn_findings *fs)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_zone *z;
    int64_t summer;
    (void)rn_stamp_make(2024, 7, 1, 12, 0, 0, &summer);
    if (rn_zone_open(tmp, "Europe/Berlin", &z, &d) != RN_OK)
        rn_findings_diag(fs, NULL, &d);
    else if (rn_zone_offset(z, summer) != 2 * RN_HOUR)
        rn_findings_fault(fs, NULL, 0,
                          "the tables of time zones are wrong or missing; install your "
                          "system's ICU data");
}

static void check_clock(struct rn_findings *fs, const struct rn_run *newest)
{
    int64_t now = rn_clock_now(), released;
    char was[32], is[32];
    (void)rn_stamp_make(2025, 1, 1, 0, 0, 0, &released);
    if (now < released)
        rn_findings_fault(fs, NULL, 0,
                          "the clock says %s, which is before this program was made; set "
                          "it",
                          rn_stamp_text(now, is));
    else if (newest != NULL && newest->started > now + 5 * RN_MINUTE)
        rn_findings_fault(
            fs, NULL, 0,
            "the last run is dated %s, but the clock says %s; set the clock, or leave "
            "--now away",
            rn_stamp_text(newest->started, was), rn_stamp_text(now, is));
}

static void check_plugins(struct rn_findings *fs)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    const struct rn_plugin *p;
    char **names;
    size_t n;
    if (rn_plugin_names(tmp, &names, &n, &d) != RN_OK) {
        rn_findings_diag(fs, NULL, &d);
        return;
    }
    if (n == 0)
        rn_findings_fault(fs, NULL, 0,
                          "no plugins were found; install them, or set RENOWN_PLUGINS");
    for (size_t i = 0; i < n; i++)
        if (rn_plugin_load(names[i], &p, &d) != RN_OK)
            rn_findings_diag(fs, NULL, &d);
}

/* Only the newest run of an origin counts: what came after it has repeated its work. */
static bool superseded(const struct rn_run *runs, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (runs[k].origin == runs[i].origin)
            return true;
    return false;
}

static void check_runs(struct rn_findings *fs, struct rn_store *store, int64_t now)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_run *runs;
    size_t n;
    if (rn_runs_list(store, 0, 0, RUNS_LOOKED_AT, tmp, &runs, &n, &d) != RN_OK) {
        rn_findings_diag(fs, NULL, &d);
        return;
    }
    check_clock(fs, n > 0 ? &runs[0] : NULL);
    for (size_t i = 0; i < n; i++) {
        char when[32];
        if (runs[i].ended != 0 || now - runs[i].started < RN_HOUR || superseded(runs, i))
            continue;
        rn_findings_fault(fs, NULL, 0,
                          "run %" PRId64 " (%s) of %s never ended: it was killed; nothing "
                          "is lost, the next run repeats it",
                          runs[i].n, runs[i].kind != NULL ? runs[i].kind : "sync",
                          rn_stamp_text(runs[i].started, when));
    }
}

/* False when the store cannot be looked into any further. */
static bool check_store(struct rn_findings *fs, const struct rn_config *c, int64_t now)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_store *store;
    if (strstr(c->store, "://") == NULL)
        check_disk(fs, c->store);
    enum rn_status status = rn_store_open(tmp, c->store, RN_STORE_READ, now, &store, &d);
    if (status == RN_GONE) {
        check_clock(fs, NULL);
        return true; /* nothing was collected yet: that is no fault */
    }
    if (status != RN_OK) {
        rn_findings_diag(fs, NULL, &d);
        return false;
    }
    if (rn_store_verify(store, true, &d) != RN_OK)
        rn_findings_diag(fs, NULL, &d);
    check_runs(fs, store, now);
    return true;
}

static void check_quiet(struct rn_findings *fs, const struct rn_config *c, int64_t now)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_standing *all;
    char when[32], every[48];
    if (rn_standings(tmp, c, now, &all, &d) != RN_OK) {
        rn_findings_diag(fs, NULL, &d);
        return;
    }
    for (size_t i = 0; i < c->source_count; i++) {
        const struct rn_standing *s = &all[i];
        int64_t late = now - s->origin.last_complete - 2 * s->source->common.every.us;
        if (strcmp(s->health, "broken") == 0)
            rn_findings_fault(fs, NULL, 0, "source %s cannot be read: %s", s->source->name,
                              s->note);
        else if (s->seen && late > 0)
            rn_findings_fault(fs, NULL, 0,
                              "source %s should be read every %s; its last complete sweep: %s%s%s",
                              s->source->name, rn_duration_text(s->source->common.every.us, every),
                              rn_out_time(s->origin.last_complete, when),
                              s->note[0] != '\0' ? "; it said: " : "", s->note);
    }
}

static int run(struct rn_cli *cli)
{
    struct rn_findings fs = {.cli = cli};
    struct rn_config *c;
    int status = rn_cli_config(cli, &c);
    if (status != 0)
        return status;
    check_zones(&fs);
    check_plugins(&fs);
    if (check_store(&fs, c, cli->now))
        check_quiet(&fs, c, cli->now);
    if (fs.faults > 0)
        return 1;
    if (!cli->json)
        (void)rn_out_fmt(cli, "all is well: store %s, %s\n", c->store,
                         rn_cli_count(cli, c->source_count, "source"));
    return 0;
}

const struct rn_verb rn_verb_doctor = {
    .name = "doctor",
    .usage = "",
    .summary = "look at store, disk, clock, plugins and quiet sources",
    .doc =
        "Looks at what the config cannot say: whether the store opens and passes a quick check, "
        "free "
        "space and rights of its folder, the clock, the tables of time zones, plugins that do not "
        "load, runs that were killed, and sources without a complete sweep in two of their "
        "intervals. Nothing is written and nothing is sent.\n\n"
        "The exit status is 1 when something was found.",
    .example = "renown doctor\nPrints what is wrong outside the config, or one line.",
    .run = run,
};
