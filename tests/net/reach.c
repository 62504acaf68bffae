/* SPDX-License-Identifier: MIT
 *
 * Names that lead where they should not: what a name says is not believed, the address that it
 * leads to is looked at before a connection is made. Nothing here reaches a network.
 */
#include "unit/unit.h"

#include "base/mem.h"
#include "net/transfer.h"

struct leads {
    const char *to; /* as libcurl wants it: addresses separated by commas */
    enum rn_status status;
    const char *words;
};

/* As if the name service had said so. */
static void try_name(const struct leads *l, bool may_private)
{
    RN_SCOPE(tmp);
    struct rn_held_bytes held = {.most = 1 << 20};
    struct rn_diag d;
    struct rn_trouble trouble;
    const struct rn_request q = {.size = sizeof q, .method = "GET"};
    const struct rn_transfer_setup s = {.request = &q,
                                        .url = "https://inner.example:9/",
                                        .user_agent = "Renown/0",
                                        .timeout_us = 3000000,
                                        .max_body = 1000,
                                        .may_private = may_private};
    struct rn_transfer *t = rn_transfer_new(tmp, &held);
    assert_int_equal(rn_transfer_prepare(t, &s, &d), RN_OK);
    struct curl_slist *name = curl_slist_append(NULL, rn_fmt(tmp, "inner.example:9:%s", l->to));
    assert_int_equal(curl_easy_setopt(t->easy, CURLOPT_RESOLVE, name), CURLE_OK);
    rn_transfer_trouble(t, curl_easy_perform(t->easy), &trouble);
    if (trouble.final != (l->status != RN_OK) || (trouble.final && trouble.status != l->status) ||
        strstr(trouble.what, l->words) == NULL)
        fail_msg("%s: %d %d \"%s\"", l->to, trouble.final, (int)trouble.status, trouble.what);
    curl_slist_free_all(name);
}

static void test_names_of_private_machines(void **state)
{
    static const struct leads rows[] = {
        {"127.0.0.1", RN_REFUSED, "this very machine"},
        {"127.8.9.10", RN_REFUSED, "this very machine"},
        {"[::1]", RN_REFUSED, "this very machine"},
        {"[::ffff:127.0.0.1]", RN_REFUSED, "this very machine"},
        {"10.0.0.1", RN_REFUSED, "private network"},
        {"172.31.255.255", RN_REFUSED, "private network"},
        {"192.168.1.1", RN_REFUSED, "private network"},
        {"100.64.0.1", RN_REFUSED, "private network"},
        {"169.254.169.254", RN_REFUSED, "private network"},
        {"0.0.0.0", RN_REFUSED, "private network"},
        {"255.255.255.255", RN_REFUSED, "private network"},
        {"[::ffff:10.0.0.1]", RN_REFUSED, "private network"},
        {"[64:ff9b::a00:1]", RN_REFUSED, "private network"},
        {"[2002:a00:1::1]", RN_REFUSED, "private network"},
        {"[fd00::1]", RN_REFUSED, "private network"},
        {"[fe80::1]", RN_REFUSED, "private network"},
        {"10.0.0.1,127.0.0.1", RN_REFUSED, "which is not asked unless"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        try_name(&rows[i], false);
}

/* The owner named it in the config: then it may be, and nobody is at home. */
static void test_named_by_the_owner(void **state)
{
    static const struct leads row = {"127.0.0.1", RN_OK, "nobody answers"};
    (void)state;
    try_name(&row, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names_of_private_machines),
                                       cmocka_unit_test(test_named_by_the_owner)};
    return cmocka_run_group_tests_name("reach", tests, NULL, NULL);
}
