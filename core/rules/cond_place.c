/* SPDX-License-Identifier: MIT
 *
 * Conditions on where a review stands: source, listing, brand, label, kind, replied.
 */
#include "rules/load.h"

#include <lua.h>
#include <lauxlib.h>

#include "base/mem.h"

static void words_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_addz(b, c->type->name);
    for (size_t i = 0; i < c->word_count && i < 20; i++)
        (void)rn_buf_fmt(b, "%s \"%s\"", i > 0 ? "," : "", c->words[i]);
}

static bool is_word(const struct rn_cond *c, const char *have)
{
    for (size_t i = 0; have != NULL && i < c->word_count; i++)
        if (strcmp(c->words[i], have) == 0)
            return true;
    return false;
}

static bool value_of(const char *have, struct rn_jsonw *w)
{
    if (have != NULL && have[0] != '\0')
        rn_jsonw_kstr(w, "value", rn_str(have));
    return have != NULL && have[0] != '\0';
}

static void read_known(lua_State *L, struct rn_cond *c, const char *const *names, size_t n)
{
    rn_args_words(L, 1, c->type->name, &c->words, &c->word_count);
    for (size_t i = 0; i < c->word_count; i++)
        rn_args_known(L, c->type->name, c->words[i], names, n);
}

/* ---- source, listing, brand ------------------------------------------------------------------ */

static void source_read(lua_State *L, struct rn_cond *c)
{
    /* A place's or an import's name may be meant too, so an unknown source is no error. */
    rn_args_words(L, 1, "source", &c->words, &c->word_count);
}

static bool source_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return is_word(c, f->source) || is_word(c, f->place);
}

static bool source_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    return value_of(f->source, w);
}

static void listing_read(lua_State *L, struct rn_cond *c)
{
    const struct rn_known_names *k = rn_unit_of(L)->known;
    read_known(L, c, k->listings, k->listing_count);
}

static bool listing_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return is_word(c, f->listing);
}

static bool listing_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    return value_of(f->listing, w);
}

static void brand_read(lua_State *L, struct rn_cond *c)
{
    const struct rn_known_names *k = rn_unit_of(L)->known;
    read_known(L, c, k->brands, k->brand_count);
}

static bool brand_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return is_word(c, f->brand);
}

static bool brand_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    return value_of(f->brand, w);
}

const struct rn_cond_type rn_cond_source = {"source",   source_read,  source_holds,
                                            words_text, source_value, NULL},
                          rn_cond_listing = {"listing",  listing_read,  listing_holds,
                                             words_text, listing_value, NULL},
                          rn_cond_brand = {"brand",    brand_read,  brand_holds,
                                           words_text, brand_value, NULL};

/* ---- label { region = "punjab" } ------------------------------------------------------------- */

static size_t count_pairs(lua_State *L)
{
    size_t n = 0;

    if (lua_type(L, 1) != LUA_TTABLE)
        (void)luaL_error(
            L, "label takes names and values, such as label { region = \"punjab\" }; this is %s",
            rn_what(L, 1));
    for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1), n++)
        if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
            (void)luaL_error(L,
                             "label takes names and values, such as label { region = \"punjab\" }");
    if (n == 0)
        (void)luaL_error(L, "label takes names and values, such as label { region = \"punjab\" }; "
                            "this table is empty");
    return n;
}

/* Walks in the order of Lua's table, then sorts, so that the same rule prints the same in every
 * run. */
static void label_read(lua_State *L, struct rn_cond *c)
{
    const struct rn_known_names *k = rn_unit_of(L)->known;
    size_t n = count_pairs(L), i = 0;

    c->keys = rn_new_array(rn_unit_of(L), const char *, n);
    c->words = rn_new_array(rn_unit_of(L), const char *, n);
    for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1), i++) {
        const char *key = rn_args_text(L, lua_gettop(L) - 1, "label", true);
        const char *word = rn_args_text(L, lua_gettop(L), "label", true);
        size_t at = i;
        for (; at > 0 && strcmp(c->keys[at - 1], key) > 0; at--) {
            c->keys[at] = c->keys[at - 1];
            c->words[at] = c->words[at - 1];
        }
        c->keys[at] = key;
        c->words[at] = word;
    }
    c->word_count = n;
    for (i = 0; i < n; i++)
        rn_args_known(L, "label", c->keys[i], k->labels, k->label_count);
}

static const char *label_have(const struct rn_facts *f, const char *key)
{
    for (size_t i = 0; i < f->label_count; i++)
        if (strcmp(f->label_names[i], key) == 0)
            return f->label_values[i];
    return NULL;
}

static bool label_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    for (size_t i = 0; i < c->word_count; i++) {
        const char *have = label_have(f, c->keys[i]);
        if (have == NULL || strcmp(have, c->words[i]) != 0)
            return false;
    }
    return true;
}

static void label_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_addz(b, "label");
    for (size_t i = 0; i < c->word_count && i < 20; i++)
        (void)rn_buf_fmt(b, "%s %s = \"%s\"", i > 0 ? "," : "", c->keys[i], c->words[i]);
}

static bool label_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    return value_of(label_have(f, c->keys[0]), w);
}

const struct rn_cond_type rn_cond_label = {"label",    label_read,  label_holds,
                                           label_text, label_value, NULL};

/* ---- kind, replied --------------------------------------------------------------------------- */

static const char *const kinds[] = {"review", "mention", "comment", "message", "survey"};
enum { KINDS = 5 };

static void kind_read(lua_State *L, struct rn_cond *c)
{
    read_known(L, c, kinds, KINDS);
    for (size_t i = 0; i < c->word_count; i++)
        for (unsigned k = 0; k < KINDS; k++)
            if (strcmp(kinds[k], c->words[i]) == 0)
                c->bits |= 1u << k;
}

static bool kind_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return (c->bits >> f->review->kind & 1) != 0;
}

static bool kind_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    return value_of((unsigned)f->review->kind < KINDS ? kinds[f->review->kind] : NULL, w);
}

static void replied_read(lua_State *L, struct rn_cond *c)
{
    (void)c;
    rn_args_none(L, "replied");
}

static bool replied_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    (void)c;
    return f->replied;
}

static void replied_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)c;
    (void)rn_buf_addz(b, "replied");
}

static bool replied_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    rn_jsonw_kbool(w, "value", f->replied);
    return true;
}

const struct rn_cond_type rn_cond_kind = {"kind",     kind_read,  kind_holds,
                                          words_text, kind_value, NULL},
                          rn_cond_replied = {"replied",    replied_read,  replied_holds,
                                             replied_text, replied_value, NULL};
