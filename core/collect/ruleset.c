/* SPDX-License-Identifier: MIT */
#include "collect/ruleset.h"

#include "base/mem.h"
#include "collect/live.h"
#include "store/decisions.h"

/* ret->NAMES: the `member` of each of the config's `items`. */
#define LIST(names_, count_, items, count, member)                                                 \
    do {                                                                                           \
        const char **names = rn_new_array(ctx, const char *, (count) + 1);                         \
        for (size_t i = 0; i < (count); i++)                                                       \
            names[i] = (items)[i].member;                                                          \
        ret->names_ = names;                                                                       \
        ret->count_ = (count);                                                                     \
    } while (0)

/* Persons and teams are asked for by one word, so they are one list. */
static void known_people(const void *ctx, const struct rn_config *c, struct rn_known_names *ret)
{
    size_t n = 0;
    const char **names = rn_new_array(ctx, const char *, c->people_count + c->team_count + 1);
    for (size_t i = 0; i < c->people_count; i++)
        names[n++] = c->people[i].id;
    for (size_t i = 0; i < c->team_count; i++)
        names[n++] = c->teams[i].id;
    ret->people = names;
    ret->people_count = n;
}

/* The config has been checked, so a calendar that cannot be made is as good as closed. */
static void known_calendars(const void *ctx, const struct rn_config *c, struct rn_known_names *ret)
{
    const struct rn_business **v =
        rn_new_array(ctx, const struct rn_business *, c->hours_count + 1);
    for (size_t i = 0; i < c->hours_count; i++) {
        struct rn_diag ignored;
        struct rn_business *b;
        if (rn_config_business(ctx, &c->hours[i], &b, &ignored) == RN_OK)
            v[i] = b;
    }
    ret->calendars = v;
}

static void known_labels(const void *ctx, const struct rn_config *c, struct rn_known_names *ret)
{
    size_t n = 0, total = 0;
    for (size_t i = 0; i < c->listing_count; i++)
        total += c->listings[i].labels.n;
    const char **names = rn_new_array(ctx, const char *, total + 1);
    for (size_t i = 0; i < c->listing_count; i++)
        for (size_t k = 0; k < c->listings[i].labels.n; k++)
            names[n++] = c->listings[i].labels.name[k];
    ret->labels = names;
    ret->label_count = n;
}

void rn_ruleset_known(const void *ctx, const struct rn_config *c, struct rn_known_names *ret)
{
    *ret = (struct rn_known_names){0};
    LIST(listings, listing_count, c->listings, c->listing_count, id);
    LIST(sources, source_count, c->sources, c->source_count, name);
    LIST(brands, brand_count, c->brands, c->brand_count, name);
    LIST(channels, channel_count, c->channels, c->channel_count, id);
    LIST(hours, hours_count, c->hours, c->hours_count, id);
    known_calendars(ctx, c, ret);
    known_people(ctx, c, ret);
    known_labels(ctx, c, ret);
}

static char *live_key(const void *ctx, const struct rn_script *sc)
{
    return rn_fmt(ctx, "script:%s", sc->name);
}

/* Puts the last good version in place of a broken file; false when there is none. */
static bool fall_back(const void *ctx, struct rn_store *s, struct rn_script *sc)
{
    struct rn_diag ignored;
    char *hash, *source;
    if (rn_store_meta(s, live_key(ctx, sc), ctx, &hash, &ignored) != RN_OK ||
        rn_script_source(s, hash, ctx, &source, &ignored) != RN_OK)
        return false;
    sc->source = rn_str(source);
    (void)snprintf(sc->hash, sizeof sc->hash, "%s", hash);
    return true;
}

static enum rn_status remember_one(struct rn_store *s, const struct rn_script *sc,
                                   struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_diag ignored;
    char *hash;
    char *key = live_key(tmp, sc);
    if (rn_store_meta(s, key, tmp, &hash, &ignored) == RN_OK && strcmp(hash, sc->hash) == 0)
        return RN_OK;
    enum rn_status st = rn_script_keep(s, sc->hash, sc->name, sc->source, d);
    return st == RN_OK ? rn_store_set_meta(s, key, sc->hash, d) : st;
}

