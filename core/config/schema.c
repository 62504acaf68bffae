/* SPDX-License-Identifier: MIT
 *
 * The rows. Their texts are the manual, so they say what a person needs to decide, in whole
 * sentences.
 */
#include "config/schema.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ---- the file itself ----------------------------------------------------------------------------
 */

static const struct rn_option root_options[] = {
    RN_OPTION_TEXT(struct rn_config, store, .def = "renown.db",
                   .doc = "The database: a path, or postgresql://… for a team's server.",
                   .example = "renown.db"),
    RN_OPTION_TEXT(struct rn_config, scripts, .def = "scripts",
                   .doc = "The folder of rules/, templates/, lib/ and tests/.",
                   .example = "scripts"),
    RN_OPTION_TEXT(struct rn_config, zone, .def = "UTC",
                   .doc = "The organisation's time zone: weeks and digests are cut here.",
                   .example = "Asia/Karachi"),
    RN_OPTION_TEXT(struct rn_config, contact,
                   .doc = "How a place can reach you; it goes into the User-Agent.",
                   .example = "mailto:care@example.com"),
    {0}};
static const char *const root_also[] = {"brands",      "hours",    "people", "teams",   "channels",
                                        "sla",         "replies",  "rules",  "digests", "retention",
                                        "credentials", "defaults", NULL};
static const struct rn_nested root_nested[] = {
    {"brands", "A list of brands, each with its listings and their sources."},
    {"hours", "Calendars by name: when people work."},
    {"people",
     "A list of the people who answer. Of several that fit, those are chosen who cover the "
     "listing and are not away."},
    {"teams", "A list of teams of people."},
    {"channels", "Ways out to people, by name."},
    {"sla", "A list of service levels; the first that fits a review counts."},
    {"replies", "How far rules may go with replies, for all listings."},
    {"rules", "When scripts come into force."},
    {"digests", "A list of reports that are sent by themselves."},
    {"retention", "How long what is no review is kept."},
    {"credentials", "Sets of credentials by name, for `credentials: NAME` in a source."},
    {"defaults", "By plugin name: options that every source of the plugin starts from."},
    {0}};
const struct rn_section rn_section_root = {"file",
                                           "the top of the file",
                                           "Relative paths are meant from the folder of this file.",
                                           root_options,
                                           root_also,
                                           root_nested};

/* ---- what is watched ----------------------------------------------------------------------------
 */

static const struct rn_option brand_options[] = {
    RN_OPTION_TEXT(struct rn_brand, name, .flags = RN_OPT_REQUIRED,
                   .doc = "The name whose reputation is watched.", .example = "Harbour"),
    RN_OPTION_BOOL(struct rn_brand, competitor, .def = "false",
                   .doc = "Somebody else's brand: watched for comparison, never answered."),
    {0}};
static const char *const brand_also[] = {"listings", NULL};
static const struct rn_nested brand_nested[] = {{"listings", "A list of what is reviewed."}, {0}};
const struct rn_section rn_section_brand = {
    "brand",       "brands: a list", "One name that is watched.",
    brand_options, brand_also,       brand_nested};

static const struct rn_option listing_options[] = {
    RN_OPTION_TEXT(struct rn_listing, id, .flags = RN_OPT_REQUIRED,
                   .doc = "A short name of your own, used on the command line and in rules.",
                   .example = "lahore"),
    RN_OPTION_TEXT(struct rn_listing, name, .doc = "The name people see; by default the id.",
                   .example = "Harbour Lahore"),
    RN_OPTION_TEXT(struct rn_listing, zone,
                   .doc = "The time zone in which this listing's days are cut; by default the "
                          "organisation's.",
                   .example = "Asia/Karachi"),
    RN_OPTION_LIST(struct rn_listing, lang,
                   .doc = "Languages in which this listing answers, the preferred one first.",
                   .example = "[ur, en]"),
    {0}};
