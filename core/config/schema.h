/* SPDX-License-Identifier: MIT
 *
 * Every key of the config file: one section a kind of mapping, with its option table and the keys
 * that hold mappings or lists of their own. The reader, the manual page and the sample are made
 * from these rows.
 */
#ifndef CONFIG_SCHEMA_H
#define CONFIG_SCHEMA_H

#include "config/config.h"
#include "config/options.h"

/* A key whose value is another section, or free. */
struct rn_nested {
    const char *key;
    const char *doc;
};

struct rn_section {
    const char *name;  /* "listing" */
    const char *where; /* "brands: a list; each has listings: a list" */
    const char *doc;
    const struct rn_option *options;
    const char *const *also;        /* the keys of `nested`; ends with NULL; NULL when none */
    const struct rn_nested *nested; /* ends with a row without a key; NULL when none */
};

extern const struct rn_section rn_section_root, rn_section_brand, rn_section_listing,
    rn_section_source, rn_section_common, rn_section_hours, rn_section_person, rn_section_team,
    rn_section_channel, rn_section_sla, rn_section_replies, rn_section_rules, rn_section_digest,
    rn_section_retention;
extern const struct rn_section
    *const rn_sections[]; /* in the order of the manual; ends with NULL */

/* Keys of sections that struct rn_config keeps as nodes. */
struct rn_channel_keys {
    int type;
    const char *url, *from, *secret, *body, *method, *endpoint, *user, *token, *password, *key, *to;
};
struct rn_rules_keys {
    int activate;
};
struct rn_retention_keys {
    struct rn_duration raw_pages;
};

enum rn_channel_type {
    RN_CHANNEL_SMTP,
    RN_CHANNEL_SLACK,
    RN_CHANNEL_TEAMS,
    RN_CHANNEL_WEBHOOK,
    RN_CHANNEL_HTTP,
    RN_CHANNEL_ZENDESK,
    RN_CHANNEL_PAGERDUTY,
    RN_CHANNEL_PHONE
};
/* Which keys a channel of this type cannot do without; ends with NULL. */
const char *const *rn_channel_needs(int type);

#endif
