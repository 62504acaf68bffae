/* SPDX-License-Identifier: MIT
 *
 * The story runner: plays the test folders of a plugin and compares what came of them, line by
 * line. A new case needs no code (see tests/plugins/README.md).
 *
 *     story PLUGIN FOLDER…        one TAP line a folder; RN_BLESS=1 rewrites expect.jsonl instead
 *
 * What happens is what a run does, in the order of a list: plan, every answer through the outcome
 * table and the plugin's parse, follow-up requests until none is left. All of it is printed as JSON
 * lines: requests when they are sent, then what their answer gave.
 */
#include <stdlib.h>

#include <renown/json.h>

#include "base/file.h"
#include "base/mem.h"
#include "config/options.h"
#include "net/cassette.h"
#include "plugin/harvest.h"
#include "plugin/loader.h"
#include "plugin/outcome.h"
#include "plugin/shape.h"

enum { REQUESTS_MAX = 50, RUNS_MAX = 5, LINES_MAX = 64 << 20, FILE_MAX = 64 << 20 };

/* Keys of config.yaml that are the runner's and not the plugin's. */
struct settings {
    const char *cursor;
    int64_t runs;
    bool discover;
};

static const struct rn_option settings_options[] = {
    RN_OPTION_TEXT(struct settings, cursor, .doc = "What the run before handed over."),
    RN_OPTION_INT(struct settings, runs, .min = 1, .max = RUNS_MAX, .def = "1",
                  .doc = "How many runs the story has, one after the other."),
    RN_OPTION_BOOL(struct settings, discover, .def = "false",
                   .doc = "Ask what there is to read instead of reading it."),
    {0}};
static const char *const runner_keys[] = {"cursor", "runs", "discover", "plugin", NULL};

struct story {
    void *ctx;
    const struct rn_plugin *plugin;
    const char *folder, *name;
    void *config;
    struct settings settings;
    struct rn_transport *transport;
    struct rn_str cursor;
    struct rn_request *queue[REQUESTS_MAX];
    size_t queued, done;
    struct rn_buf out;
    struct rn_jsonw w;
};

/* ---- one line each
 * ------------------------------------------------------------------------------- */

static struct rn_jsonw *open_line(struct story *s)
{
    rn_jsonw_init(&s->w, &s->out);
    return &s->w;
}

static void close_line(struct story *s)
{
    (void)rn_buf_addc(&s->out, '\n');
}

static void pair_line(struct story *s, const char *kind, const char *key, struct rn_str value)
{
    struct rn_jsonw *w = open_line(s);

    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "kind", rn_str(kind));
    rn_jsonw_kstr(w, key, value);
    rn_jsonw_end(w);
    close_line(s);
}

static void paid_line(struct story *s, int64_t micro)
{
    struct rn_jsonw *w = open_line(s);

    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "kind", rn_str("paid"));
    rn_jsonw_kint(w, "micro", micro);
    rn_jsonw_end(w);
    close_line(s);
}

static void failure_line(struct story *s, const struct rn_diag *d)
{
    static const char *const words[] = {"ok",        "again", "login",   "changed", "gone",
                                        "invalid",   "limit", "refused", "busy",    "conflict",
                                        "uncertain", "io",    "corrupt", "bug"};
    struct rn_jsonw *w = open_line(s);

    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "kind", rn_str("failure"));
    rn_jsonw_kstr(w, "status", rn_str(words[d->status]));
    rn_jsonw_kstr(w, "message", rn_str(d->text));
    rn_jsonw_end(w);
    close_line(s);
}

static void review_line(struct story *s, const struct rn_review *r)
{
    struct rn_jsonw *w = open_line(s);

    rn_jsonw_object(w);
    rn_shape_review(w, r, NULL, NULL);
    rn_jsonw_end(w);
    close_line(s);
}

static void harvest_lines(struct story *s, const struct rn_harvest *h)
{
    for (size_t i = 0; i < h->review_count; i++)
        review_line(s, &h->reviews[i]);
    for (size_t i = 0; i < h->aggregate_count; i++) {
        rn_shape_aggregate(open_line(s), &h->aggregates[i]);
        close_line(s);
    }
    for (size_t i = 0; i < h->candidate_count; i++) {
        struct rn_jsonw *w = open_line(s);
        rn_jsonw_object(w);
        rn_shape_candidate(w, &h->candidates[i]);
        rn_jsonw_end(w);
        close_line(s);
    }
    for (size_t i = 0; i < h->warning_count; i++) {
        rn_shape_warning(open_line(s), h->warnings[i]);
        close_line(s);
    }
    if (h->has_cursor)
        pair_line(s, "cursor", "cursor", h->cursor);
    if (h->has_paid)
        paid_line(s, h->paid_micro);
}

/* ---- the run
 * ------------------------------------------------------------------------------------- */

