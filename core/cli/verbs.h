/* SPDX-License-Identifier: MIT
 *
 * The command line: one verb a file, one line a verb in the table (verbs.c). A verb declares its
 * words and options; the frame parses them, answers --help, loads the config when asked, checks
 * every byte that goes to stdout, and makes the manual page, the overview and the bash completion
 * from the same rows.
 *
 *     static const struct rn_cli_option options[] = {
 *         {"limit", 'n', "N", .doc = "Show at most N (default 50)."},
 *         {"due", .doc = "Only what is due."},
 *         {0}};
 *
 *     static int run(struct rn_cli *cli)
 *     {
 *         struct rn_config *config;
 *         int64_t limit;
 *         int status = rn_cli_config(cli, &config);
 *         if (status != 0 || (status = rn_cli_int(cli, "limit", 1, 1000000, 50, &limit)) != 0)
 *             return status;
 *         …
 *         return 0;
 *     }
 *
 *     const struct rn_verb rn_verb_queue = {.name = "queue", .usage = "[SOURCE…]", .max_words =
 * RN_ANY_WORDS, …};
 *
 * Exit statuses: 0 done, 1 it ran and something failed or was found, 2 wrong usage or config, 3
 * refused.
 */
#ifndef CLI_VERBS_H
#define CLI_VERBS_H

#include <stdint.h>

#include <renown/json.h>
#include <renown/status.h>

struct rn_cli;
struct rn_config;

/* One option of a verb. The table ends with a row without a name. */
struct rn_cli_option {
    const char *name;  /* without the dashes */
    char alias;        /* one letter for the short form; 0 for none */
    const char *value; /* what stands for its value in the help ("FILE"); NULL: a flag */
    bool many;         /* may be given several times */
    const char *doc;   /* one or two whole sentences */
};

enum { RN_ANY_WORDS = -1 };

struct rn_verb {
    const char *name;
    const char *usage;        /* what follows the name: "FILE… --listing L"; "" for nothing */
    const char *summary;      /* half a line for the overview, in lower case, without a full stop */
    const char *doc;          /* paragraphs, separated by an empty line */
    const char *example;      /* a whole command line, a newline, one line saying what it does */
    int min_words, max_words; /* words beside options; RN_ANY_WORDS: as many as one likes */
    const struct rn_cli_option *options; /* NULL when there are none */
    int (*run)(struct rn_cli *cli);      /* gives the exit status */
};

/* All verbs in the order of the overview; ends with NULL. */
extern const struct rn_verb *const rn_verbs[];
const struct rn_verb *rn_verb_find(const char *name); /* NULL when there is none */

/* An option as it was given. */
struct rn_cli_given {
    const struct rn_cli_option *option;
    const char *value; /* NULL for a flag */
};

struct rn_cli {
    void *ctx; /* lives until the program ends: the place for whatever a verb keeps */
    const struct rn_verb *verb;
    int64_t now;              /* microseconds UTC: the clock's, or --now's */
    bool now_given;           /* by --now */
    bool json;                /* one JSON value per line on stdout */
    const char *as;           /* --as PERSON; NULL when not given (see rn_cli_actor) */
    const char *config_given; /* -c FILE; NULL when not given */
    const char **words;       /* what stands beside the options, in order */
    size_t word_count;
    struct rn_cli_given *given;
    size_t given_count;
    struct rn_config *config; /* once rn_cli_config has loaded it */
    struct rn_out *out;
    /* Asked for instead of a run. */
    bool help, version;
    const char *dump;
};

/* ---- what was given (get.c) -------------------------------------------------------------------
 */

bool rn_cli_flag(const struct rn_cli *cli, const char *name);
const char *rn_cli_text(const struct rn_cli *cli, const char *name); /* NULL when not given */
/* The values of an option that may come several times, one by one: i = 0, 1, … until NULL. */
const char *rn_cli_nth(const struct rn_cli *cli, const char *name, size_t i);
/* These give 0, or have said what is wrong and give 2. An absent option gives `def`. */
RN_MUST int rn_cli_int(struct rn_cli *cli, const char *name, int64_t min, int64_t max, int64_t def,
                       int64_t *ret);
RN_MUST int rn_cli_duration(struct rn_cli *cli, const char *name, int64_t def_us, int64_t *ret_us);
RN_MUST int rn_cli_time(struct rn_cli *cli, const char *name, int64_t def_us, int64_t *ret_us);
/* Index into `choices` (ends with NULL). */
RN_MUST int rn_cli_choice(struct rn_cli *cli, const char *name, const char *const *choices, int def,
                          int *ret);

