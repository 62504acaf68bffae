/* SPDX-License-Identifier: MIT
 *
 * Indented as in the config that `renown init` writes. A login is repeated by name or by reference
 * (${env:…}, ${file:…}); a secret that stands in the config itself is not written a second time.
 */
#include "cli/discover_lines.h"

#include <string.h>

#include <renown/plugin.h>

#include "base/id.h"
#include "base/mem.h"
#include "config/access.h"
#include "config/fill.h"
#include "config/secret.h"
#include "text/html.h"

#define INDENT "      "

struct id {
    struct id *next;
    uint64_t hash;
    const char *text;
};

enum { BUCKETS = 4096 };

struct rn_listing_lines {
    const struct rn_config *config;
    const struct rn_plugin *plugin;
    struct id *ids[BUCKETS];
};

/* ---- ids ------------------------------------------------------------------------------------- */

static bool is_taken(const struct rn_listing_lines *l, const char *text)
{
    const uint64_t hash = rn_hash64(rn_str(text));
    for (const struct id *i = l->ids[hash % BUCKETS]; i != NULL; i = i->next)
        if (i->hash == hash && strcmp(i->text, text) == 0)
            return true;
    return false;
}

static void take_id(struct rn_listing_lines *l, const char *text)
{
    struct id *i = rn_new(l, struct id);
    i->hash = rn_hash64(rn_str(text));
    i->text = text;
    i->next = l->ids[i->hash % BUCKETS];
    l->ids[i->hash % BUCKETS] = i;
}

struct rn_listing_lines *rn_listing_lines_new(const void *ctx, const struct rn_config *config,
                                              const struct rn_plugin *plugin)
{
    struct rn_listing_lines *l = rn_new(ctx, struct rn_listing_lines);
    l->config = config;
    l->plugin = plugin;
    for (size_t i = 0; i < config->listing_count; i++)
        take_id(l, config->listings[i].id);
    return l;
}

/* Shops of one name are told apart by what tells them apart for good, not by the order in which
 * they came: the same account gives the same ids next week. */
const char *rn_listing_lines_id(struct rn_listing_lines *l, const struct rn_candidate *c,
                                const char *key)
{
    struct rn_buf b, tail;
    rn_buf_init(&b, 200);
    rn_buf_init(&tail, 200);
    (void)rn_slug(&b, c->name);
    (void)rn_slug(&tail, rn_str(key));
    if (b.n == 0)
        (void)rn_buf_fmt(&b, "%s-%s", l->plugin->name, rn_buf_z(&tail));
    const char *id = rn_dup(l, rn_buf_str(&b));
    if (is_taken(l, id) || strcmp(id, "null") == 0)
        id = rn_fmt(l, "%s-%s", rn_buf_z(&b), rn_buf_z(&tail));
    for (int i = 2; is_taken(l, id); i++)
        id = rn_fmt(l, "%s-%s-%d", rn_buf_z(&b), rn_buf_z(&tail), i);
    rn_buf_free(&tail);
    rn_buf_free(&b);
    take_id(l, id);
    return id;
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void comment(struct rn_buf *b, const char *what, struct rn_str text)
{
    if (text.n == 0)
        return;
    (void)rn_buf_fmt(b, INDENT "  # %s", what); /* quoted: no letter of it ends the comment */
    (void)rn_yaml_escape(b, text);
    (void)rn_buf_addc(b, '\n');
}

/* A set that was written out in the source: each of its values, when none is a secret itself. */
static bool can_repeat(const struct rn_node *set)
{
    for (const struct rn_node *n = set->first; n != NULL; n = n->next)
        if (n->type != RN_NODE_SCALAR ||
            (!rn_secret_reference(n->text) && !rn_credential_is_public(n->key)))
            return false;
    return true;
}

static void add_set(struct rn_buf *b, const struct rn_node *set)
{
    (void)rn_buf_addz(b, "{ ");
    for (const struct rn_node *n = set->first; n != NULL; n = n->next) {
        (void)rn_buf_fmt(b, "%s%s: ", n == set->first ? "" : ", ", n->key);
        (void)rn_yaml_escape(b, rn_str(n->text));
    }
    (void)rn_buf_addz(b, " }");
}

/* What the listing needs of the login and does not get from `defaults:`. */
static void add_login(const struct rn_listing_lines *l, struct rn_buf *b,
                      const struct rn_source_config *login)
{
    static const char *const keys[] = {"endpoint", "token_endpoint", "credentials"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct rn_node *n = rn_node_get(login->node, keys[i]);
        if (rn_node_null(n) || rn_config_is_default(l->config, login, keys[i]) ||
            (n->type == RN_NODE_MAP && !can_repeat(n)))
            continue;
        (void)rn_buf_fmt(b, ", %s: ", keys[i]);
        if (n->type == RN_NODE_MAP)
            add_set(b, n);
        else
            (void)rn_yaml_escape(b, rn_str(n->text));
    }
}

static bool login_is_missing(const struct rn_listing_lines *l, const struct rn_source_config *login)
{
    const struct rn_node *n = rn_node_get(login->node, "credentials");
    return !rn_node_null(n) && !rn_config_is_default(l->config, login, "credentials") &&
           n->type == RN_NODE_MAP && !can_repeat(n);
}

void rn_listing_lines_add(struct rn_listing_lines *l, struct rn_buf *b,
                          const struct rn_candidate *c, const char *id,
                          const struct rn_source_config *login)
{
    (void)rn_buf_fmt(b, INDENT "- id: %s\n" INDENT "  name: ", id);
    (void)rn_yaml_escape(b, c->name.n > 0 ? c->name : rn_str(id));
    (void)rn_buf_addc(b, '\n');
    comment(b, "at ", c->where);
    comment(b, "in account ", c->owner);
    comment(b, "", c->note);
    if (c->lang.n > 0)
        (void)rn_buf_fmt(b, INDENT "  lang: [\"%.*s\"]\n", RN_STR_ARG(c->lang));
    (void)rn_buf_addz(b, INDENT "  sources:\n");
    if (login_is_missing(l, login))
        (void)rn_buf_fmt(b,
                         INDENT "    # the login of source %s is not repeated here: move it below "
                                "`credentials:` and name it\n",
                         login->name);
    (void)rn_buf_fmt(b, INDENT "    - { plugin: %s", l->plugin->name);
    for (size_t i = 0; i < c->value_count; i++) {
        (void)rn_buf_fmt(b, ", %s: ", c->values[i].option);
        (void)rn_yaml_escape(b, c->values[i].value);
    }
    add_login(l, b, login);
    (void)rn_buf_addz(b, " }\n");
}
