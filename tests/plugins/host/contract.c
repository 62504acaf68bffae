/* SPDX-License-Identifier: MIT
 *
 * The checks of the contract: every way to break it is refused with a sentence that names the
 * plugin.
 */
#include "plugins/host/host.h"

#include "base/mem.h"
#include "plugin/loader.h"

static void assert_refused(const struct rn_plugin *p, const char *words)
{
    struct rn_plugin out;
    struct rn_diag d = {0};

    assert_fails(rn_plugin_check("toy", p, &out, &d), RN_BUG, &d, words);
    assert_non_null(strstr(d.text, "toy"));
}

static void a_good_one_is_taken(void **state)
{
    struct rn_plugin out;
    struct rn_diag d = {0};

    (void)state;
    assert_int_equal(rn_plugin_check("toy", &toy, &out, &d), RN_OK);
    assert_string_equal(out.title, "Toy");
    assert_ptr_equal(out.parse, toy.parse);
}

static void an_older_smaller_struct_works(void **state)
{
    struct rn_plugin p = toy, out;
    struct rn_diag d = {0};

    (void)state;
    p.size = offsetof(struct rn_plugin, compose); /* what follows is not the plugin's */
    memset((char *)&p + p.size, 0x5a, sizeof p - p.size);
    assert_int_equal(rn_plugin_check("toy", &p, &out, &d), RN_OK);
    assert_null(out.compose);
    assert_null(out.receive);
    assert_int_equal(out.size, sizeof out);
}

static void a_newer_larger_struct_is_cut(void **state)
{
    struct {
        struct rn_plugin p;
        void *more[8];
    } large = {.p = toy};
    struct rn_plugin out;
    struct rn_diag d = {0};

    (void)state;
    large.p.size = sizeof large;
    memset(large.more, 0x5a, sizeof large.more);
    assert_int_equal(rn_plugin_check("toy", &large.p, &out, &d), RN_OK);
    assert_int_equal(out.size, sizeof out);
}

static void wrong_sizes_are_refused(void **state)
{
    static const size_t sizes[] = {
        0, 8, offsetof(struct rn_plugin, parse), 1 << 20, sizeof(struct rn_plugin) - 3, SIZE_MAX};

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct rn_plugin p = toy;
        p.size = sizes[i];
        assert_refused(&p, "bytes large");
    }
}

static void texts_are_needed(void **state)
{
    struct rn_plugin p = toy;
    struct rn_plugin out;
    struct rn_diag d = {0};

    (void)state;
    assert_fails(rn_plugin_check("boy", &p, &out, &d), RN_BUG, &d, "calls itself toy");
    p.name = NULL;
    assert_refused(&p, "calls itself nothing");
    p = toy;
    p.title = NULL;
    assert_refused(&p, "title");
    p = toy;
    p.terms_url = NULL;
    assert_refused(&p, "terms_url");
    p = toy;
    p.identity = "shop town";
    assert_refused(&p, "identity");
    assert_refused(NULL, "gave nothing");
}

static void calls_match_what_it_can(void **state)
{
    struct rn_plugin p = toy;

    (void)state;
    p.parse = NULL;
    assert_refused(&p, "lacks plan or parse");
    p = toy;
    p.plan = NULL;
    assert_refused(&p, "lacks plan or parse");
    p = toy;
    p.can |= RN_CAN_REPLY;
    assert_refused(&p, "lacks compose");
    p = toy;
    p.can = 0;
    assert_refused(&p, "can do nothing");
}

static void limits_are_checked(void **state)
{
    struct rn_plugin p = toy;
    struct rn_limits l = toy_limits;

    (void)state;
    p.limits = NULL;
    assert_refused(&p, "no limits");
    p.limits = &l;
    l.size = 8;
    assert_refused(&p, "rn_limits");
    l = toy_limits;
    l.retention = (enum rn_retention)99;
    assert_refused(&p, "unknown word");
    l = toy_limits;
    l.retention = RN_KEEP_DAYS;
    assert_refused(&p, "no days");
    l = toy_limits;
    l.per_day = -1;
    assert_refused(&p, "negative");
}

static void assert_option_refused(const struct rn_option *o, const char *words)
{
    struct rn_option table[] = {*o, {0}};
    struct rn_plugin p = toy;

    p.options = table;
    p.identity = NULL;
    assert_refused(&p, words);
}

static void options_are_sane(void **state)
{
    static const struct rn_option bad[] = {
        {.name = "Shop", .type = RN_OPT_TEXT, .doc = "x"},
        {.name = "endpoint", .type = RN_OPT_TEXT, .doc = "x"},
        {.name = "shop", .type = (enum rn_option_type)77, .doc = "x"},
        {.name = "shop", .type = RN_OPT_TEXT, .offset = 4000, .doc = "x"},
        {.name = "shop", .type = RN_OPT_TEXT, .offset = SIZE_MAX - 2, .doc = "x"},
        {.name = "shop", .type = RN_OPT_TEXT},
        {.name = "shop", .type = RN_OPT_CHOICE, .doc = "x"},
        {.name = "shop", .type = RN_OPT_INT, .min = 3, .max = 1, .doc = "x"},
        {.name = "shop", .type = RN_OPT_INT, .def = "many", .doc = "x"},
        {.name = "shop", .type = RN_OPT_DURATION, .def = "3 parsecs", .doc = "x"}};
    static const char *const words[] = {
        "small letters", "already",   "type is unknown", "outside", "outside",
        "no doc",        "choice of", "larger than its", "default", "toy"};

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_option_refused(&bad[i], words[i]);
}