static const char *const listing_also[] = {"labels", "lang_fallback", "replies", "sources", NULL};
static const struct rn_nested listing_nested[] = {
    {"labels",
     "Names and values of your own, e.g. { region: punjab }; rules and figures use them."},
    {"lang_fallback", "By language: which template languages are tried, in order, e.g. "
                      "{ ur-Latn: [ur-Latn, ur, en] }."},
    {"replies", "Narrower limits for this listing; the general ones stay a ceiling."},
    {"sources", "A list of the places where this listing is read."},
    {0}};
const struct rn_section rn_section_listing = {
    "listing",
    "listings: a list, in a brand",
    "One thing that is reviewed: a hotel, a shop, an app, a search query.",
    listing_options,
    listing_also,
    listing_nested};

static const struct rn_option source_options[] = {
    RN_OPTION_TEXT(struct rn_source_config, plugin, .flags = RN_OPT_REQUIRED,
                   .doc = "Which plugin reads it; `renown plugins` lists them.",
                   .example = "google"),
    RN_OPTION_TEXT(
        struct rn_source_config, name,
        .doc = "A label; by default PLUGIN-LISTING. Renaming makes no second copy of reviews.",
        .example = "google-lahore"),
    {0}};
static const char *const source_also[] = {"credentials", NULL};
static const struct rn_nested source_nested[] = {
    {"credentials", "A mapping of what the plugin's login needs, or the name of a set below "
                    "`credentials:` at the top. Secrets are given as ${env:NAME} or ${file:PATH}."},
    {0}};
const struct rn_section rn_section_source = {
    "source",
    "sources: a list, in a listing",
    "One plugin with its options, reading one listing in one place.",
    source_options,
    source_also,
    source_nested};

static const struct rn_option common_options[] = {
    RN_OPTION_DURATION(struct rn_source_common, every, .def = "1h",
                       .doc = "How often the source is due.", .example = "15m"),
    RN_OPTION_TEXT(struct rn_source_common, endpoint,
                   .doc = "Another scheme and host than the place's own: a proxy, a test server.",
                   .example = "https://proxy.example.com"),
    RN_OPTION_TEXT(struct rn_source_common, token_endpoint,
                   .doc = "Another address where access tokens are fetched.",
                   .example = "https://proxy.example.com/token"),
    RN_OPTION_DURATION(struct rn_source_common, timeout, .def = "30s",
                       .doc = "How long one request may take.", .example = "30s"),
    RN_OPTION_INT(struct rn_source_common, max_pages, .def = "0", .min = 0, .max = 1000000,
                  .unit = "requests",
                  .doc =
                      "At most this many requests in a run; 0 sets no limit. A run that stops here "
                      "is not a complete sweep.",
                  .example = "50"),
    RN_OPTION_DURATION(
        struct rn_source_common, backfill,
        .doc = "How far back the first run reads; by default as far as the place allows.",
        .example = "365d"),
    RN_OPTION_INT(struct rn_source_common, budget, .def = "0", .min = 0, .max = 1000000000,
                  .unit = "requests a day",
                  .doc = "At most this many requests a day (UTC), over all programs that share "
                         "the store; 0 leaves it to the place's own limits. A run that stops here "
                         "is incomplete and says so.",
                  .example = "500"),
    RN_OPTION_INT(struct rn_source_common, spend, .def = "0", .min = 0, .max = 1000000000,
                  .unit = "units of currency a month",
                  .doc = "At most this much money a calendar month (UTC) at a place that wants "
                         "money for each request, in the currency of its price (`renown plugins "
                         "NAME` tells it); 0 sets no limit.",
                  .example = "20"),
    RN_OPTION_DURATION(struct rn_source_common, retention,
                       .doc = "How long the words of reviews of this source are kept, counted from "
                              "first sight, where the place's terms or your contract set a limit; "
                              "their figures stay. Goes before what the place allows.",
                       .example = "365d"),
    {0}};
const struct rn_section rn_section_common = {"source options",
                                             "in a source, beside its plugin's own",
                                             "What every source accepts.",
                                             common_options,
                                             NULL,
                                             NULL};

/* ---- people ------------------------------------------------------------------------------------
 */

