/* SPDX-License-Identifier: MIT
 *
 * renown show: one review with all that is known about it.
 */
#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "cli/because.h"
#include "cli/history.h"
#include "cli/reading.h"
#include "config/config.h"
#include "store/decisions.h"
#include "store/events.h"
#include "store/reviews.h"

enum { ID_SHOWN = 40 };

static int unknown(struct rn_cli *cli, const char *id, const struct rn_config *config, bool store)
{
    struct rn_diag d = {0};
    if (!store)
        (void)rn_fail(&d, RN_GONE,
                      "there is no review %.*s: there is no store at %s yet; renown sync or renown "
                      "import makes it",
                      ID_SHOWN, id, config->store);
    else
        (void)rn_fail(&d, RN_GONE,
                      "there is no review %.*s: ids have 16 letters and digits and stand in "
                      "renown reviews",
                      ID_SHOWN, id);
    return rn_cli_fail(cli, &d);
}

static int show_json(struct rn_cli *cli, struct rn_store *s, const struct rn_stored *r)
{
    struct rn_diag d = {0};
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    enum rn_status status = rn_cli_review_json(w, r, &d);
    if (status == RN_OK)
        status = rn_history_json(s, r, w, &d);
    if (status == RN_OK)
        status = rn_history_events_json(s, r->id, w, &d);
    if (status != RN_OK)
        return rn_cli_fail_data(cli, &d);
    rn_jsonw_end(w);
    return rn_out_json_end(cli) == RN_OK ? 0 : 1;
}

/* ---- for people ------------------------------------------------------------------------------ */

static void field(struct rn_cli *cli, const char *name, struct rn_str text)
{
    if (text.n == 0)
        return;
    rn_out_fmt(cli, "%-10s ", name);
    rn_out_outside(cli, text, false);
    rn_out_fmt(cli, "\n");
}

static void time_field(struct rn_cli *cli, const char *name, int64_t us)
{
    char text[32];
    if (us != 0)
        field(cli, name, rn_str(rn_out_time(us, text)));
}

static void put_review(struct rn_cli *cli, const struct rn_stored *r)
{
    field(cli, "id", rn_str(r->id));
    rn_out_fmt(cli, "%-10s UTC\n", "times");
    field(cli, "listing", rn_str(r->listing));
    field(cli, "source", rn_str(r->source));
    field(cli, "place's id", r->r.external_id);
    field(cli, "author", r->r.author_name);
    if (r->has_stars)
        rn_out_fmt(cli, "%-10s %.3g of 5\n", "stars", r->stars);
    if (r->r.created.precision != RN_TIME_NONE)
        time_field(cli, "written", r->r.created.us);
    time_field(cli, "first seen", r->seen_at);
    field(cli, "language", r->r.lang);
    field(cli, "address", r->r.url);
    field(cli, "status", rn_str(r->status));
    field(cli, "priority", rn_str(r->priority));
    field(cli, "assigned", rn_str(r->assignee));
    for (size_t i = 0; i < r->tag_count; i++)
        field(cli, i == 0 ? "tags" : "", rn_str(r->tags[i]));
    time_field(cli, "not listed", r->removed_at);
    field(cli, "title", r->r.title);
    field(cli, "text", r->r.text);
    field(cli, "meaning", r->r.translation);
    field(cli, "answer", r->r.reply.text);
}

static enum rn_status put_versions(struct rn_cli *cli, struct rn_store *s,
                                   const struct rn_stored *r, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_version *v;
    size_t n;
    char when[32];
    enum rn_status status = rn_versions_list(s, r->n, tmp, &v, &n, d);
    for (size_t i = 0; status == RN_OK && i < n; i++) {
        rn_out_fmt(cli, "\nversion %d until %s", v[i].version, rn_out_time(v[i].replaced_at, when));
        if (v[i].r.rating.scale == RN_SCALE_POINTS)
            rn_out_fmt(cli, ", %.3g of %.3g", v[i].r.rating.value, v[i].r.rating.best);
        rn_out_fmt(cli, "\n");
        field(cli, "title", v[i].r.title);
        field(cli, "text", v[i].r.text);
    }
    return status;
}