static void tables_are_sane(void **state)
{
    struct rn_option twice[] = {toy_options[0], toy_options[0], {0}};
    struct rn_plugin p = toy;

    (void)state;
    p.options = twice;
    assert_refused(&p, "twice");
    p.options = NULL;
    assert_refused(&p, "no option table");
    p = toy;
    p.option_size = sizeof(struct rn_option) - 8;
    assert_refused(&p, "unknown size");
    p = toy;
    p.config_size = 1 << 30;
    assert_refused(&p, "1 MiB");
}

static void a_wider_stride_works(void **state)
{
    struct wide {
        struct rn_option o;
        long more;
    } rows[] = {{toy_options[0], 7}, {toy_options[1], 7}, {{0}, 0}};
    struct rn_plugin p = toy, out;
    struct rn_diag d = {0};

    (void)state;
    p.options = &rows[0].o;
    p.option_size = sizeof rows[0];
    assert_int_equal(rn_plugin_check("toy", &p, &out, &d), RN_OK);
}

static void logins_are_complete(void **state)
{
    static const struct rn_auth query[] = {{.name = "a", .kind = RN_AUTH_QUERY}, {0}};
    static const struct rn_auth odd[] = {{.name = "a", .kind = (enum rn_auth_kind)50}, {0}};
    static const struct rn_auth good[] = {{.name = "a", .kind = RN_AUTH_BEARER}, {0}};
    struct rn_plugin p = toy;

    (void)state;
    p.auths = query;
    assert_refused(&p, "field or token_url");
    p.auths = odd;
    assert_refused(&p, "unknown kind");
    p.auths = good;
    assert_ptr_equal(rn_plugin_auth(&p, "a"), good);
    assert_null(rn_plugin_auth(&p, "b"));
    assert_null(rn_plugin_auth(&toy, "a"));
}

static void refusals_are_complete(void **state)
{
    static const struct rn_refusal bad[][2] = {
        {{403, "", RN_LOGIN, "ask for access"}, {0}},
        {{403, "two words", RN_LOGIN, "ask for access"}, {0}},
        {{403, "word", RN_LOGIN, NULL}, {0}},
        {{200, "word", RN_LOGIN, "ask for access"}, {0}},
        {{600, "word", RN_LOGIN, "ask for access"}, {0}},
        {{403, "word", RN_OK, "ask for access"}, {0}},
    };
    static const struct rn_refusal good[] = {{403, "word", RN_LOGIN, "ask for access"}, {0}};
    static struct rn_refusal endless[101];
    struct rn_plugin p = toy, out;
    struct rn_diag d = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        p.refusals = bad[i];
        assert_refused(&p, "one of its refusals lacks");
    }
    for (size_t i = 0; i < COUNT(endless); i++)
        endless[i] = good[0];
    p.refusals = endless;
    assert_refused(&p, "refusals has no end");
    p.refusals = good;
    assert_int_equal(rn_plugin_check("toy", &p, &out, &d), RN_OK);
    assert_ptr_equal(out.refusals, good);
}

static enum rn_status discover_nothing(const void *config, struct rn_sink *sink)
{
    (void)config;
    (void)sink;
    return RN_OK;
}

static void discovery_is_complete(void **state)
{
    struct rn_plugin p = toy, out;
    struct rn_diag d = {0};

    (void)state;
    p.can |= RN_CAN_DISCOVER;
    assert_refused(&p, "lacks discover or parse");
    p.discover = discover_nothing;
    p.discover_key = "shop shelf";
    assert_refused(&p, "discover_key names an option that it does not have");
    p.discover_key = "shop";
    assert_int_equal(rn_plugin_check("toy", &p, &out, &d), RN_OK);
    p.parse = NULL;
    p.can = RN_CAN_DISCOVER | RN_CAN_FILES;
    assert_refused(&p, "lacks discover or parse");
}

static void the_account_is_made_of_values(void **state)
{
    const struct toy_config c = {.shop = "harbour", .size = 4}, none = {0};
    RN_SCOPE(tmp);

    (void)state;
    assert_string_equal(rn_plugin_account(tmp, &toy, &c), "harbour/4");
    assert_string_equal(rn_plugin_account(tmp, &toy, &none), "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_one_is_taken),
        cmocka_unit_test(an_older_smaller_struct_works),
        cmocka_unit_test(a_newer_larger_struct_is_cut),
        cmocka_unit_test(wrong_sizes_are_refused),
        cmocka_unit_test(texts_are_needed),
        cmocka_unit_test(calls_match_what_it_can),
        cmocka_unit_test(limits_are_checked),
        cmocka_unit_test(options_are_sane),
        cmocka_unit_test(tables_are_sane),
        cmocka_unit_test(a_wider_stride_works),
        cmocka_unit_test(logins_are_complete),
        cmocka_unit_test(refusals_are_complete),
        cmocka_unit_test(discovery_is_complete),
        cmocka_unit_test(the_account_is_made_of_values),
    };
    return cmocka_run_group_tests_name("contract", tests, NULL, NULL);
}