static const struct rn_option hours_options[] = {
    RN_OPTION_TEXT(struct rn_hours, zone, .doc = "By default the organisation's.",
                   .example = "Asia/Karachi"),
    {0}};
static const char *const hours_also[] = {"week", "holidays", NULL};
static const struct rn_nested hours_nested[] = {
    {"week",
     "Days and their open hours, e.g. { mon-sat: [\"09:00-13:00\", \"14:00-18:00\"] }. Hours "
     "across midnight are split: \"22:00-24:00\" and \"00:00-06:00\"."},
    {"holidays", "A list of dates that are closed, e.g. [\"2026-12-25\"]."},
    {0}};
const struct rn_section rn_section_hours = {
    "hours",       "hours: by name", "A calendar: when somebody is there.",
    hours_options, hours_also,       hours_nested};

static const char *const roles[] = {"viewer", "agent", "manager", "admin", NULL};
static const struct rn_option person_options[] = {
    RN_OPTION_TEXT(
        struct rn_person, id, .flags = RN_OPT_REQUIRED,
        .doc = "A short name; when it is the name of a system account, that account acts as "
               "this person.",
        .example = "duty"),
    RN_OPTION_TEXT(struct rn_person, name, .doc = "The name others see; by default the id.",
                   .example = "Duty manager"),
    RN_OPTION_TEXT(struct rn_person, mail, .doc = "Where mails go.", .example = "duty@example.com"),
    RN_OPTION_TEXT(struct rn_person, phone, .doc = "A number for call lists and gateways.",
                   .example = "\"+92 300 0000000\""),
    RN_OPTION_TEXT(struct rn_person, hours, .doc = "The calendar of this person, by name.",
                   .example = "care"),
    RN_OPTION_CHOICE(struct rn_person, role, .choices = roles, .def = "agent",
                     .doc = "What this person may do: read, answer, approve, everything.",
                     .example = "agent"),
    RN_OPTION_LIST(struct rn_person, listings,
                   .doc = "The listings this person covers; by default all.",
                   .example = "[lahore]"),
    RN_OPTION_LIST(struct rn_person, lang, .doc = "The languages this person answers in.",
                   .example = "[ur, en]"),
    {0}};
static const char *const person_also[] = {"away", NULL};
static const struct rn_nested person_nested[] = {
    {"away", "A list of dates or stretches of dates, e.g. [2026-12-24..2026-12-31]."}, {0}};
const struct rn_section rn_section_person = {
    "person",       "people: a list", "Somebody who answers.",
    person_options, person_also,      person_nested};

static const struct rn_option team_options[] = {
    RN_OPTION_TEXT(struct rn_team, id, .flags = RN_OPT_REQUIRED,
                   .doc = "A short name, not that of a person: `assign \"care\"`.",
                   .example = "care"),
    RN_OPTION_LIST(struct rn_team, members, .flags = RN_OPT_REQUIRED, .doc = "Ids of people.",
                   .example = "[duty, lead]"),
    {0}};
const struct rn_section rn_section_team = {
    "team", "teams: a list", "Several people under one name.", team_options, NULL, NULL};

/* ---- ways out -----------------------------------------------------------------------------------
 */

static const char *const channel_types[] = {"smtp",    "slack",     "teams", "webhook", "http",
                                            "zendesk", "pagerduty", "phone", NULL};
