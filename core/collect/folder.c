/* SPDX-License-Identifier: MIT */
#include "collect/folder.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/id.h"
#include "base/mem.h"
#include "collect/pipeline.h"

enum { SETTLE_SECONDS = 2, REASON_MAX = 64 << 10, ROWS_NAMED = 20 };

struct folder {
    struct rn_source_run *run;
    const char *path, *done, *failed;
    struct rn_import_spec spec;
};

/* One file on its way. */
struct taking {
    struct folder *folder;
    const char *name, *path;
    char hash[RN_HASH_LEN + 1];
    struct rn_buf why; /* what was said about its rows */
    size_t named;      /* of those, how many passed over rows the run's warnings name */
    struct rn_pipeline_result result;
};

/* ---- which files ----------------------------------------------------------------------------- */

/* Somebody may still be writing a file that changed just now. Real time, not --now: it is about the
 * disk. A file from the future comes from a machine whose clock is wrong: nobody is writing it. */
static bool is_young(const struct stat *st)
{
    const int64_t age = rn_clock_now() / RN_SECOND - (int64_t)st->st_mtime;
    return age < SETTLE_SECONDS && age >= -SETTLE_SECONDS;
}

/* A young file is said, so that who put it there does not wonder; folders and links are not. */
static bool is_ready(struct folder *f, const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return false;
    if (is_young(&st))
        rn_source_warn(f->run, "%s may still be written to: the next run reads it", path);
    return !is_young(&st);
}

/* done/NAME, or done/NAME.2 … when that exists. */
static char *free_name(const void *ctx, const char *folder, const char *name)
{
    char *path = rn_path_join(ctx, folder, name);
    for (int i = 2; rn_file_exists(path) && i < 10000; i++)
        path = rn_path_join(ctx, folder, rn_fmt(ctx, "%s.%d", name, i));
    return path;
}

static void move_to(struct taking *t, const char *folder)
{
    RN_SCOPE(tmp);
    char *to = free_name(tmp, folder, t->name);
    if (rename(t->path, to) != 0)
        rn_source_warn(t->folder->run,
                       "%s was read but could not be moved to %s (%s): move it yourself; it will "
                       "not be read again",
                       t->path, to, strerrordesc_np(errno));
}

/* ---- one file -------------------------------------------------------------------------------- */

static void said(void *arg, const char *sentence, bool passed_over)
{
    struct taking *t = arg;
    if (t->why.n < REASON_MAX - 2048)
        (void)rn_buf_fmt(&t->why, "%s\n", sentence);
    if (passed_over && t->named++ < ROWS_NAMED)
        rn_source_warn(t->folder->run, "%s", sentence);
}

/* On disk before the file is moved. */
static enum rn_status note_file(struct taking *t, const char *outcome, struct rn_diag *d)
{
    struct rn_source_run *r = t->folder->run;
    enum rn_status st = rn_source_write(r, d);
    if (st == RN_OK)
        st = rn_file_note(r->setup->store, t->hash, t->name, r->setup->now, outcome, d);
    return st == RN_OK ? rn_group_flush(r->group, d) : st;
}

/* A file of which nothing could be read goes to failed/ with the reason beside it. */
static enum rn_status give_up(struct taking *t, const char *reason, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_diag ignored;
    (void)rn_buf_fmt(&t->why, "%s\n", reason);
    char *why = rn_fmt(tmp, "%s.why", rn_path_join(tmp, t->folder->failed, t->name));
    if (rn_file_write(why, rn_buf_str(&t->why), 0600, &ignored) != RN_OK)
        rn_source_warn(t->folder->run, "%s", ignored.text);
    rn_source_break(t->folder->run, RN_INVALID, rn_fmt(tmp, "%s: %s", t->path, reason));
    enum rn_status st = note_file(t, "failed", d);
    if (st == RN_OK)
        move_to(t, t->folder->failed);
    return st;
}

static bool is_stopped(const struct rn_source_run *r)
{
    return r->setup->stopped != NULL && r->setup->stopped(r->setup->arg);
}

/* A large file takes many transactions: each needs the lease, and somebody may want to end it. */
static enum rn_status begun(void *arg, struct rn_diag *d)
{
    struct rn_source_run *r = ((struct taking *)arg)->folder->run;
    if (is_stopped(r))
        return rn_fail(d, RN_AGAIN, "stopped before it was read to the end");
    return rn_source_write(r, d);
}

