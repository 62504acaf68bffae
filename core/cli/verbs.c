/* SPDX-License-Identifier: MIT
 *
 * The table of verbs. A new verb is its file cmd_NAME.c, one line of declaration and one line here,
 * and one line in local.mk; overview, help, manual page and completion follow by themselves.
 */
#include "cli/verbs.h"

#include <string.h>

/* Declared here and not in a header, so that adding a verb touches one file. */
extern const struct rn_verb rn_verb_try;
extern const struct rn_verb rn_verb_init;
extern const struct rn_verb rn_verb_check;
extern const struct rn_verb rn_verb_doctor;
extern const struct rn_verb rn_verb_plugins;
extern const struct rn_verb rn_verb_sources;
extern const struct rn_verb rn_verb_discover;
extern const struct rn_verb rn_verb_sync;
extern const struct rn_verb rn_verb_serve;
extern const struct rn_verb rn_verb_import;
extern const struct rn_verb rn_verb_receive;
extern const struct rn_verb rn_verb_reviews;
extern const struct rn_verb rn_verb_show;
extern const struct rn_verb rn_verb_reply;
extern const struct rn_verb rn_verb_queue;
extern const struct rn_verb rn_verb_outbox;
extern const struct rn_verb rn_verb_deliver;
extern const struct rn_verb rn_verb_hold;
extern const struct rn_verb rn_verb_adopt;
extern const struct rn_verb rn_verb_assign;
extern const struct rn_verb rn_verb_tag;
extern const struct rn_verb rn_verb_note;
extern const struct rn_verb rn_verb_close;
extern const struct rn_verb rn_verb_escalations;
extern const struct rn_verb rn_verb_channels;
extern const struct rn_verb rn_verb_audit;
extern const struct rn_verb rn_verb_judge;
extern const struct rn_verb rn_verb_learn;
extern const struct rn_verb rn_verb_rules;
extern const struct rn_verb rn_verb_digest;
extern const struct rn_verb rn_verb_receipt;
extern const struct rn_verb rn_verb_stats;
extern const struct rn_verb rn_verb_compare;
extern const struct rn_verb rn_verb_due;
extern const struct rn_verb rn_verb_detect;
extern const struct rn_verb rn_verb_export;
extern const struct rn_verb rn_verb_backup;
extern const struct rn_verb rn_verb_parse;
extern const struct rn_verb rn_verb_help;
extern const struct rn_verb rn_verb_version;

const struct rn_verb *const rn_verbs[] = {
    /* Setting up. */
    &rn_verb_try,
    &rn_verb_init,
    &rn_verb_check,
    &rn_verb_doctor,
    &rn_verb_plugins,
    &rn_verb_sources,
    &rn_verb_discover,
    /* Collecting: sync serve import receive parse. */
    &rn_verb_sync,
    &rn_verb_serve,
    &rn_verb_import,
    &rn_verb_receive,
    &rn_verb_parse,
    /* Reading: reviews show. */
    &rn_verb_reviews,
    &rn_verb_show,
    /* Answering: reply queue outbox deliver hold adopt. */
    &rn_verb_reply,
    &rn_verb_queue,
    &rn_verb_outbox,
    &rn_verb_deliver,
    &rn_verb_hold,
    &rn_verb_adopt,
    /* The work of an inbox: assign tag note close. */
    &rn_verb_assign,
    &rn_verb_tag,
    &rn_verb_note,
    &rn_verb_close,
    /* Telling people: escalations channels; the history: audit. */
    &rn_verb_escalations,
    &rn_verb_channels,
    &rn_verb_audit,
    /* Judging and deciding: judge learn rules. */
    &rn_verb_judge,
    &rn_verb_learn,
    &rn_verb_rules,
    /* Reporting: digest stats; and what their clocks and alarms say of any figures: due detect. */
    &rn_verb_digest,
    &rn_verb_receipt,
    &rn_verb_stats,
    &rn_verb_compare,
    &rn_verb_due,
    &rn_verb_detect,
    /* The data's way out: export backup. */
    &rn_verb_export,
    &rn_verb_backup,
    &rn_verb_help,
    &rn_verb_version,
    NULL,
};

const struct rn_verb *rn_verb_find(const char *name)
{
    for (size_t i = 0; rn_verbs[i] != NULL; i++)
        if (strcmp(rn_verbs[i]->name, name) == 0)
            return rn_verbs[i];
    return NULL;
}