static const struct rn_option channel_options[] = {
    RN_OPTION_CHOICE(
        struct rn_channel_keys, type, .choices = channel_types, .flags = RN_OPT_REQUIRED,
        .doc = "What kind of way out it is. `phone` writes a call list; it calls nobody.",
        .example = "smtp"),
    RN_OPTION_TEXT(struct rn_channel_keys, url, .flags = RN_OPT_SECRET,
                   .doc =
                       "Where to: the mail server, or the address of the hook. For slack and teams "
                       "it is a secret.",
                   .example = "smtp://127.0.0.1:25"),
    RN_OPTION_TEXT(struct rn_channel_keys, from, .doc = "The sender of mails.",
                   .example = "renown@example.com"),
    RN_OPTION_TEXT(struct rn_channel_keys, to, .doc = "A room or address, where the kind has one.",
                   .example = "\"#reviews\""),
    RN_OPTION_TEXT(struct rn_channel_keys, user, .doc = "The account that signs in.",
                   .example = "bot@example.com"),
    RN_OPTION_TEXT(struct rn_channel_keys, password, .flags = RN_OPT_SECRET, .doc = "Its password.",
                   .example = "\"${env:MAIL_PASSWORD}\""),
    RN_OPTION_TEXT(struct rn_channel_keys, token, .flags = RN_OPT_SECRET,
                   .doc = "An access token (zendesk, http).", .example = "\"${env:ZENDESK}\""),
    RN_OPTION_TEXT(struct rn_channel_keys, key, .flags = RN_OPT_SECRET,
                   .doc = "The routing key (pagerduty).", .example = "\"${env:PAGER}\""),
    RN_OPTION_TEXT(struct rn_channel_keys, secret, .flags = RN_OPT_SECRET,
                   .doc = "What webhooks are signed with.", .example = "\"${env:HOOK_SECRET}\""),
    RN_OPTION_TEXT(struct rn_channel_keys, endpoint, .doc = "The account's address (zendesk).",
                   .example = "https://acme.zendesk.com"),
    RN_OPTION_TEXT(struct rn_channel_keys, method, .doc = "The method of `http`; by default POST.",
                   .example = "POST"),
    RN_OPTION_TEXT(struct rn_channel_keys, body,
                   .doc = "What `http` sends; {phone} and {text} are filled in.",
                   .example = "'{\"to\":\"{phone}\",\"text\":\"{text}\"}'"),
    {0}};
const struct rn_section rn_section_channel = {
    "channel", "channels: by name", "A way out to people.", channel_options, NULL, NULL};

const char *const *rn_channel_needs(int type)
{
    static const char *const needs[][4] = {
        [RN_CHANNEL_SMTP] = {"url", "from"}, [RN_CHANNEL_SLACK] = {"url"},
        [RN_CHANNEL_TEAMS] = {"url"},        [RN_CHANNEL_WEBHOOK] = {"url"},
        [RN_CHANNEL_HTTP] = {"url", "body"}, [RN_CHANNEL_ZENDESK] = {"endpoint", "user", "token"},
        [RN_CHANNEL_PAGERDUTY] = {"key"},    [RN_CHANNEL_PHONE] = {NULL},
    };
    return needs[type >= 0 && (size_t)type < COUNT(needs) ? type : RN_CHANNEL_PHONE];
}

/* ---- promises and limits
 * -------------------------------------------------------------------------- */

static const struct rn_option sla_options[] = {
    RN_OPTION_DURATION(struct rn_sla, first_reply, .flags = RN_OPT_REQUIRED,
                       .doc = "How soon a review is answered; open hours of the calendar count.",
                       .example = "1h"),
    RN_OPTION_INT(struct rn_sla, stars_max, .min = 1, .max = 5,
                  .doc = "Only reviews with at most so many stars.", .example = "2"),
    RN_OPTION_INT(struct rn_sla, stars_min, .min = 1, .max = 5,
                  .doc = "Only reviews with at least so many stars.", .example = "4"),
    RN_OPTION_TEXT(struct rn_sla, hours,
                   .doc = "The calendar that counts; without one, every hour.", .example = "care"),
    RN_OPTION_LIST(struct rn_sla, listings, .doc = "Only these listings.", .example = "[lahore]"),
    RN_OPTION_TEXT(struct rn_sla, when, .doc = "Any condition of the rule language.",
                   .example = "'intent { \"question\" }'"),
    {0}};
const struct rn_section rn_section_sla = {
    "sla", "sla: a list", "A service level; the first that fits counts.", sla_options, NULL, NULL};

