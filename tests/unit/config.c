/* SPDX-License-Identifier: MIT
 *
 * The whole config: what a full file becomes, every finding with its line, secrets, where it is
 * looked for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include <renown/plugin.h>
#include <renown/stamp.h>

#include "base/file.h"
#include "base/mem.h"
#include "config/config.h"
#include "config/docs.h"
#include "config/secret.h"

static char dir[] = "/tmp/renown-config-XXXXXX";

static const char full[] =
    "store: small/renown.db\n"
    "scripts: scripts\n"
    "zone: Asia/Karachi\n"
    "contact: mailto:care@example.com\n"
    "brands:\n"
    "  - name: Harbour\n"
    "    listings:\n"
    "      - id: lahore\n"
    "        name: Harbour Lahore\n"
    "        lang: [ur, en]\n"
    "        labels: { region: punjab, kind: hotel }\n"
    "        lang_fallback: { ur-Latn: [ur-Latn, ur, en] }\n"
    "        replies: { mode: auto, max_per_hour: 5, max_per_day: 5000, quorum: 2 }\n"
    "        sources:\n"
    "          - plugin: guestbook\n"
    "            account: '1'\n"
    "            credentials: { client_id: abc, secret: \"${env:RN_TEST_SECRET}\", key: "
    "\"${file:key}\" }\n"
    "            every: 15m\n"
    "          - { plugin: guestbook, name: second, account: 2, credentials: main }\n"
    "      - { id: oslo, zone: Europe/Oslo }\n"
    "  - { name: Rival, competitor: true, listings: [{ id: rival }] }\n"
    "hours:\n"
    "  care: { week: { mon-sat: ['09:00-13:00', '14:00-18:00'], sun: '22:00-24:00' }, holidays: "
    "['2026-12-25'] }\n"
    "people:\n"
    "  - { id: duty, name: Duty, mail: duty@example.com, role: agent, hours: care, listings: "
    "[lahore], lang: ur }\n"
    "  - { id: lead, role: manager, away: [2026-12-24..2026-12-31, 2026-05-01] }\n"
    "  - { id: owner, phone: '+92 1', role: admin }\n"
    "teams:\n"
    "  - { id: care, members: [duty, lead] }\n"
    "channels:\n"
    "  phone: { type: phone }\n"
    "  slack: { type: slack, url: '${env:SLACK}' }\n"
    "  email: { type: smtp, url: 'smtp://127.0.0.1:2525', from: renown@example.com }\n"
    "  hook: { type: webhook, url: 'https://example.com/', secret: '${env:HOOK}' }\n"
    "  sms: { type: http, url: 'https://example.com/', body: '{\"to\":\"{phone}\"}' }\n"
    "  zendesk: { type: zendesk, endpoint: 'https://example.com', user: bot@example.com, token: "
    "'${env:ZD}' }\n"
    "sla:\n"
    "  - { stars_max: 2, first_reply: 1h, hours: care }\n"
    "  - { when: 'intent { \"question\" }', first_reply: 30m }\n"
    "replies: { mode: approve, delay: 10m, max_per_hour: 20 }\n"
    "rules: { activate: on_apply }\n"
    "credentials: { main: { key: \"${env:RN_TEST_SECRET}\" } }\n"
    "defaults: { guestbook: { every: 2h, page_size: 7 } }\n"
    "digests:\n"
    "  - { name: weekly, when: 'mon 08:00', period: week, to: [duty, care, 'role:manager'], via: "
    "email }\n"
    "retention: { raw_pages: 7d }\n";

static char *write_config(const void *ctx, const char *text, unsigned mode)
{
    struct rn_diag d = {0};
    char *path = rn_fmt(ctx, "%s/renown.yaml", dir);
    assert_int_equal(rn_file_write(path, rn_str(text), mode, &d), RN_OK);
    assert_int_equal(chmod(path, mode), 0);
    return path;
}

static struct rn_config *load_full(const void *ctx)
{
    struct rn_diag d = {0};
    struct rn_config *c = NULL;
    if (rn_config_load(ctx, write_config(ctx, full, 0600), NULL, NULL, &c, &d) != RN_OK)
        fail_msg("%s", d.text);
    return c;
}

static void watched(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_config *c = load_full(tmp);
    assert_int_equal(c->brand_count, 2);
    assert_int_equal(c->listing_count, 3);
    assert_true(c->listings[2].brand->competitor);
    const struct rn_listing *l = rn_config_listing(c, "lahore");
    assert_string_equal(l->zone, "Asia/Karachi");
    assert_string_equal(rn_config_listing(c, "oslo")->zone, "Europe/Oslo");
    assert_string_equal(rn_config_listing(c, "oslo")->name, "oslo");
    assert_null(rn_config_listing(c, "nowhere"));
    assert_int_equal(l->labels.n, 2);
    assert_string_equal(l->labels.value[1], "hotel");
    assert_string_equal(l->lang_fallback.value[0], "ur-Latn ur en");
    assert_non_null(strstr(c->store, "/small/renown.db"));
    assert_true(strncmp(c->store, dir, strlen(dir)) == 0);
    assert_int_equal(c->raw_pages.us, 7 * RN_DAY);
    assert_int_equal(c->activate, 1);
}

static void a_listing_only_narrows_replies(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_config *c = load_full(tmp);
    const struct rn_replies_config *r = &rn_config_listing(c, "lahore")->replies;
    assert_int_equal(r->mode, 1); /* auto under a ceiling of approve */
    assert_int_equal(r->max_per_hour, 5);
    assert_int_equal(r->max_per_day, 100);
    assert_int_equal(r->quorum, 2);
    assert_int_equal(rn_config_listing(c, "oslo")->replies.max_per_hour, 20);
}

