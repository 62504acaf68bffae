/* SPDX-License-Identifier: MIT
 *
 * renown try: a first look at an export, without config or account. The starter's config and rules
 * and a store are made in a folder of their own, which is gone when the digest is written.
 */
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/zone.h"
#include "cli/digest_out.h"
#include "cli/scripts.h"
#include "cli/starter.h"
#include "collect/pipeline.h"
#include "config/config.h"
#include "insight/period.h"

enum { FORMAT_TEXT, FORMAT_HTML, SAID_MAX = 5, FOLDERS_OPEN = 8 };

struct trying {
    struct rn_cli *cli;
    const char *file, *folder;
    struct rn_import_spec spec;
    struct rn_config *config;
    struct rn_store *store;
    struct rn_ruleset *rules;
    int64_t now; /* at which the digest is made */
    int64_t rows, passed_over, said;
};

/* ---- a folder of its own --------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    (void)remove(path);
    return 0;
}

static int make_folder(struct trying *t)
{
    struct rn_diag d = {0};
    const char *base = getenv("TMPDIR");
    char *name = rn_path_join(t->cli->ctx, base != NULL && base[0] == '/' ? base : "/tmp",
                              "renown-try-XXXXXX");
    if (mkdtemp(name) == NULL) {
        (void)rn_fail(&d, RN_IO,
                      "could not make a folder like %s to work in: set TMPDIR to one that can be "
                      "written",
                      name);
        return rn_cli_fail_data(t->cli, &d);
    }
    t->folder = name;
    return 0;
}

/* The starter, without its sample. */
static enum rn_status write_starter(struct trying *t, struct rn_diag *d)
{
    enum rn_status status = RN_OK;
    for (const struct rn_starter_file *f = rn_starter_files; status == RN_OK && f->name != NULL;
         f++)
        if (f->text != NULL)
            status = rn_starter_write(t->folder, f, t->cli->now, d);
    return status;
}

/* One listing with the file's name, and no source that would be missed. */
static enum rn_status load_config(struct trying *t, struct rn_diag *d)
{
    const char *path = rn_path_join(t->cli->ctx, t->folder, "renown.yaml");
    const char *zone = rn_cli_text(t->cli, "zone"), *slash = strrchr(t->file, '/');
    enum rn_status status = rn_cli_config_load(t->cli->ctx, path, &t->config, d);
    if (status != RN_OK)
        return status;
    struct rn_config *c = t->config;
    c->source_count = 0;
    c->listing_count = 1;
    c->zone = zone != NULL ? zone : "UTC";
    c->listings[0].id = "export";
    c->listings[0].name = slash != NULL ? slash + 1 : t->file;
    c->listings[0].zone = c->zone;
    return RN_OK;
}

/* ---- when it is ------------------------------------------------------------------------------ */

struct span {
    int64_t oldest, newest;
};

static void widen(struct span *span, const struct rn_time *t, int64_t now)
{
    if (t->precision == RN_TIME_NONE || t->us > now)
        return;
    span->newest = t->us > span->newest ? t->us : span->newest;
    span->oldest = t->us < span->oldest ? t->us : span->oldest;
}

static enum rn_status span_of(struct trying *t, struct span *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_import *file;
    struct rn_import_row row;
    enum rn_status status = rn_import_open(tmp, t->file, &t->spec, &file, d);
    if (status != RN_OK)
        return status;
    void *batch = rn_pool(tmp, 1 << 16);
    do {
        status = rn_import_next(file, batch, &row, d);
        if (status == RN_OK)
            widen(ret, &row.review.created, t->cli->now);
        talloc_free_children(batch);
    } while (status == RN_OK || status == RN_INVALID);
    return status == RN_GONE ? RN_OK : status;
}

/* An export of the past is looked at as on the morning after its newest review, so that the digest
 * is about its last full week (day, month). When all of it lies in one week, on the morning after
 * that. */
static enum rn_status choose_now(struct trying *t, int period, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_zone *zone;
    struct span span = {INT64_MAX, INT64_MIN};
    enum rn_status status = rn_zone_open(tmp, t->config->zone, &zone, d);
    if (status == RN_OK)
        status = span_of(t, &span, d);
    if (status != RN_OK)
        return status;
    t->now = t->cli->now;
    if (span.newest == INT64_MIN)
        return RN_OK;
    int32_t day = rn_zone_day(zone, span.newest);
    struct rn_days last = rn_period_of((enum rn_period_kind)period, day);
    bool alone = rn_zone_day(zone, span.oldest) >= last.from;
    int64_t after = rn_zone_day_start(zone, alone ? last.to : day + 1) + 8 * RN_HOUR;
    t->now = after < t->now ? after : t->now;
    return RN_OK;
}

/* ---- the reviews ----------------------------------------------------------------------------- */

static void said(void *arg, const char *sentence, bool passed_over)
{
    struct trying *t = arg;
    (void)passed_over;
    if (t->said++ < SAID_MAX)
        rn_say("%s%s%s", strstr(sentence, t->file) != NULL ? "" : t->file,
               strstr(sentence, t->file) != NULL ? "" : ": ", sentence);
}

static enum rn_status take_all(struct trying *t, struct rn_import *file, struct rn_intake *in,
                               struct rn_diag *d)
{
    struct rn_pipeline_result res = {0};
    const struct rn_pipeline_hooks hooks = {.said = said, .arg = t};
    enum rn_status status = rn_pipeline_run(file, in, &hooks, &res, d);
    t->rows = res.rows;
    t->passed_over = res.passed_over;
    if (status == RN_OK && (status = rn_store_begin(t->store, d)) == RN_OK) {
        status = rn_intake_close(in, res.passed_over == 0, NULL, d);
        if (status == RN_OK)
            return rn_store_commit(t->store, d);
        rn_store_rollback(t->store);
    }
    return status;
}

