/* SPDX-License-Identifier: MIT
 *
 * The digest from a store that is filled by hand: a golden text, small numbers, nothing at all,
 * midnights and clock changes, hostile texts in every shape, the same bytes under every TZ.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include <renown/json.h>
#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/file.h"
#include "base/mem.h"
#include "config/config.h"
#include "report/digest.h"
#include "report/fill.h"
#include "store/decisions.h"
#include "store/origins.h"
#include "store/reviews.h"

#define MONDAY "2026-05-04T08:00:00Z"

struct desk {
    char *folder, *path;
    struct fill fill;
    struct rn_config config;
    struct rn_listing listing[3];
    struct rn_source_config source[2];
    struct rn_brand own, rival;
    struct rn_diag d;
    int count;
};

static int setup(void **state)
{
    static const char *const ids[] = {"oslo", "bergen", "rival"};
    static const char *const names[] = {"Harbour Oslo", "Harbour Bergen", "Rival One"};
    char name[] = "/tmp/renown-digest-XXXXXX";
    struct desk *k = rn_new(NULL, struct desk);
    assert_non_null(mkdtemp(name));
    k->folder = rn_dupz(k, name);
    k->path = rn_path_join(k, name, "store.db");
    k->rival.competitor = true;
    for (int i = 0; i < 3; i++)
        k->listing[i] = (struct rn_listing){
            .id = ids[i], .name = names[i], .zone = "UTC", .brand = i < 2 ? &k->own : &k->rival};
    k->config.zone = "UTC";
    k->config.listings = k->listing;
    k->config.listing_count = 3;
    fill_open(&k->fill, k, k->path, fill_time(MONDAY));
    *state = k;
    return 0;
}

static int teardown(void **state)
{
    struct desk *k = *state;
    char **names = NULL;
    size_t n = 0;
    fill_close(&k->fill);
    assert_int_equal(rn_dir_list(k, k->folder, &names, &n, &k->d), RN_OK);
    for (size_t i = 0; i < n; i++)
        (void)unlink(rn_path_join(k, k->folder, names[i]));
    assert_int_equal(rmdir(k->folder), 0);
    talloc_free(k);
    return 0;
}

typedef enum rn_status write_fn(const struct rn_digest *g, struct rn_buf *out);

static enum rn_status as_email(const struct rn_digest *g, struct rn_buf *out)
{
    return rn_digest_email(g, "renown@example.com", "ana@example.com", out);
}

static struct rn_digest *make(struct desk *k, int period, const char *now)
{
    struct rn_digest *g = NULL;
    struct rn_digest_ask ask = {.config = &k->config,
                                .store = k->fill.store,
                                .period = period,
                                .lang = "en",
                                .now = fill_time(now)};
    if (rn_digest_make(k, &ask, &g, &k->d) != RN_OK)
        fail_msg("%s", k->d.text);
    return g;
}

static const char *shape(struct desk *k, write_fn *write, const char *now)
{
    struct rn_buf b;
    rn_buf_init(&b, 1 << 20);
    assert_int_equal(write(make(k, 1, now), &b), RN_OK);
    const char *out = rn_dup(k, rn_buf_str(&b));
    rn_buf_free(&b);
    return out;
}

static void add(struct desk *k, const char *listing, const char *at, double stars,
                const char *author, const char *text, const char *reply_at)
{
    struct told t = {.listing = listing, .author = author, .text = text, .stars = stars};
    t.external_id = rn_fmt(k, "e%d", k->count++);
    t.lang = "en";
    t.at = fill_time(at);
    t.reply_at = reply_at != NULL ? fill_time(reply_at) : 0;
    (void)fill_review(&k->fill, &t);
}

static void has(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("\"%s\" is missing in:\n%s", words, text);
}

static void lacks(const char *text, const char *words)
{
    if (strstr(text, words) != NULL)
        fail_msg("\"%s\" stands in:\n%s", words, text);
}

/* ---- words ----------------------------------------------------------------------------------- */

