/* SPDX-License-Identifier: MIT */
#include "text/judgement.h"

#include <math.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "text/aspect.h"
#include "text/intent.h"
#include "text/language.h"
#include "text/personal.h"
#include "text/reading.h"
#include "text/signs.h"
#include "text/words.h"

static const char *const labels[] = {[RN_LABEL_ABSTAIN] = "abstain",
                                     [RN_LABEL_NEG] = "neg",
                                     [RN_LABEL_NEU] = "neu",
                                     [RN_LABEL_POS] = "pos",
                                     [RN_LABEL_MIXED] = "mixed"};
enum { LABELS = sizeof labels / sizeof *labels, EVIDENCE_LONG = 80 };

const char *rn_label_word(enum rn_label label)
{
    return (size_t)label < LABELS ? labels[label] : labels[RN_LABEL_ABSTAIN];
}

bool rn_label_of(struct rn_str word, enum rn_label *ret)
{
    for (size_t i = 0; i < LABELS; i++)
        if (rn_str_is(word, labels[i])) {
            *ret = (enum rn_label)i;
            return true;
        }
    return false;
}

struct rn_str rn_judged_text(const void *ctx, struct rn_str title, struct rn_str text)
{
    if (title.n == 0)
        return text;
    char *joined = rn_mem_check(talloc_size(ctx, title.n + 1 + text.n));
    memcpy(joined, title.p, title.n);
    joined[title.n] = '\n';
    if (text.n > 0)
        memcpy(joined + title.n + 1, text.p, text.n);
    return rn_strn(joined, title.n + 1 + text.n);
}

/* ---- judging --------------------------------------------------------------------------------- */

/* What is stored, printed and decided on is one figure. */
static double rounded(double v)
{
    return round(v * 1000) / 1000;
}

static void add_evidence(struct rn_judgement *j, struct rn_str text, uint32_t start, uint32_t end)
{
    if (start < end && end <= text.n)
        j->evidence[j->evidence_count++] =
            rn_utf8_cut(rn_strn(text.p + start, end - start), EVIDENCE_LONG);
}

static bool has_evidence(const struct rn_judgement *j, const char *at)
{
    for (size_t i = 0; i < j->evidence_count; i++)
        if (j->evidence[i].p == at)
            return true;
    return false;
}

static void take_sentiment(struct rn_str text, const struct rn_sentiment *s,
                           struct rn_judgement *ret)
{
    ret->label = s->label;
    ret->conflict = s->conflict;
    ret->sentiment = rounded(s->score);
    ret->confidence = rounded(s->confidence);
    /* a score that rounds to nothing still goes with its label */
    if (ret->sentiment == 0 && (s->label == RN_LABEL_NEG || s->label == RN_LABEL_POS))
        ret->sentiment = s->label == RN_LABEL_NEG ? -0.001 : 0.001;
    for (size_t i = 0; i < s->span_count; i++)
        if (!has_evidence(ret, text.p + s->span[i].start))
            add_evidence(ret, text, s->span[i].start, s->span[i].end);
}

/* What nobody should print again is a danger to somebody's privacy; an order's number is none. */
static void see_personal(const struct rn_personal_found *p, struct rn_signs *s)
{
    static const unsigned privacy = RN_SIGN_RISK + RN_RISK_PRIVACY;
    for (unsigned k = 0; k < RN_PERSONAL_REFERENCE; k++)
        if ((p->kinds & 1u << k) != 0 && (s->seen & RN_SIGN_BIT(privacy)) == 0) {
            s->seen |= RN_SIGN_BIT(privacy);
            s->first[privacy] = (struct rn_sign_place){p->start[k], p->end[k], 0};
        }
}

static void take_risk(const void *ctx, struct rn_str text, const struct rn_signs *s,
                      struct rn_judgement *ret)
{
    const char **risk = rn_new_array(ctx, const char *, RN_RISKS);
    for (unsigned k = 0; k < RN_RISKS; k++) {
        const unsigned sign = RN_SIGN_RISK + k;
        if ((s->seen & RN_SIGN_BIT(sign)) == 0)
            continue;
        risk[ret->risk_count++] = rn_risk_words[k];
        add_evidence(ret, text, s->first[sign].start, s->first[sign].end);
    }
    ret->risk = risk;
}

static void take_topics(const void *ctx, const struct rn_signs *s, const struct rn_felt *felt,
                        struct rn_judgement *ret)
{
    const char **topics = rn_new_array(ctx, const char *, RN_TOPICS);
    double *aspects = rn_new_array(ctx, double, RN_TOPICS), v;
    for (unsigned k = 0; k < RN_TOPICS; k++) {
        if ((s->seen & RN_SIGN_BIT(RN_SIGN_TOPIC + k)) == 0)
            continue;
        aspects[ret->topic_count] = rn_aspect_tell(s, felt, k, &v) ? rounded(v) : RN_ASPECT_NONE;
        topics[ret->topic_count++] = rn_topic_words[k];
    }
    ret->topics = topics;
    ret->aspects = aspects;
}

