/* SPDX-License-Identifier: MIT
 *
 * renown import --preview: what a file's columns are taken for and what its first rows become.
 * Nothing is stored, so neither config nor store is needed.
 */
#include "cli/import_preview.h"

#include "base/log.h"
#include "base/mem.h"
#include "import/guess.h"
#include "plugin/harvest.h"
#include "plugin/shape.h"

enum { SHOWN = 5, TRIES = 50 };

/* ---- columns --------------------------------------------------------------------------------- */

static void columns_json(struct rn_cli *cli, const char *file, const struct rn_guess *g)
{
    struct rn_jsonw *w = rn_out_json(cli);

    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "kind", rn_str("columns"));
    rn_jsonw_kstr(w, "file", rn_str(file));
    rn_jsonw_key(w, "columns");
    rn_jsonw_array(w);
    for (size_t i = 0; i < g->column_count; i++) {
        rn_jsonw_object(w);
        rn_jsonw_kopt(w, "column", g->columns[i].name);
        rn_jsonw_kopt(w, "field", rn_str(g->columns[i].field));
        rn_jsonw_kopt(w, "sample", g->columns[i].sample);
        rn_jsonw_end(w);
    }
    rn_jsonw_end(w);
    rn_jsonw_kopt(w, "map", rn_str(g->map));
    rn_jsonw_kopt(w, "dates_also", rn_str(g->also));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void columns_people(struct rn_cli *cli, const char *file, const struct rn_guess *g)
{
    (void)rn_out_fmt(cli, "%s: what its columns may be\n", file);
    for (size_t i = 0; i < g->column_count; i++) {
        (void)rn_out_fmt(cli, "  %-12s <- ",
                         g->columns[i].field != NULL ? g->columns[i].field : "-");
        rn_out_part(cli, "", g->columns[i].name, false);
        rn_out_part(cli, "   e.g. ", g->columns[i].sample, false);
        (void)rn_out_fmt(cli, "\n");
    }
    if (g->also != NULL)
        (void)rn_out_fmt(cli, "The dates read as %s and as %s: look which is right.\n", g->dates,
                         g->also);
    (void)rn_out_fmt(cli, "\n");
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void show_row(struct rn_cli *cli, const void *ctx, struct rn_import_row *row)
{
    if (row->warning != NULL)
        rn_say("%s", row->warning);
    (void)rn_review_clean(ctx, &row->review, NULL, NULL);
    if (!cli->json) {
        rn_out_review(cli, &row->review);
        return;
    }
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_shape_review(w, &row->review, NULL, NULL);
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static enum rn_status show_rows(struct rn_cli *cli, const char *file,
                                const struct rn_import_spec *spec, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_import *im = NULL;
    struct rn_import_row row;
    enum rn_status st = rn_import_open(tmp, file, spec, &im, d);
    int shown = 0;

    if (st != RN_OK)
        return st;
    if (!cli->json)
        (void)rn_out_fmt(cli, "%s, read as %s: its first reviews would be\n\n", file,
                         rn_import_format(im));
    for (int i = 0; i < TRIES && shown < SHOWN; i++) {
        st = rn_import_next(im, tmp, &row, d);
        if (st == RN_OK) {
            show_row(cli, tmp, &row);
            shown++;
        } else if (st == RN_INVALID)
            rn_say("%s", d->text);
        else
            break;
    }
    return st == RN_GONE || st == RN_INVALID ? RN_OK : st;
}

/* ---- a file ---------------------------------------------------------------------------------- */

/* Shows the guess and what it makes of the rows. */
static enum rn_status show_guess(struct rn_cli *cli, const char *file, const struct rn_guess *g,
                                 const char *zone, struct rn_diag *d)
{
    const struct rn_import_spec mine = {
        .format = g->format, .zone = zone, .map_path = "the guess", .map_text = g->map};
    enum rn_status st;

    (cli->json ? columns_json : columns_people)(cli, file, g);
    if (g->map == NULL)
        return rn_fail(d, RN_INVALID,
                       "%s: no column looks like a rating or a text; write a mapping file that "
                       "says which one is",
                       file);
    st = show_rows(cli, file, &mine, d);
    if (st == RN_OK && !cli->json) {
        (void)rn_out_fmt(cli, "If that is right, keep this as map.yaml and import with --map "
                              "map.yaml; change what is not:\n\n");
        (void)rn_out_outside(cli, rn_str(g->map), true);
    }
    return st;
}

/* Tables that nobody described are guessed at; all else is read as it will be. */
static enum rn_status show(struct rn_cli *cli, const char *file, const struct rn_import_spec *spec,
                           struct rn_diag *d)
{
    struct rn_guess *g = NULL;
    enum rn_status st = RN_GONE;

    if (spec->map_path == NULL)
        st = rn_import_guess(cli->ctx, file, spec->format, &g, d);
    if (st == RN_GONE)
        return show_rows(cli, file, spec, d);
    return st == RN_OK ? show_guess(cli, file, g, spec->zone, d) : st;
}

int rn_import_preview(struct rn_cli *cli, const struct rn_import_spec *spec)
{
    int status = 0;

    for (size_t i = 0; i < cli->word_count; i++) {
        const char *file = cli->words[i];
        struct rn_diag d = {0};
        if (strcmp(file, "-") == 0)
            return rn_cli_usage(cli, "--preview reads a file twice, and standard input can be read "
                                     "once only: name a FILE");
        if (show(cli, file, spec, &d) != RN_OK)
            status = rn_cli_fail(cli, &d);
    }
    return status;
}