static void golden_text(void **state)
{
    static const char *const want =
        "1 needs you · 3.5 (=)\n"
        "Week 18, Mon 27 Apr to Sun 3 May, 2 listings, times UTC\n"
        "\n"
        "NEEDS YOU\n"
        "1. Answer Ana K. (1★, Harbour Oslo), “Charged twice, and no refund so far.”: it was due "
        "Thu 30 Apr 09:00.\n"
        "\n"
        "CHANGED\n"
        "No clear change.\n"
        "\n"
        "SCORE, the week before in brackets\n"
        "reviews 4 (1) · rating 3.5 (5.0, =) · answered 2 of 4 so far (1 of 1, =) · first reply, "
        "median 3 h 30 (2 h 00, =)\n"
        "8 weeks of reviews ▁▁▁▁▁▁▃█\n"
        "  Harbour Oslo: 2 · 3.0 · 1 of 2\n"
        "  Harbour Bergen: 2 · 4.0 · 1 of 2\n"
        "\n"
        "WHY\n"
        "- Praise from Per S. for Harbour Oslo on Thu 30 Apr: “Wonderful people and a lovely "
        "view.”\n"
        "\n"
        "DONE No rule fired.\n"
        "COVERAGE No source is configured and nothing was imported.\n"
        "\n"
        "Days [2026-04-27, 2026-05-04) chain ";
    struct desk *k = *state;
    fill_begin(&k->fill);
    add(k, "oslo", "2026-04-29T09:00:00Z", 1, "Ana K.", "Charged twice, and no refund so far.",
        NULL);
    add(k, "oslo", "2026-04-30T09:00:00Z", 5, "Per S.", "Wonderful people and a lovely view.",
        "2026-04-30T14:00:00Z");
    add(k, "bergen", "2026-05-01T09:00:00Z", 4, "Jo", "Good beds.", "2026-05-01T11:00:00Z");
    add(k, "bergen", "2026-05-02T09:00:00Z", 4, "Mo", "Nice breakfast.", NULL);
    add(k, "oslo", "2026-04-22T09:00:00Z", 5, "Bo", "Perfect.", "2026-04-22T11:00:00Z");
    add(k, "rival", "2026-04-29T09:00:00Z", 1, "Rex", "Their room was dirty and cold.", NULL);
    fill_commit(&k->fill);
    const char *got = shape(k, rn_digest_text, MONDAY);
    if (strncmp(got, want, strlen(want)) != 0)
        fail_msg("got:\n%s\nwanted:\n%s", got, want);
    lacks(got, "%");
    lacks(got, "Rival");
}

static void an_empty_store_says_so(void **state)
{
    struct desk *k = *state;
    const char *text = shape(k, rn_digest_text, MONDAY);
    has(text, "Nothing needs you");
    has(text, "reviews 0 (0) · rating none (none)");
    has(text, "COVERAGE No source is configured");
    lacks(text, "nan");
    struct rn_store *store = k->fill.store;
    k->fill.store = NULL; /* a store that is not there reads the same */
    assert_string_equal(shape(k, rn_digest_text, MONDAY), text);
    k->fill.store = store;
}

static void a_minute_is_enough(void **state)
{
    struct desk *k = *state;
    fill_begin(&k->fill);
    for (int day = 1; day <= 60; day++)
        for (int i = 0; i < 6; i++)
            add(k, i % 2 ? "oslo" : "bergen",
                rn_fmt(k, "2026-%02d-%02dT09:00:00Z", day > 30 ? 4 : 3, (day - 1) % 30 + 1),
                day > 56 ? 1 : 5, rn_fmt(k, "Guest with a rather long name %d", day),
                rn_fmt(k,
                       "Very many words about day %d, the room, the stairs, the long wait at "
                       "the desk, the cold soup and the lift that never came, and so on, and "
                       "so forth, until nobody listens any more.",
                       day),
                NULL);
    fill_commit(&k->fill);
    struct rn_digest *g = make(k, 1, MONDAY);
    assert_in_range(rn_digest_words(g), 40, 240);
    assert_in_range(g->section[RN_SECTION_CHANGED].line_count, 1, 3);
    assert_in_range(g->section[RN_SECTION_NEEDS].line_count, 2, 4);
    assert_true(rn_utf8_count(rn_str(g->verdict)) <= 70);
    for (size_t i = 0; i < g->section[RN_SECTION_NEEDS].line_count; i++)
        for (size_t p = 0; p < g->section[RN_SECTION_NEEDS].line[i].part_count; p++)
            assert_true(rn_utf8_count(rn_str(g->section[RN_SECTION_NEEDS].line[i].part[p].text)) <=
                        140);
}

