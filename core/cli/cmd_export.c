/* SPDX-License-Identifier: MIT
 *
 * renown export: everything as JSON Lines, one review after the other, so memory does not grow with
 * the store. A file is written beside its place and renamed over it when it is whole.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "cli/history.h"
#include "cli/reading.h"
#include "config/config.h"
#include "plugin/shape.h"
#include "store/activity.h"
#include "store/origins.h"
#include "store/reviews.h"

enum { FORMAT = 1, RECORD_MAX = 64 * 1024 * 1024, ALL = 1000000000 };

static const struct rn_cli_option options[] = {
    {.name = "out",
     .alias = 'o',
     .value = "FILE",
     .doc = "Where it goes (default stdout); an existing file is replaced when all is written."},
    {0}};

struct exporting {
    struct rn_cli *cli;
    struct rn_store *store;
    struct rn_diag *d;
    FILE *file; /* NULL: stdout */
    struct rn_buf line;
    struct rn_jsonw w;
    int64_t reviews;
};

/* ---- lines ----------------------------------------------------------------------------------- */

static struct rn_jsonw *open_line(struct exporting *x, const char *kind)
{
    rn_buf_clear(&x->line);
    rn_jsonw_init(&x->w, &x->line);
    rn_jsonw_object(&x->w);
    if (kind != NULL)
        rn_jsonw_kstr(&x->w, "kind", rn_str(kind));
    return &x->w;
}

static enum rn_status close_line(struct exporting *x)
{
    rn_jsonw_end(&x->w);
    rn_buf_addc(&x->line, '\n');
    if (x->line.full)
        return rn_fail(x->d, RN_LIMIT, "a record of the export is longer than %d bytes",
                       RECORD_MAX);
    if (x->file == NULL)
        return rn_out_raw(x->cli, rn_buf_str(&x->line));
    if (fwrite(x->line.p, 1, x->line.n, x->file) != x->line.n)
        return rn_fail(x->d, RN_IO, "the export could not be written: %s", strerror(errno));
    return RN_OK;
}

static void time_member(struct rn_jsonw *w, const char *key, int64_t us)
{
    char stamp[32];
    if (us != 0)
        rn_jsonw_kstr(w, key, rn_str(rn_stamp_text(us, stamp)));
}

static enum rn_status put_origin(struct exporting *x, const struct rn_origin *o)
{
    struct rn_jsonw *w = open_line(x, "origin");
    rn_jsonw_kint(w, "n", o->n);
    rn_jsonw_kstr(w, "place", rn_str(o->place));
    rn_jsonw_kstr(w, "account", rn_str(o->account));
    rn_jsonw_kstr(w, "source", rn_str(o->label));
    rn_jsonw_kstr(w, "listing", rn_str(o->listing));
    time_member(w, "first_seen", o->first_seen);
    time_member(w, "last_try", o->last_try);
    time_member(w, "last_full", o->last_full);
    time_member(w, "last_complete", o->last_complete);
    time_member(w, "next_due", o->next_due);
    if (o->expected >= 0)
        rn_jsonw_kint(w, "expected", o->expected);
    rn_jsonw_kopt(w, "cursor", rn_str(o->cursor));
    rn_jsonw_kopt(w, "health", rn_str(o->health));
    rn_jsonw_kopt(w, "note", rn_str(o->note));
    return close_line(x);
}

static enum rn_status put_run(struct exporting *x, const struct rn_run *r)
{
    struct rn_jsonw *w = open_line(x, "run");
    rn_jsonw_kint(w, "n", r->n);
    rn_jsonw_kint(w, "origin", r->origin);
    rn_jsonw_kstr(w, "run", rn_str(r->kind));
    time_member(w, "started", r->started);
    time_member(w, "ended", r->ended);
    rn_jsonw_kbool(w, "complete", r->complete);
    rn_jsonw_kint(w, "requests", r->requests);
    rn_jsonw_kint(w, "new", r->added);
    rn_jsonw_kint(w, "changed", r->changed);
    rn_jsonw_kint(w, "unchanged", r->unchanged);
    rn_jsonw_kint(w, "removed", r->removed);
    rn_jsonw_kopt(w, "file", rn_str(r->file));
    rn_jsonw_kopt(w, "note", rn_str(r->note));
    return close_line(x);
}

static enum rn_status put_aggregate(void *arg, int64_t origin, int64_t at,
                                    const struct rn_aggregate *a)
{
    struct exporting *x = arg;
    struct rn_jsonw *w = open_line(x, "aggregate");
    rn_jsonw_kint(w, "origin", origin);
    time_member(w, "at", at);
    if (a->rating.scale == RN_SCALE_POINTS) {
        rn_jsonw_key(w, "rating");
        rn_jsonw_object(w);
        rn_jsonw_knum(w, "value", a->rating.value);
        rn_jsonw_knum(w, "best", a->rating.best);
        rn_jsonw_knum(w, "worst", a->rating.worst);
        rn_jsonw_end(w);
    }
    if (a->count >= 0)
        rn_jsonw_kint(w, "count", a->count);
    return close_line(x);
}

