/* SPDX-License-Identifier: MIT
 *
 * Figures of surveys, told apart by their scale: "would you recommend us" 0..10 (NPS), "how
 * satisfied" 1..5 (CSAT), "how easy" 1..7 (CES). Only answers of kind survey count: a star rating
 * on a place is no survey, and its stars are never called NPS.
 */
#ifndef INSIGHT_SURVEY_H
#define INSIGHT_SURVEY_H

#include <stddef.h>

#include "insight/numbers.h"
#include "store/surveys.h"

enum rn_survey_scale { RN_SURVEY_NPS = 0, RN_SURVEY_CSAT, RN_SURVEY_CES, RN_SURVEY_FIGURES };

/* What is added up of one scale. */
struct rn_survey {
    struct rn_survey_sum {
        int64_t n, high, low; /* high: 9 and 10, or 4 and 5; low: 0 to 6; of NPS and CSAT */
        double sum, squares;
    } of[RN_SURVEY_FIGURES];
};

void rn_survey_add(struct rn_survey *s, const struct rn_survey_row *row);

struct rn_survey_figure {
    const char *name; /* nps (-100 to 100), csat (a share), ces (a mean of 1 to 7) */
    double value;
    int64_t n;
    struct rn_interval in; /* 95 % */
};
/* Those that somebody answered; gives how many. */
size_t rn_survey_figures(const struct rn_survey *s, struct rn_survey_figure ret[RN_SURVEY_FIGURES]);

#endif
