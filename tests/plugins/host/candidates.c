/* SPDX-License-Identifier: MIT
 *
 * What `discover` hands over: names come from outside and are made safe, values must be of options
 * that the plugin has.
 */
#include "plugins/host/host.h"

#include "base/mem.h"
#include "plugin/harvest.h"

enum { MOST = 100000 };

static struct rn_candidate given; /* what the next call hands over */
static size_t times = 1;

static enum rn_status hand_over(const void *c, const struct rn_response *a, struct rn_sink *sink)
{
    enum rn_status st = RN_OK;
    (void)c;
    (void)a;
    for (size_t i = 0; i < times && st == RN_OK; i++)
        st = RN_SINK_HAS(sink, candidate) ? sink->candidate(sink, &given) : RN_BUG;
    return st;
}

static enum rn_status run(const void *ctx, struct rn_harvest **ret, struct rn_diag *d)
{
    const struct toy_config c = {.shop = "x"};
    const struct rn_response r = {.size = sizeof r, .status = 200, .step = ""};
    struct rn_plugin p = toy;

    p.parse = hand_over;
    return rn_harvest_parse(ctx, &p, &c, &r, ret, d);
}

static int fresh(void **state)
{
    static const struct rn_value shop = {"shop", RN_STR("17")};
    (void)state;
    given = (struct rn_candidate){.size = sizeof given,
                                  .name = RN_STR("Harbour Hotel"),
                                  .where = RN_STR("Lahore"),
                                  .url = RN_STR("https://toy.example/17"),
                                  .lang = RN_STR("ur-Latn"),
                                  .values = &shop,
                                  .value_count = 1};
    times = 1;
    return 0;
}

static void assert_refused(const char *words)
{
    RN_SCOPE(tmp);
    struct rn_harvest *h = NULL;
    struct rn_diag d = {0};

    assert_fails(run(tmp, &h, &d), RN_BUG, &d, words);
    assert_null(h);
}

static struct rn_candidate taken(const void *ctx)
{
    struct rn_harvest *h = NULL;
    struct rn_diag d = {0};

    assert_int_equal(run(ctx, &h, &d), RN_OK);
    assert_int_equal(h->candidate_count, 1);
    return h->candidates[0];
}

static void what_is_handed_over_is_copied(void **state)
{
    RN_SCOPE(tmp);
    char name[] = "Harbour Hotel", value[] = "17";
    const struct rn_value values[] = {{"shop", rn_str(value)}, {"size", RN_STR("3")}};

    (void)state;
    given.name = rn_str(name);
    given.values = values;
    given.value_count = 2;
    const struct rn_candidate c = taken(tmp);
    memset(name, 'x', sizeof name - 1);
    memset(value, 'x', sizeof value - 1);
    assert_str(c.name, "Harbour Hotel");
    assert_str(c.where, "Lahore");
    assert_str(c.url, "https://toy.example/17");
    assert_str(c.lang, "ur-Latn");
    assert_int_equal(c.value_count, 2);
    assert_str(c.values[0].value, "17");
    assert_string_equal(c.values[1].option, "size");
}

static void texts_are_made_fit_for_a_terminal(void **state)
{
    static const char *const langs[] = {
        "x", "en us", "12", "e1", "en\n", "\xff\xff", "abcdefghijklmnopqrstuvwxyzabcdefghij"};
    static const char *const urls[] = {"javascript:x", "https://a.example/ b",
                                       "https://a.example/\n", "https://\xff.example"};

    (void)state;
    for (size_t i = 0; i < COUNT(langs); i++) {
        RN_SCOPE(tmp);
        given.lang = rn_str(langs[i]);
        assert_int_equal(taken(tmp).lang.n, 0);
    }
    for (size_t i = 0; i < COUNT(urls); i++) {
        RN_SCOPE(tmp);
        given.url = rn_str(urls[i]);
        assert_int_equal(taken(tmp).url.n, 0);
    }
    RN_SCOPE(tmp);
    given.name = rn_str(" Har\nbour \x1b[31m\xff ");
    const struct rn_str name = taken(tmp).name;
    assert_null(memchr(name.p, '\n', name.n));
    assert_null(memchr(name.p, '\x1b', name.n));
    assert_true(name.n > 0 && name.p[0] == 'H');
    char *longest = talloc_zero_size(tmp, 5001);
    memset(longest, 'n', 5000);
    given.name = rn_str(longest);
    assert_int_equal(taken(tmp).name.n, 300);
}

static void values_must_be_of_its_options(void **state)
{
    static char longest[502];
    static const struct rn_value bad[] = {{"shelf", RN_STR("17")},  {NULL, RN_STR("17")},
                                          {"shop", RN_STR("")},     {"shop", RN_STR("1\n7")},
                                          {"shop", RN_STR("\xff")}, {"shop", {longest, 501}}};
    static const struct rn_value nine[9] = {{"shop", RN_STR("17")}};

    (void)state;
    memset(longest, '1', 501);
    for (size_t i = 0; i < COUNT(bad); i++) {
        given.values = &bad[i];
        assert_refused(i < 2 ? "an option that it does not have" : "no option could hold");
    }
    given.values = nine;
    given.value_count = 9;
    assert_refused("more than 8");
    given.value_count = 0;
    assert_refused("without values");
}

static void sizes_and_numbers_are_bounded(void **state)
{
    (void)state;
    given.size = sizeof given - 1;
    assert_refused("size it did not set");
    given.size = sizeof given;
    times = MOST + 1;
    assert_refused("more than 100000 candidates");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_handed_over_is_copied, fresh),
        cmocka_unit_test_setup(texts_are_made_fit_for_a_terminal, fresh),
        cmocka_unit_test_setup(values_must_be_of_its_options, fresh),
        cmocka_unit_test_setup(sizes_and_numbers_are_bounded, fresh),
    };
    return cmocka_run_group_tests_name("candidates", tests, NULL, NULL);
}
