/* SPDX-License-Identifier: MIT
 *
 * Conditions on numbers: stars, stars_changed, length, age, reach. A range has min, max or, for
 * stars, is.
 */
#include "rules/load.h"

#include <lua.h>
#include <lauxlib.h>

#include <renown/stamp.h>
#include <renown/utf8.h>

static void need_bounds(lua_State *L, const struct rn_cond *c, const char *example)
{
    if (!c->range.has_min && !c->range.has_max)
        (void)luaL_error(L, "%s needs min or max, such as %s", c->type->name, example);
    if (c->range.has_min && c->range.has_max && c->range.min > c->range.max)
        (void)luaL_error(L, "%s: min is greater than max, so this never holds", c->type->name);
}

static bool within(const struct rn_cond *c, double v)
{
    return (!c->range.has_min || v >= c->range.min) && (!c->range.has_max || v <= c->range.max);
}

static void range_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_addz(b, c->type->name);
    if (c->range.has_min && c->range.has_max && c->range.min == c->range.max) {
        (void)rn_buf_fmt(b, " is %g", c->range.min);
        return;
    }
    if (c->range.has_min)
        (void)rn_buf_fmt(b, " min %g", c->range.min);
    if (c->range.has_max)
        (void)rn_buf_fmt(b, " max %g", c->range.max);
}

static void range_says(const struct rn_cond *c, bool known, double v, struct rn_buf *b)
{
    bool is = c->range.has_min && c->range.has_max && c->range.min == c->range.max;

    (void)rn_buf_addz(b, c->type->name);
    if (known)
        (void)rn_buf_fmt(b, " %g", v);
    else
        (void)rn_buf_addz(b, " absent");
    if (is)
        (void)rn_buf_fmt(b, " = %g", c->range.min);
    else if (c->range.has_min)
        (void)rn_buf_fmt(b, " ≥ %g", c->range.min);
    if (c->range.has_max && !is)
        (void)rn_buf_fmt(b, c->range.has_min ? " and ≤ %g" : " ≤ %g", c->range.max);
}

/* ---- stars ----------------------------------------------------------------------------------- */

static void check_star(lua_State *L, const char *key, bool given, double v)
{
    if (given && (v < 1 || v > 5))
        (void)luaL_error(L, "stars: %s lies between 1 and 5", key);
}

static void stars_read(lua_State *L, struct rn_cond *c)
{
    static const char *const keys[] = {"min", "max", "is"};
    double is;

    rn_args_only(L, 1, "stars", keys, 3);
    c->range.has_min = rn_args_number(L, 1, "stars", "min", &c->range.min);
    c->range.has_max = rn_args_number(L, 1, "stars", "max", &c->range.max);
    check_star(L, "min", c->range.has_min, c->range.min);
    check_star(L, "max", c->range.has_max, c->range.max);
    if (rn_args_number(L, 1, "stars", "is", &is)) {
        check_star(L, "is", true, is);
        if (c->range.has_min || c->range.has_max)
            (void)luaL_error(L, "stars takes either is, or min and max");
        c->range = (struct rn_range){true, true, is, is};
    }
    need_bounds(L, c, "stars { max = 2 }");
}

static bool stars_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return f->has_stars && within(c, f->stars);
}

static bool stars_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    if (f->has_stars)
        rn_jsonw_knum(w, "value", f->stars);
    return f->has_stars;
}

static void stars_says(const struct rn_cond *c, const struct rn_facts *f, struct rn_buf *b)
{
    range_says(c, f->has_stars, f->stars, b);
}

const struct rn_cond_type rn_cond_stars = {"stars",    stars_read,  stars_holds,
                                           range_text, stars_value, stars_says};

/* ---- stars_changed --------------------------------------------------------------------------- */

static void changed_read(lua_State *L, struct rn_cond *c)
{
    static const char *const keys[] = {"by"};
    double by;

    rn_args_only(L, 1, "stars_changed", keys, 1);
    if (!rn_args_number(L, 1, "stars_changed", "by", &by) || by == 0 || by < -4 || by > 4)
        (void)luaL_error(
            L, "stars_changed takes by = a number from -4 to 4 (by = -1: fell by one or more)");
    c->range =
        by < 0 ? (struct rn_range){false, true, 0, by} : (struct rn_range){true, false, by, 0};
}