static void enqueue(struct story *s, const struct rn_harvest *h)
{
    struct rn_diag d;

    for (size_t i = 0; i < h->request_count; i++) {
        if (s->queued == REQUESTS_MAX) {
            (void)rn_fail(&d, RN_LIMIT, "the story asks for more than %d pages", REQUESTS_MAX);
            failure_line(s, &d);
            return;
        }
        s->queue[s->queued++] = &h->requests[i];
    }
}

static enum rn_status take(struct story *s, const struct rn_answer *a, struct rn_diag *d)
{
    struct rn_harvest *h = NULL;
    enum rn_status status = rn_answer_outcome(s->plugin, a, d);

    if (status == RN_OK)
        status = rn_harvest_parse(s->ctx, s->plugin, s->config, &a->response, &h, d);
    if (status != RN_OK)
        return status;
    harvest_lines(s, h);
    if (h->has_cursor)
        s->cursor = h->cursor;
    enqueue(s, h);
    return RN_OK;
}

static void one_request(struct story *s, const struct rn_request *q)
{
    const struct rn_call call = {.request = q, .source = s->name};
    const struct rn_answer *a = NULL;
    struct rn_diag d = {0};

    rn_shape_request(open_line(s), q);
    close_line(s);
    if (rn_send(s->transport, &call, &d) != RN_OK || rn_next(s->transport, 0, &a, &d) != RN_OK ||
        take(s, a, &d) != RN_OK) {
        char *at = strstr(d.text, s->folder); /* no path of this machine in what is expected */
        if (at != NULL)
            memmove(at, at + strlen(s->folder), strlen(at + strlen(s->folder)) + 1);
        failure_line(s, &d);
    }
}

static void one_run(struct story *s, int number)
{
    struct rn_harvest *h = NULL;
    struct rn_diag d = {0};
    char text[24];

    if (s->settings.runs > 1) {
        (void)snprintf(text, sizeof text, "%d", number);
        pair_line(s, "run", "number", rn_str(text));
    }
    s->queued = s->done = 0;
    if ((s->settings.discover
             ? rn_harvest_discover(s->ctx, s->plugin, s->config, &h, &d)
             : rn_harvest_plan(s->ctx, s->plugin, s->config, s->cursor, &h, &d)) != RN_OK) {
        failure_line(s, &d);
        return;
    }
    harvest_lines(s, h);
    enqueue(s, h);
    while (s->done < s->queued)
        one_request(s, s->queue[s->done++]);
}

typedef enum rn_status answer_fn(const void *, const struct rn_plugin *, const void *,
                                 const struct rn_reply *, struct rn_harvest **, struct rn_diag *);

/* The next piece of a line up to a tab; the rest stays in *line. */
static struct rn_str piece(struct rn_str *line)
{
    const char *tab = line->n > 0 ? memchr(line->p, '\t', line->n) : NULL;
    struct rn_str s = rn_strn(line->p, tab != NULL ? (size_t)(tab - line->p) : line->n);
    size_t n = s.n + (tab != NULL);

    *line = rn_strn(line->p + n, line->n - n);
    return s;
}

/* reply.txt, and look.txt with an id alone: the review's external id on the first line, where
 * needed its author's name and id and its thread behind it with tabs between them, and the answer
 * after that (nothing: take it back). */
static enum rn_status compose(struct story *s, const char *file, answer_fn *make, struct rn_diag *d)
{
    const char *path = rn_path_join(s->ctx, s->folder, file);
    struct rn_reply reply = {.size = sizeof reply};
    struct rn_harvest *h = NULL;
    struct rn_str all;
    size_t line;

    if (!rn_file_exists(path))
        return RN_OK;
    if (rn_file_read(s->ctx, path, FILE_MAX, &all, d) != RN_OK)
        return d->status;
    line = all.n > 0 && memchr(all.p, '\n', all.n) != NULL
               ? (size_t)((const char *)memchr(all.p, '\n', all.n) - all.p)
               : all.n;
    struct rn_str first = rn_strn(all.p, line);
    reply.external_id = piece(&first);
    reply.author_name = piece(&first);
    reply.author_id = piece(&first);
    reply.thread = piece(&first);
    reply.text = rn_str_trim(rn_strn(all.p + line, all.n - line));
    s->queued = s->done = 0;
    if (make(s->ctx, s->plugin, s->config, &reply, &h, d) != RN_OK) {
        failure_line(s, d);
        return RN_OK;
    }
    enqueue(s, h);
    while (s->done < s->queued)
        one_request(s, s->queue[s->done++]);
    return RN_OK;
}

static enum rn_status configure(struct story *s, struct rn_diag *d)
{
    const struct rn_option_table mine = {settings_options, 0};
    const struct rn_option_table its = {s->plugin->options, s->plugin->option_size};
    const char *path = rn_path_join(s->ctx, s->folder, "config.yaml");
    const char **other = rn_new_array(s->ctx, const char *, 256);
    const struct rn_option *o;
    struct rn_node *map = NULL;
    enum rn_status status;

