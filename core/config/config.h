/* SPDX-License-Identifier: MIT
 *
 * The config file as the program uses it: typed, checked, defaults filled in. Everything hangs
 * under the `struct rn_config`. The file's shape is fixed by the manual page renown.yaml(5), which
 * is made from the same option tables that parse it.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stdint.h>

#include <renown/option.h>
#include <renown/status.h>

#include "config/yaml.h"

struct rn_labels { /* names and values, in the order written */
    const char **name, **value;
    size_t n;
};

struct rn_brand {
    const char *name;
    bool competitor;
    const struct rn_node *at; /* for diagnoses */
};

/* Limits of speaking; per listing too, where each is a ceiling. */
struct rn_replies_config {
    int mode; /* 0 suggest, 1 approve, 2 auto */
    struct rn_duration delay, rule_delay;
    int64_t max_per_hour, max_per_day, canary, quorum;
};

struct rn_listing {
    const char *id, *name, *zone;
    struct rn_list lang;
    struct rn_labels labels;
    const struct rn_brand *brand;
    struct rn_labels lang_fallback; /* value: codes joined by blanks, in order */
    struct rn_replies_config replies;
    const struct rn_node *at;
};

/* What every source accepts, beside its plugin's own options. */
struct rn_source_common {
    struct rn_duration every, timeout, retention;
    const char *endpoint, *token_endpoint;
    int64_t max_pages, budget, spend;
    struct rn_duration backfill;
};

struct rn_plugin;

struct rn_source_config {
    const char *name, *plugin; /* name defaults to PLUGIN-LISTING */
    const struct rn_listing *listing;
    struct rn_source_common common;
    const struct rn_node *node; /* the source's mapping: the plugin's options are parsed from it */
    const struct rn_node
        *credentials; /* a mapping, resolved through `credentials:` names; NULL when none */
};

struct rn_hours {
    const char *id, *zone;
    const struct rn_node *node;
};
/* How soon an answer is due; the first level that fits counts. */
struct rn_sla {
    int64_t stars_min, stars_max; /* 0: no bound */
    struct rn_duration first_reply;
    const char *hours;       /* a calendar's id; NULL: every hour counts */
    struct rn_list listings; /* empty: all */
    const char *when;        /* a condition of the rule language; NULL: none */
};
struct rn_person {
    const char *id, *name, *mail, *phone, *hours;
    int role; /* 0 viewer 1 agent 2 manager 3 admin */
    struct rn_list listings, lang;
    const struct rn_node *away;
};
struct rn_team {
    const char *id;
    struct rn_list members;
};
struct rn_channel {
    const char *id;
    int type;
    const struct rn_node *node;
};
struct rn_digest_config {
    const char *name, *when, *via, *lang;
    int period; /* 0 day 1 week 2 month */
    struct rn_list to;
};

struct rn_config {
    const char *path, *folder; /* of the file: relative paths are meant from here */
    const char *store, *scripts, *zone, *contact; /* store and scripts already resolved */
    struct rn_brand *brands;
    size_t brand_count;
    struct rn_listing *listings;
    size_t listing_count;
    struct rn_source_config *sources;
    size_t source_count;
    struct rn_hours *hours;
    size_t hours_count;
    struct rn_sla *slas;
    size_t sla_count;
    struct rn_person *people;
    size_t people_count;
    struct rn_team *teams;
    size_t team_count;
    struct rn_channel *channels;
    size_t channel_count;
    struct rn_digest_config *digests;
    size_t digest_count;
    struct rn_replies_config replies;
    int activate; /* 0 on_save, 1 on_apply */
    struct rn_duration raw_pages;
    const struct rn_node *root, *defaults, *named_credentials;
};

/* Where the config is: `given` (-c), else ./renown.yaml, $RENOWN_CONFIG,
 * $XDG_CONFIG_HOME/renown/renown.yaml (or ~/.config/…), /etc/renown/renown.yaml. RN_GONE with all
 * the places looked at. */
RN_MUST enum rn_status rn_config_find(const void *ctx, const char *given, char **ret_path,
                                      struct rn_diag *d);

/* Reads and checks everything but plugin options and scripts. Every finding is handed to `found`
 * (file, line, sentence; NULL to hear only the first, in `d`); RN_INVALID when there was one. Known
 * plugin names are not checked here. */
struct rn_finding {
    const char *file; /* NULL: about no file */
    int line;         /* 0: unknown */
    bool warning;
    const char *text; /* one sentence with the cure */
};
typedef void rn_found_fn(void *arg, const struct rn_finding *);
RN_MUST enum rn_status rn_config_load(const void *ctx, const char *path, rn_found_fn *found,
                                      void *arg, struct rn_config **ret, struct rn_diag *d);

/* A calendar to reckon with (base/business.h), under ctx. */
struct rn_business;
RN_MUST enum rn_status rn_config_business(const void *ctx, const struct rn_hours *hours,
                                          struct rn_business **ret, struct rn_diag *d);

/* By the id or name that the config gives them; NULL: it has none of it, or `id` is NULL. */
const struct rn_listing *rn_config_listing(const struct rn_config *c, const char *id);
const struct rn_hours *rn_config_hours(const struct rn_config *c, const char *id);
const struct rn_person *rn_config_person(const struct rn_config *c, const char *id);
const struct rn_source_config *rn_config_source(const struct rn_config *c, const char *name);

/* The options of one source into a struct of `p->config_size` bytes by the plugin's own table;
 * common options, `plugin`, `name`, `credentials` are known keys; `defaults:` fills what is absent.
 */
RN_MUST enum rn_status rn_config_plugin_options(const void *ctx, const struct rn_config *c,
                                                const struct rn_source_config *s,
                                                const struct rn_plugin *p, void **ret_config,
                                                struct rn_diag *d);
/* The same for `check`: hands every fault over and gives their number; *ret_config only when there
 * is none. */
size_t rn_config_source_options(const void *ctx, const struct rn_config *c,
                                const struct rn_source_config *s, const struct rn_plugin *p,
                                rn_found_fn *found, void *arg, void **ret_config);
/* One credential by name, its ${env:…} or ${file:…} resolved now (file trimmed of white space at
 * the end; a file that others can read is RN_INVALID). RN_GONE when the source has no such
 * credential. The caller wipes it after use. Never log the value. */
RN_MUST enum rn_status rn_config_secret(const void *ctx, const struct rn_config *c,
                                        const struct rn_source_config *s, const char *name,
                                        char **ret, struct rn_diag *d);

#endif
