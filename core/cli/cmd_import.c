/* SPDX-License-Identifier: MIT
 *
 * renown import: reviews from files, judged and decided like collected ones.
 */
#include "cli/verbs.h"

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/near.h"
#include "cli/import_preview.h"
#include "cli/scripts.h"
#include "collect/pipeline.h"
#include "collect/undo.h"

struct importing {
    struct rn_cli *cli;
    struct rn_config *config;
    struct rn_store *store;
    struct rn_ruleset *rules;
    const struct rn_listing *listing;
    struct rn_import_spec spec;
    const char *file;
    bool failed;
    struct rn_diag why; /* of the file before that was not taken */
};

/* ---- what was asked for ---------------------------------------------------------------------- */

static int find_listing(struct importing *im)
{
    const char *id = rn_cli_text(im->cli, "listing");
    struct rn_known_names known;
    if (id == NULL)
        return rn_cli_usage(im->cli, "say with --listing which listing the reviews are about");
    im->listing = rn_config_listing(im->config, id);
    if (im->listing != NULL)
        return 0;
    rn_ruleset_known(im->cli->ctx, im->config, &known);
    const char *near = rn_nearest(id, known.listings, known.listing_count);
    return rn_cli_usage(im->cli, "there is no listing %s in %s%s%s", id, im->config->path,
                        near != NULL ? "; the nearest is " : "", near != NULL ? near : "");
}

static int prepare(struct importing *im)
{
    struct rn_diag d;
    int status = rn_cli_config(im->cli, &im->config);
    if (status == 0)
        status = find_listing(im);
    if (status != 0)
        return status;
    im->spec.zone = im->listing->zone;
    const unsigned flags = RN_STORE_WRITE | RN_STORE_BULK;
    if (rn_store_open(im->cli->ctx, im->config->store, flags, im->cli->now, &im->store, &d) !=
        RN_OK)
        return rn_cli_fail_data(im->cli, &d);
    return rn_cli_scripts(im->cli, im->config, im->store, true, &im->rules);
}

/* ---- whose reviews they are ------------------------------------------------------------------ */

static enum rn_status identity(struct importing *im, struct rn_import *file,
                               struct rn_identity *ret, struct rn_diag *d)
{
    const char *name = rn_cli_text(im->cli, "source");
    const struct rn_source_config *s = name != NULL ? rn_config_source(im->config, name) : NULL;
    const char *place, *account;
    if (s != NULL && s->listing != im->listing)
        return rn_fail(d, RN_INVALID, "source %s belongs to listing %s, not to %s", name,
                       s->listing->id, im->listing->id);
    if (s != NULL)
        return rn_identity_of(im->cli->ctx, im->config, s, ret, d);
    if (name != NULL)
        *ret = (struct rn_identity){.place = name, .account = im->listing->id, .label = name};
    else if (rn_import_origin(file, &place, &account))
        (void)rn_identity_like(im->cli->ctx, im->config, im->listing, place,
                               account != NULL ? account : im->listing->id, ret);
    else
        (void)rn_identity_like(im->cli->ctx, im->config, im->listing, "import", im->listing->id,
                               ret);
    return RN_OK;
}

/* ---- one file -------------------------------------------------------------------------------- */

static void said(void *arg, const char *sentence, bool passed_over)
{
    struct importing *im = arg;
    (void)passed_over;
    rn_progress(NULL);
    if (strstr(sentence, im->file) != NULL)
        rn_say("%s", sentence);
    else
        rn_say("%s: %s", im->file, sentence);
}

static void progress(void *arg, int64_t rows, int64_t bytes, int64_t size)
{
    struct importing *im = arg;
    char line[160];
    if (size > 0)
        (void)snprintf(line, sizeof line, "%s: %lld rows, %lld %%", im->file, (long long)rows,
                       (long long)(bytes * 100 / size));
    else
        (void)snprintf(line, sizeof line, "%s: %lld rows", im->file, (long long)rows);
    rn_progress(line);
}

