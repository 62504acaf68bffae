/* SPDX-License-Identifier: MIT
 *
 * Arguments into a struct rn_cli. Global options may stand before or after the verb; a verb's own
 * options anywhere after it; "--" ends the options. Every fault is one sentence and exit status 2.
 */
#include "cli/verbs.h"

#include <string.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/near.h"

enum { MAX_NAMES = 64 };

const struct rn_cli_option rn_global_options[] = {
    {"config", 'c', "FILE", .doc = "Read this config instead of looking for renown.yaml."},
    {"now", 0, "TIME",
     .doc = "Take TIME (RFC 3339) for the clock in all that is stored, decided or shown. When it "
            "differs "
            "from the clock by more than five minutes, nothing is sent beyond this machine."},
    {"json", 0, NULL, .doc = "Print one JSON value per line."},
    {"as", 0, "PERSON", .doc = "Say who acts; by default the person with this system account."},
    {"help", 'h', NULL, .doc = "Explain the verb and end."},
    {"version", 0, NULL, .doc = "Print the version and end."},
    {0},
};

/* Hidden: the build makes the manual pages with it. */
static const struct rn_cli_option dump_option = {"dump-docs", 0, "KIND", .doc = ""};

struct reader {
    struct rn_cli *cli;
    int argc, at;
    char **argv;
    bool verb_seen, words_only;
};

static const struct rn_cli_option *find(const struct rn_cli_option *table, struct rn_str name,
                                        char alias)
{
    for (const struct rn_cli_option *o = table; o != NULL && o->name != NULL; o++)
        if (alias != 0 ? o->alias == alias : rn_str_is(name, o->name))
            return o;
    return NULL;
}

static const struct rn_cli_option *lookup(const struct reader *r, struct rn_str name, char alias)
{
    const struct rn_cli_option *o = find(rn_global_options, name, alias);
    if (o == NULL && r->cli->verb != NULL)
        o = find(r->cli->verb->options, name, alias);
    if (o == NULL && alias == 0 && rn_str_is(name, dump_option.name))
        o = &dump_option;
    return o;
}

static size_t collect(const struct rn_cli_option *table, const char **names, size_t n)
{
    for (const struct rn_cli_option *o = table; o != NULL && o->name != NULL && n < MAX_NAMES; o++)
        names[n++] = o->name;
    return n;
}

static int unknown_option(const struct reader *r, struct rn_str name, const char *shown)
{
    RN_SCOPE(tmp);
    const char *names[MAX_NAMES];
    size_t n = collect(rn_global_options, names, 0);
    if (r->cli->verb != NULL)
        n = collect(r->cli->verb->options, names, n);
    const char *near = rn_nearest(rn_dup(tmp, name), names, n);
    const char *of = r->cli->verb != NULL ? r->cli->verb->name : "renown";
    if (near != NULL)
        return rn_cli_usage(r->cli, "%s has no option %s; did you mean --%s?", of, shown, near);
    return rn_cli_usage(r->cli, "%s has no option %s", of, shown);
}

/* "2026-05-04T09:10:11Z" with or without a fraction, or with an offset; the date and time fully
 * there. */
static bool rfc3339(const char *z, int64_t *ret_us)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:dd";
    size_t i = 0;
    for (; shape[i] != '\0'; i++) {
        bool digit = z[i] >= '0' && z[i] <= '9';
        if (shape[i] == 'd' ? !digit : z[i] != shape[i] && !(shape[i] == 'T' && z[i] == 't'))
            return false;
    }
    const char *zone = z + i + strspn(z + i, ".0123456789");
    if (strcmp(zone, "Z") != 0 && strcmp(zone, "z") != 0 && (strlen(zone) != 6 || zone[3] != ':'))
        return false;
    struct rn_time t;
    if (!rn_stamp_parse(rn_str(z), &t) || t.precision != RN_TIME_SECOND)
        return false;
    *ret_us = t.us;
    return true;
}

static int take_global(struct rn_cli *cli, const struct rn_cli_option *o, const char *value)
{
    if (o == &dump_option)
        cli->dump = value;
    else if (strcmp(o->name, "config") == 0)
        cli->config_given = value;
    else if (strcmp(o->name, "json") == 0)
        cli->json = true;
    else if (strcmp(o->name, "as") == 0)
        cli->as = value;
    else if (strcmp(o->name, "help") == 0)
        cli->help = true;
    else if (strcmp(o->name, "version") == 0)
        cli->version = true;
    else if (!rfc3339(value, &cli->now))
        return rn_cli_usage(
            cli, "--now wants a time like 2026-05-04T09:10:11Z (RFC 3339), not '%s'", value);
    else
        cli->now_given = true;
    return 0;
}

static bool is_global(const struct rn_cli_option *o)
{
    for (const struct rn_cli_option *g = rn_global_options; g->name != NULL; g++)
        if (g == o)
            return true;
    return o == &dump_option;
}

