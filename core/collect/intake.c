/* SPDX-License-Identifier: MIT */
#include "collect/intake.h"

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "base/mem.h"
#include "collect/sweep.h"
#include "collect/taught.h"
#include "config/options.h"
#include "plugin/loader.h"

/* What was written this long before first contact has no outward effect (design 13). */
#define FIRST_CONTACT_REACH (48 * RN_HOUR)

const char *rn_option_text(const struct rn_plugin *p, const void *options, const char *name)
{
    const struct rn_option_table table = {p->options, p->option_size};
    const struct rn_option *o;
    for (size_t i = 0; (o = rn_option_at(&table, i)) != NULL; i++) {
        const char *field = (const char *)options + o->offset;
        if (strcmp(o->name, name) != 0)
            continue;
        if (o->type == RN_OPT_CHOICE)
            return o->choices[*(const int *)(const void *)field];
        return o->type == RN_OPT_TEXT ? *(const char *const *)(const void *)field : NULL;
    }
    return NULL;
}

bool rn_identity_like(const void *ctx, const struct rn_config *c, const struct rn_listing *l,
                      const char *place, const char *account, struct rn_identity *ret)
{
    struct rn_diag ignored;
    for (size_t i = 0; i < c->source_count; i++) {
        const struct rn_source_config *s = &c->sources[i];
        if (s->listing == l && strcmp(s->plugin, place) == 0 &&
            rn_identity_of(ctx, c, s, ret, &ignored) == RN_OK && strcmp(ret->account, account) == 0)
            return true;
    }
    *ret = (struct rn_identity){
        .place = place, .account = account, .label = rn_fmt(ctx, "%s-%s", place, l->id)};
    return false;
}

/* Files in a folder are of the place and account that their owner names, else of the folder itself.
 * What they hold stands under the name of the source that reads that account, when there is one. */
static void identity_of_folder(const void *ctx, const struct rn_config *c,
                               const struct rn_source_config *s, struct rn_identity *who)
{
    const char *place = rn_option_text(who->plugin, who->options, "place");
    const char *account = rn_option_text(who->plugin, who->options, "account");
    const char *path = rn_option_text(who->plugin, who->options, "path");
    struct rn_identity like;
    who->account = account != NULL ? account : path;
    if (place == NULL || strcmp(place, s->plugin) == 0)
        return;
    (void)rn_identity_like(ctx, c, s->listing, place, who->account, &like);
    who->place = place;
    who->label = like.label;
}

enum rn_status rn_identity_of(const void *ctx, const struct rn_config *c,
                              const struct rn_source_config *s, struct rn_identity *ret,
                              struct rn_diag *d)
{
    const struct rn_plugin *p;
    void *options;
    enum rn_status st = rn_plugin_load(s->plugin, &p, d);
    if (st == RN_OK)
        st = rn_config_plugin_options(ctx, c, s, p, &options, d);
    if (st != RN_OK)
        return st;
    *ret = (struct rn_identity){.plugin = p,
                                .options = options,
                                .place = p->name,
                                .account = rn_plugin_account(ctx, p, options),
                                .label = s->name};
    if (p->can & RN_CAN_FILES)
        identity_of_folder(ctx, c, s, ret);
    return RN_OK;
}

static enum rn_status open_records(struct rn_intake *in, const struct rn_intake_setup *setup,
                                   struct rn_diag *d)
{
    const bool own = !rn_store_in_transaction(setup->store);
    enum rn_status st = own ? rn_store_begin(setup->store, d) : RN_OK;
    if (st == RN_OK)
        st = rn_origin_open(setup->store, setup->who.place, setup->who.account, setup->who.label,
                            setup->listing->id, setup->now, in, &in->ingest.origin, d);
    in->run = (struct rn_run){.origin = in->ingest.origin.n,
                              .started = setup->now,
                              .kind = setup->kind,
                              .file = setup->file};
    if (st == RN_OK)
        st = rn_run_start(setup->store, &in->run, d);
    if (st == RN_OK && own)
        st = rn_store_commit(setup->store, d);
    if (st != RN_OK && own)
        rn_store_rollback(setup->store);
    return st;
}

static void fill_ingest(struct rn_intake *in, const struct rn_intake_setup *setup)
{
    struct rn_ingest *g = &in->ingest;
    const bool import = strcmp(setup->kind, "import") == 0;
    const struct rn_plugin *p = setup->who.plugin;
    g->store = setup->store;
    g->listing = setup->listing;
    g->rules = setup->rules != NULL ? setup->rules->rules : NULL;
    g->place = setup->who.place;
    g->source = setup->who.label;
    in->actor = rn_fmt(in, "%s:%s", import ? "import" : "sync", setup->who.label);
    g->actor = in->actor;
    g->run = &in->run;
    g->now = setup->now;
    g->quiet_before = (import ? setup->now : g->origin.first_seen) - FIRST_CONTACT_REACH;
    g->reply_limit = p != NULL && p->limits != NULL ? p->limits->reply_max : 0;
    g->reply_unit = p != NULL && p->limits != NULL ? (int)p->limits->reply_unit : 0;
    g->can_send = p != NULL && (p->can & RN_CAN_REPLY) != 0;
    g->partial = import;
    g->answerable = p == NULL || (p->can & (RN_CAN_SEE_REPLIES | RN_CAN_FILES)) != 0;
    in->maker = (struct rn_item_maker){.place = setup->who.place,
                                       .account = setup->who.account,
                                       .zone = in->zone,
                                       .now = setup->now,
                                       .langs = setup->listing->lang.v,
                                       .lang_count = setup->listing->lang.n,
                                       .rules = g->rules};
}

enum rn_status rn_intake_open(const void *ctx, const struct rn_intake_setup *setup,
                              struct rn_intake **ret, struct rn_diag *d)
{
    struct rn_intake *in = rn_new(ctx, struct rn_intake);
    enum rn_status st = rn_zone_open(in, setup->listing->zone, &in->zone, d);
    if (st == RN_OK)
        st = rn_taught_load(in, setup->store, &in->learned, d);
    if (st == RN_OK)
        st = open_records(in, setup, d);
    if (st != RN_OK) {
        talloc_free(in);
        return st;
    }
    fill_ingest(in, setup);
    *ret = in;
    return RN_OK;
}

enum rn_status rn_intake_batch(struct rn_intake *in, struct rn_batch *b, struct rn_sweep *seen,
                               bool *ret_known, struct rn_diag *d)
{
    bool known = true;
    for (size_t i = 0; i < b->count; i++) {
        enum rn_outcome outcome;
        int64_t n;
        enum rn_status st = rn_ingest_item(&in->ingest, b, &b->items[i], &outcome, &n, d);
        if (st != RN_OK)
            return st;
        known = known && outcome == RN_TAKEN_UNCHANGED;
        if (seen != NULL)
            rn_sweep_saw(seen, n);
    }
    if (ret_known != NULL)
        *ret_known = known;
    return RN_OK;
}

enum rn_status rn_intake_close(struct rn_intake *in, bool complete, const char *note,
                               struct rn_diag *d)
{
    in->run.ended = in->ingest.now;
    in->run.complete = complete;
    in->run.note = note;
    return rn_run_save(in->ingest.store, &in->run, d);
}
