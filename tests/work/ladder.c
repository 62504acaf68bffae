/* SPDX-License-Identifier: MIT
 *
 * Ladders without a store: rungs, when one is over, who is meant. And what is said, as each channel
 * wants it: nothing in a guest's text becomes a command.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <renown/json.h>
#include <renown/stamp.h>

#include "base/id.h"
#include "base/mem.h"
#include "work/alert.h"
#include "work/ladder.h"

#define NOW INT64_C(1790000000000000) /* 2026-09-21 */

static void rungs(void **state)
{
    static const char steps[] =
        "[{\"to\":\"duty\",\"via\":\"slack\"},"
        "{\"after\":\"30m\",\"to\":\"lead\",\"via\":\"email\"},"
        "{\"after\":\"2h\",\"business\":true,\"to\":\"own\",\"via\":\"p\"}]";
    struct rn_rung r;
    RN_SCOPE(tmp);
    (void)state;
    assert_true(rn_ladder_rung(tmp, steps, 0, &r));
    assert_string_equal(r.to, "duty");
    assert_int_equal(r.after_us, 0);
    assert_true(rn_ladder_rung(tmp, steps, 1, &r));
    assert_int_equal(r.after_us, 30 * RN_MINUTE);
    assert_false(r.business);
    assert_true(rn_ladder_rung(tmp, steps, 2, &r));
    assert_true(r.business);
    assert_false(rn_ladder_rung(tmp, steps, 3, &r));
    assert_false(rn_ladder_rung(tmp, steps, -1, &r));
    assert_false(rn_ladder_rung(tmp, "{broken", 0, &r));
}

static void over(void **state)
{
    struct rn_stored s = {.status = "new"};
    (void)state;
    assert_null(rn_ladder_over(&s));
    s.status = "snoozed";
    assert_string_equal(rn_ladder_over(&s), "snoozed");
    s.status = "open";
    s.r.reply.state = RN_REPLY_REJECTED;
    assert_null(rn_ladder_over(&s));
    s.r.reply.state = RN_REPLY_PUBLISHED;
    assert_string_equal(rn_ladder_over(&s), "answered");
    s.r.reply.state = RN_REPLY_NONE;
    s.removed_at = NOW;
    assert_string_equal(rn_ladder_over(&s), "removed");
}

static const struct rn_person *who(const struct rn_config *c, const char *to, const char *listing)
{
    return rn_ladder_person(c, to, listing, NOW);
}

static void people(void **state)
{
    static const char *const lahore[] = {"lahore"}, *const members[] = {"ana", "bo", "cem"};
    struct rn_node day = {.text = "2026-09-20..2026-09-22"}, away = {.first = &day};
    struct rn_person people[] = {
        {.id = "ana", .role = 1, .away = &away},
        {.id = "bo", .role = 1, .listings = {lahore, 1}},
        {.id = "cem", .role = 2},
    };
    struct rn_team team = {.id = "care", .members = {members, 3}};
    const struct rn_config c = {
        .people = people, .people_count = 3, .teams = &team, .team_count = 1};
    (void)state;
    assert_string_equal(who(&c, "ana", "lahore")->id, "ana"); /* named outright */
    assert_string_equal(who(&c, "care", "lahore")->id, "bo");
    assert_string_equal(who(&c, "care", "tours")->id, "cem");
    assert_string_equal(who(&c, "role:agent", "lahore")->id, "bo");
    assert_null(who(&c, "role:agent", "tours"));
    assert_null(who(&c, "role:admin", "lahore"));
    assert_null(who(&c, "nobody", "lahore"));
    assert_null(who(&c, NULL, "lahore"));
}

/* ---- what is said -----------------------------------------------------------------------------
 */

#define HOSTILE "<!channel> & [x](http://e.example)\r\n.\r\nBcc: v@e.example {text} \"q\" *b*"

static struct rn_node *key(struct rn_node *n, const char *name, const char *text)
{
    *n = (struct rn_node){.type = RN_NODE_SCALAR, .key = name, .text = text};
    return n;
}