static void report(struct importing *im, const struct rn_run *run,
                   const struct rn_pipeline_result *res)
{
    if (!im->cli->json) {
        (void)rn_out_fmt(
            im->cli, "%s: %lld new, %lld changed, %lld unchanged, %lld passed over (import %lld)\n",
            im->file, (long long)run->added, (long long)run->changed, (long long)run->unchanged,
            (long long)res->passed_over, (long long)run->n);
        return;
    }
    struct rn_jsonw *w = rn_out_json(im->cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "file", rn_str(im->file));
    rn_jsonw_kint(w, "run", run->n);
    rn_jsonw_kstr(w, "listing", rn_str(im->listing->id));
    rn_jsonw_kint(w, "new", run->added);
    rn_jsonw_kint(w, "changed", run->changed);
    rn_jsonw_kint(w, "unchanged", run->unchanged);
    rn_jsonw_kint(w, "passed_over", res->passed_over);
    rn_jsonw_end(w);
    (void)rn_out_json_end(im->cli);
}

static enum rn_status close_intake(struct importing *im, struct rn_intake *in, bool complete,
                                   struct rn_diag *d)
{
    enum rn_status st = rn_store_begin(im->store, d);
    if (st == RN_OK)
        st = rn_intake_close(in, complete, NULL, d);
    if (st == RN_OK)
        return rn_store_commit(im->store, d);
    rn_store_rollback(im->store);
    return st;
}

static enum rn_status take(struct importing *im, struct rn_import *file, struct rn_diag *d)
{
    struct rn_intake *in;
    struct rn_pipeline_result res = {0};
    struct rn_intake_setup setup = {.store = im->store,
                                    .listing = im->listing,
                                    .rules = im->rules,
                                    .kind = "import",
                                    .file = im->file,
                                    .now = im->cli->now};
    const struct rn_pipeline_hooks hooks = {.said = said, .progress = progress, .arg = im};
    enum rn_status st = identity(im, file, &setup.who, d);
    if (st == RN_OK)
        st = rn_intake_open(im->cli->ctx, &setup, &in, d);
    if (st != RN_OK)
        return st;
    st = rn_pipeline_run(file, in, &hooks, &res, d);
    rn_progress(NULL);
    struct rn_diag ignored; /* what stopped the import is told, not that its run stays open */
    enum rn_status closed =
        close_intake(im, in, st == RN_OK && res.passed_over == 0, st == RN_OK ? d : &ignored);
    st = st == RN_OK ? closed : st;
    if (st == RN_OK)
        report(im, &in->run, &res);
    im->failed = im->failed || res.passed_over > 0;
    return st;
}

/* A file that is nothing of the kind, or a mapping that is wrong, is wrong usage; what a disk or a
 * store does is not. */
static int import_file(struct importing *im, const char *path)
{
    struct rn_import *file;
    struct rn_diag d;
    im->file = path;
    if (rn_import_open(im->cli->ctx, path, &im->spec, &file, &d) != RN_OK) {
        bool same = strcmp(d.text, im->why.text) == 0; /* a mapping is wrong for every file */
        im->why = d;
        return same ? 2 : rn_cli_fail(im->cli, &d);
    }
    enum rn_status st = take(im, file, &d);
    talloc_free(file);
    return st == RN_OK ? 0 : rn_cli_fail_data(im->cli, &d);
}

/* ---- taking one back ------------------------------------------------------------------------- */

