/* SPDX-License-Identifier: MIT
 *
 * The life of a login: one token request at a time, renewal before the end, renewal once after a
 * refusal, new refresh tokens handed over.
 */
#include "net_auth/desk.h"

#include "base/mem.h"

static void with_refresh(struct desk *k)
{
    desk_credential(k, "client_id", "harbour-client");
    desk_credential(k, "client_secret", "gsec-7Qm2vJx0pTz8");
    desk_credential(k, "refresh_token", "1//0grefresh-first");
    desk_open(k, "refresh");
}

static void one_request_at_a_time(void **state)
{
    struct desk *k = *state;
    with_refresh(k);
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    assert_false(k->patch.wait);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
        assert_true(k->patch.wait);
        assert_int_equal(k->patch.token_request.url.n, 0);
    }
    assert_int_equal(desk_answer(k, NOW, 200, "{\"access_token\":\"ya29.one\"}"), RN_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(desk_apply(k, NOW), RN_OK);
}

static void renewed_a_minute_before_the_end(void **state)
{
    struct desk *k = *state;
    with_refresh(k);
    desk_log_in(k, NOW, "ya29.one");
    assert_int_equal(desk_apply(k, NOW + 3540 * RN_SECOND - 1), RN_OK);
    desk_log_in(k, NOW + 3540 * RN_SECOND, "ya29.two");
}

/* Tokens that live shorter than the margin are used once each and asked for no more often. */
static void tokens_of_a_second(void **state)
{
    struct desk *k = *state;
    with_refresh(k);
    for (int64_t i = 0; i < 3; i++) {
        assert_int_equal(desk_apply(k, NOW + i), RN_AGAIN);
        assert_int_equal(
            desk_answer(k, NOW + i, 200, "{\"access_token\":\"ya29.s\",\"expires_in\":1}"), RN_OK);
        assert_int_equal(desk_apply(k, NOW + i + RN_HOUR), RN_OK);
    }
}

static void refused_once_then_again(void **state)
{
    struct desk *k = *state;
    with_refresh(k);
    desk_log_in(k, NOW, "ya29.one");
    assert_int_equal(desk_refuse(k), RN_OK);
    desk_log_in(k, NOW, "ya29.two");
    desk_failed(k, desk_refuse(k), RN_LOGIN, "with a new token too");
    desk_failed(k, desk_apply(k, NOW), RN_LOGIN, "sign in again");
}

/* Two refusals in one long run are no end when a token ended by itself in between. */
static void refused_again_after_a_natural_renewal(void **state)
{
    struct desk *k = *state;
    with_refresh(k);
    desk_log_in(k, NOW, "ya29.one");
    assert_int_equal(desk_refuse(k), RN_OK);
    desk_log_in(k, NOW, "ya29.two");
    desk_log_in(k, NOW + RN_HOUR, "ya29.three");
    assert_int_equal(desk_refuse(k), RN_OK);
    desk_log_in(k, NOW + RN_HOUR, "ya29.four");
    desk_failed(k, desk_refuse(k), RN_LOGIN, "refused");
}

/* Several requests carried the old token: one renewal answers all their refusals. */
static void refusals_beside_each_other(void **state)
{
    struct desk *k = *state;
    with_refresh(k);
    desk_log_in(k, NOW, "ya29.one");
    assert_int_equal(desk_refuse(k), RN_OK);
    assert_int_equal(desk_refuse(k), RN_OK);
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    assert_int_equal(desk_refuse(k), RN_OK);
    assert_int_equal(desk_answer(k, NOW, 200, "{\"access_token\":\"ya29.two\"}"), RN_OK);
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_value, "Bearer ya29.two");
    desk_failed(k, desk_refuse(k), RN_LOGIN, "refused");
}

static void keys_cannot_be_renewed(void **state)
{
    struct desk *k = *state;
    static const char *const kinds[][2] = {
        {"query", "API key"}, {"header", "API key"}, {"bearer", "make a new access token"}};
    desk_credential(k, "key", "TRIPKEY8F2C41D0");
    desk_credential(k, "api_key", "tpkey6b1f0a93c2");
    desk_credential(k, "token", "personal-7Qm2vJx0");
    for (size_t i = 0; i < COUNT(kinds); i++) {
        desk_open(k, kinds[i][0]);
        assert_int_equal(desk_apply(k, NOW), RN_OK);
        desk_failed(k, desk_refuse(k), RN_LOGIN, kinds[i][1]);
        desk_failed(k, desk_apply(k, NOW), RN_LOGIN, kinds[i][1]);
    }
}

