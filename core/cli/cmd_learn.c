/* SPDX-License-Identifier: MIT
 *
 * renown learn: fits the judgement to the store's own rated reviews, tries it on a part that was
 * kept apart, and keeps it only when that part was judged better.
 */
#include <inttypes.h>

#include "base/log.h"
#include "base/mem.h"
#include "cli/reading.h"
#include "config/config.h"
#include "plugin/harvest.h"
#include "store/events.h"
#include "store/learned.h"
#include "store/reviews.h"
#include "text/judgement.h"
#include "text/learn.h"

static const struct rn_cli_option options[] = {
    {.name = "undo",
     .doc = "Take back what was learned last; what was learned before counts again."},
    {0}};

enum { PAGE = 500 };

struct learning {
    struct rn_cli *cli;
    struct rn_config *config;
    struct rn_store *store;
    struct rn_lessons *lessons;
    struct rn_learning how;
    bool full;
};

/* ---- lessons -----------------------------------------------------------------------------------
 */

static enum rn_status take(void *arg, const struct rn_stored *r)
{
    struct learning *l = arg;
    double stars;
    RN_SCOPE(tmp);
    if (!rn_rating_stars(&r->r.rating, &stars) || l->full)
        return RN_OK;
    l->full = !rn_lessons_add(l->lessons, rn_judged_text(tmp, r->r.title, r->r.text), stars);
    return RN_OK;
}

static enum rn_status gather(struct learning *l, struct rn_diag *d)
{
    struct rn_filter f = {
        .stars_min = 1, .stars_max = 5, .replied = -1, .removed = 0, .limit = PAGE};
    const char *next = NULL;
    enum rn_status st;
    do {
        RN_SCOPE(tmp);
        char *after = NULL;
        st = rn_reviews_each(l->store, &f, tmp, take, l, &after, d);
        (void)talloc_free((void *)(uintptr_t)next);
        f.after = next = after != NULL ? rn_dupz(l->cli->ctx, after) : NULL;
    } while (st == RN_OK && next != NULL && !l->full);
    return st;
}

/* ---- keeping -----------------------------------------------------------------------------------
 */

static enum rn_status record(struct learning *l, const char *body, struct rn_diag *d)
{
    const struct rn_event e = {
        .at = l->cli->now,
        .kind = "learn",
        .actor = rn_fmt(l->cli->ctx, "human:%s", rn_cli_actor(l->cli)),
        .body = body,
    };
    return rn_event_add(l->store, &e, d);
}

static enum rn_status keep(struct learning *l, const struct rn_learned *m, struct rn_diag *d)
{
    const struct rn_learned_row row = {
        .at = l->cli->now,
        .actor = rn_cli_actor(l->cli),
        .figures = rn_fmt(l->cli->ctx, "texts=%zu unseen=%zu before=%.3f after=%.3f", l->how.texts,
                          l->how.unseen, l->how.before.f1, l->how.after.f1),
        .model = rn_learned_write(l->cli->ctx, m)};
    enum rn_status st = rn_store_begin(l->store, d);
    if (st == RN_OK)
        st = rn_learned_add(l->store, &row, d);
    if (st == RN_OK)
        st = record(l, row.figures, d);
    if (st == RN_OK)
        return rn_store_commit(l->store, d);
    rn_store_rollback(l->store);
    return st;
}

static enum rn_status take_back(struct learning *l, struct rn_diag *d)
{
    enum rn_status st = rn_store_begin(l->store, d);
    if (st == RN_OK)
        st = rn_learned_drop(l->store, d);
    if (st == RN_OK)
        st = record(l, "undo=1", d);
    if (st == RN_OK)
        return rn_store_commit(l->store, d);
    rn_store_rollback(l->store);
    return st;
}

/* ---- saying ------------------------------------------------------------------------------------
 */

