/* SPDX-License-Identifier: MIT */
#include "text/sign.h"

#include <string.h>

const char *const rn_topic_words[RN_TOPICS] = {
    "billing", "price",    "staff",      "service", "wait",   "cleanliness", "room",  "food",
    "noise",   "location", "delivery",   "quality", "refund", "app_crash",   "login", "booking",
    "parking", "wifi",     "facilities", "ads",     "update", "support"};
const char *const rn_risk_words[RN_RISKS] = {"injury",         "poisoning",  "fire",
                                             "discrimination", "harassment", "legal",
                                             "press",          "privacy",    "self_harm"};

static const struct {
    const char *word;
    unsigned sign;
} others[] = {
    {"question", RN_SIGN_QUESTION},   {"opener", RN_SIGN_OPENER},
    {"rhetoric", RN_SIGN_RHETORIC},   {"request", RN_SIGN_REQUEST},
    {"complaint", RN_SIGN_COMPLAINT}, {"praise", RN_SIGN_PRAISE},
    {"thanks", RN_SIGN_THANKS},       {"reference", RN_SIGN_REFERENCE},
    {"none", RN_SIGN_NONE},
};

static bool among(struct rn_str word, const char *const *list, size_t n, unsigned first,
                  unsigned *ret)
{
    for (size_t i = 0; i < n; i++)
        if (rn_str_is(word, list[i])) {
            *ret = first + (unsigned)i;
            return true;
        }
    return false;
}

/* What stands behind "risk." in "risk.legal"; empty when it begins otherwise. */
static struct rn_str behind(struct rn_str heading, const char *group)
{
    const size_t n = strlen(group);
    return rn_str_starts(heading, group) ? rn_strn(heading.p + n, heading.n - n) : rn_strn("", 0);
}

bool rn_sign_of(struct rn_str heading, unsigned *ret)
{
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (rn_str_is(heading, others[i].word)) {
            *ret = others[i].sign;
            return true;
        }
    return among(behind(heading, "topic."), rn_topic_words, RN_TOPICS, RN_SIGN_TOPIC, ret) ||
           among(behind(heading, "risk."), rn_risk_words, RN_RISKS, RN_SIGN_RISK, ret) ||
           among(behind(heading, "hint."), rn_risk_words, RN_RISKS, RN_SIGN_HINT, ret);
}
