/* SPDX-License-Identifier: MIT
 *
 * Are the secrets there that sources and channels will need? Each is resolved and wiped at once;
 * findings name the variable or the file, never the value.
 */
#include "cli/findings.h"

#include <string.h>

#include <renown/plugin.h>

#include "base/mem.h"
#include "base/near.h"
#include "config/config.h"
#include "config/docs.h"
#include "config/secret.h"
#include "plugin/harvest.h"
#include "plugin/loader.h"

enum { KNOWN_MAX = 64 };

static void wipe(char *secret)
{
    if (secret != NULL)
        explicit_bzero(secret, strlen(secret));
}

static void try_secret(struct rn_findings *fs, const struct rn_config *c,
                       const struct rn_source_config *s, const char *name)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    char *value = NULL;
    if (rn_config_secret(tmp, c, s, name, &value, &d) != RN_OK)
        rn_findings_diag(fs, c->path, &d);
    wipe(value);
}

/* Names that some login of the plugin takes. */
static size_t known_names(const struct rn_plugin *p, const char **names)
{
    size_t n = 0;
    for (const struct rn_auth *a = p->auths; a != NULL && a->name != NULL; a++) {
        const char *needs[RN_LOGIN_NEEDS];
        rn_login_needs(a, needs);
        for (size_t i = 0; i < RN_LOGIN_NEEDS && needs[i] != NULL && n < KNOWN_MAX; i++)
            names[n++] = needs[i];
    }
    return n;
}

static void check_given(struct rn_findings *fs, const struct rn_config *c,
                        const struct rn_probe *probe)
{
    const char *names[KNOWN_MAX];
    size_t n = known_names(probe->plugin, names);
    const struct rn_source_config *s = probe->source;
    for (const struct rn_node *m = s->credentials->first; m != NULL; m = m->next) {
        bool known = false;
        for (size_t i = 0; i < n; i++)
            known = known || strcmp(names[i], m->key) == 0;
        const char *near = known ? NULL : rn_nearest(m->key, names, n);
        if (!known)
            rn_findings_warning(fs, c->path, m->key_line,
                                "source %s: plugin %s takes no credential '%s'%s%s", s->name,
                                s->plugin, m->key, near != NULL ? "; did you mean " : "",
                                near != NULL ? near : "");
        try_secret(fs, c, s, m->key);
    }
}

static void check_login(struct rn_findings *fs, const struct rn_config *c,
                        const struct rn_probe *probe, const struct rn_auth *a)
{
    const char *needs[RN_LOGIN_NEEDS];
    const struct rn_source_config *s = probe->source;
    rn_login_needs(a, needs);
    for (size_t i = 0; i < RN_LOGIN_NEEDS && needs[i] != NULL; i++)
        if (rn_node_get(s->credentials, needs[i]) == NULL)
            rn_findings_fault(fs, c->path, s->node->line,
                              "source %s: credential '%s' is missing; plugin %s signs in with %s",
                              s->name, needs[i], s->plugin, rn_login_words(a));
}

/* The plugin itself says which login its first requests want. */
static void check_wanted(struct rn_findings *fs, const struct rn_config *c,
                         const struct rn_probe *probe)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h;
    struct rn_diag d = {0};
    const struct rn_auth *seen[8] = {NULL};
    size_t n = 0;
    if (probe->plugin->plan == NULL)
        return;
    if (rn_harvest_plan(tmp, probe->plugin, probe->options, rn_strn(NULL, 0), &h, &d) != RN_OK) {
        rn_findings_fault(fs, c->path, probe->source->node->line, "source %s: %s",
                          probe->source->name, d.text);
        return;
    }
    for (size_t i = 0; i < h->request_count; i++) {
        const char *name = h->requests[i].auth;
        const struct rn_auth *a = name != NULL ? rn_plugin_auth(probe->plugin, name) : NULL;
        bool again = a == NULL || n == sizeof seen / sizeof seen[0];
        for (size_t k = 0; k < n; k++)
            again = again || seen[k] == a;
        if (again)
            continue;
        seen[n++] = a;
        check_login(fs, c, probe, a);
    }
}

void rn_check_credentials(struct rn_findings *fs, const struct rn_config *c,
                          const struct rn_probe *probe)
{
    if (probe->source->credentials != NULL)
        check_given(fs, c, probe);
    check_wanted(fs, c, probe);
}

void rn_check_channels(struct rn_findings *fs, const struct rn_config *c)
{
    static const char *const keys[] = {"url", "password", "token", "key", "secret"};
    for (size_t i = 0; i < c->channel_count; i++)
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            RN_SCOPE(tmp);
            struct rn_diag d = {0};
            char *value = NULL;
            const struct rn_node *n = rn_node_get(c->channels[i].node, keys[k]);
            if (n == NULL || n->type != RN_NODE_SCALAR)
                continue;
            char *what = rn_fmt(tmp, "%s:%d: '%s' of channel %s", c->path, n->line, keys[k],
                                c->channels[i].id);
            if (rn_config_resolve(tmp, c, n->text, what, &value, &d) != RN_OK)
                rn_findings_diag(fs, c->path, &d);
            wipe(value);
        }
}