/* ---- time ------------------------------------------------------------------------------------ */

/* A review just before and just after midnight of its own place, in the night of a clock change. */
static void listings_count_their_own_days(void **state)
{
    struct desk *k = *state;
    struct told t = {.author = "Ana", .text = "Fine.", .stars = 4};
    k->listing[0].zone = "Asia/Kathmandu";
    k->listing[1].zone = "America/New_York";
    k->config.zone = "Europe/Berlin";
    fill_begin(&k->fill);
    const struct {
        const char *listing, *zone, *at;
    } rows[] = {{"oslo", "Asia/Kathmandu", "2026-03-01T18:14:59Z"},      /* Sunday 1 March, 23:59 */
                {"oslo", "Asia/Kathmandu", "2026-03-01T18:15:00Z"},      /* Monday 2 March, 00:00 */
                {"oslo", "Asia/Kathmandu", "2026-03-08T18:14:59Z"},      /* Sunday 8 March, 23:59 */
                {"oslo", "Asia/Kathmandu", "2026-03-08T18:15:00Z"},      /* Monday 9 March */
                {"bergen", "America/New_York", "2026-03-02T04:59:59Z"},  /* Sunday, winter time */
                {"bergen", "America/New_York", "2026-03-02T05:00:00Z"},  /* Monday 2 March */
                {"bergen", "America/New_York", "2026-03-09T03:59:59Z"},  /* Sunday, summer time */
                {"bergen", "America/New_York", "2026-03-09T04:00:00Z"}}; /* Monday 9 March */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        t.listing = rows[i].listing;
        t.zone = rows[i].zone;
        t.external_id = rn_fmt(k, "z%zu", i);
        t.at = fill_time(rows[i].at);
        (void)fill_review(&k->fill, &t);
    }
    fill_commit(&k->fill);
    has(shape(k, rn_digest_text, "2026-03-09T08:00:00Z"), "reviews 4 (2)");
}

/* Sunday evening in New York is already Monday in Karachi: the organisation's zone names the week.
 */
static void the_organisation_names_the_week(void **state)
{
    struct desk *k = *state;
    k->config.zone = "Asia/Karachi";
    has(shape(k, rn_digest_text, "2026-05-03T20:00:00Z"), "Week 18, ");
    k->config.zone = "America/New_York";
    has(shape(k, rn_digest_text, "2026-05-03T20:00:00Z"), "Week 17, ");
}

static void same_bytes_in_every_zone_of_the_machine(void **state)
{
    static const char *const zones[] = {"UTC", "Asia/Kathmandu", "America/St_Johns"};
    static write_fn *const shapes[] = {rn_digest_text, rn_digest_html, rn_digest_json, as_email};
    struct desk *k = *state;
    fill_begin(&k->fill);
    add(k, "oslo", "2026-04-29T23:30:00Z", 1, "Ana K.", "Charged twice, and no refund.", NULL);
    fill_commit(&k->fill);
    for (size_t s = 0; s < 4; s++) {
        const char *first = NULL;
        for (size_t z = 0; z < 3; z++) {
            assert_int_equal(setenv("TZ", zones[z], 1), 0);
            tzset();
            const char *got = shape(k, shapes[s], MONDAY);
            if (first != NULL)
                assert_string_equal(got, first);
            first = got;
        }
    }
    assert_int_equal(setenv("TZ", "UTC", 1), 0);
}

/* ---- what needs somebody --------------------------------------------------------------------- */

static void a_failing_source_is_named_and_nothing_is_green(void **state)
{
    struct desk *k = *state;
    struct rn_origin o;
    k->source[0] = (struct rn_source_config){.name = "brokenfeed", .listing = &k->listing[0]};
    k->source[1] = (struct rn_source_config){.name = "goodfeed", .listing = &k->listing[1]};
    k->config.sources = k->source;
    k->config.source_count = 2;
    fill_begin(&k->fill);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(rn_origin_open(k->fill.store, "feed", i ? "g" : "b", k->source[i].name,
                                        k->source[i].listing->id, 1, k, &o, &k->d),
                         RN_OK);
        o.last_try = fill_time("2026-05-04T07:00:00Z");
        o.last_complete = i ? o.last_try : 0;
        o.health = i ? "ok" : "io";
        o.note = i ? NULL : "the address did not answer";
        o.expected = -1;
        assert_int_equal(rn_origin_save(k->fill.store, &o, &k->d), RN_OK);
    }
    fill_commit(&k->fill);
    const char *text = shape(k, rn_digest_text, MONDAY);
    has(text, "Look at source brokenfeed of Harbour Oslo: it failed Mon 4 May 07:00: “the address "
              "did not answer”.");
    has(text, "COVERAGE brokenfeed (Harbour Oslo) fails and was never read completely. 1 of 2");
    has(shape(k, rn_digest_json, MONDAY), "\"complete\":false");
}

