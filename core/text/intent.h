/* SPDX-License-Identifier: MIT
 *
 * Intent: what the writer of a text wants of the business. One of a few, the one that an answer
 * would have to begin with.
 */
#ifndef TEXT_INTENT_H
#define TEXT_INTENT_H

#include "text/sentiment.h"
#include "text/signs.h"

enum rn_intent {
    RN_INTENT_OTHER,
    RN_INTENT_QUESTION,
    RN_INTENT_REQUEST,
    RN_INTENT_COMPLAINT,
    RN_INTENT_PRAISE,
    RN_INTENT_THANKS,
    RN_INTENTS
};

extern const char *const rn_intent_words[RN_INTENTS]; /* other question request … */

/* `stars01` as in rn_sentiment_tell: asked only where the text itself says nothing. */
enum rn_intent rn_intent_tell(const struct rn_signs *signs, const struct rn_sentiment *sentiment,
                              const double *stars01);

#endif
