/* SPDX-License-Identifier: MIT */
#include "collect/live.h"

#include <inttypes.h>
#include <stdlib.h>

#include <renown/json.h>

#include "base/mem.h"
#include "store/decisions.h"
#include "store/events.h"

/* Small values of the store: the number of the live set, the last number that was given, and each
 * set by its number. */
#define KEY_NOW  "live"
#define KEY_LAST "live:last"
enum { SET_MAX = 4 << 20 };

/* ---- small values ---------------------------------------------------------------------------- */

static enum rn_status number_of(struct rn_store *s, const char *key, int64_t *ret,
                                struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *text;
    enum rn_status st = rn_store_meta(s, key, tmp, &text, d);

    *ret = st == RN_OK ? strtoll(text, NULL, 10) : 0;
    return st == RN_GONE ? RN_OK : st;
}

static enum rn_status set_number(struct rn_store *s, const char *key, int64_t n, struct rn_diag *d)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%" PRId64, n);
    return rn_store_set_meta(s, key, text, d);
}

static char *set_key(const void *ctx, int64_t number)
{
    return rn_fmt(ctx, "live:%" PRId64, number);
}

/* ---- reading --------------------------------------------------------------------------------- */

static enum rn_status read_script(const void *ctx, struct rn_store *s, const struct rn_json *j,
                                  struct rn_script *ret, struct rn_diag *d)
{
    char *source;

    ret->name = ret->path = rn_dup(ctx, rn_json_str(rn_json_get(j, "name")));
    (void)snprintf(ret->hash, sizeof ret->hash, "%.*s", (int)rn_json_str(rn_json_get(j, "hash")).n,
                   rn_json_str(rn_json_get(j, "hash")).p);
    enum rn_status st = rn_script_source(s, ret->hash, ctx, &source, d);
    if (st == RN_OK)
        ret->source = rn_str(source);
    return st == RN_GONE ? rn_fail(d, RN_CORRUPT,
                                   "the live script %s is not in the store any more: apply "
                                   "the scripts again with `renown rules apply`",
                                   ret->name)
                         : st;
}

static enum rn_status read_set(const void *ctx, struct rn_store *s, const struct rn_json *set,
                               struct rn_live *ret, struct rn_diag *d)
{
    const struct rn_json *list = rn_json_get(set, "scripts");
    enum rn_status st = RN_OK;

    (void)rn_json_int(rn_json_get(set, "before"), &ret->before);
    (void)rn_json_int(rn_json_get(set, "at"), &ret->at);
    ret->by = rn_dup(ctx, rn_json_str(rn_json_get(set, "by")));
    ret->scripts = rn_new_array(ctx, struct rn_script, rn_json_count(list) + 1);
    for (const struct rn_json *j = rn_json_first(list); j != NULL && st == RN_OK;
         j = rn_json_next(j))
        st = read_script(ctx, s, j, &ret->scripts[ret->count++], d);
    return st;
}

enum rn_status rn_live_load(const void *ctx, struct rn_store *s, struct rn_live *ret,
                            struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_live live = {0};
    struct rn_json_doc *doc;
    char *text;
    enum rn_status st = number_of(s, KEY_NOW, &live.number, d);

    if (st != RN_OK)
        return st;
    if (live.number == 0)
        return rn_fail(d, RN_GONE, "no rules are live: `renown rules apply` makes them so");
    st = rn_store_meta(s, set_key(tmp, live.number), tmp, &text, d);
    if (st == RN_OK)
        st = rn_json_parse(rn_str(text), SET_MAX, &doc, d);
    if (st != RN_OK)
        return st;
    st = read_set(ctx, s, rn_json_root(doc), &live, d);
    rn_json_free(doc);
    if (st == RN_OK)
        *ret = live;
    return st;
}

/* ---- writing --------------------------------------------------------------------------------- */

static bool belongs(const struct rn_script *s)
{
    return strncmp(s->name, "tests/", 6) != 0;
}

static bool is_same(const struct rn_live *live, const struct rn_script *scripts, size_t count)
{
    size_t k = 0;

    for (size_t i = 0; i < count; i++) {
        if (!belongs(&scripts[i]))
            continue;
        if (k == live->count || strcmp(live->scripts[k].name, scripts[i].name) != 0 ||
            strcmp(live->scripts[k].hash, scripts[i].hash) != 0)
            return false;
        k++;
    }
    return k == live->count;
}

