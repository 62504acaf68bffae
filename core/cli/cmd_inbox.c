/* SPDX-License-Identifier: MIT
 *
 * The work of an inbox, one act each: renown assign, tag, note, close. What they share is one
 * transaction with its event, and who may.
 */
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "cli/acting.h"
#include "config/config.h"
#include "store/decisions.h"
#include "store/events.h"
#include "store/reviews.h"

struct inbox {
    struct rn_cli *cli;
    struct rn_config *config;
    struct rn_store *store;
    struct rn_acting who;
    struct rn_stored review;
};

static enum rn_status happened(struct inbox *x, const char *kind, const char *body,
                               struct rn_diag *d)
{
    const struct rn_event e = {.at = x->cli->now,
                               .kind = kind,
                               .review = x->review.id,
                               .actor = x->who.actor,
                               .body = body};
    return rn_event_add(x->store, &e, d);
}

/* Opens all and loads the review of the first word; then runs `act` in a transaction. */
static int with_review(struct rn_cli *cli, enum rn_status (*act)(struct inbox *, struct rn_diag *))
{
    struct inbox x = {.cli = cli};
    struct rn_diag d;
    int status = rn_cli_write_store(cli, &x.config, &x.store);
    if (status == 0)
        status = rn_cli_acting(cli, x.config, &x.who);
    if (status != 0)
        return status;
    if (x.who.role < RN_ROLE_AGENT) {
        (void)rn_fail(&d, RN_REFUSED, "%s may only look: that takes the role agent", x.who.actor);
        return rn_cli_fail(cli, &d);
    }
    if (rn_store_begin(x.store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    enum rn_status st = rn_review_load(x.store, cli->words[0], cli->ctx, &x.review, &d);
    if (st == RN_OK)
        st = act(&x, &d);
    return rn_cli_finish(cli, x.store, st, &d);
}

/* Names of rules and people have the same alphabet everywhere: no blank, no control, not endless.
 */
static bool is_name(const char *z)
{
    return z[0] != '\0' && strlen(z) <= 60 && strpbrk(z, " \t\r\n,\"'<>") == NULL;
}

/* ---- assign -----------------------------------------------------------------------------------
 */

static enum rn_status check_assignee(struct inbox *x, const char *name, struct rn_diag *d)
{
    const struct rn_config *c = x->config;
    const char **names =
        rn_new_array(x->cli->ctx, const char *, c->people_count + c->team_count + 1);
    size_t n = 0;
    for (size_t i = 0; i < c->people_count; i++)
        names[n++] = c->people[i].id;
    for (size_t i = 0; i < c->team_count; i++)
        names[n++] = c->teams[i].id;
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return RN_OK;
    const char *near = rn_nearest(name, names, n);
    return rn_fail(d, RN_GONE, "there is no person or team %.60s%s%s", name,
                   near != NULL ? "; did you mean " : "", near != NULL ? near : "");
}

static enum rn_status assign(struct inbox *x, struct rn_diag *d)
{
    const char *name = x->cli->words[1];
    enum rn_status st = check_assignee(x, name, d);
    if (st == RN_OK)
        st = rn_review_set_work(x->store, x->review.n, NULL, NULL, name, d);
    return st == RN_OK ? happened(x, "assign", rn_fmt(x->cli->ctx, "to=%s", name), d) : st;
}

static int run_assign(struct rn_cli *cli)
{
    return with_review(cli, assign);
}

const struct rn_verb rn_verb_assign = {
    .name = "assign",
    .usage = "ID WHO",
    .summary = "give a review to a person or a team",
    .doc = "WHO is a person or a team of the config.",
    .example = "renown assign 8f3kz2m9q4xw7c1v care\nThe team care takes care of it.",
    .min_words = 2,
    .max_words = 2,
    .run = run_assign,
};

/* ---- tag --------------------------------------------------------------------------------------
 */

static enum rn_status tag_one(struct inbox *x, const char *name, struct rn_diag *d)
{
    const bool off = name[0] == '-';
    bool added;
    name += off;
    if (!is_name(name))
        return rn_fail(d, RN_INVALID, "\"%.60s\" is no tag: one word of at most 60 bytes", name);
    enum rn_status st =
        off ? rn_tag_remove(x->store, x->review.n, name, d)
            : rn_tag_add(x->store, x->review.n, name, x->who.actor, x->cli->now, &added, d);
    return st == RN_OK ? happened(x, off ? "untag" : "tag", rn_fmt(x->cli->ctx, "name=%s", name), d)
                       : st;
}

static enum rn_status tag(struct inbox *x, struct rn_diag *d)
{
    enum rn_status st = RN_OK;
    for (size_t i = 1; i < x->cli->word_count && st == RN_OK; i++)
        st = tag_one(x, x->cli->words[i], d);
    return st;
}

static int run_tag(struct rn_cli *cli)
{
    return with_review(cli, tag);
}

const struct rn_verb rn_verb_tag = {
    .name = "tag",
    .usage = "ID TAG…",
    .summary = "put tags on a review, or take them off",
    .doc = "Each TAG is one word. A tag that begins with - is taken off (behind --, so that it is "
           "no option).",
    .example = "renown tag 8f3kz2m9q4xw7c1v money urgent\nTwo tags more.",
    .min_words = 2,
    .max_words = RN_ANY_WORDS,
    .run = run_tag,
};

/* ---- note -------------------------------------------------------------------------------------
 */

static enum rn_status note(struct inbox *x, struct rn_diag *d)
{
    const char *text = x->cli->words[1];
    const struct rn_note_row row = {
        .review = x->review.n, .at = x->cli->now, .actor = x->who.actor, .text = text};
    if (rn_str_trim(rn_str(text)).n == 0 || strlen(text) > 20000)
        return rn_fail(d, RN_INVALID, "a note has 1 to 20000 bytes");
    enum rn_status st = rn_note_add(x->store, &row, d);
    return st == RN_OK ? happened(x, "note", "", d) : st; /* its text stays out of the chain */
}

static int run_note(struct rn_cli *cli)
{
    return with_review(cli, note);
}

const struct rn_verb rn_verb_note = {
    .name = "note",
    .usage = "ID TEXT",
    .summary = "a note on a review for your team, never public",
    .doc = "Notes stand in `renown show`. They go when the review is forgotten.",
    .example = "renown note 8f3kz2m9q4xw7c1v 'Called her, she is fine.'\nSeen by colleagues only.",
    .min_words = 2,
    .max_words = 2,
    .run = run_note,
};

/* ---- close ------------------------------------------------------------------------------------
 */

static enum rn_status set_status(struct inbox *x, struct rn_diag *d)
{
    const bool again = rn_cli_flag(x->cli, "reopen");
    const char *word = again ? "open" : "done";
    enum rn_status st = rn_review_set_work(x->store, x->review.n, word, NULL, NULL, d);
    return st == RN_OK ? happened(x, "status", rn_fmt(x->cli->ctx, "is=%s", word), d) : st;
}

static int run_close(struct rn_cli *cli)
{
    return with_review(cli, set_status);
}

static const struct rn_cli_option close_options[] = {
    {"reopen", .doc = "The other way round: there is work to do again."}, {0}};

const struct rn_verb rn_verb_close = {
    .name = "close",
    .usage = "ID [--reopen]",
    .summary = "a review is done; its ladders stop",
    .doc = "Sets the status to done (with --reopen: open). Ladders of a review that is done climb "
           "no further.",
    .example = "renown close 8f3kz2m9q4xw7c1v\nNothing more to do.",
    .min_words = 1,
    .max_words = 1,
    .options = close_options,
    .run = run_close,
};
