/* SPDX-License-Identifier: MIT
 *
 * `renown rules explain REVIEW`: the rules in force against one stored review, condition by
 * condition.
 */
#include "cli/rules_verbs.h"

#include "base/mem.h"
#include "cli/scripts.h"
#include "collect/facts.h"
#include "store/origins.h"

enum { EXPLAIN_MAX = 16 << 20 };

struct explain {
    struct rn_cli *cli;
    struct rn_config *config;
    struct rn_store *store;
    struct rn_ruleset *rules;
    struct rn_stored review;
    const char *place;
    struct rn_words words;
    struct rn_hits hits;
    struct rn_facts facts;
};

/* ---- for people ------------------------------------------------------------------------------ */

static void say_outside(struct explain *x, struct rn_str s)
{
    (void)rn_out_outside(x->cli, s, false);
}

/* "  stars 1 ≤ 2 ✓" and, below joins, their parts one step further in. */
static void say_conditions(struct explain *x, const struct rn_json *list, int indent)
{
    for (const struct rn_json *c = rn_json_first(list); c != NULL; c = rn_json_next(c)) {
        const struct rn_json *holds = rn_json_get(c, "holds"), *says = rn_json_get(c, "says");
        (void)rn_out_fmt(x->cli, "%*s", indent, "");
        say_outside(x, rn_json_str(says != NULL ? says : rn_json_get(c, "text")));
        if (holds != NULL)
            (void)rn_out_fmt(x->cli, " %s", rn_json_true(holds) ? "✓" : "✗");
        (void)rn_out_fmt(x->cli, "\n");
        say_conditions(x, rn_json_get(c, "conditions"), indent + 2);
    }
}

static void say_actions(struct explain *x, const struct rn_json *rule)
{
    const struct rn_json *list = rn_json_get(rule, "actions");

    for (const struct rn_json *a = rn_json_first(list); a != NULL; a = rn_json_next(a)) {
        const struct rn_json *winner = rn_json_get(a, "shadowed_by");
        (void)rn_out_fmt(x->cli, "  → ");
        say_outside(x, rn_json_str(rn_json_get(a, "text")));
        if (winner != NULL)
            (void)rn_out_fmt(x->cli, " (not done: ");
        say_outside(x, rn_json_str(winner));
        (void)rn_out_fmt(x->cli, winner != NULL ? " goes first)\n" : "\n");
    }
}

static void say_note(struct explain *x, const char *before, const struct rn_json *note)
{
    if (note == NULL)
        return;
    (void)rn_out_fmt(x->cli, "  %s", before);
    say_outside(x, rn_json_str(note));
    (void)rn_out_fmt(x->cli, "\n");
}

static void say_rule(struct explain *x, const struct rn_json *rule)
{
    bool matched = rn_json_true(rn_json_get(rule, "matched"));

    say_outside(x, rn_json_str(rn_json_get(rule, "rule")));
    (void)rn_out_fmt(x->cli, matched ? ": matches\n" : ": does not match\n");
    say_conditions(x, rn_json_get(rule, "conditions"), 2);
    if (matched)
        say_actions(x, rule);
    say_note(x, "not reached: it is stopped by ", rn_json_get(rule, "stopped_by"));
    say_note(x, "waits: ", rn_json_get(rule, "waits"));
    say_note(x, "its where function failed: ", rn_json_get(rule, "error"));
}

static enum rn_status say_lines(struct explain *x, struct rn_str lines, struct rn_diag *d)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status status = RN_OK;

    while (lines.n > 0 && status == RN_OK) {
        const char *end = memchr(lines.p, '\n', lines.n);
        size_t n = end != NULL ? (size_t)(end - lines.p) : lines.n;
        status = rn_json_reparse(rn_strn(lines.p, n), 0, &doc, d);
        if (status == RN_OK)
            say_rule(x, rn_json_root(doc));
        lines = rn_strn(lines.p + n + (end != NULL), lines.n - n - (end != NULL));
    }
    rn_json_free(doc);
    return status;
}

/* ---- the work -------------------------------------------------------------------------------- */

static enum rn_status load(struct explain *x, struct rn_diag *d)
{
    struct rn_origin *origins;
    size_t n;
    enum rn_status status = rn_review_load(x->store, x->cli->words[1], x->cli->ctx, &x->review, d);

    if (status != RN_OK)
        return status;
    if (rn_origins_list(x->store, x->cli->ctx, &origins, &n, d) != RN_OK)
        return d->status;
    for (size_t i = 0; i < n; i++)
        if (origins[i].n == x->review.origin)
            x->place = origins[i].place;
    return RN_OK;
}

static void make_facts(struct explain *x)
{
    const struct rn_review *r = &x->review.r;
    bool turkish = rn_str_is(r->lang, "tr") || rn_str_starts(r->lang, "tr-");

    rn_words_make(x->cli->ctx, &x->words, r->title, turkish);
    rn_words_more(x->cli->ctx, &x->words, r->text, (uint32_t)r->title.n + 1, turkish);
    rn_rules_scan(x->cli->ctx, x->rules->rules, &x->words, &x->hits);
    rn_facts_make(&x->review, rn_config_listing(x->config, x->review.listing), x->review.source,
                  x->place, RN_ON_ANY, 0, x->cli->now, &x->words, &x->hits, &x->facts);
}

static int explain(struct explain *x)
{
    struct rn_diag d;
    struct rn_buf out;
    enum rn_status status = load(x, &d);

    if (status != RN_OK)
        return rn_cli_fail_data(x->cli, &d);
    make_facts(x);
    rn_buf_init(&out, EXPLAIN_MAX);
    status = rn_rules_explain(x->cli->ctx, x->rules->rules, &x->facts, &out, &d);
    if (status == RN_OK && x->cli->json)
        (void)rn_out_raw(x->cli, rn_buf_str(&out));
    else if (status == RN_OK)
        status = say_lines(x, rn_buf_str(&out), &d);
    rn_buf_free(&out);
    return status == RN_OK ? 0 : rn_cli_fail_data(x->cli, &d);
}

int rn_rules_verb_explain(struct rn_cli *cli)
{
    struct explain x = {.cli = cli};
    struct rn_diag d;
    int status = rn_cli_config(cli, &x.config);

    if (status != 0)
        return status;
    if (cli->word_count != 2)
        return rn_cli_usage(
            cli, "rules explain takes the id of one review; `renown reviews` lists them");
    if (rn_store_open(cli->ctx, x.config->store, RN_STORE_READ, cli->now, &x.store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    status = rn_cli_scripts(cli, x.config, x.store, false, &x.rules);
    return status != 0 ? status : explain(&x);
}
