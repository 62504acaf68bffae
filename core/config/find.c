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

const struct rn_listing *rn_config_listing(const struct rn_config *c, const char *id)
{
    for (size_t i = 0; i < c->listing_count; i++)
        if (strcmp(c->listings[i].id, id) == 0)
            return &c->listings[i];
    return NULL;
}

const struct rn_source_config *rn_config_source(const struct rn_config *c, const char *name)
{
    for (size_t i = 0; i < c->source_count; i++)
        if (strcmp(c->sources[i].name, name) == 0)
            return &c->sources[i];
    return NULL;
}
