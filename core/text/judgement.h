/* SPDX-License-Identifier: MIT
 *
 * Judgement: what Renown thinks of a text, with evidence. The one place that asks language,
 * sentiment and whatever else is told from a text, and the one shape in which that is printed
 * (design 9). The store keeps a shorter one: text/judgement_kept.h.
 *
 *     struct rn_judging in = {.text = r.text, .mark = r.lang};
 *     struct rn_judgement j;
 *     rn_judge(ctx, &in, &j);
 *     rn_judgement_write(w, &j);
 *
 * Pure: the same input gives the same judgement, whatever was judged before, in whichever thread,
 * batch, zone or locale.
 */
#ifndef TEXT_JUDGEMENT_H
#define TEXT_JUDGEMENT_H

#include <renown/json.h>

#include "text/sentiment.h"

struct rn_learned;
struct rn_words;

struct rn_judging {
    struct rn_str text;           /* title and text of a review: rn_judged_text */
    const struct rn_words *words; /* of that text; NULL: they are made */
    struct rn_str mark;           /* the place's own mark of the language; empty for none */
    bool has_stars;
    double stars;             /* 1..5 */
    const char *const *langs; /* of the listing */
    size_t lang_count;
    const struct rn_learned *learned; /* from the store's own reviews; NULL: shipped only */
};

#define RN_ASPECT_NONE 2.0

/* What nobody filled is absent: NULL or a count of 0. Codes and words are static, or live with the
 * context that the judgement was made under; evidence is a view into the text judged, or lives
 * there too. */
struct rn_judgement {
    const char *lang; /* text/language.h; NULL only where nothing was judged */
    double lang_confidence;
    enum rn_label label;
    double sentiment, confidence;
    const char *intent; /* text/intent.h */
    const char *const *topics, *const *risk;
    const double
        *aspects; /* what is felt about each topic, -1..1; RN_ASPECT_NONE: nothing is said */
    size_t topic_count, risk_count;
    bool conflict;               /* the text says the contrary of the stars */
    const char *const *personal; /* kinds of personal data: text/personal.h */
    size_t personal_count;
    struct rn_str *evidence; /* the first risk_count of it is that of the risks, in their order */
    size_t evidence_count;
};

void rn_judge(const void *ctx, const struct rn_judging *in, struct rn_judgement *ret);
/* The text that is judged: title, a line break, text. Under ctx where both are there, else a view.
 * Words made of title and text with rn_words_more(…, title.n + 1, …) are the words of it. */
struct rn_str rn_judged_text(const void *ctx, struct rn_str title, struct rn_str text);

const char *rn_label_word(enum rn_label label); /* neg neu pos mixed abstain */
bool rn_label_of(struct rn_str word, enum rn_label *ret);

/* As one JSON object. */
void rn_judgement_write(struct rn_jsonw *w, const struct rn_judgement *j);

#endif