static enum rn_status write_set(struct rn_store *s, const struct rn_live *set, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_buf b;
    struct rn_jsonw w;
    enum rn_status st = RN_OK;

    rn_buf_init(&b, SET_MAX);
    rn_jsonw_init(&w, &b);
    rn_jsonw_object(&w);
    rn_jsonw_kint(&w, "before", set->before);
    rn_jsonw_kint(&w, "at", set->at);
    rn_jsonw_kstr(&w, "by", rn_str(set->by));
    rn_jsonw_key(&w, "scripts");
    rn_jsonw_array(&w);
    for (size_t i = 0; i < set->count && st == RN_OK; i++) {
        const struct rn_script *one = &set->scripts[i];
        if (!belongs(one))
            continue;
        rn_jsonw_object(&w);
        rn_jsonw_kstr(&w, "name", rn_str(one->name));
        rn_jsonw_kstr(&w, "hash", rn_str(one->hash));
        rn_jsonw_end(&w);
        st = rn_script_keep(s, one->hash, one->name, one->source, d);
    }
    rn_jsonw_end(&w);
    rn_jsonw_end(&w);
    if (st == RN_OK && b.full)
        st = rn_fail(d, RN_LIMIT, "there are too many scripts to be made live at once");
    if (st == RN_OK)
        st = rn_store_set_meta(s, set_key(tmp, set->number), rn_buf_z(&b), d);
    rn_buf_free(&b);
    return st;
}

/* Makes a set that is kept the live one, and says so in the chain. */
static enum rn_status make_live(struct rn_store *s, const char *kind, int64_t number, int64_t now,
                                const char *actor, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const struct rn_event event = {
        .at = now, .kind = kind, .actor = actor, .body = rn_fmt(tmp, "set=%" PRId64, number)};
    enum rn_status st = set_number(s, KEY_NOW, number, d);

    return st == RN_OK ? rn_event_add(s, &event, d) : st;
}

static enum rn_status finish(struct rn_store *s, enum rn_status st, struct rn_diag *d)
{
    if (st == RN_OK)
        return rn_store_commit(s, d);
    rn_store_rollback(s);
    return st;
}

enum rn_status rn_live_apply(struct rn_store *s, const struct rn_script *scripts, size_t count,
                             int64_t now, const char *actor, int64_t *ret_number, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_live live = {0}, set = {.at = now, .by = actor, .count = count};
    struct rn_diag ignored;
    enum rn_status st = rn_store_begin(s, d);

    if (st != RN_OK)
        return st;
    st = number_of(s, KEY_NOW, &set.before, d);
    if (st == RN_OK && set.before != 0 && rn_live_load(tmp, s, &live, &ignored) == RN_OK &&
        is_same(&live, scripts, count)) {
        rn_store_rollback(s);
        *ret_number = 0;
        return RN_OK;
    }
    if (st == RN_OK)
        st = number_of(s, KEY_LAST, &set.number, d);
    set.number++;
    set.scripts = rn_new_array(tmp, struct rn_script, count + 1);
    if (count > 0)
        memcpy(set.scripts, scripts, count * sizeof *scripts);
    if (st == RN_OK)
        st = write_set(s, &set, d);
    if (st == RN_OK)
        st = set_number(s, KEY_LAST, set.number, d);
    if (st == RN_OK)
        st = make_live(s, "rules_applied", set.number, now, actor, d);
    st = finish(s, st, d);
    if (st == RN_OK)
        *ret_number = set.number;
    return st;
}

enum rn_status rn_live_rollback(struct rn_store *s, int64_t now, const char *actor,
                                int64_t *ret_number, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_live live;
    enum rn_status st = rn_store_begin(s, d);

    if (st != RN_OK)
        return st;
    st = rn_live_load(tmp, s, &live, d);
    if (st == RN_OK && live.before == 0)
        st = rn_fail(d, RN_GONE,
                     "there is no set of rules before the live one: `renown rules "
                     "status` shows what is live");
    if (st == RN_OK)
        st = make_live(s, "rules_rolled_back", live.before, now, actor, d);
    st = finish(s, st, d);
    if (st == RN_OK)
        *ret_number = live.before;
    return st;
}