static enum rn_status remember_good(struct rn_store *s, const struct rn_ruleset *rs,
                                    struct rn_diag *d)
{
    enum rn_status st = rn_store_begin(s, d);
    for (size_t i = 0; i < rs->count && st == RN_OK; i++)
        if (rs->scripts[i].ok)
            st = remember_one(s, &rs->scripts[i], d);
    if (st == RN_OK)
        return rn_store_commit(s, d);
    rn_store_rollback(s);
    return st;
}

/* Compiles once more with last good versions where a file is broken; what has none is left out by
 * the compiler. */
static enum rn_status recompile(const void *ctx, struct rn_ruleset *rs,
                                const struct rn_known_names *known, struct rn_store *s,
                                struct rn_diag *d)
{
    bool any = false;
    bool *bad = rn_new_array(ctx, bool, rs->count);
    for (size_t i = 0; i < rs->count; i++) {
        bad[i] = !rs->scripts[i].ok;
        rs->broken += bad[i];
        if (bad[i] && s != NULL && fall_back(ctx, s, &rs->scripts[i]))
            any = true;
    }
    if (!any)
        return RN_OK;
    talloc_free(rs->rules);
    enum rn_status st =
        rn_rules_compile(rs, rs->scripts, rs->count, known, NULL, NULL, &rs->rules, d);
    for (size_t i = 0; i < rs->count; i++)
        rs->scripts[i].ok = rs->scripts[i].ok && !bad[i];
    return st;
}

/* Tests are not in force, so a broken one is nobody's business here. */
static enum rn_status read_folder(struct rn_ruleset *rs, const char *folder,
                                  rn_script_found_fn *found, void *arg, struct rn_diag *d)
{
    size_t n = 0;
    enum rn_status st = rn_scripts_read(rs, folder, found, arg, &rs->scripts, &rs->count, d);
    for (size_t i = 0; st == RN_OK && i < rs->count; i++)
        if (strncmp(rs->scripts[i].name, "tests/", 6) != 0)
            rs->scripts[n++] = rs->scripts[i];
    if (st == RN_OK)
        rs->count = n;
    return st;
}

/* What somebody applied, wherever the folder stands. A script that names what the config no longer
 * has is said and left out. */
static enum rn_status open_live(struct rn_ruleset *rs, const struct rn_known_names *known,
                                struct rn_store *s, rn_script_found_fn *found, void *arg,
                                struct rn_diag *d)
{
    struct rn_live live = {0};
    enum rn_status st = s != NULL ? rn_live_load(rs, s, &live, d) : RN_GONE;
    if (st != RN_OK && st != RN_GONE)
        return st;
    rs->scripts = live.scripts;
    rs->count = live.count;
    st = rn_rules_compile(rs, rs->scripts, rs->count, known, found, arg, &rs->rules, d);
    for (size_t i = 0; i < rs->count; i++)
        rs->broken += !rs->scripts[i].ok;
    return st;
}

enum rn_status rn_ruleset_open(const void *ctx, const struct rn_config *c, struct rn_store *s,
                               bool remember, rn_script_found_fn *found, void *arg,
                               struct rn_ruleset **ret, struct rn_diag *d)
{
    struct rn_ruleset *rs = rn_new(ctx, struct rn_ruleset);
    struct rn_known_names known;
    rn_ruleset_known(rs, c, &known);
    const bool on_apply = c->activate == 1;
    enum rn_status st = on_apply ? open_live(rs, &known, s, found, arg, d)
                                 : read_folder(rs, c->scripts, found, arg, d);
    if (st == RN_OK && !on_apply)
        st = rn_rules_compile(rs, rs->scripts, rs->count, &known, found, arg, &rs->rules, d);
    if (st == RN_OK && !on_apply)
        st = recompile(rs, rs, &known, s, d);
    if (st == RN_OK && !on_apply && remember && s != NULL)
        st = remember_good(s, rs, d);
    if (st != RN_OK) {
        talloc_free(rs);
        return st;
    }
    *ret = rs;
    return RN_OK;
}