static void people_and_channels(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_config *c = load_full(tmp);
    assert_int_equal(c->people_count, 3);
    assert_int_equal(c->people[1].role, 2);
    assert_string_equal(c->people[1].name, "lead");
    assert_string_equal(c->people[0].lang.v[0], "ur");
    assert_int_equal(c->people[1].away->count, 2);
    assert_int_equal(c->teams[0].members.n, 2);
    assert_int_equal(c->channel_count, 6);
    assert_string_equal(c->channels[0].id, "phone");
    assert_int_equal(c->digests[0].period, 1);
    assert_int_equal(c->sla_count, 2);
    assert_string_equal(c->slas[0].hours, "care");
    assert_string_equal(c->hours[0].zone, "Asia/Karachi");
}

struct options {
    const char *account;
    int64_t page_size;
};
static const struct rn_option guest_options[] = {
    RN_OPTION_TEXT(struct options, account, .flags = RN_OPT_REQUIRED),
    RN_OPTION_INT(struct options, page_size, .def = "50", .min = 1, .max = 100),
    {0}};
static enum rn_status refuse_two(const void *config, struct rn_diag *d)
{
    const struct options *o = config;
    if (strcmp(o->account, "2") == 0)
        return rn_fail(d, RN_INVALID, "account 2 is closed");
    return RN_OK;
}
static const struct rn_plugin guestbook = {.size = sizeof(struct rn_plugin),
                                           .name = "guestbook",
                                           .config_size = sizeof(struct options),
                                           .option_size = sizeof(struct rn_option),
                                           .options = guest_options,
                                           .check = refuse_two};

static void sources_and_their_plugin(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_config *c = load_full(tmp);
    struct rn_diag d = {0};
    void *filled = NULL;
    const struct rn_source_config *s = rn_config_source(c, "guestbook-lahore");
    assert_non_null(s);
    assert_int_equal(s->common.every.us, 15 * RN_MINUTE);
    assert_int_equal(rn_config_source(c, "second")->common.every.us, 2 * RN_HOUR);
    assert_int_equal(s->common.timeout.us, 30 * RN_SECOND);
    assert_int_equal(rn_config_plugin_options(tmp, c, s, &guestbook, &filled, &d), RN_OK);
    assert_string_equal(((struct options *)filled)->account, "1");
    assert_int_equal(((struct options *)filled)->page_size, 7);
    s = rn_config_source(c, "second");
    assert_int_equal(rn_config_plugin_options(tmp, c, s, &guestbook, &filled, &d), RN_INVALID);
    assert_non_null(strstr(d.text, "renown.yaml:19: source second: account 2 is closed"));
}

