/* SPDX-License-Identifier: MIT
 *
 * all, any, no: conditions of conditions.
 */
#include "rules/load.h"

#include <lua.h>
#include <lauxlib.h>

#include "base/mem.h"

static void take_kid(lua_State *L, struct rn_cond *c, size_t i)
{
    struct rn_cond *kid = rn_to_cond(L, -1);

    if (kid == NULL)
        (void)luaL_error(L, "%s takes conditions, separated by commas; number %d is %s",
                         c->type->name, (int)i + 1, rn_what(L, -1));
    kid->used = true;
    c->kids[i] = kid;
    c->weight += kid->weight;
    if (kid->depth + 1 > c->depth)
        c->depth = kid->depth + 1;
    if (c->depth > RN_COND_DEPTH || c->weight > RN_COND_WEIGHT)
        (void)luaL_error(L, "this condition is nested more than %d deep or has more than %d parts",
                         RN_COND_DEPTH, RN_COND_WEIGHT);
}

/* { a, b, c }, or one condition without braces. */
static void read_kids(lua_State *L, struct rn_cond *c)
{
    bool one = rn_to_cond(L, 1) != NULL;
    size_t n = 1, keys = 0;

    if (!one && lua_type(L, 1) != LUA_TTABLE)
        (void)luaL_error(L,
                         "%s takes conditions in braces, such as %s { stars { max = 2 }, replied() "
                         "}; this is %s",
                         c->type->name, c->type->name, rn_what(L, 1));
    if (!one) {
        n = lua_rawlen(L, 1);
        for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1))
            keys++;
    }
    if (!one && (n == 0 || keys != n || n > RN_COND_WEIGHT))
        (void)luaL_error(L, "%s takes a list of conditions; this list %s", c->type->name,
                         n == 0 && keys == 0 ? "is empty"
                                             : "has named values, gaps or too many parts");
    rn_budget_charge(L, (int64_t)n * 4);
    c->kids = rn_new_array(rn_unit_of(L), struct rn_cond *, n);
    c->kid_count = n;
    for (size_t i = 0; i < n; i++) {
        if (one)
            lua_pushvalue(L, 1);
        else
            lua_rawgeti(L, 1, (lua_Integer)i + 1);
        take_kid(L, c, i);
        lua_pop(L, 1);
    }
}

static bool holds_all(const struct rn_cond *c, const struct rn_facts *f)
{
    for (size_t i = 0; i < c->kid_count; i++)
        if (!rn_cond_holds(c->kids[i], f))
            return false;
    return true;
}

static bool holds_any(const struct rn_cond *c, const struct rn_facts *f)
{
    for (size_t i = 0; i < c->kid_count; i++)
        if (rn_cond_holds(c->kids[i], f))
            return true;
    return false;
}

static bool holds_no(const struct rn_cond *c, const struct rn_facts *f)
{
    return !holds_any(c, f);
}

static void text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_addz(b, c->type->name);
}

static bool no_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    (void)f;
    (void)w;
    return false;
}

const struct rn_cond_type rn_cond_all = {"all", read_kids, holds_all, text, no_value, NULL},
                          rn_cond_any = {"any", read_kids, holds_any, text, no_value, NULL},
                          rn_cond_no = {"no", read_kids, holds_no, text, no_value, NULL};

/* ---- showing --------------------------------------------------------------------------------- */

static void show(const struct rn_cond *c, const struct rn_facts *f, bool people, struct rn_jsonw *w)
{
    struct rn_buf b, says;

    rn_buf_init(&b, 4000);
    rn_buf_init(&says, 4000);
    c->type->text(c, &b);
    if (people && c->type->says != NULL)
        c->type->says(c, f, &says);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "text", b.full ? rn_str(c->type->name) : rn_buf_str(&b));
    if (c->kid_count == 0)
        (void)c->type->value(c, f, w);
    rn_jsonw_kbool(w, "holds", rn_cond_holds(c, f));
    rn_jsonw_kopt(w, "says", rn_buf_str(&says));
    if (c->kid_count > 0) {
        rn_jsonw_key(w, "conditions");
        rn_jsonw_array(w);
        for (size_t i = 0; i < c->kid_count; i++)
            show(c->kids[i], f, people, w);
        rn_jsonw_end(w);
    }
    rn_jsonw_end(w);
    rn_buf_free(&b);
    rn_buf_free(&says);
}

void rn_cond_explain(const struct rn_cond *c, const struct rn_facts *f, bool people,
                     struct rn_jsonw *w)
{
    if (c->type != &rn_cond_all) {
        show(c, f, people, w);
        return;
    }
    for (size_t i = 0; i < c->kid_count; i++)
        rn_cond_explain(c->kids[i], f, people, w);
}
