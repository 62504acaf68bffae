/* SPDX-License-Identifier: MIT
 *
 * renown reply: write, propose, approve, take back an answer.
 */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/acting.h"
#include "cli/rules_verbs.h"
#include "config/config.h"
#include "store/outbox.h"
#include "store/store.h"

enum { TEXT_MAX = 1 << 20 };

struct replying {
    struct rn_cli *cli;
    struct rn_config *config;
    struct rn_store *store;
    struct rn_replying x;
    struct rn_str text;
    const char *template_name;
    struct rn_rendered rendered;
    bool written; /* a text was given */
    int64_t missing;
};

/* ---- what was given ---------------------------------------------------------------------------
 */

static int read_stdin(struct rn_cli *cli, struct rn_str *ret)
{
    struct rn_buf b;
    char chunk[8192];
    ssize_t n;
    rn_buf_init(&b, TEXT_MAX);
    while ((n = read(STDIN_FILENO, chunk, sizeof chunk)) > 0)
        (void)rn_buf_add(&b, rn_strn(chunk, (size_t)n));
    const bool good = n == 0 && !b.full;
    if (good)
        *ret = rn_dup_str(cli->ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return good ? 0 : rn_cli_usage(cli, "the answer on stdin could not be read, or is too long");
}

static int read_text(struct replying *y, const char *path)
{
    struct rn_diag d;
    struct rn_str all = {0};
    if (strcmp(path, "-") == 0) {
        int status = read_stdin(y->cli, &all);
        if (status != 0)
            return status;
    } else if (rn_file_read(y->cli->ctx, path, TEXT_MAX, &all, &d) != RN_OK) {
        return rn_cli_fail_data(y->cli, &d);
    }
    if (rn_str_starts(all, "\xef\xbb\xbf"))
        all = rn_strn(all.p + 3, all.n - 3);
    y->text = rn_str_trim(all);
    y->written = true;
    return 0;
}

static int render(struct replying *y, const char *name)
{
    int status = rn_bench_render(y->cli, y->cli->words[0], name, &y->rendered);
    if (status != 0)
        return status;
    y->text = rn_str(y->rendered.text);
    y->template_name = name;
    y->written = true;
    return 0;
}

static int check_options(struct rn_cli *cli)
{
    static const char *const ways[] = {"propose", "approve", "withdraw", "posted"};
    const bool text = rn_cli_text(cli, "text") != NULL, tpl = rn_cli_text(cli, "template") != NULL;
    int given = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        given += rn_cli_flag(cli, ways[i]);
    if (given > 1)
        return rn_cli_usage(cli, "--propose, --approve, --withdraw and --posted are one each: "
                                 "choose one");
    if (text && tpl)
        return rn_cli_usage(cli, "--text and --template both give a text: choose one");
    if ((text || tpl) && (rn_cli_flag(cli, "withdraw") || rn_cli_flag(cli, "posted")))
        return rn_cli_usage(cli, "--withdraw and --posted take no text");
    return 0;
}

/* ---- doing it ---------------------------------------------------------------------------------
 */

static enum rn_status move_on(struct replying *y, int64_t reply, struct rn_diag *d)
{
    struct rn_reply_row row = {.n = reply};
    enum rn_status st = RN_OK;
    if (reply == 0)
        st = rn_replying_find(&y->x, y->cli->ctx, &row, d);
    if (st == RN_OK && rn_cli_flag(y->cli, "propose"))
        st = rn_replying_propose(&y->x, row.n, d);
    else if (st == RN_OK)
        st = rn_replying_approve(&y->x, row.n, &y->missing, d);
    return st;
}

static enum rn_status do_all(struct replying *y, struct rn_diag *d)
{
    const char *reason = rn_cli_text(y->cli, "override");
    int64_t reply = 0;
    enum rn_status st = RN_OK;
    if (reason != NULL)
        st = rn_replying_override(&y->x, reason, d);
    if (st == RN_OK && y->written)
        st = rn_replying_write(&y->x, y->text, y->template_name,
                               y->template_name != NULL ? &y->rendered : NULL, &reply, d);
    if (st == RN_OK && (rn_cli_flag(y->cli, "propose") || rn_cli_flag(y->cli, "approve")))
        st = move_on(y, reply, d);
    if (st == RN_OK && rn_cli_flag(y->cli, "withdraw"))
        st = rn_replying_withdraw(&y->x, &reply, d);
    if (st == RN_OK && rn_cli_flag(y->cli, "posted"))
        st = rn_replying_posted(&y->x, &reply, d);
    return st;
}

/* ---- what is printed --------------------------------------------------------------------------
 */

static int64_t due_of(struct replying *y, int64_t reply)
{
    struct rn_outbox_row *v;
    struct rn_diag ignored;
    size_t n = 0;
    if (rn_outbox_list(y->store, NULL, y->x.review.n, y->cli->ctx, &v, &n, &ignored) != RN_OK)
        return 0;
    for (size_t i = 0; i < n; i++)
        if (v[i].reply == reply && strcmp(v[i].state, "waiting") == 0)
            return v[i].due;
    return 0;
}

static void print_json(struct replying *y, const struct rn_reply_row *r, int64_t due)
{
    struct rn_jsonw *w = rn_out_json(y->cli);
    char stamp[32];
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "review", rn_str(y->x.review.id));
    rn_jsonw_kstr(w, "state", rn_str(r->state));
    rn_jsonw_kint(w, "version", r->version);
    rn_jsonw_kstr(w, "actor", rn_str(r->actor));
    if (due != 0)
        rn_jsonw_kstr(w, "due", rn_str(rn_stamp_text(due, stamp)));
    rn_jsonw_kopt(w, "text", rn_str(r->text));
    rn_jsonw_kopt(w, "note", rn_str(r->note));
    rn_jsonw_end(w);
    (void)rn_out_json_end(y->cli);
}

