/* SPDX-License-Identifier: MIT
 *
 * The JSON Schema of the config file: what an editor needs to complete keys and to mark unknown
 * ones while they are typed. `renown check` says more; nothing here is stricter than the reader.
 */
#include <renown/json.h>
#include <renown/plugin.h>

#include "config/docs.h"
#include "config/schema.h"

/* How the value of a nested key holds its section. */
enum holding { ONE, LIST, BY_NAME };

/* Nested keys that are not named here (labels, week, away …) may hold anything. */
static const struct {
    const char *section, *key;
    enum holding holding;
    const struct rn_section *of;
} nested[] = {
    {"file", "brands", LIST, &rn_section_brand},
    {"brand", "listings", LIST, &rn_section_listing},
    {"listing", "sources", LIST, &rn_section_source},
    {"listing", "replies", ONE, &rn_section_replies},
    {"file", "hours", BY_NAME, &rn_section_hours},
    {"file", "people", LIST, &rn_section_person},
    {"file", "teams", LIST, &rn_section_team},
    {"file", "channels", BY_NAME, &rn_section_channel},
    {"file", "sla", LIST, &rn_section_sla},
    {"file", "replies", ONE, &rn_section_replies},
    {"file", "rules", ONE, &rn_section_rules},
    {"file", "digests", LIST, &rn_section_digest},
    {"file", "retention", ONE, &rn_section_retention},
};

/* ---- one option ------------------------------------------------------------------------------ */

/* YAML reads an unquoted number or yes as no text; the reader takes it as written. */
static void scalar(struct rn_jsonw *w)
{
    rn_jsonw_key(w, "type");
    rn_jsonw_raw(w, rn_str("[\"string\",\"number\",\"boolean\"]"));
}

static void put_list(struct rn_jsonw *w, const struct rn_option *o)
{
    (void)o;
    rn_jsonw_key(w, "type");
    rn_jsonw_raw(w, rn_str("[\"string\",\"number\",\"boolean\",\"array\"]"));
    rn_jsonw_key(w, "items");
    rn_jsonw_object(w);
    scalar(w);
    rn_jsonw_end(w);
}

static void put_text(struct rn_jsonw *w, const struct rn_option *o)
{
    (void)o;
    scalar(w);
}

static void put_int(struct rn_jsonw *w, const struct rn_option *o)
{
    rn_jsonw_key(w, "type");
    rn_jsonw_raw(w, rn_str("[\"integer\",\"string\"]"));
    if (o->min == o->max)
        return;
    rn_jsonw_kint(w, "minimum", o->min);
    rn_jsonw_kint(w, "maximum", o->max);
}

static void put_bool(struct rn_jsonw *w, const struct rn_option *o)
{
    (void)o;
    rn_jsonw_key(w, "type");
    rn_jsonw_raw(w, rn_str("[\"boolean\",\"string\"]"));
}

static void put_choice(struct rn_jsonw *w, const struct rn_option *o)
{
    rn_jsonw_key(w, "enum");
    rn_jsonw_array(w);
    for (size_t i = 0; o->choices[i] != NULL; i++)
        rn_jsonw_str(w, rn_str(o->choices[i]));
    rn_jsonw_end(w);
}

static void option(struct rn_jsonw *w, const struct rn_option *o)
{
    static void (*const puts[])(struct rn_jsonw *, const struct rn_option *) = {
        [RN_OPT_TEXT] = put_text, [RN_OPT_LIST] = put_list,     [RN_OPT_INT] = put_int,
        [RN_OPT_BOOL] = put_bool, [RN_OPT_DURATION] = put_text, [RN_OPT_CHOICE] = put_choice,
        [RN_OPT_FILE] = put_text};
    rn_jsonw_key(w, o->name);
    rn_jsonw_object(w);
    puts[o->type](w, o);
    rn_jsonw_kopt(w, "description", rn_str(o->doc));
    rn_jsonw_kopt(w, "default", rn_str(o->def));
    rn_jsonw_end(w);
}

static void rows(struct rn_jsonw *w, const struct rn_option_table *t)
{
    const struct rn_option *o;
    for (size_t i = 0; (o = rn_option_at(t, i)) != NULL; i++)
        option(w, o);
}

static void required(struct rn_jsonw *w, const struct rn_option_table *t)
{
    const struct rn_option *o;
    rn_jsonw_key(w, "required");
    rn_jsonw_array(w);
    for (size_t i = 0; (o = rn_option_at(t, i)) != NULL; i++)
        if ((o->flags & RN_OPT_REQUIRED) != 0)
            rn_jsonw_str(w, rn_str(o->name));
    rn_jsonw_end(w);
}