static void secrets_come_when_asked_for(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_config *c = load_full(tmp);
    struct rn_diag d = {0};
    char *value = NULL, *key = rn_fmt(tmp, "%s/key", dir);
    const struct rn_source_config *s = rn_config_source(c, "guestbook-lahore");
    (void)unsetenv("RN_TEST_SECRET");
    assert_int_equal(rn_config_secret(tmp, c, s, "secret", &value, &d), RN_INVALID);
    assert_non_null(strstr(d.text, "RN_TEST_SECRET, which is not set"));
    (void)setenv("RN_TEST_SECRET", "hush", 1);
    assert_int_equal(rn_config_secret(tmp, c, s, "secret", &value, &d), RN_OK);
    assert_string_equal(value, "hush");
    assert_int_equal(rn_config_secret(tmp, c, rn_config_source(c, "second"), "key", &value, &d),
                     RN_OK);
    assert_string_equal(value, "hush");
    assert_int_equal(rn_config_secret(tmp, c, s, "client_id", &value, &d), RN_OK);
    assert_string_equal(value, "abc");
    assert_int_equal(rn_config_secret(tmp, c, s, "password", &value, &d), RN_GONE);
    assert_int_not_equal(rn_config_secret(tmp, c, s, "key", &value, &d), RN_OK); /* no file yet */
    assert_int_equal(rn_file_write(key, rn_str("from-a-file\n \n"), 0600, &d), RN_OK);
    assert_int_equal(rn_config_secret(tmp, c, s, "key", &value, &d), RN_OK);
    assert_string_equal(value, "from-a-file");
    assert_int_equal(chmod(key, 0644), 0);
    assert_int_equal(rn_config_secret(tmp, c, s, "key", &value, &d), RN_INVALID);
    assert_non_null(strstr(d.text, "others can read"));
    assert_null(strstr(d.text, "from-a-file"));
}

/* ---- findings
 * ------------------------------------------------------------------------------------ */

struct heard {
    const char *wanted;
    int line;
    size_t matches, all;
};

static void hear(void *arg, const struct rn_finding *f)
{
    struct heard *h = arg;
    h->all += !f->warning;
    h->matches += strstr(f->text, h->wanted) != NULL && f->line == h->line;
    assert_null(strstr(f->text, "hush"));
}

static void finds(const char *text, unsigned mode, int line, const char *wanted)
{
    RN_SCOPE(tmp);
    struct heard h = {wanted, line, 0, 0};
    struct rn_diag d = {0};
    struct rn_config *c = NULL;
    char *path = write_config(tmp, text, mode);
    assert_int_equal(rn_config_load(tmp, path, hear, &h, &c, &d), RN_INVALID);
    assert_null(c);
    if (h.matches == 0)
        fail_msg("no finding in line %d says '%s'; the first is '%s'", line, wanted, d.text);
    assert_int_not_equal(d.text[0], '\0');
}

#define LISTING "brands:\n  - name: B\n    listings:\n      - id: a\n"

static void keys_types_and_ranges(void **state)
{
    (void)state;
    finds("stroe: x\n", 0600, 1, "did you mean 'store'?");
    finds("zone: Asia/Karachy\n", 0600, 1, "Asia/Karachi");
    finds("store: [a]\n", 0600, 1, "'store' wants a single value");
    finds("brands: x\n", 0600, 1, "'brands' wants a list");
    finds("brands: [x]\n", 0600, 1, "a mapping (key: value) belongs here");
    finds("- a\n", 0600, 1, "a mapping");
    finds("just words\n", 0600, 1, "a mapping");
    finds(LISTING "        zone: Mars/Olympus\n", 0600, 5, "Mars/Olympus");
    finds(LISTING "        sources: [{ every: 1h }]\n", 0600, 5, "'plugin' is missing");
    finds(LISTING "        sources:\n          - plugin: x\n            every: 15\n", 0600, 7,
          "wants a duration");
    finds(LISTING "        replies: { mode: automatic }\n", 0600, 5, "suggest, approve, auto");
    finds("replies: { max_per_hour: -1 }\n", 0600, 1, "must lie between");
    finds("rules: { activate: on_safe }\n", 0600, 1, "did you mean 'on_save'?");
    finds("sla: [{ stars_max: 6, first_reply: 1h }]\n", 0600, 1, "must lie between 1 and 5");
    finds("retention: { raw_page: 1d }\n", 0600, 1, "did you mean 'raw_pages'?");
    finds("a: 1\na: 2\n", 0600, 2, "second time");
    finds("a: [\n", 0600, 2, "not YAML");
}

