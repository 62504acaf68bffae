/* SPDX-License-Identifier: MIT
 *
 * Tests of rules, as files below tests/ say them: an invented review, and what should come of it.
 *
 *     test "money words reach duty" {
 *       given  = { stars = 1, text = "charged twice" },
 *       expect = { rule = "angry", tags = { "money" }, escalates_to = "duty" },
 *     }
 *
 * Reading is done by rn_rules_compile; making facts of what is given needs the config and is done
 * in collect/rehearse.c; comparing is pure.
 */
#ifndef RULES_TEST_H
#define RULES_TEST_H

#include "rules/rules.h"

struct rn_word_list {
    const char **v;
    size_t n;
};

/* What is absent is NULL, 0 or empty. */
struct rn_given {
    struct rn_review review; /* created: see at and age */
    bool has_stars, replied;
    double stars, stars_before;
    const char *listing, *source; /* source: its name, or a place */
    unsigned events;              /* RN_ON_… */
    int64_t now, at;              /* always the same instants, whenever the test is run */
    int64_t waited;               /* rules that wait no longer than this are carried out too */
    int64_t count;                /* reviews at the listing, in whichever window is asked for */
    int64_t author_reviews;       /* of the author */
    struct rn_word_list tags;
};

struct rn_expect {
    struct rn_word_list rule, not_rule, tags, not_tags, escalates_to, notifies;
    const char *priority, *assign, *draft;
    bool nothing;
};

struct rn_test {
    const char *name, *file;
    int line;
    bool complete; /* its table has been read */
    struct rn_given given;
    struct rn_expect expect;
};

size_t rn_rules_test_count(const struct rn_rules *rules);
/* In the order of files and lines. */
const struct rn_test *rn_rules_test(const struct rn_rules *rules, size_t i);

/* One expectation that was not met. */
struct rn_mismatch {
    const char *text; /* what was expected, and what happened instead */
    const char *rule; /* whose conditions tell more; NULL: none */
};
/* Asks the rules about the facts and compares; *ret_count 0: the test passes. Under ctx. */
RN_MUST enum rn_status rn_test_run(const void *ctx, struct rn_rules *rules,
                                   const struct rn_test *test, const struct rn_facts *facts,
                                   struct rn_mismatch **ret, size_t *ret_count, struct rn_diag *d);
/* Says every test that names a rule that there is none of. */
void rn_tests_check(const struct rn_rules *rules, rn_script_found_fn *found, void *arg);

#endif