static void an_open_ladder_comes_first(void **state)
{
    struct desk *k = *state;
    struct rn_escalation_row row = {.review = 1,
                                    .version = 1,
                                    .id = "ladder1",
                                    .rule = "angry",
                                    .key = "money",
                                    .kind = "escalate",
                                    .steps = "[]",
                                    .state = "open"};
    fill_begin(&k->fill);
    add(k, "oslo", "2026-05-03T09:00:00Z", 3, "Ana K.", "They took my money and ran.", NULL);
    add(k, "oslo", "2026-04-20T09:00:00Z", 1, "Old", "A long time ago.", NULL);
    row.due = fill_time("2026-05-04T09:00:00Z");
    row.opened = fill_time("2026-05-03T09:00:00Z");
    assert_int_equal(rn_escalation_open(k->fill.store, &row, &k->d), RN_OK);
    fill_commit(&k->fill);
    const char *text = shape(k, rn_digest_text, MONDAY);
    has(text, "1. Acknowledge Ana K. (3★, Harbour Oslo), “They took my money and ran.”: rule angry "
              "escalated it, due Mon 4 May 09:00.");
    has(text, "2. Answer Old");
    has(text, "2 need you");
}

/* The first service level that fits decides; one with a condition is passed over. */
static void service_levels_decide_when_it_is_due(void **state)
{
    static const char *const levels = "sla:\n"
                                      "  - { when: 'intent { \"question\" }', first_reply: 1m }\n"
                                      "  - { stars_max: 1, first_reply: 2h }\n"
                                      "  - { first_reply: 10d }\n";
    struct desk *k = *state;
    struct rn_node *root;
    assert_int_equal(rn_yaml_parse(k, "sla", rn_str(levels), &root, &k->d), RN_OK);
    k->config.sla = rn_node_get(root, "sla");
    fill_begin(&k->fill);
    add(k, "oslo", "2026-05-03T09:00:00Z", 1, "Ana", "Never again, says Ana.", NULL);
    add(k, "oslo", "2026-05-02T09:00:00Z", 2, "Bo", "Never again, says Bo.", NULL);
    add(k, "oslo", "2026-05-04T07:30:00Z", 1, "Cy", "Never again, says Cy.", NULL);
    fill_commit(&k->fill);
    const char *text = shape(k, rn_digest_text, MONDAY);
    has(text,
        "1. Answer Ana (1★, Harbour Oslo), “Never again, says Ana.”: it was due Sun 3 May 11:00.");
    has(text, "2. Answer Cy (1★, Harbour Oslo), “Never again, says Cy.”, before Mon 4 May 09:30.");
    lacks(text, "Answer Bo");
}

