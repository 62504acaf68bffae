/* SPDX-License-Identifier: MIT
 *
 * The marketer's scripts at work. A rule file runs once, inside the fence, and yields values;
 * conditions become a native predicate; evaluation is pure: facts in, decisions out, nothing done.
 * Design 6 and 13 say what can be written; docs/rules.md shows it.
 *
 *   read      rn_scripts_read       files below rules/ templates/ lib/ (tests/ are for the bench)
 *   compile   rn_rules_compile      file by file: a bad one costs itself only
 *   scan      rn_rules_scan         which words of all rules occur in a text: once a text, no facts
 * needed decide    rn_rules_decide       all rules against one frozen snapshot, then the merge
 *
 * A `struct rn_rules` is used by one thread at a time; scan alone may run beside decide in another
 * thread.
 */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include <stdint.h>

#include <renown/json.h>
#include <renown/model.h>
#include <renown/option.h>

#include "text/judgement.h"
#include "text/words.h"

/* ---- reading --------------------------------------------------------------------------------- */

struct rn_script {
    const char *name; /* below the scripts folder: "rules/10-money.lua" */
    const char *path; /* as a person would open it */
    struct rn_str source;
    char hash[44];
    bool ok; /* set by rn_rules_compile */
};

/* What is said about a file. The same shape as config's finding; kept apart so that rules need not
 * know config. */
struct rn_script_finding {
    const char *file;
    int line;
    bool warning;
    const char *text; /* one sentence with the cure */
};
typedef void rn_script_found_fn(void *arg, const struct rn_script_finding *);

/* Files *.lua of rules/, templates/, lib/, tests/, in the order of their names. A missing folder is
 * empty. Links that leave the folder, pipes, devices, folders named x.lua, files above 1 MiB are
 * findings and left out. */
RN_MUST enum rn_status rn_scripts_read(const void *ctx, const char *folder,
                                       rn_script_found_fn *found, void *arg, struct rn_script **ret,
                                       size_t *ret_count, struct rn_diag *d);

struct rn_business;

/* ---- compiling ------------------------------------------------------------------------------- */

/* The names scripts may refer to; any list may be NULL with count 0: then it is not checked. */
struct rn_known_names {
    const char *const *listings,
        *const *sources, *const *brands, *const *labels, *const *people, *const *channels,
                                                                             *const *hours;
    const struct rn_business *const *calendars; /* of hours, in the same order; must outlive the
                                                   rules; NULL: business_hours never holds */
    size_t listing_count, source_count, brand_count, label_count, people_count, channel_count,
        hours_count; /* people: persons and teams; "role:manager" is always fine */
};

struct rn_rules;

/* Compiles every file; sets ok of each. Findings name file and line with the cure. RN_OK even when
 * files are bad: look at `ok` (and give the last good version of such a file in a second call). */
RN_MUST enum rn_status rn_rules_compile(const void *ctx, struct rn_script *scripts, size_t count,
                                        const struct rn_known_names *known,
                                        rn_script_found_fn *found, void *arg, struct rn_rules **ret,
                                        struct rn_diag *d);
size_t rn_rules_count(const struct rn_rules *rules);
size_t rn_templates_count(const struct rn_rules *rules);
const char *rn_rule_name(const struct rn_rules *rules, size_t i);

/* ---- evaluating ------------------------------------------------------------------------------ */

/* What happened to a review; bits of rn_facts.events. */
enum {
    RN_ON_NEW = 1,
    RN_ON_RATING_UP = 2,
    RN_ON_RATING_DOWN = 4,
    RN_ON_TEXT_CHANGED = 8,
    RN_ON_REMOVED = 16,
    RN_ON_RESTORED = 32,
    RN_ON_REPLY_REMOVED = 64,
    RN_ON_FOREIGN_REPLY = 128,
    RN_ON_ANY = 255
};
const char *rn_on_word(int bit); /* new, rating_up, … */

/* Which words of the rules were found, and where first. Memory is kept between texts. */
struct rn_hits {
    uint64_t *bits;
    uint32_t *word; /* per leaf: index of the first word of the first occurrence */
    size_t leaves;
};
/* `words` of title and text. */
void rn_rules_scan(const void *ctx, const struct rn_rules *rules, const struct rn_words *words,
                   struct rn_hits *hits);

