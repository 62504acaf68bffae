/* SPDX-License-Identifier: MIT
 *
 * `renown rules backtest [--from 90d] [OLD] NEW`: what other rules would have done with the history
 * of the store.
 */
#include "cli/rules_verbs.h"

#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/findings.h"
#include "collect/backtest.h"

enum { SCRIPT_MAX = 1 << 20, SAMPLES = 10, QUOTE = 60 };

struct sample {
    char *id, *rule, *text;
    int version;
    int64_t at;
};

/* Ten of a side: those with the least ids, which are hashes, so they lie all over the history. */
struct side {
    struct sample v[SAMPLES];
    size_t n;
};

struct backtest {
    struct rn_cli *cli;
    struct rn_config *config;
    struct rn_store *store;
    struct rn_findings findings;
    struct rn_backtest in;
    struct side gains, loses;
};

/* ---- rules ----------------------------------------------------------------------------------- */

static void hear(void *arg, const struct rn_script_finding *f)
{
    struct rn_finding finding = {f->file, f->line, f->warning, f->text};
    if (!f->warning)
        rn_findings_hear(arg, &finding);
}

static int read_file(struct backtest *b, const char *path, struct rn_script *ret)
{
    const char *slash = strrchr(path, '/');
    struct rn_str source;
    struct rn_diag d;

    if (rn_file_read(b->cli->ctx, path, SCRIPT_MAX, &source, &d) != RN_OK)
        return rn_cli_fail(b->cli, &d);
    *ret = (struct rn_script){.name =
                                  rn_fmt(b->cli->ctx, "rules/%s", slash != NULL ? slash + 1 : path),
                              .path = path,
                              .source = source};
    return 0;
}

static int compile(struct backtest *b, struct rn_script *scripts, size_t n, struct rn_rules **ret)
{
    struct rn_known_names known;
    struct rn_diag d;

    rn_ruleset_known(b->cli->ctx, b->config, &known);
    if (rn_rules_compile(b->cli->ctx, scripts, n, &known, hear, &b->findings, ret, &d) != RN_OK)
        return rn_cli_fail(b->cli, &d);
    return b->findings.faults > 0 ? 2 : 0;
}

static bool is_rules(const struct rn_script *s)
{
    return strncmp(s->name, "rules/", 6) == 0;
}

/* The installed scripts with `path` in the place of the file of its name, or beside the others;
 * `alone`: of the installed ones templates and helpers only. */
static int rules_of(struct backtest *b, const struct rn_ruleset *installed, const char *path,
                    bool alone, struct rn_rules **ret)
{
    struct rn_script *v = rn_new_array(b->cli->ctx, struct rn_script, installed->count + 1);
    struct rn_script given;
    size_t n = 0;
    int status = read_file(b, path, &given);

    if (status != 0)
        return status;
    v[n++] = given;
    for (size_t i = 0; i < installed->count; i++) {
        const struct rn_script *s = &installed->scripts[i];
        if (strcmp(s->name, given.name) != 0 && !(alone && is_rules(s)))
            v[n++] = *s;
    }
    return compile(b, v, n, ret);
}

static int load(struct backtest *b)
{
    struct rn_cli *cli = b->cli;
    bool both = cli->word_count == 3;
    struct rn_ruleset *installed;
    int status = rn_cli_scripts(cli, b->config, b->store, false, &installed);

    if (status != 0)
        return status;
    b->in.was = installed->rules;
    if (both)
        status = rules_of(b, installed, cli->words[1], true, &b->in.was);
    return status != 0 ? status
                       : rules_of(b, installed, cli->words[both ? 2 : 1], both, &b->in.will);
}

/* ---- differences ----------------------------------------------------------------------------- */

static int sample_order(const struct sample *a, const struct sample *b)
{
    int order = strcmp(a->id, b->id);

    if (order == 0)
        order = (a->version > b->version) - (a->version < b->version);
    return order != 0 ? order : strcmp(a->rule, b->rule);
}

static void keep_sample(struct backtest *b, struct side *side, const struct rn_backtest_diff *diff)
{
    const struct rn_stored *s = diff->review;
    struct rn_str text = s->r.text.n > 0 ? s->r.text : s->r.title;
    struct sample one = {.id = (char *)(uintptr_t)s->id,
                         .rule = (char *)(uintptr_t)diff->rule,
                         .version = diff->version,
                         .at = diff->at};
    size_t at = side->n;

    while (at > 0 && sample_order(&one, &side->v[at - 1]) < 0)
        at--;
    if (at == SAMPLES)
        return;
    if (side->n == SAMPLES)
        talloc_free(side->v[--side->n].id);
    memmove(&side->v[at + 1], &side->v[at], (side->n - at) * sizeof *side->v);
    one.id = rn_dupz(b->cli->ctx, s->id);
    one.rule = rn_dupz(one.id, diff->rule);
    one.text = rn_dup(one.id, rn_utf8_cut(text, QUOTE));
    side->v[at] = one;
    side->n++;
}

