/* SPDX-License-Identifier: MIT
 *
 * renown judge: texts in, the same texts with what Renown thinks of them out. Needs neither
 * config nor store: the judgement of a text can be seen anywhere. Where there is a store, what was
 * learned in it is asked first. One line is in memory at a time.
 */
#include "cli/verbs.h"

#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "cli/reading.h"
#include "collect/taught.h"
#include "config/config.h"
#include "import/jsonl.h"
#include "import/source.h"
#include "import/window.h"
#include "text/judgement.h"
#include "text/words.h"

enum { SAID_MAX = 100, JUDGED_MAX = 64 * 1024 };

struct judging {
    struct rn_cli *cli;
    struct rn_jsonl *lines;
    struct rn_words words;
    struct rn_buf judged; /* the judgement of a line as JSON */
    int64_t bad;
    const struct rn_learned *learned; /* NULL: nothing was learned here */
};

/* ---- a line out ------------------------------------------------------------------------------ */

/* True when the bytes hold something that no line of ours holds: a control character, a line or
 * paragraph separator, a mark that turns the direction. Such a line is written anew, escaped. */
static bool needs_escapes(struct rn_str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (memchr(p, 0x7F, s.n) != NULL)
        return true;
    for (size_t i = 0; i + 2 < s.n; i++) {
        if (p[i] < 0xC2 || p[i] > 0xE2)
            continue;
        if (p[i] == 0xC2 && p[i + 1] < 0xA0)
            return true;
        if (p[i] == 0xE2 && ((p[i + 1] == 0x80 && p[i + 2] >= 0xA8 && p[i + 2] <= 0xAE) ||
                             (p[i + 1] == 0x81 && p[i + 2] >= 0xA6 && p[i + 2] <= 0xA9)))
            return true;
    }
    return false;
}

static void write_value(struct rn_jsonw *w, const struct rn_json *v);

static void write_members(struct rn_jsonw *w, const struct rn_json *v, bool object)
{
    RN_SCOPE(tmp);
    for (const struct rn_json *e = rn_json_first(v); e != NULL; e = rn_json_next(e)) {
        if (object)
            rn_jsonw_key(w, rn_dup(tmp, rn_json_key(e)));
        write_value(w, e);
    }
    rn_jsonw_end(w);
}

static void write_value(struct rn_jsonw *w, const struct rn_json *v)
{
    static const char *const words[] = {
        [RN_JSON_NULL] = "null", [RN_JSON_FALSE] = "false", [RN_JSON_TRUE] = "true"};
    const enum rn_json_type type = rn_json_type(v);
    if (type == RN_JSON_STRING)
        rn_jsonw_str(w, rn_json_str(v));
    else if (type == RN_JSON_NUMBER)
        rn_jsonw_raw(w, rn_json_str(v));
    else if (type <= RN_JSON_TRUE)
        rn_jsonw_raw(w, rn_str(words[type]));
    else if (type == RN_JSON_ARRAY)
        (void)(rn_jsonw_array(w), write_members(w, v, false), 0);
    else
        (void)(rn_jsonw_object(w), write_members(w, v, true), 0);
}

/* The line from its values, without a judgement that it may have had before. */
static enum rn_status write_anew(struct judging *g, const struct rn_json *line)
{
    struct rn_jsonw *w = rn_out_json(g->cli);
    RN_SCOPE(tmp);
    rn_jsonw_object(w);
    for (const struct rn_json *e = rn_json_first(line); e != NULL; e = rn_json_next(e)) {
        if (rn_str_is(rn_json_key(e), "judgement"))
            continue;
        rn_jsonw_key(w, rn_dup(tmp, rn_json_key(e)));
        write_value(w, e);
    }
    rn_jsonw_key(w, "judgement");
    rn_jsonw_raw(w, rn_buf_str(&g->judged));
    rn_jsonw_end(w);
    return rn_out_json_end(g->cli);
}

static bool has_judgement(const struct rn_json *line)
{
    for (const struct rn_json *e = rn_json_first(line); e != NULL; e = rn_json_next(e))
        if (rn_str_is(rn_json_key(e), "judgement"))
            return true;
    return false;
}

static enum rn_status write_line(struct judging *g, const struct rn_json *line)
{
    struct rn_str bytes = rn_jsonl_bytes(g->lines);
    if (has_judgement(line) || needs_escapes(bytes))
        return write_anew(g, line);
    (void)rn_out_raw(g->cli, rn_strn(bytes.p, bytes.n - 1));
    (void)rn_out_raw(g->cli, rn_str(",\"judgement\":")); /* there is a member before: text */
    (void)rn_out_raw(g->cli, rn_buf_str(&g->judged));
    return rn_out_raw(g->cli, rn_str("}\n"));
}

/* ---- a line in ------------------------------------------------------------------------------- */

static void bad_line(struct judging *g, const char *why)
{
    if (g->bad++ < SAID_MAX)
        rn_say("%s", why);
    else if (g->bad == SAID_MAX + 1)
        rn_say("more lines were passed over; their number stands at the end");
}

