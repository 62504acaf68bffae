/* SPDX-License-Identifier: MIT */
#include "base/id.h"

#include "unit/unit.h"

static void ids_never_change(void **state)
{
    const struct rn_str parts[] = {RN_STR("ab"), RN_STR("c")};
    char id[RN_ID_LEN + 1], hash[RN_HASH_LEN + 1];
    (void)state;
    rn_id_make(parts, 2, id);
    assert_string_equal(id,
                        "40k3wya7eqjevwnk"); /* stores hold such ids: a change here breaks them */
    rn_hash_text(rn_str("key"), parts, 2, hash);
    assert_string_equal(hash, "-mVVNhrh6j61glJqGnWrV6DEO1_Uvjq1BpIQyATzzGk");
}

static void parts_keep_their_borders(void **state)
{
    const struct rn_str lists[][2] = {{RN_STR("ab"), RN_STR("c")},
                                      {RN_STR("a"), RN_STR("bc")},
                                      {RN_STR("abc"), RN_STR("")},
                                      {RN_STR(""), RN_STR("abc")},
                                      {RN_STR("ab\0"), RN_STR("c")}};
    char ids[COUNT(lists) + 1][RN_ID_LEN + 1];
    (void)state;
    for (size_t i = 0; i < COUNT(lists); i++)
        rn_id_make(lists[i], 2, ids[i]);
    rn_id_make(lists[2], 1, ids[COUNT(lists)]);
    for (size_t i = 0; i < COUNT(ids); i++) {
        assert_int_equal(strspn(ids[i], "0123456789abcdefghjkmnpqrstvwxyz"), RN_ID_LEN);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(ids[i], ids[k]);
    }
}

static void keys_matter(void **state)
{
    const struct rn_str part = RN_STR("text");
    char long_key[200], a[RN_HASH_LEN + 1], b[RN_HASH_LEN + 1], c[RN_HASH_LEN + 1];
    (void)state;
    memset(long_key, 'k', sizeof long_key);
    rn_hash_text(rn_strn(NULL, 0), &part, 1, a);
    rn_hash_text(rn_str("k"), &part, 1, b);
    assert_string_not_equal(a, b);
    rn_hash_text(rn_strn(long_key, 200), &part, 1, b);
    rn_hash_text(rn_strn(long_key, 199), &part, 1, c);
    assert_string_not_equal(b, c);
    assert_int_equal(strlen(b), RN_HASH_LEN);
}

static void random_keys_differ(void **state)
{
    char a[RN_KEY_LEN + 1], b[RN_KEY_LEN + 1];
    (void)state;
    rn_random_key(a);
    rn_random_key(b);
    assert_int_equal(strlen(a), RN_KEY_LEN);
    assert_string_not_equal(a, b);
}

/* All lengths, every single bit: each change shows in the fast hash. */
static void fast_hash_sees_every_bit(void **state)
{
    char text[80];
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 37 + 11);
    for (size_t n = 0; n <= sizeof text; n++) {
        uint64_t h = rn_hash64(rn_strn(text, n));
        assert_true(h == rn_hash64(rn_strn(text, n)));
        assert_true(n == 0 || h != rn_hash64(rn_strn(text, n - 1)));
        for (size_t bit = 0; bit < n * 8; bit++) {
            text[bit / 8] = (char)(text[bit / 8] ^ (1 << bit % 8));
            if (rn_hash64(rn_strn(text, n)) == h)
                fail_msg("bit %zu of %zu bytes", bit, n);
            text[bit / 8] = (char)(text[bit / 8] ^ (1 << bit % 8));
        }
    }
    assert_true(rn_hash64(rn_strn(NULL, 0)) == rn_hash64(rn_str("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_never_change),
        cmocka_unit_test(parts_keep_their_borders),
        cmocka_unit_test(keys_matter),
        cmocka_unit_test(random_keys_differ),
        cmocka_unit_test(fast_hash_sees_every_bit),
    };
    return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
