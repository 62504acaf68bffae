/* SPDX-License-Identifier: MIT
 *
 * Answers of token services: good ones, refusals, and what is no answer at all.
 */
#include "net_auth/desk.h"

#include "base/mem.h"

static void ask(struct desk *k, const char *auth)
{
    desk_credential(k, "client_id", "harbour-client");
    desk_credential(k, "client_secret", "gsec-7Qm2vJx0pTz8");
    desk_credential(k, "refresh_token", "1//0grefresh-Yk3LqZ5u");
    desk_credential(k, "api_key", "tpkey6b1f0a93c2");
    desk_credential(k, "api_secret", "tpsec-Vx9aQe3rLm");
    desk_open(k, auth);
    assert_int_equal(desk_apply(k, NOW), RN_AGAIN);
    assert_false(k->patch.wait);
}

/* An answer that ends the login: the same sentence for ever, and no further request. */
static void ends(struct desk *k, int status, const char *body, enum rn_status wanted,
                 const char *words)
{
    ask(k, "refresh");
    desk_failed(k, desk_answer(k, NOW, status, body), wanted, words);
    desk_failed(k, desk_apply(k, NOW + RN_HOUR), wanted, words);
    desk_failed(k, desk_refuse(k), wanted, words);
    assert_int_equal(k->rotations, 0);
}

/* How long the token of this answer is used. */
static void lives(struct desk *k, const char *expires, int64_t seconds)
{
    ask(k, "client");
    char *body = rn_fmt(k->ctx, "{\"access_token\":\"tok-en_1.2~3+4/5==\"%s}", expires);
    assert_int_equal(desk_answer(k, NOW, 200, body), RN_OK);
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_value, "Bearer tok-en_1.2~3+4/5==");
    assert_int_equal(desk_apply(k, NOW + (seconds - 60) * RN_SECOND - 1), RN_OK);
    assert_int_equal(desk_apply(k, NOW + (seconds - 60) * RN_SECOND), RN_AGAIN);
    assert_false(k->patch.wait);
}

static void tokens_live_as_long_as_said(void **state)
{
    struct desk *k = *state;
    lives(k, ",\"expires_in\":3599,\"token_type\":\"Bearer\"", 3599);
    lives(k, ",\"expires_in\":\"359999\",\"issued_at\":\"1795000000000\"", 359999);
    lives(k, ",\"expires_in\":3599.75", 3599);
    lives(k, ",\"expires_in\":1e3", 1000);
    lives(k, "", 1800);
    lives(k, ",\"expires_in\":null", 1800);
    lives(k, ",\"expires_in\":99999999999999999999999999", 400 * 86400);
    lives(k, ",\"expires_in\":9223372036854775807", 400 * 86400);
}

static void lives_that_are_none(void **state)
{
    struct desk *k = *state;
    static const char *const lives_of[] = {"-1",   "0",  "\"-3600\"", "\"soon\"", "true",
                                           "[60]", "{}", "\"\"",      "-1e300"};
    for (size_t i = 0; i < COUNT(lives_of); i++)
        ends(k, 200,
             rn_fmt(k->ctx, "{\"access_token\":\"ya29.aaaaaaaa\",\"expires_in\":%s}", lives_of[i]),
             RN_CHANGED, "a token");
}

static void refusals(void **state)
{
    struct desk *k = *state;
    static const struct {
        int status;
        const char *body;
        enum rn_status wanted;
        const char *words;
    } all[] = {
        {400, "{\"error\":\"invalid_grant\",\"error_description\":\"expired\"}", RN_LOGIN,
         "sign in again and put the new refresh token into credential 'refresh_token'"},
        {401, "{\"error\":\"invalid_client\"}", RN_LOGIN, "does not know this client"},
        {400, "{\"error\":\"unauthorized_client\"}", RN_LOGIN, "may not log in this way"},
        {400, "{\"error\":\"deleted_client\"}", RN_LOGIN, "was deleted"},
        {400, "{\"error\":\"invalid_scope\"}", RN_LOGIN, "sign in again"},
        {400, "{\"error\":\"invalid_request\"}", RN_LOGIN, "mistakes of copying"},
        {403, "{\"error\":\"access_denied\"}", RN_LOGIN, "withdrawn"},
        {200, "{\"error\":\"invalid_grant\"}", RN_LOGIN, "sign in again"},
        {401, "{\"fault\":{\"faultstring\":\"Invalid client\"}}", RN_LOGIN,
         "refused the login (401)"},
        {403, "<html>no</html>", RN_LOGIN, "refused the login (403)"},
        {400, "", RN_LOGIN, "refused the login (400)"},
        {401, "{\"access_token\":\"ya29.bbbbbbbb\",\"expires_in\":60}", RN_LOGIN, "(401)"},
        {404, "no such path", RN_CHANGED, "answered 404; check 'token_endpoint'"},
        {302, "", RN_CHANGED, "answered 302"},
    };
    for (size_t i = 0; i < COUNT(all); i++)
        ends(k, all[i].status, all[i].body, all[i].wanted, all[i].words);
}

