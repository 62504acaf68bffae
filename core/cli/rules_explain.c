/* SPDX-License-Identifier: MIT
 *
 * `renown rules explain REVIEW`: the rules in force against one stored review, condition by
 * condition.
 */
#include "cli/rules_verbs.h"

#include "base/mem.h"
#include "base/near.h"

enum { EXPLAIN_MAX = 16 << 20 };

/* ---- for people ------------------------------------------------------------------------------ */

static void say_outside(struct rn_cli *cli, struct rn_str s)
{
    (void)rn_out_outside(cli, s, false);
}

/* "  stars 1 ≤ 2 ✓" and, below joins, their parts one step further in. */
static void say_conditions(struct rn_cli *cli, const struct rn_json *list, int indent)
{
    for (const struct rn_json *c = rn_json_first(list); c != NULL; c = rn_json_next(c)) {
        const struct rn_json *holds = rn_json_get(c, "holds"), *says = rn_json_get(c, "says");
        (void)rn_out_fmt(cli, "%*s", indent, "");
        say_outside(cli, rn_json_str(says != NULL ? says : rn_json_get(c, "text")));
        if (holds != NULL)
            (void)rn_out_fmt(cli, " %s", rn_json_true(holds) ? "✓" : "✗");
        (void)rn_out_fmt(cli, "\n");
        say_conditions(cli, rn_json_get(c, "conditions"), indent + 2);
    }
}

static void say_actions(struct rn_bench *x, const struct rn_json *rule)
{
    const struct rn_json *list = rn_json_get(rule, "actions");

    for (const struct rn_json *a = rn_json_first(list); a != NULL; a = rn_json_next(a)) {
        const struct rn_json *winner = rn_json_get(a, "shadowed_by");
        (void)rn_out_fmt(x->cli, "  → ");
        say_outside(x->cli, rn_json_str(rn_json_get(a, "text")));
        if (winner != NULL)
            (void)rn_out_fmt(x->cli, " (not done: ");
        say_outside(x->cli, rn_json_str(winner));
        (void)rn_out_fmt(x->cli, winner != NULL ? " goes first)\n" : "\n");
    }
}

static void say_note(struct rn_bench *x, const char *before, const struct rn_json *note)
{
    if (note == NULL)
        return;
    (void)rn_out_fmt(x->cli, "  %s", before);
    say_outside(x->cli, rn_json_str(note));
    (void)rn_out_fmt(x->cli, "\n");
}

static void say_rule(struct rn_bench *x, const struct rn_json *rule)
{
    bool matched = rn_json_true(rn_json_get(rule, "matched"));

    say_outside(x->cli, rn_json_str(rn_json_get(rule, "rule")));
    (void)rn_out_fmt(x->cli, matched ? ": matches\n" : ": does not match\n");
    say_conditions(x->cli, rn_json_get(rule, "conditions"), 2);
    if (matched)
        say_actions(x, rule);
    say_note(x, "not reached: it is stopped by ", rn_json_get(rule, "stopped_by"));
    say_note(x, "waits: ", rn_json_get(rule, "waits"));
    say_note(x, "its where function failed: ", rn_json_get(rule, "error"));
}

/* The next line of `lines`, which is one rule's; NULL when it cannot be read. */
static const struct rn_json *next_rule(struct rn_str *lines, struct rn_str *ret_line,
                                       struct rn_json_doc **doc, struct rn_diag *d)
{
    const char *end = memchr(lines->p, '\n', lines->n);
    size_t n = end != NULL ? (size_t)(end - lines->p) + 1 : lines->n;

    *ret_line = rn_strn(lines->p, n);
    *lines = rn_strn(lines->p + n, lines->n - n);
    return rn_json_reparse(*ret_line, 0, doc, d) == RN_OK ? rn_json_root(*doc) : NULL;
}

static bool is_rule(const struct rn_json *rule, const char *name)
{
    return rn_str_is(rn_json_str(rn_json_get(rule, "rule")), name);
}

/* Every line of the explanation; only the one of the rule `only` unless that is NULL. */
static enum rn_status print(struct rn_bench *x, struct rn_str lines, const char *only,
                            struct rn_diag *d)
{
    struct rn_json_doc *doc = NULL;
    enum rn_status status = RN_OK;

    while (lines.n > 0 && status == RN_OK) {
        struct rn_str line;
        const struct rn_json *rule = next_rule(&lines, &line, &doc, d);
        if (rule == NULL)
            status = d->status;
        else if (only != NULL && !is_rule(rule, only))
            continue;
        else if (x->cli->json)
            (void)rn_out_raw(x->cli, line);
        else
            say_rule(x, rule);
    }
    rn_json_free(doc);
    return status;
}

void rn_say_conditions_of(struct rn_cli *cli, struct rn_str lines, const char *name)
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag ignored;
    struct rn_str line;

    while (lines.n > 0) {
        const struct rn_json *rule = next_rule(&lines, &line, &doc, &ignored);
        if (rule == NULL || !is_rule(rule, name))
            continue;
        say_conditions(cli, rn_json_get(rule, "conditions"), 4);
        break;
    }
    rn_json_free(doc);
}

static int explain(struct rn_bench *x, const char *only)
{
    struct rn_diag d;
    struct rn_buf out;
    enum rn_status status;

    rn_buf_init(&out, EXPLAIN_MAX);
    status = rn_rules_explain(x->cli->ctx, x->rules->rules, &x->facts, &out, &d);
    if (status == RN_OK)
        status = print(x, rn_buf_str(&out), only, &d);
    rn_buf_free(&out);
    return status == RN_OK ? 0 : rn_cli_fail_data(x->cli, &d);
}

int rn_rules_verb_explain(struct rn_cli *cli)
{
    struct rn_bench x;
    int status;

    if (cli->word_count != 2)
        return rn_cli_usage(
            cli, "rules explain takes the id of one review; `renown reviews` lists them");
    status = rn_bench_open(cli, cli->words[1], &x);
    return status != 0 ? status : explain(&x, NULL);
}

int rn_rules_verb_whynot(struct rn_cli *cli)
{
    struct rn_bench x;
    const char **names, *near;
    size_t n;
    int status;

    if (cli->word_count != 3)
        return rn_cli_usage(cli, "rules whynot takes the id of one review and the name of a rule");
    status = rn_bench_open(cli, cli->words[1], &x);
    if (status != 0)
        return status;
    n = rn_rules_count(x.rules->rules);
    names = rn_new_array(cli->ctx, const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        names[i] = rn_rule_name(x.rules->rules, i);
        if (strcmp(names[i], cli->words[2]) == 0)
            return explain(&x, cli->words[2]);
    }
    near = rn_nearest(cli->words[2], names, n);
    return rn_cli_usage(cli, "there is no rule \"%s\" in force%s%s", cli->words[2],
                        near != NULL ? "; did you mean " : "", near != NULL ? near : "");
}