static void names_and_references(void **state)
{
    (void)state;
    finds(LISTING "      - id: a\n", 0600, 5, "listing 'a' stands here a second time");
    finds(LISTING "        sources: [{ plugin: p }, { plugin: p }]\n", 0600, 5,
          "source 'p-a' stands here a second time");
    finds("people: [{ id: x }, { id: x }]\n", 0600, 1, "second time");
    finds("people: [{ id: x }]\nteams: [{ id: x, members: [x] }]\n", 0600, 2, "person or team 'x'");
    finds("people: [{ id: x, hours: crae }]\nhours: { care: {} }\n", 0600, 1,
          "did you mean 'care'?");
    finds(LISTING "people:\n  - id: x\n    listings: [b]\n", 0600, 7, "there is no listing 'b'");
    finds("teams: [{ id: t, members: [nobody] }]\n", 0600, 1, "there is no person 'nobody'");
    finds("sla: [{ first_reply: 1h, hours: x }]\n", 0600, 1, "'hours:' named 'x'");
    finds("digests: [{ name: d, when: 'mon 08:00', to: [x], via: y }]\n", 0600, 1,
          "there is no channel 'y'");
    finds(LISTING "        sources: [{ plugin: p, credentials: hush }]\n", 0600, 5, "names no set");
    finds("channels: { c: { type: smtp, url: 'smtp://x' } }\n", 0600, 1, "needs 'from'");
    finds("channels: { c: { type: smpt } }\n", 0600, 1, "did you mean 'smtp'?");
}

static void days_and_hours(void **state)
{
    (void)state;
    finds("hours: { c: { week: { mon-fry: '09:00-17:00' } } }\n", 0600, 1, "names no days");
    finds("hours: { c: { week: { mon: ['9-17'] } } }\n", 0600, 1, "open hours look like");
    finds("hours: { c: { week: { mon: ['22:00-06:00'] } } }\n", 0600, 1, "split hours at midnight");
    finds("hours: { c: { week: { mon: ['09:60-17:00'] } } }\n", 0600, 1, "open hours look like");
    finds("hours: { c: { holidays: ['2026-02-30'] } }\n", 0600, 1, "is no date");
    finds("people: [{ id: x, away: [2026-12-31..2026-12-24] }]\n", 0600, 1,
          "ends before it begins");
    finds("people: [{ id: x }]\ndigests: [{ name: d, when: 'monday 8', to: [x] }]\n", 0600, 2,
          "\"mon 08:00\"");
    finds("people: [{ id: x }]\ndigests: [{ name: d, when: 'mon 08:00', period: day, to: x }]\n",
          0600, 2, "\"08:00\"");
}

static void literal_secrets_in_shared_files(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    static const char literal[] =
        LISTING "        sources: [{ plugin: p, credentials: { client_id: x, key: hush } }]\n";
    struct rn_config *c;
    struct rn_diag d = {0};
    finds(literal, 0644, 5, "'key' is a secret in a file that others can read");
    finds(literal, 0640, 5, "'key' is a secret");
    assert_int_equal(rn_config_load(tmp, write_config(tmp, literal, 0600), NULL, NULL, &c, &d),
                     RN_OK);
    finds("channels: { s: { type: slack, url: 'https://hooks/hush' } }\n", 0644, 1,
          "'url' of channel");
    finds("channels: { s: { type: smtp, url: 'smtp://u:hush@h', from: a } }\n", 0644, 1,
          "'url' of");
    finds("channels: { s: { type: pagerduty, key: hush } }\n", 0644, 1, "'key' of channel");
    finds("credentials: { c: { token: hush } }\n", 0644, 1, "'token' is a secret");
    assert_int_equal(rn_config_load(tmp, write_config(tmp, full, 0644), NULL, NULL, &c, &d), RN_OK);
}