/* ---- sections -------------------------------------------------------------------------------- */

static void refer(struct rn_jsonw *w, const struct rn_section *s)
{
    char to[64];
    (void)snprintf(to, sizeof to, "#/$defs/%s", s->name);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "$ref", rn_str(to));
    rn_jsonw_end(w);
}

/* A key without a value is as good as none. */
static void kind(struct rn_jsonw *w, const char *type)
{
    rn_jsonw_key(w, "type");
    rn_jsonw_array(w);
    rn_jsonw_str(w, rn_str(type));
    rn_jsonw_str(w, rn_str("null"));
    rn_jsonw_end(w);
}

static void nested_key(struct rn_jsonw *w, const struct rn_section *s, const struct rn_nested *n)
{
    rn_jsonw_key(w, n->key);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "description", rn_str(n->doc));
    for (size_t i = 0; i < sizeof nested / sizeof nested[0]; i++) {
        if (strcmp(nested[i].section, s->name) != 0 || strcmp(nested[i].key, n->key) != 0)
            continue;
        const enum holding h = nested[i].holding;
        if (h != ONE)
            kind(w, h == LIST ? "array" : "object");
        rn_jsonw_key(w, h == LIST ? "items" : h == BY_NAME ? "additionalProperties" : "allOf");
        if (h == ONE)
            rn_jsonw_array(w);
        refer(w, nested[i].of);
        if (h == ONE)
            rn_jsonw_end(w);
    }
    rn_jsonw_end(w);
}

/* The members of an object that describe the section. */
static void section(struct rn_jsonw *w, const struct rn_section *s)
{
    const bool source = s == &rn_section_source;
    const struct rn_option_table own = {s->options, 0}, common = {rn_section_common.options, 0};
    rn_jsonw_kstr(w, "description", rn_str(s->doc));
    kind(w, "object");
    rn_jsonw_kbool(w, "additionalProperties", source); /* plugins add theirs */
    required(w, &own);
    rn_jsonw_key(w, "properties");
    rn_jsonw_object(w);
    rows(w, &own);
    if (source)
        rows(w, &common);
    for (const struct rn_nested *n = s->nested; n != NULL && n->key != NULL; n++)
        nested_key(w, s, n);
    rn_jsonw_end(w);
}

/* if the source is of this plugin, then these are its options */
static void plugin(struct rn_jsonw *w, const struct rn_plugin *p)
{
    const struct rn_option_table t = {p->options, p->option_size};
    rn_jsonw_object(w);
    rn_jsonw_key(w, "if");
    rn_jsonw_object(w);
    rn_jsonw_key(w, "properties");
    rn_jsonw_object(w);
    rn_jsonw_key(w, "plugin");
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "const", rn_str(p->name));
    for (int open = 0; open < 3; open++)
        rn_jsonw_end(w);
    rn_jsonw_key(w, "then");
    rn_jsonw_object(w);
    rn_jsonw_key(w, "properties");
    rn_jsonw_object(w);
    rows(w, &t);
    for (int open = 0; open < 3; open++)
        rn_jsonw_end(w);
}

void rn_docs_schema(struct rn_buf *out, const struct rn_plugin *const *plugins, size_t count)
{
    struct rn_jsonw w;
    rn_jsonw_init(&w, out);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "$schema", rn_str("https://json-schema.org/draft/2020-12/schema"));
    rn_jsonw_kstr(&w, "title", rn_str("renown.yaml"));
    section(&w, &rn_section_root);
    rn_jsonw_key(&w, "$defs");
    rn_jsonw_object(&w);
    for (size_t i = 0; rn_sections[i] != NULL; i++) {
        if (rn_sections[i] == &rn_section_root || rn_sections[i] == &rn_section_common)
            continue;
        rn_jsonw_key(&w, rn_sections[i]->name);
        rn_jsonw_object(&w);
        section(&w, rn_sections[i]);
        if (rn_sections[i] == &rn_section_source && count > 0) {
            rn_jsonw_key(&w, "allOf");
            rn_jsonw_array(&w);
            for (size_t k = 0; k < count; k++)
                plugin(&w, plugins[k]);
            rn_jsonw_end(&w);
        }
        rn_jsonw_end(&w);
    }
    rn_jsonw_end(&w);
    rn_jsonw_end(&w);
    (void)rn_buf_addc(out, '\n');
}
