/* SPDX-License-Identifier: MIT
 *
 * `renown parse`: a plugin's parser over saved bytes. Neither config nor store nor network: what a
 * page holds can be seen anywhere, by whoever has the page and the plugin.
 */
#include "cli/verbs.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "config/options.h"
#include "plugin/harvest.h"
#include "plugin/loader.h"
#include "plugin/outcome.h"
#include "plugin/shape.h"

enum { FILE_MAX = 64 << 20 };

struct parsing {
    struct rn_cli *cli;
    const struct rn_plugin *plugin;
    void *config;
    const char *url, *source;
    int status;
};

/* ---- what is printed
 * ----------------------------------------------------------------------------- */

static void json_review(struct rn_cli *cli, const struct rn_review *r, const char *source)
{
    struct rn_jsonw *w = rn_out_json(cli);

    rn_jsonw_object(w);
    rn_shape_review(w, r, source, NULL);
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void print_json(struct rn_cli *cli, const struct rn_harvest *h, const char *source)
{
    for (size_t i = 0; i < h->review_count; i++)
        json_review(cli, &h->reviews[i], source);
    for (size_t i = 0; i < h->aggregate_count; i++) {
        rn_shape_aggregate(rn_out_json(cli), &h->aggregates[i]);
        (void)rn_out_json_end(cli);
    }
    for (size_t i = 0; i < h->candidate_count; i++) {
        rn_jsonw_object(rn_out_json(cli));
        rn_shape_candidate(rn_out_json(cli), &h->candidates[i]);
        rn_jsonw_end(rn_out_json(cli));
        (void)rn_out_json_end(cli);
    }
    for (size_t i = 0; i < h->warning_count; i++) {
        rn_shape_warning(rn_out_json(cli), h->warnings[i]);
        (void)rn_out_json_end(cli);
    }
}

static void out_candidate(struct rn_cli *cli, const struct rn_candidate *c)
{
    (void)rn_out_fmt(cli, "can be read:");
    for (size_t i = 0; i < c->value_count; i++) {
        (void)rn_out_fmt(cli, " %s ", c->values[i].option);
        (void)rn_out_outside(cli, c->values[i].value, false);
    }
    rn_out_part(cli, "  ", c->name, false);
    rn_out_part(cli, "  ", c->where, false);
    (void)rn_out_fmt(cli, "\n");
}

static void print_people(struct rn_cli *cli, const struct rn_harvest *h)
{
    for (size_t i = 0; i < h->review_count; i++)
        rn_out_review(cli, &h->reviews[i]);
    for (size_t i = 0; i < h->aggregate_count; i++) {
        const struct rn_aggregate *a = &h->aggregates[i];
        (void)rn_out_fmt(cli, "the place's own figure: ");
        rn_out_rating(cli, &a->rating);
        if (a->count >= 0)
            (void)rn_out_fmt(cli, " from %lld", (long long)a->count);
        (void)rn_out_fmt(cli, "\n");
    }
    for (size_t i = 0; i < h->candidate_count; i++)
        out_candidate(cli, &h->candidates[i]);
    for (size_t i = 0; i < h->warning_count; i++)
        (void)rn_out_fmt(cli, "warning: %s\n", h->warnings[i]);
    for (size_t i = 0; i < h->request_count; i++)
        (void)(rn_out_part(cli, "would ask next: ", h->requests[i].url, false),
               rn_out_fmt(cli, "\n"));
}

/* Quiet must not look like success: an answer without a review is always said. */
static void say_empty(struct rn_harvest *h, const char *file)
{
    if (h->review_count > 0 || h->warning_count > 0 || h->candidate_count > 0)
        return;
    h->warnings = rn_new_array(h, char *, 1);
    h->warnings[0] = rn_fmt(h, "%s can be read and holds no review", file);
    h->warning_count = 1;
}

static void say_more(struct rn_harvest *h)
{
    if (h->warning_more > 0)
        h->warnings[h->warning_count - 1] =
            rn_fmt(h, "%zu more warnings were left out", h->warning_more + 1);
}

/* ---- what is read
 * -------------------------------------------------------------------------------- */

static enum rn_status read_stdin(const void *ctx, struct rn_str *ret, struct rn_diag *d)
{
    struct rn_buf b;
    char part[16384];
    ssize_t n = 0;

    rn_buf_init(&b, FILE_MAX);
    do {
        n = read(STDIN_FILENO, part, sizeof part);
        if (n > 0)
            (void)rn_buf_add(&b, rn_strn(part, (size_t)n));
    } while ((n > 0 && !b.full) || (n < 0 && errno == EINTR));
    if (n < 0 || b.full) {
        bool full = b.full;
        rn_buf_free(&b);
        return full ? rn_fail(d, RN_LIMIT, "stdin holds more than 64 MiB")
                    : rn_fail(d, RN_IO, "stdin cannot be read: %s", strerror(errno));
    }
    *ret = rn_dup_str(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return RN_OK;
}

static enum rn_status read_one(const void *ctx, const struct parsing *p, const char *file,
                               struct rn_harvest **ret, struct rn_diag *d)
{
    struct rn_response r = {
        .size = sizeof r, .url = rn_str(p->url), .status = p->status, .step = ""};
    enum rn_status s = strcmp(file, "-") == 0 ? read_stdin(ctx, &r.body, d)
                                              : rn_file_read(ctx, file, FILE_MAX, &r.body, d);

    if (s == RN_OK)
        s = rn_response_outcome(p->plugin, &r, d);
    return s == RN_OK ? rn_harvest_parse(ctx, p->plugin, p->config, &r, ret, d) : s;
}

static int parse_file(const struct parsing *p, const char *file)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h = NULL;
    struct rn_diag why = {0}, d;
    enum rn_status s = read_one(tmp, p, file, &h, &why);

    if (s != RN_OK) {
        bool named = strstr(why.text, file) != NULL;
        (void)rn_fail(&d, s, "%s%s%s", named ? "" : file, named ? "" : ": ", why.text);
        return rn_cli_fail_data(p->cli, &d);
    }
    say_empty(h, file);
    say_more(h);
    if (p->cli->json)
        print_json(p->cli, h, p->source);
    else
        print_people(p->cli, h);
    return 0;
}

static enum rn_status set_option(struct parsing *p, const struct rn_option_table *t,
                                 const char *given, struct rn_diag *d)
{
    const char *sign = strchr(given, '=');

    if (sign == NULL)
        return rn_fail(d, RN_INVALID, "--option wants NAME=VALUE, not '%.100s'", given);
    return rn_options_set(p->cli->ctx, t,
                          rn_dup(p->cli->ctx, rn_strn(given, (size_t)(sign - given))), sign + 1,
                          p->config, d);
}

static enum rn_status prepare(struct parsing *p, struct rn_diag *d)
{
    struct rn_cli *cli = p->cli;
    struct rn_option_table t;
    enum rn_status s = rn_plugin_load(cli->words[0], &p->plugin, d);

    if (s != RN_OK)
        return s;
    t = (struct rn_option_table){p->plugin->options, p->plugin->option_size};
    p->config = rn_mem_check(talloc_zero_size(cli->ctx, p->plugin->config_size + 1));
    s = rn_options_default(cli->ctx, &t, p->config, d);
    for (size_t i = 0; s == RN_OK && rn_cli_nth(cli, "option", i) != NULL; i++)
        s = set_option(p, &t, rn_cli_nth(cli, "option", i), d);
    return s;
}

static int run(struct rn_cli *cli)
{
    struct parsing p = {.cli = cli, .source = rn_cli_text(cli, "source")};
    struct rn_diag d = {0};
    int64_t status;
    int worst = rn_cli_int(cli, "status", 100, 599, 200, &status);

    if (worst != 0)
        return worst;
    p.status = (int)status;
    p.url = rn_cli_text(cli, "url");
    if (prepare(&p, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    for (size_t i = 1; i < cli->word_count; i++) {
        int one = parse_file(&p, cli->words[i]);
        worst = one > worst ? one : worst;
    }
    return worst;
}

static const struct rn_cli_option options[] = {
    {.name = "url", .value = "URL", .doc = "The address the bytes came from."},
    {.name = "status", .value = "N", .doc = "The HTTP status they came with (default 200)."},
    {.name = "option",
     .alias = 'o',
     .value = "K=V",
     .many = true,
     .doc = "An option of the plugin, as in the config. Required ones may be left out."},
    {.name = "source", .value = "NAME", .doc = "A source's name to print with each review."},
    {0}};

const struct rn_verb rn_verb_parse = {
    .name = "parse",
    .usage = "PLUGIN FILE… [--url URL] [--status N] [--option K=V]",
    .summary = "run a plugin's parser over saved bytes",
    .doc = "Reads saved answers of a place and prints what its plugin found in them: reviews, the "
           "place's "
           "own average, warnings. It needs no config and no store, and asks nobody anything. A "
           "file named "
           "- is standard input.\n\n"
           "A file that cannot be understood gives no review at all, is named with the reason, and "
           "makes the "
           "exit status 1; the other files are printed. A valid answer without reviews is said.",
    .example = "renown parse google page.json --json\nPrint the reviews of a saved page, one JSON "
               "value a line.",
    .min_words = 2,
    .max_words = RN_ANY_WORDS,
    .options = options,
    .run = run};