static int undo(struct rn_cli *cli)
{
    struct importing im = {.cli = cli};
    struct rn_undone done;
    struct rn_diag d;
    int64_t number;
    int status = rn_cli_int(cli, "undo", 1, INT64_MAX, 0, &number);
    if (status == 0 && cli->word_count > 0)
        status = rn_cli_usage(cli, "--undo takes no FILE: name the run alone");
    if (status == 0)
        status = rn_cli_config(cli, &im.config);
    if (status != 0)
        return status;
    if (rn_store_open(cli->ctx, im.config->store, RN_STORE_WRITE, cli->now, &im.store, &d) !=
            RN_OK ||
        rn_undo_import(im.store, number, cli->now, rn_cli_actor(cli), &done, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    if (cli->json) {
        struct rn_jsonw *w = rn_out_json(cli);
        rn_jsonw_object(w);
        rn_jsonw_kint(w, "run", number);
        rn_jsonw_kint(w, "erased", done.erased);
        rn_jsonw_kint(w, "reverted", done.reverted);
        rn_jsonw_end(w);
        (void)rn_out_json_end(cli);
    } else {
        (void)rn_out_fmt(cli, "import %lld is taken back: %lld reviews gone, %lld as they were\n",
                         (long long)number, (long long)done.erased, (long long)done.reverted);
    }
    return 0;
}

static int run(struct rn_cli *cli)
{
    struct importing im = {.cli = cli};
    struct rn_diag d;
    if (rn_cli_text(cli, "undo") != NULL)
        return undo(cli);
    if (cli->word_count == 0)
        return rn_cli_usage(cli, "name the FILE to import (- is standard input)");
    im.spec.format = rn_cli_text(cli, "format");
    im.spec.map_path = rn_cli_text(cli, "map");
    if (rn_cli_flag(cli, "preview"))
        return rn_import_preview(cli, &im.spec);
    int status = prepare(&im);
    if (status != 0)
        return status;
    for (size_t i = 0; i < cli->word_count; i++) {
        int taken = import_file(&im, cli->words[i]);
        status = taken > status ? taken : status;
    }
    if (status == 0 && rn_store_checkpoint(im.store, &d) != RN_OK)
        rn_warn("%s", d.text); /* nothing is lost: the log is folded in later */
    return status != 0 ? status : im.failed;
}

static const struct rn_cli_option options[] = {
    {"listing", 'l', "LISTING", .doc = "The listing that the reviews are about."},
    {"source", 's', "NAME",
     .doc = "The source they come from, so that they meet those it collected. A name that is not "
            "in the "
            "config is a place of its own."},
    {"format", 'f', "FORMAT",
     .doc =
         "csv, tsv, jsonl, play-console, nps, csat, ces, booking, agoda, makemytrip, glassdoor or "
         "amazon-seller; without it the file's name and first "
         "bytes "
         "decide."},
    {"map", 'm', "FILE", .doc = "A mapping file: which column fills which field."},
    {"preview",
     .doc = "Store nothing; show what the columns may be, what the first rows become, and a "
            "mapping file to keep. Needs no listing."},
    {"undo", .value = "RUN",
     .doc = "Take an import back by its number: what it brought goes, what it changed is as it "
            "was. Reviews "
            "that were collected or changed since stay."},
    {0}};

const struct rn_verb rn_verb_import = {
    .name = "import",
    .usage = "FILE… --listing L [--map FILE] [--format FORMAT] | FILE… --preview | --undo RUN",
    .summary = "take reviews from exports and other files",
    .doc = "Reads each FILE (- is standard input) and stores its reviews: new ones, edits as "
           "versions, known "
           "ones once. Rules are asked as for collected reviews; what was written more than 48 "
           "hours ago is "
           "decided but alerts nobody.\n\n"
           "A row that cannot be read costs only itself: it is named with its line, and the exit "
           "status is 1. "
           "Importing the same file again changes nothing.\n\n"
           "Columns of your own names need a mapping file (--map): docs/importing.md shows one. "
           "Without --map, a JSON Lines file holds one review a line in the shape that `renown "
           "export` "
           "writes.",
    .example = "renown import reviews_com.example_202609.csv --listing app --format play-console\n"
               "Takes one month of the Play Console's own export.",
    .min_words = 0,
    .max_words = RN_ANY_WORDS,
    .options = options,
    .run = run,
};