static enum rn_status take(struct trying *t, struct rn_diag *d)
{
    struct rn_import *file;
    struct rn_intake *in;
    struct rn_intake_setup setup = {.store = t->store,
                                    .listing = &t->config->listings[0],
                                    .rules = t->rules,
                                    .kind = "import",
                                    .file = t->file,
                                    .now = t->now};
    setup.who = (struct rn_identity){.place = "export", .account = "export", .label = "export"};
    enum rn_status status = rn_import_open(t->cli->ctx, t->file, &t->spec, &file, d);
    if (status == RN_OK)
        status = rn_intake_open(t->cli->ctx, &setup, &in, d);
    return status == RN_OK ? take_all(t, file, in, d) : status;
}

static int read_file(struct trying *t, int period)
{
    struct rn_diag d = {0};
    const char *path = rn_path_join(t->cli->ctx, t->folder, "renown.db");
    if (write_starter(t, &d) != RN_OK || load_config(t, &d) != RN_OK)
        return rn_cli_fail_data(t->cli, &d);
    if (choose_now(t, period, &d) != RN_OK)
        return rn_cli_fail(t->cli, &d);
    if (rn_store_open(t->cli->ctx, path, RN_STORE_WRITE | RN_STORE_BULK, t->now, &t->store, &d) !=
        RN_OK)
        return rn_cli_fail_data(t->cli, &d);
    int status = rn_cli_scripts(t->cli, t->config, t->store, false, &t->rules);
    if (status == 0 && take(t, &d) != RN_OK)
        status = rn_cli_fail_data(t->cli, &d);
    if (status == 0 && t->said > SAID_MAX)
        rn_say("%s: %lld more rows were passed over or cut short", t->file,
               (long long)(t->said - SAID_MAX));
    return status;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static enum rn_status make(struct trying *t, struct rn_digest_ask *ask, struct rn_digest **ret,
                           struct rn_diag *d)
{
    ask->config = t->config;
    ask->store = t->store;
    ask->now = t->now;
    if (t->rows == t->passed_over)
        return rn_fail(d, RN_INVALID,
                       "no review could be read from %s: `renown import %s --preview` shows what "
                       "its columns may be",
                       t->file, t->file);
    enum rn_status status = rn_digest_make(t->cli->ctx, ask, ret, d);
    return status == RN_OK ? rn_digest_add_trial(*ret, ask, d) : status;
}

static int tell(struct trying *t, struct rn_digest_ask *ask, int format)
{
    struct rn_digest *g;
    struct rn_diag d = {0};
    if (make(t, ask, &g, &d) != RN_OK)
        return rn_cli_fail_data(t->cli, &d);
    int status = rn_cli_digest_put(t->cli, g, ask, format);
    return status != 0 ? status : t->passed_over > 0;
}

static int run(struct rn_cli *cli)
{
    struct trying t = {.cli = cli, .file = cli->words[0]};
    struct rn_digest_ask ask = {0};
    const bool out = rn_cli_text(cli, "out") != NULL;
    int format, status;
    t.spec = (struct rn_import_spec){.format = rn_cli_text(cli, "import-format"),
                                     .zone = rn_cli_text(cli, "zone"),
                                     .map_path = rn_cli_text(cli, "map")};
    if (strcmp(t.file, "-") == 0)
        return rn_cli_usage(cli, "try reads its FILE twice, so it cannot be standard input: save "
                                 "it first");
    if ((status = rn_cli_digest_ask(cli, out ? FORMAT_HTML : FORMAT_TEXT, &ask, &format)) != 0 ||
        (status = make_folder(&t)) != 0)
        return status;
    status = read_file(&t, ask.period);
    if (status == 0)
        status = tell(&t, &ask, format);
    if (t.store != NULL)
        talloc_free(t.store);
    (void)nftw(t.folder, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
    return status;
}

static const struct rn_cli_option options[] = {
    {.name = "out", .alias = 'o', .value = "FILE", .doc = "Write the digest there, as HTML."},
    {.name = "period", .value = "day|week|month", .doc = "What it is about (default week)."},
    {.name = "format",
     .value = "text|html|email|json",
     .doc = "What is written (default text; html with --out)."},
    {.name = "lang", .value = "LANG", .doc = "Language of the report's own words (default en)."},
    {.name = "zone", .value = "ZONE", .doc = "Where days begin and end (default UTC)."},
    {.name = "map", .value = "FILE", .doc = "A mapping file, as for import."},
    {.name = "import-format",
     .value = "FORMAT",
     .doc = "What FILE is, as import's --format; without it the file's name and first bytes "
            "decide."},
    {0}};

const struct rn_verb rn_verb_try = {
    .name = "try",
    .usage = "FILE",
    .summary = "a first look at an export: no config, no account",
    .doc =
        "Reads an export of reviews (whatever import reads) and writes its digest, with what the "
        "starter's rules would have done and what was never answered. Nothing is kept, and "
        "nothing is sent.\n\n"
        "An export of the past is looked at as on the morning after its newest review, so the "
        "digest is about its last full week (day, month).",
    .example = "renown try reviews.csv --out first-look.html\nThe digest of the export, as a page.",
    .min_words = 1,
    .max_words = 1,
    .options = options,
    .run = run,
};