/* What lies around a review, asked only where a rule wants it. Both give the number, at most
 * `most`, of what was written up to `to`; -1 when it cannot be told. */
struct rn_around {
    int64_t (*at_listing)(void *arg, const char *listing, int64_t from, int64_t to, int64_t most);
    int64_t (*by_author)(void *arg, const char *author, int64_t to, int64_t most);
    void *arg;
};

/* The frozen snapshot. Strings are borrowed. */
struct rn_facts {
    const struct rn_review *review;
    const char *id, *listing, *listing_name, *source, *place, *brand;
    const char *const *label_names, *const *label_values;
    size_t label_count;
    bool has_stars, replied;
    double stars, stars_before;     /* stars_before 0: none */
    unsigned events;                /* RN_ON_… */
    int64_t now;                    /* of the decision */
    int64_t at;                     /* created, else first seen: `age` counts from here */
    int64_t seen;                   /* first sight */
    const char *author;             /* key of the person; NULL: unknown */
    const struct rn_around *around; /* NULL: nothing is known of it */
    int64_t waited; /* since the event: rules with a longer `after` are not due yet */
    const char *const *tags;
    size_t tag_count;
    const struct rn_words *words;
    const struct rn_hits *hits;
    const struct rn_judgement *judgement; /* NULL: there is no text, or it was not judged */
};

enum rn_action_type {
    RN_ACT_TAG,
    RN_ACT_UNTAG,
    RN_ACT_PRIORITY,
    RN_ACT_ASSIGN,
    RN_ACT_DRAFT,
    RN_ACT_REPLY,
    RN_ACT_NOTE,
    RN_ACT_NOTIFY,
    RN_ACT_ESCALATE
};
struct rn_step {
    struct rn_duration after; /* from the step before; not set: at once */
    const char *to, *via;
};
struct rn_action {
    enum rn_action_type type;
    const char *word;      /* tag, priority, person or team, template, note text, escalation key */
    const char *stop_when; /* escalate */
    const struct rn_step *steps; /* escalate; notify has one */
    size_t step_count;
};
struct rn_effect {
    const struct rn_action *action;
    const char *rule;        /* who asked */
    const char *shadowed_by; /* NULL: to be carried out; else the rule that won */
};
struct rn_fired {
    const char *rule, *script; /* name, and hash of its file */
    const char *event;         /* the word of the first matching event */
    const char *matched;       /* JSON array: [{"text":…,"value":…,"holds":true}…] */
};
struct rn_verdict {
    struct rn_fired *fired;
    size_t fired_count;
    struct rn_effect *effects;
    size_t effect_count; /* in the order of priority, then name */
};
/* Evaluates all rules whose `on` fits the events. The verdict lives under ctx. A rule whose `where`
 * fails or runs out of its budget does not match; `found` hears it once per file. */
RN_MUST enum rn_status rn_rules_decide(const void *ctx, struct rn_rules *rules,
                                       const struct rn_facts *facts, struct rn_verdict *ret,
                                       struct rn_diag *d);
/* One JSON object a rule (design 9, `rules explain`), each on a line of `out`. */
RN_MUST enum rn_status rn_rules_explain(const void *ctx, struct rn_rules *rules,
                                        const struct rn_facts *facts, struct rn_buf *out,
                                        struct rn_diag *d);

/* ---- templates ------------------------------------------------------------------------------- */

struct rn_render {
    const char *template_name;
    const struct rn_facts *facts;
    const char *const
        *langs; /* in order of preference: the review's, then the listing's fallbacks */
    size_t lang_count;
    int64_t limit;     /* of the place; 0: none */
    int unit;          /* enum rn_unit of renown/plugin.h */
    const int *recent; /* variants used lately at this listing, to be avoided */
    size_t recent_count;
};
struct rn_rendered {
    const char *text, *lang;
    int variant;    /* from 1 */
    bool shortened; /* the `short` form was taken */
};
/* The choice is deterministic: hash of review id and template. RN_GONE: no language fits; RN_LIMIT:
 * too long in every form; RN_INVALID: a slot is empty and has no fallback, or no such template.
 * Never cut, never blank. */
RN_MUST enum rn_status rn_template_render(const void *ctx, struct rn_rules *rules,
                                          const struct rn_render *in, struct rn_rendered *ret,
                                          struct rn_diag *d);

#endif
