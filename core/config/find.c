/* SPDX-License-Identifier: MIT
 *
 * Where the config is, and looking things up in it.
 */
#include "config/config.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"

static const char *env(const char *name)
{
    const char *z = getenv(name);
    return z != NULL && *z != '\0' ? z : NULL;
}

/* NULL when there is no home to look in. */
static char *of_user(const void *ctx)
{
    const char *xdg = env("XDG_CONFIG_HOME"), *home = env("HOME");
    if (xdg != NULL)
        return rn_fmt(ctx, "%s/renown/renown.yaml", xdg);
    return home != NULL ? rn_fmt(ctx, "%s/.config/renown/renown.yaml", home) : NULL;
}

enum rn_status rn_config_find(const void *ctx, const char *given, char **ret_path,
                              struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const char *user = of_user(tmp);
    const char *places[] = {"renown.yaml", env("RENOWN_CONFIG"), user, "/etc/renown/renown.yaml"};
    char *tried = rn_dupz(tmp, "");
    if (given != NULL) {
        if (!rn_file_exists(given))
            return rn_fail(d, RN_GONE, "there is no config %s (given by -c)", given);
        *ret_path = rn_dupz(ctx, given);
        return RN_OK;
    }
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (places[i] == NULL)
            continue;
        if (rn_file_exists(places[i])) {
            *ret_path = rn_dupz(ctx, places[i]);
            return RN_OK;
        }
        if (i == 1) /* who names one means that one, and no other's store */
            return rn_fail(d, RN_GONE, "there is no config %s (given by RENOWN_CONFIG)", places[i]);
        tried = rn_fmt(tmp, "%s%s%s", tried, *tried != '\0' ? ", " : "", places[i]);
    }
    return rn_fail(d, RN_GONE,
                   "there is no config; looked for %s: make one with `renown init DIR`, or name it "
                   "with -c FILE",
                   tried);
}

/* ---- in what was read ------------------------------------------------------------------------ */

/* The finders differ in nothing but what they look through. */
#define FIND(list, n, key, wanted)                                                                 \
    for (size_t i = 0; (wanted) != NULL && i < (n); i++)                                           \
        if (strcmp((list)[i].key, (wanted)) == 0)                                                  \
            return &(list)[i];                                                                     \
    return NULL

const struct rn_listing *rn_config_listing(const struct rn_config *c, const char *id)
{
    FIND(c->listings, c->listing_count, id, id);
}

const struct rn_hours *rn_config_hours(const struct rn_config *c, const char *id)
{
    FIND(c->hours, c->hours_count, id, id);
}

const struct rn_person *rn_config_person(const struct rn_config *c, const char *id)
{
    FIND(c->people, c->people_count, id, id);
}

const struct rn_source_config *rn_config_source(const struct rn_config *c, const char *name)
{
    FIND(c->sources, c->source_count, name, name);
}
