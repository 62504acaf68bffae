/* SPDX-License-Identifier: MIT
 *
 * HTTP statuses and the words of places.
 */
#include "plugins/host/host.h"

#include "net/redact.h"
#include "plugin/outcome.h"

static const struct rn_refusal refusals[] = {{429, "\"left\":\"0\"", RN_LOGIN, "ask to be let in"},
                                             {403, "RATE", RN_AGAIN, "come back"},
                                             {0}};
static const struct rn_plugin place = {
    .size = sizeof place, .name = "toy", .title = "Toy", .refusals = refusals};

static const struct {
    int status;
    const char *body;
    enum rn_status wanted;
    const char *words;
} rows[] = {
    {200, "anything", RN_OK, ""},
    {204, "", RN_OK, ""},
    {301, "", RN_CHANGED, "status 301"},
    {400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been revoked.\"}",
     RN_LOGIN, "revoked"},
    {400,
     "{\"error\":{\"code\":400,\"message\":\"Bad page token\",\"status\":\"INVALID_ARGUMENT\"}}",
     RN_CHANGED, "Bad page token (INVALID_ARGUMENT)"},
    {401, "<html>Sign in</html>", RN_LOGIN, "web page"},
    {401, "{\"error\":{\"message\":\"no user for Bearer abcdefghijklmnopqrstuvwxyz\"}}", RN_LOGIN,
     "no user for Bearer REDACTED;"},
    {401, "{\"message\":\"bad access_token=abc\"}", RN_LOGIN, "bad access_token=REDACTED;"},
    {403, "{\"error\":{\"message\":\"denied\",\"status\":\"PERMISSION_DENIED\"}}", RN_LOGIN,
     "denied"},
    {403, "{\"error\":{\"message\":\"Quota exceeded\",\"status\":\"RESOURCE_EXHAUSTED\"}}",
     RN_AGAIN, "Quota"},
    {404, "{\"errors\":[{\"detail\":\"no such app\",\"code\":\"NOT_FOUND\"}]}", RN_GONE,
     "no such app"},
    {410, "", RN_GONE, "says nothing more"},
    {404, "{\"error\":{\"code\":\"BUSINESS_NOT_FOUND\",\"description\":\"no such business\"}}",
     RN_GONE, "no such business (BUSINESS_NOT_FOUND)"},
    {400, "{\"error\":{\"message\":\"expired\",\"type\":\"OAuthException\",\"code\":190}}",
     RN_LOGIN, "expired"},
    {400, "{\"error\":{\"message\":\"(#4) limit\",\"code\":4,\"fbtrace_id\":\"A\"}}", RN_AGAIN,
     "(#4)"},
    {403, "{\"error\":{\"message\":\"(#613) calls\",\"code\":613,\"fbtrace_id\":\"A\"}}", RN_AGAIN,
     "try again later"},
    {400, "{\"error\":{\"message\":\"(#12) withdrawn\",\"code\":12,\"fbtrace_id\":\"A\"}}",
     RN_CHANGED, "changed its interface"},
    {400,
     "{\"error\":{\"message\":\"no "
     "object\",\"code\":100,\"error_subcode\":33,\"fbtrace_id\":\"A\"}}",
     RN_GONE, "no object"},
    {400, "{\"error\":{\"message\":\"(#100) odd\",\"code\":100,\"fbtrace_id\":\"A\"}}", RN_CHANGED,
     "(#100)"},
    {400, "{\"error\":{\"message\":\"other place\",\"type\":\"x\",\"code\":190}}", RN_CHANGED,
     "other place"},
    {429, "{\"fault\":{\"faultstring\":\"Rate limit quota violation\"}}", RN_AGAIN, "Rate limit"},
    {418, "short and stout", RN_CHANGED, "short and stout"},
    {503, "{\"message\":\"\\u001b[31mdown\\nfor work\"}", RN_AGAIN, "down"},
    {500, "[", RN_AGAIN, "["},
    {500, "\xff\xfe", RN_AGAIN, "status 500"},
    {429, "{\"left\" :\n \"0\"}", RN_LOGIN, "ask to be let in"},
    {429, "{\"left\": \"10\"}", RN_AGAIN, "try again later"},
    {503, "{\"left\": \"0\"}", RN_AGAIN, "try again later"},
    {403, "{\"message\": \"RA\\nTE\"}", RN_LOGIN, "credentials"},
    {403, "RA TE", RN_AGAIN, "come back"},
};

static void statuses_mean_something(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct rn_response r = {
            .size = sizeof r, .status = rows[i].status, .body = rn_str(rows[i].body)};
        struct rn_diag d = {.text = "a sentence of eleven"};
        assert_fails(rn_response_outcome(&place, &r, &d), rows[i].wanted, &d,
                     rows[i].wanted == RN_OK ? "" : rows[i].words);
        assert_null(strchr(d.text, '\033'));
    }
}

static void the_wait_is_told(void **state)
{
    const struct rn_header wait = {RN_STR("retry-after"), RN_STR("17")};
    const struct rn_response r = {
        .size = sizeof r, .status = 429, .headers = &wait, .header_count = 1};
    struct rn_diag d = {0};

    (void)state;
    assert_fails(rn_response_outcome(&place, &r, &d), RN_AGAIN, &d, "17");
}

static void secrets_stay_out(void **state)
{
    const struct rn_response r = {.size = sizeof r,
                                  .status = 403,
                                  .body = rn_str("{\"message\":\"key sesame-open-42 is bad\"}")};
    struct rn_diag d = {0};

    (void)state;
    rn_redact_remember(rn_str("sesame-open-42"));
    assert_fails(rn_response_outcome(&place, &r, &d), RN_LOGIN, &d, "is bad");
    assert_null(strstr(d.text, "sesame"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(statuses_mean_something),
                                       cmocka_unit_test(the_wait_is_told),
                                       cmocka_unit_test(secrets_stay_out)};
    return cmocka_run_group_tests_name("outcome", tests, NULL, NULL);
}
