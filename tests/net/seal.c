/* SPDX-License-Identifier: MIT
 *
 * Whether pushed events are from whom they say: known vectors, one changed byte, other keys, old
 * events again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <renown/stamp.h>

#include "net/seal.h"

#define SENT (INT64_C(1614265330) * RN_SECOND)

static const struct rn_seal hex = {.kind = RN_SEAL_HMAC_HEX,
                                   .field = "x-hub-signature-256",
                                   .prefix = "sha256=",
                                   .credential = "app_secret"};
static const struct rn_seal standard = {.kind = RN_SEAL_STANDARD, .credential = "key"};

static enum rn_status check_hex(const char *key, const char *body, const char *signature)
{
    const struct rn_header headers[] = {{RN_STR("content-type"), RN_STR("text/plain")},
                                        {RN_STR("x-hub-signature-256"), rn_str(signature)}};
    const struct rn_response event = {.size = sizeof event,
                                      .body = rn_str(body),
                                      .headers = headers,
                                      .header_count = signature != NULL ? 2 : 1};
    struct rn_diag d = {0};
    enum rn_status st = rn_seal_check(&hex, rn_str(key), &event, SENT, &d);
    if (st != RN_OK) {
        assert_true(d.text[0] != '\0');
        assert_null(strstr(d.text, "Secret"));
    }
    return st;
}

#define KEY  "It's a Secret to Everybody"
#define GOOD "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"

static void test_hexadecimal(void **state)
{
    (void)state;
    assert_int_equal(check_hex(KEY, "Hello, World!", GOOD), RN_OK);
    assert_int_equal(check_hex(KEY, "Hello, World!", " " GOOD " "), RN_OK);
    assert_int_equal(check_hex(KEY, "Hello, World?", GOOD), RN_REFUSED);
    assert_int_equal(check_hex("Another Secret", "Hello, World!", GOOD), RN_REFUSED);
    assert_int_equal(check_hex(KEY, "Hello, World!", NULL), RN_REFUSED);
    assert_int_equal(check_hex(KEY, "Hello, World!", ""), RN_REFUSED);
    assert_int_equal(check_hex(KEY, "Hello, World!", GOOD "0"), RN_REFUSED);
    assert_int_equal(check_hex(KEY, "Hello, World!", GOOD + 7), RN_REFUSED);
    assert_int_equal(check_hex("", "Hello, World!", GOOD), RN_INVALID);
    char other[sizeof GOOD] = GOOD;
    for (size_t i = 7; i + 1 < sizeof other; i++) { /* each digit counts */
        other[i] = other[i] == '0' ? '1' : '0';
        assert_int_equal(check_hex(KEY, "Hello, World!", other), RN_REFUSED);
        other[i] = GOOD[i];
    }
}

struct sent {
    const char *key, *id, *at, *signature, *body;
    int64_t now;
};
static const struct sent good = {.key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                                 .id = "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                 .at = "1614265330",
                                 .signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                                 .body = "{\"test\": 2432232314}",
                                 .now = SENT};

static enum rn_status check(struct sent s)
{
    const struct rn_header headers[] = {{RN_STR("webhook-id"), rn_str(s.id)},
                                        {RN_STR("webhook-timestamp"), rn_str(s.at)},
                                        {RN_STR("webhook-signature"), rn_str(s.signature)}};
    const struct rn_response event = {
        .size = sizeof event, .body = rn_str(s.body), .headers = headers, .header_count = 3};
    struct rn_diag d = {0};
    return rn_seal_check(&standard, rn_str(s.key), &event, s.now, &d);
}

#define WITH(member, value)                                                                        \
    ({                                                                                             \
        struct sent s = good;                                                                      \
        s.member = (value);                                                                        \
        s;                                                                                         \
    })

static void test_standard_webhooks(void **state)
{
    (void)state;
    assert_int_equal(check(good), RN_OK);
    assert_int_equal(check(WITH(key, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")), RN_OK);
    assert_int_equal(check(WITH(signature, "v1a,AAAA v1,AAAA "
                                           "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")),
                     RN_OK);
    assert_int_equal(check(WITH(body, "{\"test\": 2432232315}")), RN_REFUSED);
    assert_int_equal(check(WITH(id, "msg_another")), RN_REFUSED);
    assert_int_equal(check(WITH(at, "1614265331")), RN_REFUSED);
    assert_int_equal(check(WITH(at, "soon")), RN_REFUSED);
    assert_int_equal(check(WITH(at, "99999999999999999999")), RN_REFUSED);
    assert_int_equal(check(WITH(signature, "")), RN_REFUSED);
    assert_int_equal(check(WITH(signature, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")),
                     RN_REFUSED);
    assert_int_equal(check(WITH(key, "not base64 at all!")), RN_INVALID);
}

static void test_window(void **state)
{
    (void)state;
    assert_int_equal(check(WITH(now, SENT + RN_SEAL_WINDOW)), RN_OK);
    assert_int_equal(check(WITH(now, SENT - RN_SEAL_WINDOW)), RN_OK);
    assert_int_equal(check(WITH(now, SENT + RN_SEAL_WINDOW + RN_SECOND)), RN_REFUSED);
    assert_int_equal(check(WITH(now, SENT - RN_SEAL_WINDOW - RN_SECOND)), RN_REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hexadecimal),
                                       cmocka_unit_test(test_standard_webhooks),
                                       cmocka_unit_test(test_window)};
    return cmocka_run_group_tests_name("net/seal", tests, NULL, NULL);
}