static int take(struct rn_cli *cli, const struct rn_cli_option *o, const char *value)
{
    if (is_global(o))
        return take_global(cli, o, value);
    for (size_t i = 0; !o->many && i < cli->given_count; i++)
        if (cli->given[i].option == o)
            return rn_cli_usage(cli, "--%s was given twice; say it once", o->name);
    cli->given[cli->given_count++] = (struct rn_cli_given){o, value};
    return 0;
}

/* The value of an option: behind '=' (or the letter), else the next argument. */
static int take_with_value(struct reader *r, const struct rn_cli_option *o, const char *attached,
                           const char *shown)
{
    if (o->value == NULL) {
        if (attached != NULL)
            return rn_cli_usage(r->cli, "--%s takes no value, '%s' was given", o->name, attached);
        return take(r->cli, o, NULL);
    }
    if (attached == NULL && r->at < r->argc)
        attached = r->argv[r->at++];
    if (attached == NULL)
        return rn_cli_usage(r->cli, "%s wants a value (%s) behind it", shown, o->value);
    return take(r->cli, o, attached);
}

static int read_long(struct reader *r, const char *arg)
{
    const char *eq = strchr(arg, '=');
    struct rn_str name = rn_strn(arg + 2, eq != NULL ? (size_t)(eq - arg - 2) : strlen(arg + 2));
    const struct rn_cli_option *o = lookup(r, name, 0);
    RN_SCOPE(tmp);
    const char *shown = rn_fmt(tmp, "--%.*s", RN_STR_ARG(name));
    if (o == NULL)
        return unknown_option(r, name, shown);
    return take_with_value(r, o, eq != NULL ? eq + 1 : NULL, shown);
}

/* "-c FILE", "-cFILE", and flags in a row. */
static int read_short(struct reader *r, const char *arg)
{
    for (const char *p = arg + 1; *p != '\0'; p++) {
        char shown[3] = {'-', *p, '\0'};
        const struct rn_cli_option *o = lookup(r, rn_strn(NULL, 0), *p);
        if (o == NULL)
            return unknown_option(r, rn_strn(p, 1), shown);
        if (o->value != NULL)
            return take_with_value(r, o, p[1] != '\0' ? p + 1 : NULL, shown);
        int status = take(r->cli, o, NULL);
        if (status != 0)
            return status;
    }
    return 0;
}

static int read_verb(struct reader *r, const char *arg)
{
    const char *names[MAX_NAMES];
    size_t n = 0;
    for (; n < MAX_NAMES && rn_verbs[n] != NULL; n++)
        names[n] = rn_verbs[n]->name;
    r->cli->verb = rn_verb_find(arg);
    if (r->cli->verb != NULL)
        return 0;
    const char *near = rn_nearest(arg, names, n);
    if (near != NULL)
        return rn_cli_usage(r->cli, "there is no verb '%s'; did you mean '%s'?", arg, near);
    return rn_cli_usage(r->cli, "there is no verb '%s'", arg);
}

static int read_argument(struct reader *r)
{
    const char *arg = r->argv[r->at++];
    if (!r->words_only && strcmp(arg, "--") == 0) {
        r->words_only = true;
        return 0;
    }
    if (!r->words_only && strncmp(arg, "--", 2) == 0)
        return read_long(r, arg);
    if (!r->words_only && arg[0] == '-' && arg[1] != '\0')
        return read_short(r, arg);
    if (r->cli->verb == NULL)
        return read_verb(r, arg);
    r->cli->words[r->cli->word_count++] = arg;
    return 0;
}

static int check_words(struct rn_cli *cli)
{
    const struct rn_verb *v = cli->verb;
    if (v == NULL || cli->help || cli->version)
        return 0;
    if ((int)cli->word_count < v->min_words)
        return rn_cli_usage(cli, "something is missing: renown %s%s%s", v->name,
                            v->usage[0] != '\0' ? " " : "", v->usage);
    if (v->max_words != RN_ANY_WORDS && (int)cli->word_count > v->max_words)
        return rn_cli_usage(cli, "'%s' is one word too many: renown %s%s%s",
                            cli->words[v->max_words], v->name, v->usage[0] != '\0' ? " " : "",
                            v->usage);
    return 0;
}

int rn_args_parse(struct rn_cli *cli, int argc, char **argv)
{
    struct reader r = {.cli = cli, .argc = argc, .argv = argv, .at = 1};
    cli->now = rn_clock_now();
    cli->words = rn_new_array(cli->ctx, const char *, (size_t)argc + 1);
    cli->given = rn_new_array(cli->ctx, struct rn_cli_given, (size_t)argc + 1);
    while (r.at < argc) {
        int status = read_argument(&r);
        if (status != 0)
            return status;
    }
    return check_words(cli);
}