static enum rn_status put_decisions(struct rn_cli *cli, struct rn_store *s,
                                    const struct rn_stored *r, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_decision_row *v;
    size_t n;
    char when[32];
    enum rn_status status = rn_decisions_list(s, r->n, tmp, &v, &n, d);
    for (size_t i = 0; status == RN_OK && i < n; i++) {
        rn_out_fmt(cli, "\n%s  rule ", rn_out_time(v[i].at, when));
        rn_out_outside(cli, rn_str(v[i].rule), false);
        rn_out_fmt(cli, " fired on version %d%s\n", v[i].version,
                   v[i].historic ? " (historic: nothing left the machine)" : "");
        rn_because_print(cli, rn_str(v[i].matched), rn_str(v[i].actions));
    }
    return status;
}

static enum rn_status put_work(struct rn_cli *cli, struct rn_store *s, const struct rn_stored *r,
                               struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_escalation_row *ladder;
    struct rn_reply_row *reply;
    struct rn_note_row *note;
    size_t n;
    char when[32];
    enum rn_status status = rn_escalations_list(s, NULL, r->n, tmp, &ladder, &n, d);
    for (size_t i = 0; status == RN_OK && i < n; i++)
        rn_out_fmt(cli, "\n%s %s by rule %s: %s, due %s\n", ladder[i].kind, ladder[i].id,
                   ladder[i].rule, ladder[i].state, rn_out_time(ladder[i].due, when));
    if (status == RN_OK)
        status = rn_replies_list(s, NULL, r->n, tmp, &reply, &n, d);
    for (size_t i = 0; status == RN_OK && i < n; i++) {
        rn_out_fmt(cli, "\n%s  %s by %s\n", rn_out_time(reply[i].at, when), reply[i].state,
                   reply[i].actor);
        field(cli, "text", rn_str(reply[i].text));
        field(cli, "note", rn_str(reply[i].note));
    }
    if (status == RN_OK)
        status = rn_notes_list(s, r->n, tmp, &note, &n, d);
    for (size_t i = 0; status == RN_OK && i < n; i++) {
        rn_out_fmt(cli, "\n%s  note by %s\n", rn_out_time(note[i].at, when), note[i].actor);
        field(cli, "text", rn_str(note[i].text));
    }
    return status;
}

static enum rn_status put_events(struct rn_cli *cli, struct rn_store *s, const struct rn_stored *r,
                                 struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_event *v;
    size_t n;
    char when[32];
    enum rn_status status = rn_events_list(s, r->id, 0, tmp, &v, &n, d);
    for (size_t i = 0; status == RN_OK && i < n; i++) {
        rn_out_fmt(cli, "%s%s  %s by ", i == 0 ? "\n" : "", rn_out_time(v[i].at, when), v[i].kind);
        rn_out_outside(cli, rn_str(v[i].actor), false);
        rn_out_fmt(cli, "  ");
        rn_out_outside(cli, rn_str(v[i].body), false);
        rn_out_fmt(cli, "\n");
    }
    return status;
}

static int show_text(struct rn_cli *cli, struct rn_store *s, const struct rn_stored *r)
{
    struct rn_diag d = {0};
    put_review(cli, r);
    enum rn_status status = put_versions(cli, s, r, &d);
    if (status == RN_OK)
        status = put_decisions(cli, s, r, &d);
    if (status == RN_OK)
        status = put_work(cli, s, r, &d);
    if (status == RN_OK)
        status = put_events(cli, s, r, &d);
    return status == RN_OK ? 0 : rn_cli_fail_data(cli, &d);
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_stored r;
    struct rn_diag d = {0};
    int status = rn_cli_read_store(cli, &config, &store);
    if (status != 0)
        return status;
    if (store == NULL)
        return unknown(cli, cli->words[0], config, false);
    enum rn_status loaded = rn_review_load(store, cli->words[0], cli->ctx, &r, &d);
    if (loaded == RN_GONE)
        return unknown(cli, cli->words[0], config, true);
    if (loaded != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return cli->json ? show_json(cli, store, &r) : show_text(cli, store, &r);
}

const struct rn_verb rn_verb_show = {
    .name = "show",
    .usage = "ID",
    .summary = "one review with its history",
    .doc = "The review, its earlier versions, which rules fired and because of which values, "
           "escalations, drafts, notes and events. With --json all of it as one object.",
    .example = "renown show 8f3kz2m9q4xw7c1v\nAll that is known about that review.",
    .min_words = 1,
    .max_words = 1,
    .run = run,
};