static void what_was_done_is_counted(void **state)
{
    struct desk *k = *state;
    struct rn_decision_row fired = {.review = 1, .version = 1, .rule = "low", .script = "h"};
    struct rn_reply_row draft = {.review = 1, .version = 1, .variant = 1};
    bool added;
    fired.event = "new";
    fired.matched = fired.actions = "[]";
    draft.state = "draft";
    draft.actor = "rule:low";
    draft.template_name = "t";
    draft.lang = "en";
    draft.text = "We are sorry.";
    fill_begin(&k->fill);
    add(k, "oslo", "2026-04-29T09:00:00Z", 1, "Ana K.", "Charged twice.", NULL);
    static const char *const times[] = {"2026-04-26T23:59:59Z", "2026-04-27T00:00:00Z",
                                        "2026-05-03T23:59:59Z", "2026-05-04T00:00:00Z"};
    for (int i = 0; i < 4; i++) {
        fired.at = fill_time(times[i]);
        assert_int_equal(rn_decision_add(k->fill.store, &fired, &k->d), RN_OK);
    }
    draft.at = fill_time("2026-04-29T10:00:00Z");
    assert_int_equal(rn_reply_draft(k->fill.store, &draft, &k->d), RN_OK);
    assert_int_equal(rn_tag_add(k->fill.store, 1, "money", "rule:low", draft.at, &added, &k->d),
                     RN_OK);
    assert_int_equal(rn_tag_add(k->fill.store, 1, "mine", "human:jo", draft.at, &added, &k->d),
                     RN_OK);
    fill_commit(&k->fill);
    const char *text = shape(k, rn_digest_text, MONDAY);
    has(text, "DONE Rules fired 2 times, set 1 tag and wrote 1 draft.");
    has(text, "A draft is ready.");
    has(text, "Read 1 waiting draft; the oldest answers Ana K. (1★, Harbour Oslo) and waits since "
              "Wed 29 Apr 10:00.");
}

static void what_is_no_longer_listed_is_said(void **state)
{
    struct desk *k = *state;
    struct rn_origin o;
    struct rn_run run = {.kind = "sync", .removed = 1};
    fill_begin(&k->fill);
    assert_int_equal(
        rn_origin_open(k->fill.store, "feed", "b", "feed-bergen", "bergen", 1, k, &o, &k->d),
        RN_OK);
    run.origin = o.n;
    run.started = fill_time("2026-04-30T09:00:00Z");
    assert_int_equal(rn_run_start(k->fill.store, &run, &k->d), RN_OK);
    run.ended = run.started + RN_MINUTE;
    assert_int_equal(rn_run_save(k->fill.store, &run, &k->d), RN_OK);
    fill_commit(&k->fill);
    has(shape(k, rn_digest_text, MONDAY), "- 1 review of Harbour Bergen is no longer listed.");
    lacks(shape(k, rn_digest_text, "2026-05-18T08:00:00Z"), "listed");
}

/* ---- hostile text ---------------------------------------------------------------------------- */

static const char *const hostile[] = {
    "Zorbla<script>alert(1)</script>", "Zorblb\" onmouseover=\"alert(1)",
    "=Zorblc+cmd|' /C calc'!A0",       "Zorbld\x1b[31mred\x1b]0;title\x07",
    "Zorble\u202egnp.exe\u2066",       "Zorblf\r\nBcc: evil@example.com\r\n\r\nbody",
    "Zorblg <!channel> & ]]>",         "Zorblh %s%n{n}{{7*7}}",
    "Zorbli\u2028x\u2029y\xc2\x85z",   "Zorblj بہت گندا \u2067 کمرہ",
    "Zorblk \xff\xfe\xc0\x80 end"};

static void well_formed(const char *html)
{
    xmlDocPtr doc = xmlReadMemory(html, (int)strlen(html), "digest.html", "UTF-8",
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (doc == NULL)
        fail_msg("not well-formed:\n%s", html);
    xmlFreeDoc(doc);
    lacks(html, "<script");
    lacks(html, "<img");
    lacks(html, "<!channel");
}

static void inert(const char *text)
{
    struct rn_str s = rn_str(text);
    size_t at = 0;
    int depth = 0;
    assert_true(rn_utf8_valid(s));
    while (at < s.n) {
        uint32_t cp = rn_utf8_next(s, &at);
        assert_true(cp >= 0x20 || cp == '\n');
        assert_false((cp >= 0x7f && cp <= 0x9f) || (cp >= 0x202a && cp <= 0x202e) || cp == 0x2028 ||
                     cp == 0x2029);
        depth += (cp >= 0x2066 && cp <= 0x2068) - (cp == 0x2069);
    }
    assert_int_equal(depth, 0);
}

static void strangers_only_speak(void **state)
{
    struct desk *k = *state;
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        struct told t = {.listing = "oslo", .stars = 1};
        struct rn_json_doc *doc;
        t.external_id = rn_fmt(k, "h%zu", i);
        t.author = t.text = t.title = hostile[i];
        t.at = fill_time("2026-04-28T09:00:00Z") - (int64_t)i * RN_HOUR; /* the oldest leads */
        fill_begin(&k->fill);
        (void)fill_review(&k->fill, &t);
        fill_commit(&k->fill);
        const char *text = shape(k, rn_digest_text, MONDAY);
        has(text, rn_fmt(k, "Zorbl%c", (int)('a' + i)));
        inert(text);
        const char *html = shape(k, rn_digest_html, MONDAY);
        inert(html);
        well_formed(html);
        const char *json = shape(k, rn_digest_json, MONDAY);
        assert_int_equal(rn_json_parse(rn_str(json), 0, &doc, &k->d), RN_OK);
        rn_json_free(doc);
        const char *mail = shape(k, as_email, MONDAY);
        lacks(mail, "Bcc");
        for (const char *p = mail; *p != '\0'; p++)
            assert_true((*p >= 0x20 && *p < 0x7f) || *p == '\r' || *p == '\n');
    }
}

