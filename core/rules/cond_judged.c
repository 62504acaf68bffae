/* SPDX-License-Identifier: MIT
 *
 * Conditions on what Renown thinks of a text: sentiment, intent, about, risk, conflict. All look at
 * the judgement that goes with the version decided on; topics of the owner's own are words, found
 * with all others in one pass. A text that was not judged is no condition's.
 */
#include "rules/load.h"

#include <lua.h>
#include <lauxlib.h>

#include "base/mem.h"
#include "rules/topic.h"
#include "text/intent.h"
#include "text/sign.h"

static const char *const labels[] = {"neg", "neu", "pos", "mixed", "abstain"};
enum { LABELS = sizeof labels / sizeof *labels };

static void words_text(const struct rn_cond *c, struct rn_buf *b)
{
    (void)rn_buf_addz(b, c->type->name);
    for (size_t i = 0; i < c->word_count && i < 20; i++)
        (void)rn_buf_fmt(b, "%s \"%s\"", i > 0 ? "," : "", c->words[i]);
}

static bool wanted(const struct rn_cond *c, const char *have)
{
    for (size_t i = 0; have != NULL && i < c->word_count; i++)
        if (strcmp(c->words[i], have) == 0)
            return true;
    return false;
}

static void read_known(lua_State *L, struct rn_cond *c, const char *const *names, size_t n)
{
    rn_args_words(L, 1, c->type->name, &c->words, &c->word_count);
    for (size_t i = 0; i < c->word_count; i++)
        rn_args_known(L, c->type->name, c->words[i], names, n);
}

static bool put_value(struct rn_jsonw *w, const char *have)
{
    if (have != NULL)
        rn_jsonw_kstr(w, "value", rn_str(have));
    return have != NULL;
}

/* ---- sentiment ------------------------------------------------------------------------------- */

static void check_score(lua_State *L, const char *key, bool given, double v)
{
    if (given && (v < -1 || v > 1))
        (void)luaL_error(L, "sentiment: %s lies between -1 and 1", key);
}

static bool is_range(lua_State *L)
{
    if (lua_type(L, 1) != LUA_TTABLE)
        return false;
    lua_getfield(L, 1, "min");
    lua_getfield(L, 1, "max");
    const bool range = !lua_isnil(L, -1) || !lua_isnil(L, -2);
    lua_pop(L, 2);
    return range;
}

static void sentiment_read(lua_State *L, struct rn_cond *c)
{
    static const char *const keys[] = {"min", "max"};
    if (!is_range(L)) {
        read_known(L, c, labels, LABELS);
        return;
    }
    rn_args_only(L, 1, "sentiment", keys, 2);
    c->range.has_min = rn_args_number(L, 1, "sentiment", "min", &c->range.min);
    c->range.has_max = rn_args_number(L, 1, "sentiment", "max", &c->range.max);
    check_score(L, "min", c->range.has_min, c->range.min);
    check_score(L, "max", c->range.has_max, c->range.max);
    if (c->range.has_min && c->range.has_max && c->range.min > c->range.max)
        (void)luaL_error(L, "sentiment: min is greater than max, so this never holds");
}

static bool is_score(const struct rn_cond *c)
{
    return c->range.has_min || c->range.has_max;
}

/* An abstention has no score. */
static bool sentiment_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    const struct rn_judgement *j = f->judgement;
    if (j == NULL)
        return false;
    if (!is_score(c))
        return wanted(c, rn_label_word(j->label));
    return j->label != RN_LABEL_ABSTAIN && (!c->range.has_min || j->sentiment >= c->range.min) &&
           (!c->range.has_max || j->sentiment <= c->range.max);
}

static void sentiment_text(const struct rn_cond *c, struct rn_buf *b)
{
    if (!is_score(c)) {
        words_text(c, b);
        return;
    }
    (void)rn_buf_addz(b, "sentiment");
    if (c->range.has_min)
        (void)rn_buf_fmt(b, " min %g", c->range.min);
    if (c->range.has_max)
        (void)rn_buf_fmt(b, " max %g", c->range.max);
}