static enum rn_status say_line(struct rn_cli *cli, const struct rn_backtest_diff *diff)
{
    struct rn_jsonw *w = rn_out_json(cli);
    char at[32];

    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "review", rn_str(diff->review->id));
    rn_jsonw_kint(w, "version", diff->version);
    rn_jsonw_kstr(w, "at", rn_str(rn_stamp_text(diff->at, at)));
    rn_jsonw_kstr(w, "rule", rn_str(diff->rule));
    rn_jsonw_kstr(w, "change", rn_str(diff->gains ? "gains" : "loses"));
    rn_jsonw_end(w);
    return rn_out_json_end(cli);
}

static enum rn_status take(void *arg, const struct rn_backtest_diff *diff)
{
    struct backtest *b = arg;

    if (b->cli->json)
        return say_line(b->cli, diff);
    keep_sample(b, diff->gains ? &b->gains : &b->loses, diff);
    return RN_OK;
}

/* ---- the end --------------------------------------------------------------------------------- */

static double per_week(const struct backtest *b, int64_t n)
{
    double weeks = (double)(b->in.now - b->in.from) / (double)(7 * RN_DAY);
    return (double)(int64_t)((double)n / weeks * 100 + 0.5) / 100;
}

static void pair(struct rn_jsonw *w, const char *key, double before, double after)
{
    rn_jsonw_key(w, key);
    rn_jsonw_object(w);
    rn_jsonw_knum(w, "before", before);
    rn_jsonw_knum(w, "after", after);
    rn_jsonw_end(w);
}

static void total_json(struct backtest *b, const struct rn_backtest_totals *t)
{
    struct rn_jsonw *w = rn_out_json(b->cli);
    char z[32];

    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "from", rn_str(rn_stamp_text(b->in.from, z)));
    rn_jsonw_kstr(w, "to", rn_str(rn_stamp_text(b->in.now, z)));
    rn_jsonw_kint(w, "reviews", t->reviews);
    rn_jsonw_kint(w, "versions", t->versions);
    rn_jsonw_kint(w, "gains", t->gains);
    rn_jsonw_kint(w, "loses", t->loses);
    pair(w, "matches", (double)t->matches_was, (double)t->matches_will);
    pair(w, "alerts", (double)t->alerts_was, (double)t->alerts_will);
    pair(w, "alerts_per_week", per_week(b, t->alerts_was), per_week(b, t->alerts_will));
    rn_jsonw_end(w);
    (void)rn_out_json_end(b->cli);
}

static void say_side(struct backtest *b, const char *word, const struct side *side, int64_t count)
{
    (void)rn_out_fmt(b->cli, "%s %lld%s\n", word, (long long)count,
                     count > SAMPLES ? ", ten of them:" : "");
    for (size_t i = 0; i < side->n; i++) {
        const struct sample *s = &side->v[i];
        char at[32];
        (void)rn_out_fmt(b->cli, "  %s  %.10s  ", s->id, rn_stamp_text(s->at, at));
        (void)rn_out_outside(b->cli, rn_str(s->rule), false);
        (void)rn_out_fmt(b->cli, s->version > 1 ? "  (version %d)  " : "  ", s->version);
        (void)rn_out_outside(b->cli, rn_str(s->text), false);
        (void)rn_out_fmt(b->cli, "\n");
    }
}

static void total_text(struct backtest *b, const struct rn_backtest_totals *t)
{
    char from[32], to[32];

    (void)rn_out_fmt(b->cli, "%lld reviews, %lld versions of them, from %.10s to %.10s\n",
                     (long long)t->reviews, (long long)t->versions, rn_stamp_text(b->in.from, from),
                     rn_stamp_text(b->in.now, to));
    say_side(b, "gains", &b->gains, t->gains);
    say_side(b, "loses", &b->loses, t->loses);
    (void)rn_out_fmt(b->cli,
                     "matches: %lld before, %lld after\nalerts a week: %g before, %g after\n"
                     "nothing was stored or sent\n",
                     (long long)t->matches_was, (long long)t->matches_will,
                     per_week(b, t->alerts_was), per_week(b, t->alerts_will));
}

int rn_rules_verb_backtest(struct rn_cli *cli)
{
    struct backtest b = {.cli = cli, .findings = {.cli = cli}};
    struct rn_backtest_totals t;
    struct rn_diag d;
    int64_t span;
    int status;

    if (cli->word_count < 2)
        return rn_cli_usage(cli, "rules backtest takes one rule file, or two: OLD and NEW");
    if ((status = rn_cli_config(cli, &b.config)) != 0 ||
        (status = rn_cli_duration(cli, "from", 90 * RN_DAY, &span)) != 0)
        return status;
    if (span < RN_DAY)
        return rn_cli_usage(cli, "rules backtest looks back a day or more: --from 90d");
    if (rn_store_open(cli->ctx, b.config->store, RN_STORE_READ, cli->now, &b.store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    if ((status = load(&b)) != 0)
        return status;
    b.in.store = b.store;
    b.in.config = b.config;
    b.in.from = cli->now - span;
    b.in.now = cli->now;
    if (rn_backtest_run(&b.in, take, &b, &t, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    (cli->json ? total_json : total_text)(&b, &t);
    return 0;
}