static void leave(struct taking *t)
{
    struct rn_source_run *r = t->folder->run;
    r->stopped = true;
    rn_source_break(
        r, RN_AGAIN,
        rn_fmt(r, "%s: stopped before it was read to the end; the next sync goes on", t->path));
}

static enum rn_status import_file(struct taking *t, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_import *im;
    struct rn_diag why = {0};
    const struct rn_pipeline_hooks hooks = {.said = said, .begun = begun, .arg = t};
    struct rn_intake *in = t->folder->run->intake;
    if (rn_import_open(tmp, t->path, &t->folder->spec, &im, &why) != RN_OK)
        return give_up(t, why.text, d);
    in->ingest.partial = true;
    enum rn_status st = rn_pipeline_run(im, in, &hooks, &t->result, &why);
    if (st == RN_INVALID || st == RN_LIMIT)
        return give_up(t, why.text, d);
    if (st == RN_AGAIN && is_stopped(t->folder->run)) {
        leave(t);
        return RN_OK;
    }
    if (st != RN_OK)
        return rn_fail(d, st, "%s", why.text);
    if (t->result.rows > 0 && t->result.rows == t->result.passed_over)
        return give_up(t, "not one row could be read", d);
    if (t->named > ROWS_NAMED)
        rn_source_warn(t->folder->run, "%s: %zu more rows were passed over", t->path,
                       t->named - ROWS_NAMED);
    st = note_file(t, "done", d);
    if (st == RN_OK)
        move_to(t, t->folder->done);
    return st;
}

static enum rn_status take_file(struct folder *f, const char *name, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct taking t = {.folder = f, .name = name, .path = rn_path_join(tmp, f->path, name)};
    struct rn_diag why;
    bool seen = false;
    if (!is_ready(f, t.path))
        return RN_OK;
    if (rn_hash_file(t.path, t.hash, &why) != RN_OK) {
        rn_source_break(f->run, why.status, why.text);
        return RN_OK;
    }
    enum rn_status st = rn_file_seen(f->run->setup->store, t.hash, &seen, d);
    if (st != RN_OK)
        return st;
    if (seen) {
        rn_source_warn(f->run, "%s holds the same bytes as a file that was read before", t.path);
        move_to(&t, f->done);
        return RN_OK;
    }
    if (f->run->setup->dry_run) {
        rn_source_warn(f->run, "%s would be imported", t.path);
        return RN_OK;
    }
    rn_buf_init(&t.why, REASON_MAX);
    f->run->pages++;
    st = import_file(&t, d);
    rn_buf_free(&t.why);
    return st;
}

/* ---- the folder ------------------------------------------------------------------------------ */

static bool prepare(struct folder *f, const void *ctx, struct rn_source_run *r)
{
    struct rn_diag why;
    const char *home = r->setup->config->folder;
    const struct rn_plugin *p = r->who.plugin;
    const char *format = rn_option_text(p, r->who.options, "format");
    const char *map = rn_option_text(p, r->who.options, "map");
    *f = (struct folder){.run = r};
    f->path = rn_path_join(ctx, home, rn_option_text(p, r->who.options, "path"));
    f->done = rn_path_join(ctx, f->path, "done");
    f->failed = rn_path_join(ctx, f->path, "failed");
    f->spec.format = format != NULL && strcmp(format, "auto") != 0 ? format : NULL;
    f->spec.zone = r->source->listing->zone;
    f->spec.map_path = map != NULL ? rn_path_join(ctx, home, map) : NULL;
    if (!rn_file_exists(f->path)) {
        rn_source_break(r, RN_IO,
                        rn_fmt(ctx,
                               "the folder %s is not there: make it, or change "
                               "`path` of this source",
                               f->path));
        return false;
    }
    if (r->setup->dry_run ||
        (rn_dir_make(f->done, &why) == RN_OK && rn_dir_make(f->failed, &why) == RN_OK))
        return true;
    rn_source_break(r, why.status, why.text);
    return false;
}

enum rn_status rn_folder_run(struct rn_source_run *r, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct folder f;
    struct rn_diag why;
    char **names;
    size_t count;
    if (!prepare(&f, tmp, r))
        return RN_OK;
    if (rn_dir_list(tmp, f.path, &names, &count, &why) != RN_OK) {
        rn_source_break(r, why.status, why.text);
        return RN_OK;
    }
    enum rn_status st = RN_OK;
    for (size_t i = 0; i < count && st == RN_OK; i++)
        if (names[i][0] != '.' && !r->stopped)
            st = take_file(&f, names[i], d);
    return st;
}