    other[0] = "plugin";
    for (size_t i = 0; i < 250 && (o = rn_option_at(&its, i)) != NULL; i++)
        other[i + 1] = o->name;
    status = rn_yaml_load(s->ctx, path, &map, d);
    if (status == RN_OK)
        status = rn_options_fill(s->ctx, path, map, &mine, other, &s->settings, d);
    if (status == RN_OK && !s->settings.discover) /* that asks before there are any options */
        status = rn_options_fill(s->ctx, path, map, &its, runner_keys, s->config, d);
    return status;
}

static enum rn_status play(struct story *s, struct rn_diag *d)
{
    enum rn_status status = configure(s, d);
    char *parent = rn_dupz(s->ctx, s->folder), *slash = strrchr(parent, '/');

    if (status != RN_OK)
        return status;
    if (!s->settings.discover && s->plugin->check != NULL &&
        s->plugin->check(s->config, d) != RN_OK) {
        failure_line(s, d); /* a refused config is a story too */
        return RN_OK;
    }
    s->name = slash != NULL ? slash + 1 : parent;
    if (slash != NULL)
        *slash = '\0';
    status = rn_replay_open(s->ctx, slash != NULL ? parent : ".", &s->transport, d);
    if (status != RN_OK)
        return status;
    s->cursor = rn_str(s->settings.cursor);
    if (!rn_file_exists(rn_path_join(s->ctx, s->folder, "reply.txt")) &&
        !rn_file_exists(rn_path_join(s->ctx, s->folder, "look.txt")))
        for (int i = 1; i <= (int)s->settings.runs; i++)
            one_run(s, i);
    status = compose(s, "reply.txt", rn_harvest_compose, d);
    return status == RN_OK ? compose(s, "look.txt", rn_harvest_look, d) : status;
}

/* ---- comparing
 * ----------------------------------------------------------------------------------- */

static struct rn_str next_line(struct rn_str *s)
{
    const char *nl = s->n > 0 ? memchr(s->p, '\n', s->n) : NULL;
    struct rn_str line = rn_strn(s->p, nl != NULL ? (size_t)(nl - s->p) : s->n);
    size_t n = line.n + (nl != NULL);

    *s = rn_strn(s->p + n, s->n - n);
    return line;
}

static bool compare(struct rn_str wanted, struct rn_str came)
{
    for (int number = 1; wanted.n > 0 || came.n > 0; number++) {
        struct rn_str a = next_line(&wanted), b = next_line(&came);
        if (rn_str_eq(a, b))
            continue;
        printf("# line %d\n# expected %.*s\n# came     %.*s\n", number, RN_STR_ARG(a),
               RN_STR_ARG(b));
        return false;
    }
    return true;
}

static bool judge(struct story *s, struct rn_diag *d)
{
    const char *path = rn_path_join(s->ctx, s->folder, "expect.jsonl");
    struct rn_str wanted = {0};

    if (s->out.full) {
        (void)rn_fail(d, RN_LIMIT, "the story printed more than 64 MiB");
        return false;
    }
    if (getenv("RN_BLESS") != NULL)
        return rn_file_write(path, rn_buf_str(&s->out), 0644, d) == RN_OK;
    return rn_file_read(s->ctx, path, FILE_MAX, &wanted, d) == RN_OK &&
           compare(wanted, rn_buf_str(&s->out));
}

static bool tell(const struct rn_plugin *plugin, char *folder, int number)
{
    RN_SCOPE(tmp);
    struct story s = {.ctx = tmp, .plugin = plugin, .folder = folder};
    struct rn_diag d = {0};
    bool good;

    for (size_t n = strlen(folder); n > 1 && folder[n - 1] == '/'; n--)
        folder[n - 1] = '\0';
    s.config = rn_mem_check(talloc_zero_size(tmp, plugin->config_size + 1));
    rn_buf_init(&s.out, LINES_MAX);
    good = play(&s, &d) == RN_OK && judge(&s, &d);
    if (!good && d.text[0] != '\0')
        printf("# %s\n", d.text);
    printf("%sok %d - %s %s\n", good ? "" : "not ", number, plugin->name,
           s.name != NULL ? s.name : folder);
    rn_buf_free(&s.out);
    return good;
}

int main(int argc, char **argv)
{
    const struct rn_plugin *plugin = NULL;
    struct rn_diag d = {0};
    bool good = true;

    if (argc < 3) {
        fprintf(stderr, "usage: story PLUGIN FOLDER…\n");
        return 2;
    }
    printf("1..%d\n", argc - 2);
    if (rn_plugin_load(argv[1], &plugin, &d) != RN_OK) {
        printf("not ok 1 - %s: %s\n", argv[1], d.text);
        return 1;
    }
    for (int i = 2; i < argc; i++)
        good = tell(plugin, argv[i], i - 1) && good;
    return good ? 0 : 1;
}
