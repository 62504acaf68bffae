/* SPDX-License-Identifier: MIT */
#include "cli/reading.h"

#include <renown/stamp.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/near.h"
#include "config/config.h"
#include "plugin/shape.h"
#include "store/reviews.h"
#include "text/judgement_kept.h"

int rn_cli_read_store(struct rn_cli *cli, struct rn_config **ret_config,
                      struct rn_store **ret_store)
{
    struct rn_diag d = {0};
    struct rn_store *store = NULL;
    int status = rn_cli_config(cli, ret_config);
    if (status != 0)
        return status;
    enum rn_status opened =
        rn_store_open(cli->ctx, (*ret_config)->store, RN_STORE_READ, cli->now, &store, &d);
    if (opened != RN_OK && opened != RN_GONE)
        return rn_cli_fail_data(cli, &d);
    *ret_store = opened == RN_OK ? store : NULL;
    return 0;
}

void rn_cli_say_empty(const struct rn_config *config)
{
    rn_say("no reviews yet: there is no store at %s; renown sync or renown import makes it",
           config->store);
}

int rn_cli_listing(struct rn_cli *cli, const struct rn_config *config, const char **ret)
{
    const char *id = rn_cli_text(cli, "listing");
    const char **known = rn_new_array(cli->ctx, const char *, config->listing_count + 1);
    for (size_t i = 0; i < config->listing_count; i++)
        known[i] = config->listings[i].id;
    *ret = id;
    if (id == NULL || rn_config_listing(config, id) != NULL)
        return 0;
    const char *near = rn_nearest(id, known, config->listing_count);
    return rn_cli_usage(cli, "there is no listing %s in %s%s%s", id, config->path,
                        near != NULL ? "; did you mean " : "", near != NULL ? near : "");
}

int rn_cli_out_path(struct rn_cli *cli, const char **ret)
{
    const char *out = rn_cli_text(cli, "out");
    if (out != NULL && cli->word_count > 0)
        return rn_cli_usage(cli, "two places to write to, %s and %s: give one of them", out,
                            cli->words[0]);
    *ret = out != NULL ? out : cli->word_count > 0 ? cli->words[0] : NULL;
    return 0;
}

enum rn_status rn_cli_judgement_json(struct rn_jsonw *w, struct rn_str kept,
                                     const struct rn_review *r, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_judgement j;
    if (kept.n == 0)
        return RN_OK;
    if (rn_judgement_kept(tmp, kept, r->title, r->text, &j, d) != RN_OK)
        return d->status;
    rn_jsonw_key(w, "judgement");
    rn_judgement_write(w, &j);
    return RN_OK;
}

enum rn_status rn_cli_review_json(struct rn_jsonw *w, const struct rn_stored *r, struct rn_diag *d)
{
    char stamp[32];
    rn_jsonw_kstr(w, "id", rn_str(r->id));
    rn_shape_review(w, &r->r, r->source, r->listing);
    if (rn_cli_judgement_json(w, r->judgement, &r->r, d) != RN_OK)
        return d->status;
    if (r->tag_count > 0) {
        rn_jsonw_key(w, "tags");
        rn_jsonw_array(w);
        for (size_t i = 0; i < r->tag_count; i++)
            rn_jsonw_str(w, rn_str(r->tags[i]));
        rn_jsonw_end(w);
    }
    rn_jsonw_kopt(w, "status", rn_str(r->status));
    rn_jsonw_kopt(w, "priority", rn_str(r->priority));
    rn_jsonw_kopt(w, "assignee", rn_str(r->assignee));
    rn_jsonw_kint(w, "version", r->version);
    if (r->removed_at > 0)
        rn_jsonw_kstr(w, "removed_at", rn_str(rn_stamp_text(r->removed_at, stamp)));
    return RN_OK;
}