static void apple_tokens_are_reused(void **state)
{
    struct desk *k = *state;
    struct evp_pkey_st *key = key_curve("P-256");
    desk_credential(k, "issuer_id", "57246542-96fe-1a63");
    desk_credential(k, "key_id", "2X9R4HXF34");
    desk_credential(k, "private_key", key_private(k->ctx, key, NULL));
    desk_open(k, "apple");
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    const char *first = k->patch.header_value;
    assert_int_equal(desk_apply(k, NOW + 16 * RN_MINUTE), RN_OK);
    assert_string_equal(k->patch.header_value, first);
    assert_int_equal(desk_apply(k, NOW + 17 * RN_MINUTE), RN_OK);
    assert_string_not_equal(k->patch.header_value, first);
    assert_int_equal(k->reads, 6);
    assert_int_equal(desk_refuse(k), RN_OK);
    assert_int_equal(desk_apply(k, NOW + 17 * RN_MINUTE), RN_OK);
    desk_failed(k, desk_refuse(k), RN_LOGIN, "App Store Connect");
    key_free(key);
}

/* ---- refresh tokens -------------------------------------------------------------------------- */

#define NEW_TOKEN "{\"access_token\":\"ya29.one\",\"refresh_token\":\"1//0grefresh-second\"}"

static void new_refresh_token_is_kept_and_used(void **state)
{
    struct desk *k = *state;
    with_refresh(k);
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    assert_int_equal(desk_answer(k, NOW, 200, NEW_TOKEN), RN_OK);
    assert_int_equal(k->rotations, 1);
    assert_string_equal(k->rotated, "1//0grefresh-second");
    assert_int_equal(desk_apply(k, NOW + RN_HOUR), RN_OK);
    assert_int_equal(desk_apply(k, NOW + RN_HOUR), RN_AGAIN);
    assert_string_equal(form_field(k->ctx, &k->patch.token_request, "refresh_token"),
                        "1//0grefresh-second");
    assert_int_equal(desk_answer(k, NOW, 200, NEW_TOKEN), RN_OK); /* the same: nothing to keep */
    assert_int_equal(k->rotations, 1);
}

static void refresh_token_that_cannot_be_kept(void **state)
{
    struct desk *k = *state;
    with_refresh(k);
    k->rotated_status = RN_IO;
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    desk_failed(k, desk_answer(k, NOW, 200, NEW_TOKEN), RN_IO, "cannot be kept: the disk is full");
    desk_failed(k, desk_apply(k, NOW), RN_IO, "cannot be kept");
    k->rotated_status = RN_OK; /* somebody made room */
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_value, "Bearer ya29.one");
    assert_string_equal(k->rotated, "1//0grefresh-second");
}

static void refresh_token_that_nobody_keeps(void **state)
{
    struct desk *k = *state;
    with_refresh(k);
    k->source.rotated = NULL;
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    assert_int_equal(desk_answer(k, NOW, 200, NEW_TOKEN), RN_OK);
    assert_int_equal(desk_apply(k, NOW), RN_OK);
}

/* The refresh token that client credentials bring is of no use. */
static void client_credentials_rotate_nothing(void **state)
{
    struct desk *k = *state;
    desk_credential(k, "api_key", "tpkey6b1f0a93c2");
    desk_credential(k, "api_secret", "tpsec-Vx9aQe3rLm");
    desk_open(k, "client");
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    assert_int_equal(desk_answer(k, NOW, 200, NEW_TOKEN), RN_OK);
    assert_int_equal(k->rotations, 0);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        CASE(one_request_at_a_time),
        CASE(renewed_a_minute_before_the_end),
        CASE(tokens_of_a_second),
        CASE(refused_once_then_again),
        CASE(refused_again_after_a_natural_renewal),
        CASE(refusals_beside_each_other),
        CASE(keys_cannot_be_renewed),
        CASE(apple_tokens_are_reused),
        CASE(new_refresh_token_is_kept_and_used),
        CASE(refresh_token_that_cannot_be_kept),
        CASE(refresh_token_that_nobody_keeps),
        CASE(client_credentials_rotate_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