static void take_personal(const void *ctx, const struct rn_personal_found *p,
                          struct rn_judgement *ret)
{
    const char **kinds = rn_new_array(ctx, const char *, RN_PERSONALS);
    for (unsigned k = 0; k < RN_PERSONALS; k++)
        if ((p->kinds & 1u << k) != 0)
            kinds[ret->personal_count++] = rn_personal_words[k];
    ret->personal = kinds;
}

static void take_signs(const void *ctx, const struct rn_judging *in, const struct rn_words *words,
                       const struct rn_sentiment *sentiment, struct rn_judgement *ret)
{
    const double stars01 = (in->stars - 1) / 4;
    struct rn_signs signs;
    struct rn_personal_found personal;
    rn_signs_read(in->text, words, rn_read_as(in->text, ret->lang), &signs);
    const bool announced = (signs.seen & RN_SIGN_BIT(RN_SIGN_REFERENCE)) != 0;
    rn_personal_find(in->text, words, announced ? signs.first[RN_SIGN_REFERENCE].word : words->n,
                     &personal);
    see_personal(&personal, &signs);
    if (words->n > 0 || sentiment->span_count > 0)
        ret->intent =
            rn_intent_words[rn_intent_tell(&signs, sentiment, in->has_stars ? &stars01 : NULL)];
    if ((signs.seen & RN_SIGN_ALL_TOPICS) != 0)
        take_topics(ctx, &signs, &sentiment->felt, ret);
    if ((signs.seen & RN_SIGN_ALL_RISKS) != 0)
        take_risk(ctx, in->text, &signs, ret);
    if (personal.kinds != 0)
        take_personal(ctx, &personal, ret);
}

static void judge_worded(const void *ctx, const struct rn_judging *in, const struct rn_words *words,
                         struct rn_judgement *ret)
{
    const struct rn_language_prior prior = {in->mark, in->langs, in->lang_count};
    const double stars01 = (in->stars - 1) / 4;
    struct rn_language language;
    struct rn_sentiment sentiment;
    rn_language_tell(in->text, words, &prior, &language);
    rn_sentiment_tell(ctx, in->text, words, language.code, in->has_stars ? &stars01 : NULL,
                      in->learned, &sentiment);
    ret->lang = language.code;
    ret->lang_confidence = rounded(language.confidence);
    ret->evidence = rn_new_array(ctx, struct rn_str, RN_SENTIMENT_SPANS + RN_RISKS);
    take_signs(ctx, in, words, &sentiment, ret);
    take_sentiment(in->text, &sentiment, ret);
}

void rn_judge(const void *ctx, const struct rn_judging *in, struct rn_judgement *ret)
{
    *ret = (struct rn_judgement){0};
    if (in->words != NULL) {
        judge_worded(ctx, in, in->words, ret);
        return;
    }
    RN_SCOPE(tmp);
    struct rn_words words = {0};
    rn_words_make(tmp, &words, in->text, false);
    judge_worded(ctx, in, &words, ret);
}

/* ---- out ------------------------------------------------------------------------------------- */

static void put_words(struct rn_jsonw *w, const char *key, const char *const *v, size_t n)
{
    if (n == 0)
        return;
    rn_jsonw_key(w, key);
    rn_jsonw_array(w);
    for (size_t i = 0; i < n; i++)
        rn_jsonw_str(w, rn_str(v[i]));
    rn_jsonw_end(w);
}

static void put_aspects(struct rn_jsonw *w, const struct rn_judgement *j)
{
    bool any = false;
    for (size_t i = 0; j->aspects != NULL && i < j->topic_count; i++) {
        if (j->aspects[i] == RN_ASPECT_NONE)
            continue;
        if (!any) {
            rn_jsonw_key(w, "aspects");
            rn_jsonw_object(w);
        }
        any = true;
        rn_jsonw_knum(w, j->topics[i], j->aspects[i]);
    }
    if (any)
        rn_jsonw_end(w);
}

static void put_evidence(struct rn_jsonw *w, const struct rn_judgement *j)
{
    if (j->evidence_count == 0)
        return;
    rn_jsonw_key(w, "evidence");
    rn_jsonw_array(w);
    for (size_t i = 0; i < j->evidence_count; i++)
        rn_jsonw_str(w, j->evidence[i]);
    rn_jsonw_end(w);
}

void rn_judgement_write(struct rn_jsonw *w, const struct rn_judgement *j)
{
    rn_jsonw_object(w);
    if (j->lang != NULL) {
        rn_jsonw_kstr(w, "lang", rn_str(j->lang));
        rn_jsonw_knum(w, "lang_confidence", j->lang_confidence);
    }
    if (j->label != RN_LABEL_ABSTAIN || j->sentiment != 0)
        rn_jsonw_knum(w, "sentiment", j->sentiment);
    rn_jsonw_kstr(w, "label", rn_str(rn_label_word(j->label)));
    rn_jsonw_knum(w, "confidence", j->confidence);
    rn_jsonw_kopt(w, "intent", rn_str(j->intent));
    put_words(w, "topics", j->topics, j->topic_count);
    put_aspects(w, j);
    put_words(w, "risk", j->risk, j->risk_count);
    put_words(w, "personal", j->personal, j->personal_count);
    if (j->conflict)
        rn_jsonw_kbool(w, "conflict", true);
    put_evidence(w, j);
    rn_jsonw_end(w);
}