/* ---- services of the frame (cli.c) ------------------------------------------------------------
 */

/* The config, loaded at the first call; on failure its findings have been said and the exit status
 * (2) is given back. */
RN_MUST int rn_cli_config(struct rn_cli *cli, struct rn_config **ret);
/* One config under a context of its own, for what outlives a config; says every finding. */
RN_MUST enum rn_status rn_cli_config_load(const void *ctx, const char *path, struct rn_config **ret,
                                          struct rn_diag *d);
/* Says the sentence of a failed call; gives the exit status that goes with it: RN_INVALID
 * (arguments, config) 2, RN_REFUSED 3, everything else 1. */
int rn_cli_fail(struct rn_cli *cli, const struct rn_diag *d);
/* The same where the fault lies in data (a file that was read, an answer): RN_INVALID is 1 too. */
int rn_cli_fail_data(struct rn_cli *cli, const struct rn_diag *d);
/* Wrong usage: says the sentence and where help is, gives 2. */
RN_PRINTF(2, 3) int rn_cli_usage(struct rn_cli *cli, const char *fmt, ...);
/* Who acts: --as, else the person whose id is this system account, else "operator". Loads nothing.
 */
const char *rn_cli_actor(const struct rn_cli *cli);
/* --now lies more than five minutes beside the clock: nothing may be sent beyond loopback. */
bool rn_cli_far(const struct rn_cli *cli);

/* ---- stdout (out.c) ----------------------------------------------------------------------------
 */

/* Every call gives RN_IO once stdout could not be written (a closed pipe, a full disk): stop then
 * and return 1; the frame says the sentence. Ignoring it costs time, never a crash. */

/* Trusted text in the program's own words. */
RN_PRINTF(2, 3) enum rn_status rn_out_fmt(struct rn_cli *cli, const char *fmt, ...);
/* Outside text: controls are left out; line breaks stay only when `multiline`. */
enum rn_status rn_out_outside(struct rn_cli *cli, struct rn_str text, bool multiline);
struct rn_review;
struct rn_rating;
/* A review that is not stored, as people see it, with an empty line behind it; and its parts: a
 * text from outside behind some words (nothing when it is empty), a rating in words. */
void rn_out_review(struct rn_cli *cli, const struct rn_review *r);
void rn_out_part(struct rn_cli *cli, const char *before, struct rn_str text, bool multiline);
void rn_out_rating(struct rn_cli *cli, const struct rn_rating *r);
enum rn_status rn_out_raw(struct rn_cli *cli, struct rn_str bytes); /* for files sent to stdout */
enum rn_status rn_out_flush(struct rn_cli *cli);
/* One JSON line: open the value on the writer that is given, close it, end the line. */
struct rn_jsonw *rn_out_json(struct rn_cli *cli);
enum rn_status rn_out_json_end(struct rn_cli *cli);

/* A table for people: cells are outside text, columns as wide as their widest cell, the last one
 * runs free. */
struct rn_table;
struct rn_table *rn_table_new(const void *ctx, const char *const *headings); /* ends with NULL */
void rn_table_add(struct rn_table *t, const char *cell); /* the next cell, row by row; NULL is "" */
RN_PRINTF(2, 3) void rn_table_fmt(struct rn_table *t, const char *fmt, ...);
enum rn_status rn_table_print(struct rn_cli *cli, const struct rn_table *t);

/* "2026-05-04 09:10" UTC for people; "never" for 0. Gives `out`. */
/* "1 listing", "2 listings": nouns that take an s. */
char *rn_cli_count(struct rn_cli *cli, size_t n, const char *noun);
char *rn_out_time(int64_t us, char out[32]);

/* ---- between the files of the frame -------------------------------------------------------------
 */

/* Fills the struct from the arguments; 0, or 2 with the sentence said. */
RN_MUST int rn_args_parse(struct rn_cli *cli, int argc, char **argv);
extern const struct rn_cli_option rn_global_options[];
void rn_help_overview(struct rn_cli *cli);
void rn_help_verb(struct rn_cli *cli, const struct rn_verb *verb);
int rn_dump_docs(struct rn_cli *cli, const char *kind);
struct rn_out *rn_out_new(const void *ctx, int fd);
/* Flushes; false when anything could not be written, with the reason. */
bool rn_out_close(struct rn_out *out, const char **ret_reason);

#endif