/* Composes for a channel of this type with these keys; the body under tmp. */
static struct rn_post compose(void *tmp, int type, struct rn_node *keys, size_t count,
                              const char *text)
{
    struct rn_node map = {.type = RN_NODE_MAP, .first = keys, .count = count};
    for (size_t i = 0; i + 1 < count; i++)
        keys[i].next = &keys[i + 1];
    const struct rn_channel channel = {.id = "c", .type = type, .node = &map};
    const struct rn_person p = {.id = "ana", .mail = "ana@example.com", .phone = "+92 1"};
    struct rn_stored r = {.id = "r1",
                          .listing = "lahore",
                          .has_stars = true,
                          .stars = 1,
                          .r = {.text = rn_str(text), .author_name = rn_str(HOSTILE)}};
    const struct rn_config c = {.path = "renown.yaml", .folder = "."};
    const struct rn_alert a = {.id = "m1",
                               .thread = "escalation.e1",
                               .rule = "angry",
                               .ladder = "e1",
                               .person = &p,
                               .reviews = &r,
                               .count = 1,
                               .more = 2,
                               .now = NOW};
    struct rn_post post = {0};
    struct rn_diag d = {0};
    const enum rn_status st = rn_alert_compose(tmp, &c, &channel, &a, &post, &d);
    if (st != RN_OK)
        fail_msg("%s", d.text);
    return post;
}

static bool has(struct rn_str s, const char *word)
{
    return memmem(s.p, s.n, word, strlen(word)) != NULL;
}

static void slack(void **state)
{
    struct rn_node k[1];
    RN_SCOPE(tmp);
    (void)state;
    (void)key(&k[0], "url", "https://hooks.example/x");
    const struct rn_post p = compose(tmp, 1, k, 1, HOSTILE);
    assert_false(has(p.body, "<!channel"));
    assert_true(has(p.body, "&lt;!channel&gt; &amp;"));
    assert_true(has(p.body, "and 2 more"));
}

static void mail(void **state)
{
    struct rn_node k[2];
    RN_SCOPE(tmp);
    (void)state;
    (void)key(&k[0], "url", "smtp://127.0.0.1:25");
    (void)key(&k[1], "from", "renown@example.com");
    const struct rn_post p = compose(tmp, 0, k, 2, HOSTILE);
    const char *end = memmem(p.body.p, p.body.n, "\r\n\r\n", 4);
    const struct rn_str head = rn_strn(p.body.p, (size_t)(end - p.body.p));
    assert_string_equal(p.to, "ana@example.com");
    assert_false(has(head, "\nBcc:"));
    assert_true(has(head, "Message-ID: <alert.m1@renown.invalid>"));
    assert_true(has(head, "References: <escalation.e1@renown.invalid>"));
    assert_true(has(head, "Auto-Submitted: auto-generated"));
    assert_false(has(p.body, "\r\n.\r\n"));
}

static void own_body(void **state)
{
    struct rn_node k[2];
    struct rn_json_doc *doc = NULL;
    struct rn_diag d;
    RN_SCOPE(tmp);
    (void)state;
    (void)key(&k[0], "url", "https://sms.example/send");
    (void)key(&k[1], "body", "{\"to\":\"{phone}\",\"text\":\"{text}\",\"n\":{}}");
    const struct rn_post p = compose(tmp, 4, k, 2, HOSTILE);
    assert_int_equal(rn_json_parse(p.body, 0, &doc, &d), RN_OK); /* whatever the guest wrote */
    assert_true(rn_str_is(rn_json_str(rn_json_get(rn_json_root(doc), "to")), "+92 1"));
    assert_true(has(rn_json_str(rn_json_get(rn_json_root(doc), "text")), "{text} \"q\""));
    rn_json_free(doc);
}

/* Published vectors of the two ways in which webhooks are signed. */
static void signatures(void **state)
{
    char mac[45];
    struct rn_str bytes;
    RN_SCOPE(tmp);
    (void)state;
    assert_true(rn_base64_bytes(tmp, rn_str("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), &bytes));
    rn_hmac_base64(bytes, rn_str("msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}"),
                   mac);
    assert_string_equal(mac, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assert_false(rn_base64_bytes(tmp, rn_str("not base64!"), &bytes));
}

static void webhook(void **state)
{
    struct rn_node k[2];
    RN_SCOPE(tmp);
    (void)state;
    (void)key(&k[0], "url", "https://hook.example/");
    (void)key(&k[1], "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    char *longest = rn_new_array(tmp, char, 60001);
    memset(longest, 'x', 60000);
    const struct rn_post p = compose(tmp, 3, k, 2, longest);
    assert_int_equal(p.header_count, 4);
    assert_true(rn_str_is(p.headers[1].value, "m1"));
    assert_true(rn_str_starts(p.headers[3].value, "v1,"));
    assert_true(p.body.n < 20480);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rungs),      cmocka_unit_test(over),
                                       cmocka_unit_test(people),     cmocka_unit_test(slack),
                                       cmocka_unit_test(mail),       cmocka_unit_test(own_body),
                                       cmocka_unit_test(signatures), cmocka_unit_test(webhook)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