static bool changed_known(const struct rn_facts *f)
{
    return f->has_stars && f->stars_before > 0;
}

static bool changed_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return changed_known(f) && within(c, f->stars - f->stars_before);
}

static void changed_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_fmt(b, "stars_changed by %g", c->range.has_min ? c->range.min : c->range.max);
}

static bool changed_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    if (changed_known(f))
        rn_jsonw_knum(w, "value", f->stars - f->stars_before);
    return changed_known(f);
}

const struct rn_cond_type rn_cond_stars_changed = {"stars_changed", changed_read,  changed_holds,
                                                   changed_text,    changed_value, NULL};

/* ---- length, reach --------------------------------------------------------------------------- */

static void count_read(lua_State *L, struct rn_cond *c)
{
    static const char *const keys[] = {"min", "max"};

    rn_args_only(L, 1, c->type->name, keys, 2);
    c->range.has_min = rn_args_number(L, 1, c->type->name, "min", &c->range.min);
    c->range.has_max = rn_args_number(L, 1, c->type->name, "max", &c->range.max);
    need_bounds(L, c, "{ min = 20 }");
}

static double text_length(const struct rn_facts *f)
{
    return (double)rn_utf8_count(f->review->text);
}

/* There are at most as many characters as bytes and at least a quarter: mostly nothing is counted.
 */
static bool length_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    double bytes = (double)f->review->text.n;

    if (c->range.has_min && bytes < c->range.min)
        return false;
    if (!c->range.has_max && bytes >= c->range.min * 4)
        return true;
    return within(c, text_length(f));
}

static bool length_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    rn_jsonw_kint(w, "value", (int64_t)text_length(f));
    return true;
}

static void length_says(const struct rn_cond *c, const struct rn_facts *f, struct rn_buf *b)
{
    range_says(c, true, text_length(f), b);
}

static bool reach_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return f->review->reach > 0 && within(c, f->review->reach);
}

static bool reach_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    if (f->review->reach > 0)
        rn_jsonw_knum(w, "value", f->review->reach);
    return f->review->reach > 0;
}

static void reach_says(const struct rn_cond *c, const struct rn_facts *f, struct rn_buf *b)
{
    range_says(c, f->review->reach > 0, f->review->reach, b);
}

const struct rn_cond_type rn_cond_length = {"length",   count_read,   length_holds,
                                            range_text, length_value, length_says},
                          rn_cond_reach = {"reach",    count_read,  reach_holds,
                                           range_text, reach_value, reach_says};

/* ---- age ------------------------------------------------------------------------------------- */

static bool age_bound(lua_State *L, const char *key, double *ret)
{
    struct rn_duration d;
    const char *s = rn_args_field(L, 1, "age", key, false);

    if (s == NULL)
        return false;
    if (!rn_duration_parse(rn_str(s), &d) || d.business)
        (void)luaL_error(L, "age: %s = \"%s\" is no duration; write 90s, 15m, 4h or 2d", key, s);
    *ret = (double)d.us;
    return true;
}

static void age_read(lua_State *L, struct rn_cond *c)
{
    static const char *const keys[] = {"min", "max"};

    rn_args_only(L, 1, "age", keys, 2);
    c->range.has_min = age_bound(L, "min", &c->range.min);
    c->range.has_max = age_bound(L, "max", &c->range.max);
    need_bounds(L, c, "age { min = \"3d\" }");
}

static bool age_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return f->at != 0 && within(c, (double)(f->now - f->at));
}

static void age_text(const struct rn_cond *c, struct rn_buf *b)
{
    char z[48];

    (void)rn_buf_addz(b, "age");
    if (c->range.has_min)
        (void)rn_buf_fmt(b, " min %s", rn_duration_text((int64_t)c->range.min, z));
    if (c->range.has_max)
        (void)rn_buf_fmt(b, " max %s", rn_duration_text((int64_t)c->range.max, z));
}

static bool age_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    char z[48];
    int64_t age = f->now > f->at ? f->now - f->at : 0;

    (void)c;
    if (f->at != 0)
        rn_jsonw_kstr(w, "value", rn_str(rn_duration_text(age / RN_SECOND * RN_SECOND, z)));
    return f->at != 0;
}

const struct rn_cond_type rn_cond_age = {"age", age_read, age_holds, age_text, age_value, NULL};
