/* SPDX-License-Identifier: MIT
 *
 * The scripts' part of `check`: read and compiled with the names this config knows; nothing is
 * evaluated.
 */
#include "cli/findings.h"

#include "base/file.h"
#include "base/mem.h"
#include "config/config.h"
#include "rules/rules.h"

static void hear(void *arg, const struct rn_script_finding *f)
{
    struct rn_finding finding = {f->file, f->line, f->warning, f->text};
    rn_findings_hear(arg, &finding);
}

/* The names as arrays; label names may repeat. */
static void gather(const void *ctx, const struct rn_config *c, struct rn_known_names *k)
{
    size_t labels = 0, n = 0;
    for (size_t i = 0; i < c->listing_count; i++)
        labels += c->listings[i].labels.n;
    const char **listing = rn_new_array(ctx, const char *, c->listing_count + 1);
    const char **source = rn_new_array(ctx, const char *, c->source_count + 1);
    const char **brand = rn_new_array(ctx, const char *, c->brand_count + 1);
    const char **label = rn_new_array(ctx, const char *, labels + 1);
    for (size_t i = 0; i < c->listing_count; i++) {
        listing[i] = c->listings[i].id;
        for (size_t j = 0; j < c->listings[i].labels.n; j++)
            label[n++] = c->listings[i].labels.name[j];
    }
    for (size_t i = 0; i < c->source_count; i++)
        source[i] = c->sources[i].name;
    for (size_t i = 0; i < c->brand_count; i++)
        brand[i] = c->brands[i].name;
    *k = (struct rn_known_names){.listings = listing,
                                 .sources = source,
                                 .brands = brand,
                                 .labels = label,
                                 .listing_count = c->listing_count,
                                 .source_count = c->source_count,
                                 .brand_count = c->brand_count,
                                 .label_count = n};
}

static void gather_people(const void *ctx, const struct rn_config *c, struct rn_known_names *k)
{
    const char **people = rn_new_array(ctx, const char *, c->people_count + c->team_count + 1);
    const char **channel = rn_new_array(ctx, const char *, c->channel_count + 1);
    const char **hours = rn_new_array(ctx, const char *, c->hours_count + 1);
    for (size_t i = 0; i < c->people_count; i++)
        people[i] = c->people[i].id;
    for (size_t i = 0; i < c->team_count; i++)
        people[c->people_count + i] = c->teams[i].id;
    for (size_t i = 0; i < c->channel_count; i++)
        channel[i] = c->channels[i].id;
    for (size_t i = 0; i < c->hours_count; i++)
        hours[i] = c->hours[i].id;
    k->people = people;
    k->people_count = c->people_count + c->team_count;
    k->channels = channel;
    k->channel_count = c->channel_count;
    k->hours = hours;
    k->hours_count = c->hours_count;
}

void rn_check_scripts(struct rn_findings *fs, const struct rn_config *c, size_t *ret_rules,
                      size_t *ret_templates)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_known_names known;
    struct rn_script *scripts;
    struct rn_rules *rules;
    size_t n;
    if (c->scripts != NULL && !rn_file_exists(c->scripts))
        rn_findings_warning(fs, c->path, 0,
                            "the folder of scripts %s is not there: no rule is in force",
                            c->scripts);
    gather(tmp, c, &known);
    gather_people(tmp, c, &known);
    if (rn_scripts_read(tmp, c->scripts, hear, fs, &scripts, &n, &d) != RN_OK ||
        rn_rules_compile(tmp, scripts, n, &known, hear, fs, &rules, &d) != RN_OK) {
        rn_findings_diag(fs, c->scripts, &d);
        return;
    }
    *ret_rules = rn_rules_count(rules);
    *ret_templates = rn_templates_count(rules);
}