/* A review's own kind stands in its line, and what belongs to it stands inside. */
static enum rn_status put_review(void *arg, const struct rn_stored *r)
{
    struct exporting *x = arg;
    struct rn_jsonw *w = open_line(x, NULL);
    if (rn_cli_review_json(w, r, x->d) != RN_OK)
        return x->d->status;
    rn_jsonw_kint(w, "origin", r->origin);
    rn_jsonw_kint(w, "run", r->run);
    time_member(w, "seen_at", r->seen_at);
    time_member(w, "absent_since", r->absent_since);
    enum rn_status status = rn_history_json(x->store, r, w, x->d);
    if (status != RN_OK)
        return status;
    x->reviews++;
    return close_line(x);
}

/* ---- the whole --------------------------------------------------------------------------------
 */

static enum rn_status put_head(struct exporting *x)
{
    struct rn_jsonw *w = open_line(x, "export");
    rn_jsonw_kint(w, "format", FORMAT);
    rn_jsonw_kint(w, "store", rn_store_version(x->store));
    time_member(w, "at", x->cli->now);
    return close_line(x);
}

static enum rn_status put_ledger(struct exporting *x)
{
    RN_SCOPE(tmp);
    struct rn_origin *origin;
    struct rn_run *run;
    size_t n;
    enum rn_status status = rn_origins_list(x->store, tmp, &origin, &n, x->d);
    for (size_t i = 0; status == RN_OK && i < n; i++)
        status = put_origin(x, &origin[i]);
    if (status == RN_OK)
        status = rn_runs_list(x->store, 0, 0, ALL, tmp, &run, &n, x->d);
    for (size_t i = n; status == RN_OK && i > 0; i--) /* oldest first */
        status = put_run(x, &run[i - 1]);
    return status == RN_OK ? rn_aggregates_each(x->store, put_aggregate, x, x->d) : status;
}

static enum rn_status put_all(struct exporting *x)
{
    struct rn_filter all = {.replied = -1, .removed = -1, .limit = ALL};
    rn_buf_init(&x->line, RECORD_MAX);
    enum rn_status status = put_head(x);
    if (status == RN_OK && x->store != NULL)
        status = put_ledger(x);
    if (status == RN_OK && x->store != NULL)
        status = rn_reviews_each(x->store, &all, x->cli->ctx, put_review, x, NULL, x->d);
    rn_buf_free(&x->line);
    return status;
}

static enum rn_status io_fail(struct rn_diag *d, const char *verb, const char *path)
{
    return rn_fail(d, RN_IO, "%s could not be %s: %s; nothing was left there", path, verb,
                   strerror(errno));
}

static enum rn_status finish(struct exporting *x, const char *part, const char *path)
{
    if (fflush(x->file) != 0 || fsync(fileno(x->file)) != 0)
        return io_fail(x->d, "written", part);
    return rename(part, path) == 0 ? RN_OK : io_fail(x->d, "put in its place", path);
}

static enum rn_status put_file(struct exporting *x, const char *path)
{
    const char *part = rn_fmt(x->cli->ctx, "%s.part-%d", path, (int)getpid());
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return io_fail(x->d, "made", part);
    x->file = fdopen(fd, "w");
    if (x->file == NULL) {
        (void)close(fd);
        (void)unlink(part);
        return io_fail(x->d, "opened", part);
    }
    enum rn_status status = put_all(x);
    if (status == RN_OK)
        status = finish(x, part, path);
    (void)fclose(x->file);
    if (status != RN_OK)
        (void)unlink(part);
    return status;
}

static int run(struct rn_cli *cli)
{
    struct rn_diag d = {0};
    struct exporting x = {.cli = cli, .d = &d};
    struct rn_config *config;
    const char *path;
    int status = rn_cli_out_path(cli, &path);
    if (status != 0 || (status = rn_cli_read_store(cli, &config, &x.store)) != 0)
        return status;
    if (x.store == NULL) {
        (void)rn_fail(&d, RN_GONE, "there is no store at %s, so there is nothing to export",
                      config->store);
        return rn_cli_fail(cli, &d);
    }
    enum rn_status done = path != NULL ? put_file(&x, path) : put_all(&x);
    if (done != RN_OK)
        return d.text[0] != '\0' ? rn_cli_fail_data(cli, &d) : 1;
    if (path == NULL)
        return 0;
    rn_out_outside(cli, rn_str(path), false);
    return rn_out_fmt(cli, ": %" PRId64 " reviews\n", x.reviews) == RN_OK ? 0 : 1;
}

const struct rn_verb rn_verb_export = {
    .name = "export",
    .usage = "[FILE]",
    .summary = "the reviews with their history as JSON Lines, for other programs",
    .doc =
        "The first line tells the format. Then come origins, runs and aggregates, each line with "
        "its kind, then the reviews in the shape of renown reviews --json, each with its "
        "versions, tags, decisions, escalations, replies and notes. The file appears when all of "
        "it is written. The chain and its keys are not in it: `renown backup` copies those.",
    .example = "renown export everything.jsonl\nAll reviews with their history.",
    .max_words = 1,
    .options = options,
    .run = run,
};