static bool sentiment_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    const struct rn_judgement *j = f->judgement;
    if (j == NULL)
        return false;
    if (!is_score(c))
        return put_value(w, rn_label_word(j->label));
    if (j->label != RN_LABEL_ABSTAIN)
        rn_jsonw_knum(w, "value", j->sentiment);
    return j->label != RN_LABEL_ABSTAIN;
}

/* ---- intent, risk ---------------------------------------------------------------------------- */

static void intent_read(lua_State *L, struct rn_cond *c)
{
    read_known(L, c, rn_intent_words, RN_INTENTS);
}

static bool intent_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return f->judgement != NULL && wanted(c, f->judgement->intent);
}

static bool intent_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    (void)c;
    return f->judgement != NULL && put_value(w, f->judgement->intent);
}

static void risk_read(lua_State *L, struct rn_cond *c)
{
    read_known(L, c, rn_risk_words, RN_RISKS);
}

/* The first of the wanted ones that the text holds; -1: none. */
static int risk_found(const struct rn_cond *c, const struct rn_facts *f)
{
    for (size_t i = 0; f->judgement != NULL && i < f->judgement->risk_count; i++)
        if (wanted(c, f->judgement->risk[i]))
            return (int)i;
    return -1;
}

static bool risk_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return risk_found(c, f) >= 0;
}

/* legal (my *lawyer*): the evidence of the risks comes first, in their order. */
static bool risk_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    const int at = risk_found(c, f);
    struct rn_buf b;
    if (at < 0)
        return false;
    rn_buf_init(&b, 4000);
    (void)rn_buf_addz(&b, f->judgement->risk[at]);
    if ((size_t)at < f->judgement->evidence_count)
        (void)rn_buf_fmt(&b, " (%.*s)", (int)f->judgement->evidence[at].n,
                         f->judgement->evidence[at].p);
    rn_jsonw_kstr(w, "value", rn_buf_str(&b));
    rn_buf_free(&b);
    return true;
}

/* ---- about ----------------------------------------------------------------------------------- */

/* Whether a topic is known is only known when all files are: rn_topics_bind. */
static void about_read(lua_State *L, struct rn_cond *c)
{
    rn_args_words(L, 1, "about", &c->words, &c->word_count);
}

static const char *about_found(const struct rn_cond *c, const struct rn_facts *f)
{
    for (size_t i = 0; f->judgement != NULL && i < f->judgement->topic_count; i++)
        if (wanted(c, f->judgement->topics[i]))
            return f->judgement->topics[i];
    for (size_t i = 0; i < c->topic_count; i++)
        if (rn_topic_hit(c->topics[i], f->hits))
            return c->topics[i]->name;
    return NULL;
}

static bool about_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    return about_found(c, f) != NULL;
}

static bool about_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    return put_value(w, about_found(c, f));
}

/* ---- conflict -------------------------------------------------------------------------------- */

static void conflict_read(lua_State *L, struct rn_cond *c)
{
    (void)c;
    rn_args_none(L, "conflict");
}

static bool conflict_holds(const struct rn_cond *c, const struct rn_facts *f)
{
    (void)c;
    return f->judgement != NULL && f->judgement->conflict;
}

/* "5 stars, but neg": what does not go together. */
static bool conflict_value(const struct rn_cond *c, const struct rn_facts *f, struct rn_jsonw *w)
{
    if (f->judgement == NULL || !f->has_stars)
        return false;
    rn_jsonw_kbool(w, "value", conflict_holds(c, f));
    return true;
}

const struct rn_cond_type rn_cond_sentiment = {"sentiment",    sentiment_read,  sentiment_holds,
                                               sentiment_text, sentiment_value, NULL},
                          rn_cond_intent = {"intent",   intent_read,  intent_holds,
                                            words_text, intent_value, NULL},
                          rn_cond_risk = {"risk",     risk_read,  risk_holds,
                                          words_text, risk_value, NULL},
                          rn_cond_about = {"about",    about_read,  about_holds,
                                           words_text, about_value, NULL},
                          rn_cond_conflict = {"conflict", conflict_read,  conflict_holds,
                                              words_text, conflict_value, NULL};