static void thousands_of_faults_are_bounded(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct heard h = {"more faults are not shown", 0, 0, 0};
    struct rn_buf b;
    struct rn_diag d = {0};
    struct rn_config *c;
    rn_buf_init(&b, 4 << 20);
    (void)rn_buf_addz(&b, "people:\n");
    for (int i = 0; i < 30000; i++)
        (void)rn_buf_fmt(&b, "- { id: p%d, hours: h%d }\n", i, i);
    char *path = write_config(tmp, rn_buf_z(&b), 0600);
    rn_buf_free(&b);
    assert_int_equal(rn_config_load(tmp, path, hear, &h, &c, &d), RN_INVALID);
    assert_int_equal(h.matches, 1);
    assert_int_equal(h.all, 101);
}

static void found_in_its_places(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_diag d = {0};
    char *path = NULL, *mine = write_config(tmp, full, 0600);
    char *old = rn_mem_check(getcwd(rn_mem_check(talloc_size(tmp, 4096)), 4096));
    assert_int_equal(chdir("/"), 0);
    (void)unsetenv("RENOWN_CONFIG");
    (void)setenv("XDG_CONFIG_HOME", "/nowhere/at/all", 1);
    if (!rn_file_exists("/etc/renown/renown.yaml")) {
        assert_int_equal(rn_config_find(tmp, NULL, &path, &d), RN_GONE);
        assert_non_null(strstr(d.text, "/nowhere/at/all/renown/renown.yaml"));
    }
    (void)setenv("RENOWN_CONFIG", mine, 1);
    assert_int_equal(rn_config_find(tmp, NULL, &path, &d), RN_OK);
    assert_string_equal(path, mine);
    assert_int_equal(chdir(dir), 0);
    assert_int_equal(rn_config_find(tmp, NULL, &path, &d), RN_OK);
    assert_string_equal(path, "renown.yaml");
    assert_int_equal(rn_config_find(tmp, "/nowhere.yaml", &path, &d), RN_GONE);
    assert_int_equal(chdir(old), 0);
}

static void the_sample_loads(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    const struct rn_plugin *plugins[] = {&guestbook};
    struct rn_config *c;
    struct rn_diag d = {0};
    struct rn_buf b;
    rn_buf_init(&b, 1 << 20);
    rn_docs_sample(&b, plugins, 0);
    assert_int_equal(rn_config_load(tmp, write_config(tmp, rn_buf_z(&b), 0644), NULL, NULL, &c, &d),
                     RN_OK);
    rn_buf_clear(&b);
    rn_docs_man5(&b, "1", plugins, 1);
    assert_non_null(strstr(rn_buf_z(&b), "page_size"));
    assert_non_null(strstr(rn_buf_z(&b), "lang_fallback"));
    rn_buf_free(&b);
}

static int make_dir(void **state)
{
    (void)state;
    return mkdtemp(dir) == NULL;
}

static int remove_dir(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    (void)unlink(rn_fmt(tmp, "%s/renown.yaml", dir));
    (void)unlink(rn_fmt(tmp, "%s/key", dir));
    return rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(watched),
        cmocka_unit_test(a_listing_only_narrows_replies),
        cmocka_unit_test(people_and_channels),
        cmocka_unit_test(sources_and_their_plugin),
        cmocka_unit_test(secrets_come_when_asked_for),
        cmocka_unit_test(keys_types_and_ranges),
        cmocka_unit_test(names_and_references),
        cmocka_unit_test(days_and_hours),
        cmocka_unit_test(literal_secrets_in_shared_files),
        cmocka_unit_test(thousands_of_faults_are_bounded),
        cmocka_unit_test(found_in_its_places),
        cmocka_unit_test(the_sample_loads),
    };
    return cmocka_run_group_tests_name("config", tests, make_dir, remove_dir);
}
