/* SPDX-License-Identifier: MIT
 *
 * `renown rules test [WORD]`: the tests below tests/ against the rules as they lie in the folder.
 */
#include "cli/rules_verbs.h"

#include "base/mem.h"
#include "cli/findings.h"
#include "collect/rehearse.h"
#include "collect/ruleset.h"

enum { EXPLAIN_MAX = 16 << 20 };

struct bench {
    struct rn_cli *cli;
    struct rn_config *config;
    struct rn_rules *rules;
    size_t run, failed;
};

static void hear(void *arg, const struct rn_script_finding *f)
{
    struct rn_finding finding = {f->file, f->line, f->warning, f->text};
    if (!f->warning)
        rn_findings_hear(arg, &finding);
}

static int load(struct bench *b)
{
    struct rn_findings fs = {.cli = b->cli};
    struct rn_known_names known;
    struct rn_script *scripts;
    struct rn_diag d;
    size_t n;

    rn_ruleset_known(b->cli->ctx, b->config, &known);
    if (rn_scripts_read(b->cli->ctx, b->config->scripts, hear, &fs, &scripts, &n, &d) != RN_OK ||
        rn_rules_compile(b->cli->ctx, scripts, n, &known, hear, &fs, &b->rules, &d) != RN_OK)
        return rn_cli_fail(b->cli, &d);
    return fs.faults > 0 ? 2 : 0;
}

/* ---- saying ---------------------------------------------------------------------------------- */

static void say_json(struct bench *b, const struct rn_test *t, const struct rn_mismatch *m,
                     size_t n)
{
    struct rn_jsonw *w = rn_out_json(b->cli);

    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "test", rn_str(t->name));
    rn_jsonw_kstr(w, "file", rn_str(t->file));
    rn_jsonw_kint(w, "line", t->line);
    rn_jsonw_kbool(w, "passed", n == 0);
    if (n > 0) {
        rn_jsonw_key(w, "instead");
        rn_jsonw_array(w);
        for (size_t i = 0; i < n; i++)
            rn_jsonw_str(w, rn_str(m[i].text));
        rn_jsonw_end(w);
    }
    rn_jsonw_end(w);
    (void)rn_out_json_end(b->cli);
}

static void say_failure(struct bench *b, const struct rn_facts *facts, const struct rn_test *t,
                        const struct rn_mismatch *m, size_t n)
{
    (void)rn_out_fmt(b->cli, "not ok: ");
    (void)rn_out_outside(b->cli, rn_str(t->name), false);
    (void)rn_out_fmt(b->cli, " (%s:%d)\n", t->file, t->line);
    for (size_t i = 0; i < n; i++) {
        struct rn_buf out;
        struct rn_diag ignored;
        (void)rn_out_fmt(b->cli, "  ");
        (void)rn_out_outside(b->cli, rn_str(m[i].text), false);
        (void)rn_out_fmt(b->cli, "\n");
        rn_buf_init(&out, EXPLAIN_MAX);
        if (m[i].rule != NULL &&
            rn_rules_explain(b->cli->ctx, b->rules, facts, &out, &ignored) == RN_OK)
            rn_say_conditions_of(b->cli, rn_buf_str(&out), m[i].rule);
        rn_buf_free(&out);
    }
}

/* ---- running --------------------------------------------------------------------------------- */

static enum rn_status run_one(struct bench *b, const struct rn_test *t, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_rehearsal *x = rn_new(tmp, struct rn_rehearsal);
    struct rn_mismatch *m;
    size_t n;

    rn_rehearse(tmp, b->config, b->rules, t, x);
    enum rn_status st = rn_test_run(tmp, b->rules, t, &x->facts, &m, &n, d);
    if (st != RN_OK)
        return st;
    b->run++;
    b->failed += n > 0;
    if (b->cli->json)
        say_json(b, t, m, n);
    else if (n > 0)
        say_failure(b, &x->facts, t, m, n);
    return RN_OK;
}

static void say_total(struct bench *b)
{
    if (b->cli->json) {
        struct rn_jsonw *w = rn_out_json(b->cli);
        rn_jsonw_object(w);
        rn_jsonw_kint(w, "tests", (int64_t)b->run);
        rn_jsonw_kint(w, "failed", (int64_t)b->failed);
        rn_jsonw_end(w);
        (void)rn_out_json_end(b->cli);
    } else if (b->failed > 0) {
        (void)rn_out_fmt(b->cli, "%zu of %zu tests failed\n", b->failed, b->run);
    } else {
        (void)rn_out_fmt(b->cli, "%zu tests passed\n", b->run);
    }
}

int rn_rules_verb_test(struct rn_cli *cli)
{
    struct bench b = {.cli = cli};
    struct rn_diag d;
    int status;

    if (cli->word_count > 2)
        return rn_cli_usage(cli, "rules test takes at most one word: only tests with it in their "
                                 "names are run");
    if ((status = rn_cli_config(cli, &b.config)) != 0 || (status = load(&b)) != 0)
        return status;
    for (size_t i = 0; i < rn_rules_test_count(b.rules); i++) {
        const struct rn_test *t = rn_rules_test(b.rules, i);
        if (cli->word_count == 2 && strstr(t->name, cli->words[1]) == NULL)
            continue;
        if (run_one(&b, t, &d) != RN_OK)
            return rn_cli_fail_data(cli, &d);
    }
    if (b.run == 0)
        return rn_cli_usage(cli,
                            cli->word_count == 2
                                ? "there is no test with \"%s\" in its name"
                                : "there is no test below %s/tests/; write one: test \"…\" { "
                                  "given = { stars = 1 }, expect = { rule = \"…\" } }",
                            cli->word_count == 2 ? cli->words[1] : b.config->scripts);
    say_total(&b);
    return b.failed > 0 ? 1 : 0;
}
