/* SPDX-License-Identifier: MIT */
#include "cli/because.h"

static void outside(struct rn_cli *cli, struct rn_str s)
{
    (void)rn_out_outside(cli, s, false);
}

/* The name of a condition alone, where its value tells the rest: "mentions" of `mentions "refund*",
 * …`. */
static struct rn_str first_word(struct rn_str text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] != ' ')
        n++;
    return rn_strn(text.p, n);
}

/* "stars max 2 (1)", "mentions: …no *refund*.", "has_text"; of a join its name, then its parts in
 * brackets. */
static void condition(struct rn_cli *cli, const struct rn_json *c)
{
    const struct rn_json *value = rn_json_get(c, "value"), *parts = rn_json_get(c, "conditions");
    const struct rn_str text = rn_json_str(rn_json_get(c, "text"));
    const bool quoted = rn_json_is(value, RN_JSON_STRING);
    outside(cli, quoted ? first_word(text) : text);
    if (quoted || rn_json_is(value, RN_JSON_NUMBER)) {
        (void)rn_out_fmt(cli, quoted ? ": " : " (");
        outside(cli, rn_json_str(value));
        (void)rn_out_fmt(cli, quoted ? "" : ")");
    }
    for (const struct rn_json *p = rn_json_first(parts); p != NULL; p = rn_json_next(p)) {
        (void)rn_out_fmt(cli, p == rn_json_first(parts) ? " { " : ", ");
        condition(cli, p);
    }
    (void)rn_out_fmt(cli, rn_json_count(parts) > 0 ? " }" : "");
}

static void action(struct rn_cli *cli, const struct rn_json *a)
{
    const struct rn_str with = rn_json_str(rn_json_get(a, "with"));
    const struct rn_str to = rn_json_str(rn_json_get(a, "to"));
    outside(cli, rn_json_str(rn_json_get(a, "do")));
    (void)rn_out_fmt(cli, with.n > 0 ? " " : "");
    outside(cli, with);
    (void)rn_out_fmt(cli, to.n > 0 ? " to " : "");
    outside(cli, to);
    (void)rn_out_fmt(cli, ": ");
    outside(cli, rn_json_str(rn_json_get(a, "outcome")));
}

static void list(struct rn_cli *cli, const char *heading, struct rn_str json,
                 void (*print)(struct rn_cli *, const struct rn_json *))
{
    struct rn_json_doc *doc = NULL;
    struct rn_diag ignored;
    if (rn_json_parse(json, 0, &doc, &ignored) != RN_OK) {
        (void)rn_out_fmt(cli, "%-10s ", heading);
        outside(cli, json);
        (void)rn_out_fmt(cli, "\n");
        return;
    }
    const struct rn_json *first = rn_json_first(rn_json_root(doc));
    for (const struct rn_json *n = first; n != NULL; n = rn_json_next(n)) {
        (void)rn_out_fmt(cli, "%-10s ", n == first ? heading : "");
        print(cli, n);
        (void)rn_out_fmt(cli, "\n");
    }
    rn_json_free(doc);
}

void rn_because_print(struct rn_cli *cli, struct rn_str matched, struct rn_str actions)
{
    list(cli, "because", matched, condition);
    list(cli, "did", actions, action);
}
