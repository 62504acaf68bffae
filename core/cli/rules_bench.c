/* SPDX-License-Identifier: MIT */
#include "cli/rules_verbs.h"

#include "collect/around.h"
#include "collect/facts.h"
#include "store/origins.h"

static enum rn_status load(struct rn_bench *x, const char *id, struct rn_diag *d)
{
    struct rn_origin *origins;
    size_t n;
    enum rn_status status = rn_review_load(x->store, id, x->cli->ctx, &x->review, d);

    if (status != RN_OK)
        return status;
    if (rn_origins_list(x->store, x->cli->ctx, &origins, &n, d) != RN_OK)
        return d->status;
    for (size_t i = 0; i < n; i++)
        if (origins[i].n == x->review.origin)
            x->place = origins[i].place;
    return RN_OK;
}

static enum rn_status make_facts(struct rn_bench *x, struct rn_diag *d)
{
    const struct rn_review *r = &x->review.r;

    rn_words_of(x->cli->ctx, &x->words, r->title, r->text, r->lang);
    rn_rules_scan(x->cli->ctx, x->rules->rules, &x->words, &x->hits);
    if (rn_facts_judgement(x->cli->ctx, &x->review, d) != RN_OK)
        return d->status;
    rn_facts_make(&x->review, rn_config_listing(x->config, x->review.listing), x->review.source,
                  x->place, RN_ON_ANY, 0, x->cli->now, &x->words, &x->hits, &x->facts);
    rn_around_open(x->store, &x->around);
    x->facts.around = &x->around;
    return RN_OK;
}

int rn_bench_open(struct rn_cli *cli, const char *review, struct rn_bench *ret)
{
    struct rn_diag d;
    int status;

    *ret = (struct rn_bench){.cli = cli};
    status = rn_cli_config(cli, &ret->config);
    if (status != 0)
        return status;
    if (rn_store_open(cli->ctx, ret->config->store, RN_STORE_READ, cli->now, &ret->store, &d) !=
        RN_OK)
        return rn_cli_fail_data(cli, &d);
    status = rn_cli_scripts(cli, ret->config, ret->store, false, &ret->rules);
    if (status != 0)
        return status;
    if (load(ret, review, &d) != RN_OK || make_facts(ret, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return 0;
}
