/* SPDX-License-Identifier: MIT */
#include "text/intent.h"

const char *const rn_intent_words[RN_INTENTS] = {
    [RN_INTENT_OTHER] = "other",     [RN_INTENT_QUESTION] = "question",
    [RN_INTENT_REQUEST] = "request", [RN_INTENT_COMPLAINT] = "complaint",
    [RN_INTENT_PRAISE] = "praise",   [RN_INTENT_THANKS] = "thanks"};

/* Thanks at the end of a long text are a manner of closing it. */
enum { THANKS_SHORT = 15 };
/* This bad, a question is a reproach. */
static const double REPROACH = -0.5;

static bool sees(const struct rn_signs *s, enum rn_sign sign)
{
    return (s->seen & RN_SIGN_BIT(sign)) != 0;
}

static bool speaks_against(const struct rn_sentiment *t)
{
    return t->label == RN_LABEL_NEG || (t->label == RN_LABEL_MIXED && t->score < 0);
}

static bool is_question(const struct rn_signs *s, const struct rn_sentiment *t)
{
    if (s->asking == 0)
        return false;
    /* "how nice" begins like a question */
    if (s->marked == 0 && t->label != RN_LABEL_NEU && t->label != RN_LABEL_ABSTAIN)
        return false;
    if (sees(s, RN_SIGN_COMPLAINT) && s->asking_words * 2 < s->words)
        return false;
    if (speaks_against(t) && (t->score < REPROACH || s->asking_words * 2 < s->words))
        return false;
    /* praise with a question in it is answered by answering it, unless it is an aside */
    return s->asking_words * 5 >= s->words;
}

static bool is_complaint(const struct rn_signs *s, const struct rn_sentiment *t)
{
    return speaks_against(t) || (sees(s, RN_SIGN_COMPLAINT) && t->label != RN_LABEL_POS);
}

static bool is_thanks(const struct rn_signs *s)
{
    return sees(s, RN_SIGN_THANKS) && (s->thanks_first || s->words <= THANKS_SHORT);
}

/* The text itself leaves it open. */
static enum rn_intent by_stars(const double *stars01)
{
    if (stars01 == NULL || (*stars01 > 0.3 && *stars01 < 0.7))
        return RN_INTENT_OTHER;
    return *stars01 < 0.5 ? RN_INTENT_COMPLAINT : RN_INTENT_PRAISE;
}

enum rn_intent rn_intent_tell(const struct rn_signs *s, const struct rn_sentiment *t,
                              const double *stars01)
{
    if (is_question(s, t))
        return RN_INTENT_QUESTION;
    if (is_complaint(s, t))
        return RN_INTENT_COMPLAINT;
    if (sees(s, RN_SIGN_REQUEST))
        return RN_INTENT_REQUEST;
    if (is_thanks(s))
        return RN_INTENT_THANKS;
    if (t->label == RN_LABEL_POS || sees(s, RN_SIGN_PRAISE) || sees(s, RN_SIGN_THANKS))
        return RN_INTENT_PRAISE;
    return s->words > 0 ? by_stars(stars01) : RN_INTENT_OTHER;
}