static const char *const modes[] = {"suggest", "approve", "auto", NULL};
static const struct rn_option replies_options[] = {
    RN_OPTION_CHOICE(
        struct rn_replies_config, mode, .choices = modes, .def = "suggest",
        .doc = "How far a rule may go: a draft, a proposal for approval, a reply of its own.",
        .example = "suggest"),
    RN_OPTION_DURATION(struct rn_replies_config, delay, .def = "10m",
                       .doc = "How long an approved reply waits, so that it can be taken back.",
                       .example = "10m"),
    RN_OPTION_DURATION(struct rn_replies_config, rule_delay, .def = "30m",
                       .doc = "The same for replies that a rule approved.", .example = "30m"),
    RN_OPTION_INT(struct rn_replies_config, max_per_hour, .def = "20", .min = 0, .max = 100000,
                  .doc = "At most so many replies in an hour.", .example = "20"),
    RN_OPTION_INT(struct rn_replies_config, max_per_day, .def = "100", .min = 0, .max = 1000000,
                  .doc = "At most so many replies in a day.", .example = "100"),
    RN_OPTION_INT(struct rn_replies_config, canary, .def = "10", .min = 0, .max = 1000000,
                  .doc = "So many replies a new rule may send by itself in mode auto; then it "
                         "waits for a person.",
                  .example = "10"),
    RN_OPTION_INT(struct rn_replies_config, quorum, .def = "1", .min = 1, .max = 10,
                  .doc = "How many people must approve a reply.", .example = "1"),
    {0}};
const struct rn_section rn_section_replies = {"replies",
                                              "replies: at the top, and in a listing",
                                              "Limits of speaking in public.",
                                              replies_options,
                                              NULL,
                                              NULL};

static const char *const activations[] = {"on_save", "on_apply", NULL};
static const struct rn_option rules_options[] = {
    RN_OPTION_CHOICE(struct rn_rules_keys, activate, .choices = activations, .def = "on_save",
                     .doc = "Scripts come into force when saved, or only by `renown rules apply`.",
                     .example = "on_save"),
    {0}};
const struct rn_section rn_section_rules = {
    "rules", "rules:", "When scripts come into force.", rules_options, NULL, NULL};

static const char *const periods[] = {"day", "week", "month", NULL};
static const struct rn_option digest_options[] = {
    RN_OPTION_TEXT(struct rn_digest_config, name, .flags = RN_OPT_REQUIRED, .doc = "Its name.",
                   .example = "weekly"),
    RN_OPTION_TEXT(
        struct rn_digest_config, when, .flags = RN_OPT_REQUIRED,
        .doc = "When it is sent, in the organisation's zone: a time, with a weekday or a day "
               "of the month before it.",
        .example = "\"mon 08:00\""),
    RN_OPTION_CHOICE(struct rn_digest_config, period, .choices = periods, .def = "week",
                     .doc = "What it covers: the last full day, week or month.", .example = "week"),
    RN_OPTION_LIST(struct rn_digest_config, to, .flags = RN_OPT_REQUIRED,
                   .doc = "People, teams, or role:manager.", .example = "[duty]"),
    RN_OPTION_TEXT(struct rn_digest_config, via, .doc = "The channel.", .example = "email"),
    RN_OPTION_TEXT(struct rn_digest_config, lang, .def = "en", .doc = "Its language.",
                   .example = "en"),
    {0}};
const struct rn_section rn_section_digest = {
    "digest", "digests: a list", "A report that is sent by itself.", digest_options, NULL, NULL};

static const struct rn_option retention_options[] = {
    RN_OPTION_DURATION(struct rn_retention_keys, raw_pages, .def = "30d",
                       .doc = "How long pages that a plugin did not understand are kept.",
                       .example = "30d"),
    {0}};
const struct rn_section rn_section_retention = {
    "retention",       "retention:", "How long what is no review is kept.",
    retention_options, NULL,         NULL};

const struct rn_section *const rn_sections[] = {
    &rn_section_root,   &rn_section_brand,     &rn_section_listing,
    &rn_section_source, &rn_section_common,    &rn_section_hours,
    &rn_section_person, &rn_section_team,      &rn_section_channel,
    &rn_section_sla,    &rn_section_replies,   &rn_section_rules,
    &rn_section_digest, &rn_section_retention, NULL};