static void mail_headers_stay_headers(void **state)
{
    struct desk *k = *state;
    struct rn_buf b;
    rn_buf_init(&b, 1 << 20);
    struct rn_digest *g = make(k, 1, MONDAY);
    g->verdict = "2 need you · Şişli ვარსკვლავი ★★★★★ and a long tail of words · fell";
    assert_int_equal(rn_digest_email(g, "a@example.com\r\nBcc: x@y", "b@example.com", &b), RN_OK);
    const char *mail = rn_buf_z(&b);
    lacks(mail, "Bcc");
    has(mail, "To: b@example.com\r\n");
    has(mail, "Subject: =?UTF-8?B?");
    has(mail, "Date: Mon, 04 May 2026 08:00:00 +0000\r\n");
    for (const char *line = mail; line != NULL; line = strstr(line, "\r\n")) {
        line += line[0] == '\r' ? 2 : 0;
        assert_true(strcspn(line, "\r") <= 78);
        if (line[0] == '\0')
            break;
    }
    rn_buf_free(&b);
}

static void figures_carry_n_and_receipt(void **state)
{
    struct desk *k = *state;
    struct rn_json_doc *doc;
    fill_begin(&k->fill);
    add(k, "oslo", "2026-04-29T09:00:00Z", 4, "Ana", "Fine.", "2026-04-29T10:00:00Z");
    add(k, "oslo", "2026-04-22T09:00:00Z", 5, "Bo", "Fine.", "2026-04-22T10:00:00Z");
    fill_commit(&k->fill);
    const char *json = shape(k, rn_digest_json, MONDAY);
    assert_int_equal(rn_json_parse(rn_str(json), 0, &doc, &k->d), RN_OK);
    const struct rn_json *figures = rn_json_get(rn_json_root(doc), "figures");
    assert_int_equal(rn_json_count(figures), 4);
    for (const struct rn_json *f = rn_json_first(figures); f != NULL; f = rn_json_next(f)) {
        int64_t n = 0;
        assert_true(rn_json_is(rn_json_get(f, "value"), RN_JSON_NUMBER));
        assert_true(rn_json_int(rn_json_get(f, "n"), &n));
        assert_int_equal(n, 1);
        assert_true(rn_json_is(rn_json_get(f, "before"), RN_JSON_NUMBER));
        assert_int_equal(rn_json_str(rn_json_get(f, "receipt")).n, 8);
    }
    rn_json_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(golden_text, setup, teardown),
        cmocka_unit_test_setup_teardown(an_empty_store_says_so, setup, teardown),
        cmocka_unit_test_setup_teardown(a_minute_is_enough, setup, teardown),
        cmocka_unit_test_setup_teardown(listings_count_their_own_days, setup, teardown),
        cmocka_unit_test_setup_teardown(the_organisation_names_the_week, setup, teardown),
        cmocka_unit_test_setup_teardown(same_bytes_in_every_zone_of_the_machine, setup, teardown),
        cmocka_unit_test_setup_teardown(a_failing_source_is_named_and_nothing_is_green, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_open_ladder_comes_first, setup, teardown),
        cmocka_unit_test_setup_teardown(service_levels_decide_when_it_is_due, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_done_is_counted, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_longer_listed_is_said, setup, teardown),
        cmocka_unit_test_setup_teardown(strangers_only_speak, setup, teardown),
        cmocka_unit_test_setup_teardown(mail_headers_stay_headers, setup, teardown),
        cmocka_unit_test_setup_teardown(figures_carry_n_and_receipt, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
