/* SPDX-License-Identifier: MIT
 *
 * What a plugin handed over in one call: the sink copies it here, cleaned and bounded, and the
 * caller looks at it when the call is over. Nothing of a failed call is used.
 *
 * Cleaning (here and nowhere else): texts become valid UTF-8 without NUL, HTML becomes plain text,
 * line ends become \n, white space at both ends goes; empty means absent; ratings outside their
 * scale and times outside 1990..2100 are dropped with a warning; language tags are shaped as BCP 47
 * (ur-Latn, pt-BR) and dropped when they are none; a missing external id is made from key_hint,
 * else author, created day and kind, as "~" and a hash; nobody's text (no author) takes the text
 * into it. Two texts of one made id in one harvest are parted by their text; the same text twice
 * counts once. The account is no part of a made id: the identity has it already.
 */
#ifndef PLUGIN_HARVEST_H
#define PLUGIN_HARVEST_H

#include <renown/plugin.h>

enum { RN_HARVEST_REVIEWS = 100000, RN_HARVEST_TEXT = 1 << 20, RN_HARVEST_REQUESTS = 10000 };

struct rn_harvest {
    struct rn_review *reviews;
    size_t review_count;
    struct rn_aggregate *aggregates;
    size_t aggregate_count;
    struct rn_request *requests;
    size_t request_count;
    char **warnings;
    size_t warning_count; /* at most 100 are kept, then counted */
    size_t warning_more;
    bool has_cursor;
    struct rn_str cursor;
    bool has_paid; /* what the answer cost really */
    int64_t paid_micro;
    struct rn_candidate *candidates; /* texts are one line, as a terminal may show them */
    size_t candidate_count;
};

/* Call a function of the plugin with a sink; the harvest lives under ctx. The plugin's status comes
 * back with its sentence in `d`. RN_LIMIT when it handed over more than the bounds. */
RN_MUST enum rn_status rn_harvest_plan(const void *ctx, const struct rn_plugin *p,
                                       const void *config, struct rn_str cursor,
                                       struct rn_harvest **ret, struct rn_diag *d);
RN_MUST enum rn_status rn_harvest_parse(const void *ctx, const struct rn_plugin *p,
                                        const void *config, const struct rn_response *response,
                                        struct rn_harvest **ret, struct rn_diag *d);
/* A pushed event. The answer's `url` and `step` are empty; what it says is somebody's word only
 * until the caller has checked who sent it. */
RN_MUST enum rn_status rn_harvest_receive(const void *ctx, const struct rn_plugin *p,
                                          const void *config, const struct rn_response *event,
                                          struct rn_harvest **ret, struct rn_diag *d);
RN_MUST enum rn_status rn_harvest_discover(const void *ctx, const struct rn_plugin *p,
                                           const void *config, struct rn_harvest **ret,
                                           struct rn_diag *d);
RN_MUST enum rn_status rn_harvest_compose(const void *ctx, const struct rn_plugin *p,
                                          const void *config, const struct rn_reply *reply,
                                          struct rn_harvest **ret, struct rn_diag *d);

/* RN_GONE where the plugin cannot read a single review. */
RN_MUST enum rn_status rn_harvest_look(const void *ctx, const struct rn_plugin *p,
                                       const void *config, const struct rn_reply *reply,
                                       struct rn_harvest **ret, struct rn_diag *d);

/* The same cleaning for reviews that come from files instead of plugins. Borrowed strings stay
 * borrowed when they are clean. Gives false when the review has nothing to keep (no text, rating,
 * title). `warn` (may be NULL) is called with a sentence for what was dropped. */
bool rn_review_clean(const void *ctx, struct rn_review *r,
                     void (*warn)(void *arg, const char *sentence), void *arg);
/* 1..5, false when the rating has no stars. */
bool rn_rating_stars(const struct rn_rating *r, double *ret);

#endif
