/* SPDX-License-Identifier: MIT
 *
 * Conditions on what lies around a review: how many others there are at its listing, how many its
 * author wrote, whether somebody was in when it came.
 */
#include "rules/load.h"

#include <math.h>

#include <lua.h>
#include <lauxlib.h>

#include <renown/stamp.h>

#include "base/business.h"
#include "base/mem.h"

enum { COUNT_MAX = 100000 };

/* ---- numbers of reviews ---------------------------------------------------------------------- */

static bool whole_bound(lua_State *L, const char *what, const char *key, double *ret)
{
    bool given = rn_args_number(L, 1, what, key, ret);

    if (given && (*ret != floor(*ret) || *ret < 0 || *ret > COUNT_MAX))
        (void)luaL_error(L, "%s: %s is a whole number from 0 to %d", what, key, COUNT_MAX);
    return given;
}

static void read_bounds(lua_State *L, struct rn_cond *c, const char *min, const char *max,
                        const char *example)
{
    c->range.has_min = whole_bound(L, c->type->name, min, &c->range.min);
    c->range.has_max = whole_bound(L, c->type->name, max, &c->range.max);
    if (!c->range.has_min && !c->range.has_max)
        (void)luaL_error(L, "%s needs %s or %s, such as %s", c->type->name, min, max, example);
    if (c->range.has_min && c->range.has_max && c->range.min > c->range.max)
        (void)luaL_error(L, "%s: %s is greater than %s, so this never holds", c->type->name, min,
                         max);
}

/* No more is counted than is needed to tell. */
static int64_t enough(const struct rn_cond *c)
{
    return (int64_t)(c->range.has_max ? c->range.max + 1 : c->range.min);
}

static bool within(const struct rn_cond *c, int64_t n)
{
    return n >= 0 && (!c->range.has_min || (double)n >= c->range.min) &&
           (!c->range.has_max || (double)n <= c->range.max);
}

static void bounds_text(const struct rn_cond *c, struct rn_buf *b)
{
    if (c->range.has_min)
        (void)rn_buf_fmt(b, " min %g", c->range.min);
    if (c->range.has_max)
        (void)rn_buf_fmt(b, " max %g", c->range.max);
}

static bool number_value(int64_t n, struct rn_jsonw *w)
{
    if (n >= 0)
        rn_jsonw_kint(w, "value", n);
    return n >= 0;
}

/* ---- count { window = "7d", min = 4 } -------------------------------------------------------- */

static void count_read(lua_State *L, struct rn_cond *c)
{
    static const char *const keys[] = {"window", "min", "max"};
    struct rn_duration window;
    const char *text;

    rn_args_only(L, 1, "count", keys, 3);
    text = rn_args_field(L, 1, "count", "window", true);
    if (!rn_duration_parse(rn_str(text), &window) || window.business || window.us <= 0)
        (void)luaL_error(L, "count: window = \"%s\" is no duration; write 15m, 4h or 7d", text);
    c->window = window.us;
    read_bounds(L, c, "min", "max", "count { window = \"7d\", min = 4 }");
}

static int64_t count_of(const struct rn_cond *c, const struct rn_facts *f, int64_t most)
{
    if (f->around == NULL || f->listing == NULL)
        return -1;
    return f->around->at_listing(f->around->arg, f->listing, f->now - c->window, f->now, most);
}

static bool count_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return within(c, count_of(c, f, enough(c)));
}

static void count_text(const struct rn_cond *c, struct rn_buf *b)
{
    char z[48];

    (void)rn_buf_fmt(b, "count window %s", rn_duration_text(c->window, z));
    bounds_text(c, b);
}

static bool count_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    return number_value(count_of(c, f, COUNT_MAX), w);
}

const struct rn_cond_type rn_cond_count = {"count",    count_read,  count_holds,
                                           count_text, count_value, NULL};

/* ---- author { reviews_min = 2 } -------------------------------------------------------------- */

static void author_read(lua_State *L, struct rn_cond *c)
{
    static const char *const keys[] = {"reviews_min", "reviews_max", "vip"};

    rn_args_only(L, 1, "author", keys, 3);
    lua_getfield(L, 1, "vip");
    if (!lua_isnil(L, -1))
        (void)luaL_error(L, "author: vip is not available in this version");
    lua_pop(L, 1);
    read_bounds(L, c, "reviews_min", "reviews_max", "author { reviews_min = 2 }");
}

static int64_t author_count(const struct rn_facts *f, int64_t most)
{
    if (f->around == NULL || f->author == NULL)
        return -1;
    return f->around->by_author(f->around->arg, f->author, f->now, most);
}

static bool author_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return within(c, author_count(f, enough(c)));
}

static void author_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_addz(b, "author reviews");
    bounds_text(c, b);
}

static bool author_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    return number_value(author_count(f, COUNT_MAX), w);
}

const struct rn_cond_type rn_cond_author = {"author",    author_read,  author_holds,
                                            author_text, author_value, NULL};

/* ---- business_hours "care" ------------------------------------------------------------------- */

static void hours_read(lua_State *L, struct rn_cond *c)
{
    const struct rn_known_names *k = rn_unit_of(L)->known;

    rn_args_words(L, 1, "business_hours", &c->words, &c->word_count);
    c->calendars = rn_new_array(rn_unit_of(L), const struct rn_business *, c->word_count);
    for (size_t i = 0; i < c->word_count; i++) {
        rn_args_known(L, "business_hours", c->words[i], k->hours, k->hours_count);
        for (size_t n = 0; k->calendars != NULL && n < k->hours_count; n++)
            if (strcmp(k->hours[n], c->words[i]) == 0)
                c->calendars[i] = k->calendars[n];
    }
}

static bool hours_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    for (size_t i = 0; f->seen != 0 && i < c->word_count; i++)
        if (c->calendars[i] != NULL && rn_business_is_open(c->calendars[i], f->seen))
            return true;
    return false;
}

static void hours_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_addz(b, "business_hours");
    for (size_t i = 0; i < c->word_count && i < 20; i++)
        (void)rn_buf_fmt(b, "%s \"%s\"", i > 0 ? "," : "", c->words[i]);
}

static bool hours_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    char z[32];

    (void)c;
    if (f->seen != 0)
        rn_jsonw_kstr(w, "value", rn_str(rn_stamp_text(f->seen, z)));
    return f->seen != 0;
}

const struct rn_cond_type rn_cond_business_hours = {"business_hours", hours_read,  hours_holds,
                                                    hours_text,       hours_value, NULL};