static void print_people(struct replying *y, const struct rn_reply_row *r, int64_t due)
{
    char when[32];
    (void)rn_out_fmt(y->cli, "%s by ", r->state);
    (void)rn_out_outside(y->cli, rn_str(r->actor), false);
    if (due != 0)
        (void)rn_out_fmt(y->cli, ": leaves at %s UTC; renown reply %s --withdraw takes it back",
                         rn_out_time(due, when), y->x.review.id);
    (void)rn_out_fmt(y->cli, "\n");
    (void)rn_out_outside(y->cli, rn_str(r->text), true);
    (void)rn_out_fmt(y->cli, "\n");
    if (r->note != NULL) {
        (void)rn_out_fmt(y->cli, "note: ");
        (void)rn_out_outside(y->cli, rn_str(r->note), false);
        (void)rn_out_fmt(y->cli, "\n");
    }
}

/* All answers to the review when nothing was asked for, else the newest. */
static int print(struct replying *y, bool all)
{
    struct rn_reply_row *v;
    struct rn_diag d;
    size_t n;
    if (rn_replies_list(y->store, NULL, y->x.review.n, y->cli->ctx, &v, &n, &d) != RN_OK)
        return rn_cli_fail_data(y->cli, &d);
    for (size_t i = all || n == 0 ? 0 : n - 1; i < n; i++)
        (y->cli->json ? print_json : print_people)(y, &v[i], due_of(y, v[i].n));
    if (n == 0 && !y->cli->json)
        (void)rn_out_fmt(y->cli, "no answer yet: write one with --text FILE or --template NAME\n");
    return 0;
}

/* ---- the verb ---------------------------------------------------------------------------------
 */

static int open_all(struct replying *y, struct rn_acting *who)
{
    struct rn_cli *cli = y->cli;
    struct rn_diag d;
    int status = check_options(cli);
    if (status == 0)
        status = rn_cli_write_store(cli, &y->config, &y->store);
    if (status == 0)
        status = rn_cli_acting(cli, y->config, who);
    if (status != 0)
        return status;
    if (rn_replying_open(cli->ctx, y->config, y->store, cli->words[0], cli->now, &y->x, &d) !=
        RN_OK)
        return rn_cli_fail_data(cli, &d);
    y->x.actor = who->actor;
    y->x.role = who->role;
    y->x.edit = rn_cli_flag(cli, "edit");
    if (rn_cli_text(cli, "text") != NULL)
        return read_text(y, rn_cli_text(cli, "text"));
    return rn_cli_text(cli, "template") != NULL ? render(y, rn_cli_text(cli, "template")) : 0;
}

static int run(struct rn_cli *cli)
{
    struct replying y = {.cli = cli};
    struct rn_acting who;
    struct rn_diag d;
    int status = open_all(&y, &who);
    if (status != 0)
        return status;
    if (!y.written && cli->given_count == 0)
        return print(&y, true);
    if (rn_store_begin(y.store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    status = rn_cli_finish(cli, y.store, do_all(&y, &d), &d);
    return status == 0 ? print(&y, false) : status;
}

static const struct rn_cli_option options[] = {
    {"text", .value = "FILE", .doc = "The answer, in a file; - reads stdin."},
    {"template", .value = "NAME", .doc = "Take the text that this template gives for the review."},
    {"propose", .doc = "Lay it before somebody who approves."},
    {"approve", .doc = "Approve: the text just given, else what is proposed, else the draft."},
    {"edit", .doc = "An answer that stands at the place already may be replaced."},
    {"withdraw", .doc = "Take it back: a draft again while it waits, taken down once published."},
    {"posted", .doc = "Somebody has copied it to the place by hand."},
    {"override", .value = "REASON",
     .doc = "Go over what a guard said; managers only, and the history keeps the reason."},
    {0}};

const struct rn_verb rn_verb_reply = {
    .name = "reply",
    .usage = "ID [--text FILE] [--template T] [--propose] [--approve] [--edit] [--withdraw] "
             "[--posted]",
    .summary = "write, propose, approve, take back an answer",
    .doc = "Without an option it shows the answers to review ID. --text and --template write a "
           "draft; --propose lays it before others; --approve approves exactly this text for "
           "exactly this version of the review. When either changes, the approval is void.\n\n"
           "An approved answer waits in the outbox for the delay of the config (10 minutes unless "
           "it says otherwise) and leaves with the next `renown deliver`, which looks at the "
           "review once more. Where a place has no interface for answers the text is kept ready "
           "for copying, and --posted marks it.\n\n"
           "--as says who acts. Viewers may not answer; with a quorum above 1 nobody approves a "
           "text of his own.",
    .example = "renown reply 8f3kz2m9q4xw7c1v --text answer.txt --approve\nLeaves in ten minutes "
               "unless somebody takes it back.",
    .min_words = 1,
    .max_words = 1,
    .options = options,
    .run = run,
};