/* What services quote is not shown: it may be what they were sent, in any coding. */
static void echoes(void **state)
{
    struct desk *k = *state;
    ends(k, 400,
         "{\"error\":\"gsec-7Qm2vJx0pTz8\",\"error_description\":\"1//0grefresh-Yk3LqZ5u\"}",
         RN_LOGIN, "refused the login (400)");
    ends(k, 400,
         "{\"error\":\"invalid_grant\",\"error_description\":\"gsec-7Qm2vJx0pTz8 is wrong\"}",
         RN_LOGIN, "(invalid_grant)");
    ends(k, 418, "gsec-7Qm2vJx0pTz8", RN_CHANGED, "answered 418");
    ends(k, 200, "client_secret=gsec-7Qm2vJx0pTz8", RN_CHANGED, "no JSON document");
    ends(k, 200, "{\"error\":{\"message\":\"tpsec-Vx9aQe3rLm\"}}", RN_CHANGED, "without a token");
}

static void answers_that_are_none(void **state)
{
    struct desk *k = *state;
    static const struct {
        const char *body, *words;
    } all[] = {
        {"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page instead of a token"},
        {"  \n<?xml version=\"1.0\"?><token/>", "a web page instead of a token"},
        {"", "nothing"},
        {"access_token=ya29.x&expires_in=60", "no JSON document"},
        {"{\"access_token\":\"ya29.cut-off-in-the", "no JSON document"},
        {"{}", "without a token"},
        {"[]", "without a token"},
        {"null", "without a token"},
        {"\"ya29.only-a-text\"", "without a token"},
        {"{\"access_token\":null}", "without a token"},
        {"{\"access_token\":\"\"}", "without a token"},
        {"{\"access_token\":12345678}", "letters that none may hold"},
        {"{\"access_token\":{\"a\":1}}", "letters that none may hold"},
        {"{\"access_token\":\"ya29.a\\r\\nX-Evil: 1\"}", "line breaks"},
        {"{\"access_token\":\"ya29.a\\nb\"}", "line breaks"},
        {"{\"access_token\":\"ya29.a\\u0000b\"}", "line breaks"},
        {"{\"access_token\":\"ya29 a\"}", "letters that none may hold"},
        {"{\"access_token\":\"ya29.\\u00e9\"}", "letters that none may hold"},
        {"{\"access_token\":\"ya29.good\",\"refresh_token\":\"a\\r\\nb\"}", "line breaks"},
    };
    for (size_t i = 0; i < COUNT(all); i++)
        ends(k, 200, all[i].body, RN_CHANGED, all[i].words);
}

static char *with_token_of(struct desk *k, size_t n)
{
    char *token = rn_new_array(k->ctx, char, n + 1);
    memset(token, 'a', n);
    return rn_fmt(k->ctx, "{\"access_token\":\"%s\"}", token);
}

static void tokens_too_long(void **state)
{
    struct desk *k = *state;
    ends(k, 200, with_token_of(k, (16 << 10) + 1), RN_LIMIT, "more than 16 KiB");
    ends(k, 200, with_token_of(k, 1 << 20), RN_LIMIT, "more than 256 KiB");
    ask(k, "refresh");
    assert_int_equal(desk_answer(k, NOW, 200, with_token_of(k, 16 << 10)), RN_OK);
}

/* Nothing is decided by these: the next call asks again. */
static void not_now(void **state)
{
    struct desk *k = *state;
    static const struct {
        int status;
        const char *body;
    } all[] = {{0, NULL},
               {500, "{\"error\":\"invalid_grant\"}"},
               {503, "<html>"},
               {429, "{}"},
               {408, ""},
               {400, "{\"error\":\"temporarily_unavailable\"}"},
               {400, "{\"error\":\"slow_down\"}"}};
    for (size_t i = 0; i < COUNT(all); i++) {
        ask(k, "refresh");
        desk_failed(k, desk_answer(k, NOW, all[i].status, all[i].body), RN_AGAIN,
                    "next run tries again");
        desk_log_in(k, NOW, "ya29.later-after-all");
    }
}

static void answers_nobody_asked_for(void **state)
{
    struct desk *k = *state;
    ask(k, "refresh");
    assert_int_equal(desk_answer(k, NOW, 200, "{\"access_token\":\"ya29.first\"}"), RN_OK);
    desk_failed(k, desk_answer(k, NOW, 200, "{\"access_token\":\"ya29.second\"}"), RN_BUG,
                "nobody asked for");
    assert_int_equal(desk_apply(k, NOW), RN_OK);
    assert_string_equal(k->patch.header_value, "Bearer ya29.first");
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        CASE(tokens_live_as_long_as_said),
        CASE(lives_that_are_none),
        CASE(refusals),
        CASE(echoes),
        CASE(tokens_too_long),
        CASE(answers_that_are_none),
        CASE(not_now),
        CASE(answers_nobody_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
