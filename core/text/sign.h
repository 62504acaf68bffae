/* SPDX-License-Identifier: MIT
 *
 * Signs: what a word or phrase may point at beside being kind or unkind: a topic, a danger, what
 * the writer wants. The lexicons core/text/signs/LANG.txt say which words are which signs. A set of
 * signs is one 64-bit word.
 */
#ifndef TEXT_SIGN_H
#define TEXT_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <renown/str.h>

enum { RN_TOPICS = 22, RN_RISKS = 9, RN_RISK_PRIVACY = 7 };

enum rn_sign {
    RN_SIGN_TOPIC = 0,                          /* and RN_TOPICS - 1 more: rn_topic_words */
    RN_SIGN_RISK = RN_TOPICS,                   /* one is enough: rn_risk_words */
    RN_SIGN_HINT = RN_SIGN_RISK + RN_RISKS,     /* of the same risks: two different ones make one */
    RN_SIGN_QUESTION = RN_SIGN_HINT + RN_RISKS, /* asks wherever it stands */
    RN_SIGN_OPENER,                             /* asks where a sentence begins with it */
    RN_SIGN_RHETORIC,                           /* such a question wants no answer */
    RN_SIGN_REQUEST,
    RN_SIGN_COMPLAINT,
    RN_SIGN_PRAISE,
    RN_SIGN_THANKS,
    RN_SIGN_REFERENCE, /* a number that follows names an order, a booking, a person */
    RN_SIGNS,
    RN_SIGN_NONE = 62 /* these words mean nothing of what their parts would */
};

#define RN_SIGN_BIT(sign)  (UINT64_C(1) << (sign))
#define RN_SIGN_ALL_TOPICS ((UINT64_C(1) << RN_TOPICS) - 1)
#define RN_SIGN_ALL_RISKS  (((UINT64_C(1) << RN_RISKS) - 1) << RN_SIGN_RISK)
#define RN_SIGN_ALL_HINTS  (((UINT64_C(1) << RN_RISKS) - 1) << RN_SIGN_HINT)

extern const char *const rn_topic_words[RN_TOPICS]; /* billing, price, … */
extern const char *const rn_risk_words[RN_RISKS];   /* injury, poisoning, … */

/* The number of a sign by its heading in the lexicons ("topic.billing", "risk.legal", "hint.legal",
 * "question", "none"); false when there is none. */
bool rn_sign_of(struct rn_str heading, unsigned *ret);

#endif