static void print_json(struct learning *l)
{
    struct rn_jsonw *w = rn_out_json(l->cli);
    const struct rn_learning *h = &l->how;
    rn_jsonw_object(w);
    rn_jsonw_kint(w, "texts", (int64_t)h->texts);
    rn_jsonw_kint(w, "unseen", (int64_t)h->unseen);
    rn_jsonw_key(w, "before");
    rn_jsonw_object(w);
    rn_jsonw_knum(w, "macro_f1", h->before.f1);
    rn_jsonw_knum(w, "auc", h->before.auc);
    rn_jsonw_end(w);
    rn_jsonw_key(w, "after");
    rn_jsonw_object(w);
    rn_jsonw_knum(w, "macro_f1", h->after.f1);
    rn_jsonw_knum(w, "auc", h->after.auc);
    rn_jsonw_end(w);
    rn_jsonw_kbool(w, "kept", h->better);
    rn_jsonw_kopt(w, "why_not", rn_str(h->why_not));
    rn_jsonw_end(w);
    (void)rn_out_json_end(l->cli);
}

static void print(struct learning *l)
{
    const struct rn_learning *h = &l->how;
    if (l->cli->json) {
        print_json(l);
        return;
    }
    (void)rn_out_fmt(l->cli, "%zu rated reviews, %zu of them kept apart to try it on\n", h->texts,
                     h->unseen);
    (void)rn_out_fmt(l->cli, "          macro-F1    AUC\n");
    (void)rn_out_fmt(l->cli, "before    %8.3f  %5.3f\n", h->before.f1, h->before.auc);
    (void)rn_out_fmt(l->cli, "after     %8.3f  %5.3f\n", h->after.f1, h->after.auc);
    if (h->better)
        (void)rn_out_fmt(l->cli, "kept: what comes from now on is judged by it\n");
    else
        (void)rn_out_fmt(l->cli, "not kept: %s\n", h->why_not);
}

static int learn(struct learning *l)
{
    struct rn_diag d = {0};
    struct rn_learned *m = NULL;
    l->lessons = rn_lessons_new(l->cli->ctx);
    enum rn_status st = gather(l, &d);
    if (st == RN_OK)
        st = rn_learn(l->cli->ctx, l->lessons, &l->how, &m, &d);
    if (st == RN_OK && m != NULL)
        st = keep(l, m, &d);
    if (st != RN_OK)
        return rn_cli_fail_data(l->cli, &d);
    print(l);
    return 0; /* not kept is an answer too */
}

static int run(struct rn_cli *cli)
{
    struct learning l = {.cli = cli};
    struct rn_diag d = {0};
    int status = rn_cli_read_store(cli, &l.config, &l.store);
    if (status != 0)
        return status;
    if (l.store == NULL) {
        rn_cli_say_empty(l.config);
        return 1;
    }
    (void)talloc_free(l.store);
    if (rn_store_open(cli->ctx, l.config->store, RN_STORE_WRITE, cli->now, &l.store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    if (!rn_cli_flag(cli, "undo"))
        return learn(&l);
    if (take_back(&l, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    if (!cli->json)
        (void)rn_out_fmt(cli, "taken back\n");
    return 0;
}

const struct rn_verb rn_verb_learn = {
    .name = "learn",
    .usage = "[--undo]",
    .summary = "fit the judgement to the store's own rated reviews",
    .doc = "Reviews that carry stars and a text say how people here speak of what they like and "
           "what they do not. learn weighs words and parts of words by them, on top of the shipped "
           "judgement, for the languages of which there are enough.\n\n"
           "Every fifth review is kept apart. The figures before and after are those of these: "
           "macro-F1, the mean over bad, middling and good of how well each is found, and AUC, how "
           "well good is told from bad. When the new judgement is not better on them, or no better "
           "than chance, it is not kept; that is said, and all stays as it was.\n\n"
           "It counts for what is judged from now on; the reviews in the store keep the judgement "
           "with which rules decided on them.",
    .example = "renown learn\nLearn from all rated reviews and say what it gave.",
    .max_words = 0,
    .options = options,
    .run = run,
};