static enum rn_status judge_line(struct judging *g, const struct rn_json *line)
{
    RN_SCOPE(tmp);
    struct rn_judgement j;
    struct rn_jsonw w;
    const struct rn_json *title = rn_json_get(line, "title"), *mark = rn_json_get(line, "lang");
    struct rn_judging in = {.words = &g->words, .learned = g->learned};
    in.text = rn_judged_text(tmp, rn_json_is(title, RN_JSON_STRING) ? rn_json_str(title) : in.text,
                             rn_json_str(rn_json_get(line, "text")));
    if (rn_json_is(mark, RN_JSON_STRING))
        in.mark = rn_json_str(mark);
    in.has_stars =
        rn_json_num(rn_json_get(line, "stars"), &in.stars) && in.stars >= 1 && in.stars <= 5;
    rn_words_make(g->cli->ctx, &g->words, in.text, false);
    rn_judge(tmp, &in, &j);
    rn_buf_clear(&g->judged);
    rn_jsonw_init(&w, &g->judged);
    rn_judgement_write(&w, &j);
    return write_line(g, line);
}

static enum rn_status one_line(struct judging *g, const char *name, struct rn_diag *d)
{
    const struct rn_json *line = NULL;
    int64_t n = 0;
    enum rn_status st = rn_jsonl_next(g->lines, &line, &n, d);
    if (st == RN_INVALID) {
        bad_line(g, d->text);
        return RN_OK;
    }
    if (st != RN_OK)
        return st;
    if (rn_json_is(rn_json_get(line, "text"), RN_JSON_STRING))
        return judge_line(g, line);
    (void)rn_fail(d, RN_INVALID,
                  "%s:%lld: the line was passed over: it has no \"text\" that is a "
                  "string",
                  name, (long long)n);
    bad_line(g, d->text);
    return RN_OK;
}

static enum rn_status open_lines(struct judging *g, const char *path, struct rn_diag *d)
{
    struct rn_source *source;
    struct rn_window *window;
    enum rn_status st = rn_source_open(g->cli->ctx, path, &source, d);
    if (st == RN_OK)
        st = rn_window_open(g->cli->ctx, source, &window, d);
    return st == RN_OK ? rn_jsonl_open(g->cli->ctx, window, &g->lines, d) : st;
}

/* A config that nobody named and that is not there is no mistake: texts are judged anywhere. */
static int open_learned(struct judging *g)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_diag d = {0};
    char *path;
    if (g->cli->config_given == NULL && rn_config_find(g->cli->ctx, NULL, &path, &d) != RN_OK)
        return 0;
    int status = rn_cli_read_store(g->cli, &config, &store);
    if (status != 0 || store == NULL)
        return status;
    if (rn_taught_load(g->cli->ctx, store, &g->learned, &d) != RN_OK)
        status = rn_cli_fail_data(g->cli, &d);
    (void)talloc_free(store);
    return status;
}

static int run(struct rn_cli *cli)
{
    struct judging g = {.cli = cli};
    struct rn_diag d = {0};
    int status = open_learned(&g);
    if (status != 0)
        return status;
    const char *path = cli->word_count > 0 ? cli->words[0] : "-";
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    enum rn_status st = open_lines(&g, path, &d);
    if (st != RN_OK)
        return rn_cli_fail_data(cli, &d);
    rn_buf_init(&g.judged, JUDGED_MAX);
    while (st == RN_OK)
        st = one_line(&g, name, &d);
    rn_buf_free(&g.judged);
    if (st != RN_GONE) /* a broken stdout has been said by the frame */
        return d.text[0] != '\0' && d.status == st ? rn_cli_fail_data(cli, &d) : 1;
    if (g.bad > SAID_MAX)
        rn_say("%lld lines of %s were passed over", (long long)g.bad, name);
    return g.bad > 0 ? 1 : 0;
}

const struct rn_verb rn_verb_judge = {
    .name = "judge",
    .usage = "[FILE]",
    .summary = "judge texts: language, sentiment, intent, topics, risk",
    .doc =
        "Reads JSON Lines, each an object with a \"text\", and prints the same lines with a "
        "\"judgement\": language and sentiment, how sure Renown is of each, what the writer wants, "
        "topics and what is felt about each, dangers, kinds of personal data, and the words that "
        "decided. Where the config has a store, what was learned in it (renown learn) counts. "
        "Without "
        "FILE, or with -, it reads standard input. \"title\", \"stars\" and "
        "\"lang\" of a line are taken into account where they are given.\n\n"
        "A language that nothing tells is \"und\"; a sentiment that Renown does not know is "
        "\"abstain\".\n\n"
        "A line that cannot be read is passed over, named by its number on standard error, and "
        "makes the exit status 1; the other lines are judged.",
    .example = "renown judge reviews.jsonl\nPrint the texts of a file with their judgements.",
    .min_words = 0,
    .max_words = 1,
    .run = run};
