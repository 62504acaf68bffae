/* SPDX-License-Identifier: MIT
 *
 * The YAML reader: the tree with its lines, and what hostile or careless files get to hear.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <renown/buf.h>

#include "base/mem.h"
#include "config/yaml.h"

static struct rn_node *good(const void *ctx, const char *text)
{
    struct rn_diag d = {0};
    struct rn_node *root = NULL;
    if (rn_yaml_parse(ctx, "t.yaml", rn_str(text), &root, &d) != RN_OK)
        fail_msg("%s", d.text);
    return root;
}

static void bad_bytes(struct rn_str bytes, const char *wanted)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_node *root = (void *)&d;
    assert_int_equal(rn_yaml_parse(tmp, "t.yaml", bytes, &root, &d), RN_INVALID);
    assert_ptr_equal(root, &d); /* no result on failure */
    assert_int_equal(talloc_total_blocks(tmp), 1);
    if (strstr(d.text, wanted) == NULL)
        fail_msg("'%s' lacks '%s'", d.text, wanted);
    if (strlen(d.text) > 900)
        fail_msg("the sentence is %zu long", strlen(d.text));
}

static void bad(const char *text, const char *wanted)
{
    bad_bytes(rn_str(text), wanted);
}

static void keeps_lines_order_and_quotes(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_node *root = good(tmp, "b: 1\na:\n  - x\n  - 'yes'\n# note\nc: {d: no, e: [f]}\n");
    const struct rn_node *a = rn_node_get(root, "a"), *c = rn_node_get(root, "c");
    assert_string_equal(root->first->key, "b");
    assert_int_equal(root->count, 3);
    assert_int_equal(a->key_line, 2);
    assert_int_equal(a->count, 2);
    assert_true(a->first->plain);
    assert_int_equal(a->first->line, 3);
    assert_false(a->first->next->plain);
    assert_int_equal(c->line, 6);
    assert_string_equal(rn_node_get(c, "d")->text, "no");
    assert_string_equal(rn_node_get(c, "e")->first->text, "f");
    assert_null(rn_node_get(c, "x"));
    assert_null(rn_node_get(NULL, "x"));
    assert_null(rn_node_get(a, "x"));
}

static void nothing_is_an_empty_map(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    const char *const texts[] = {"", "\n", "# only a note\n", "---\n", "~\n", "\xef\xbb\xbf"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct rn_node *root = good(tmp, texts[i]);
        assert_int_equal(root->type, RN_NODE_MAP);
        assert_int_equal(root->count, 0);
    }
}

static void null_is_absent_only_without_quotes(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_node *root = good(tmp, "a: ~\nb: null\nc:\nd: 'null'\ne: ''\nf: []\n");
    assert_true(rn_node_null(rn_node_get(root, "a")));
    assert_true(rn_node_null(rn_node_get(root, "b")));
    assert_true(rn_node_null(rn_node_get(root, "c")));
    assert_false(rn_node_null(rn_node_get(root, "d")));
    assert_false(rn_node_null(rn_node_get(root, "e")));
    assert_false(rn_node_null(rn_node_get(root, "f")));
    assert_true(rn_node_null(NULL));
}

static void marks_and_line_ends_of_windows(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_node *root = good(tmp, "\xef\xbb\xbf"
                                     "a: x\r\nb: سلام\r\n");
    assert_string_equal(rn_node_get(root, "a")->text, "x");
    assert_string_equal(rn_node_get(root, "b")->text, "سلام");
    assert_int_equal(rn_node_get(root, "b")->line, 2);
}

static void refuses_aliases_and_tags(void **state)
{
    (void)state;
    bad("a: &x [1,2]\nb: *x\n", "t.yaml:1: anchors");
    bad("b: *x\n", "t.yaml:1: aliases");
    bad("a: !!binary aGVsbG8=\n", "t.yaml:1: tags");
    bad("a: !lua x\n", "tags");
    bad("a: &a [x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\n", "anchors");
    bad("a: 1\n---\nb: 2\n", "second document");
}

static void refuses_tabs(void **state)
{
    (void)state;
    bad("a:\n\tb: 1\n", "t.yaml:2: a tab");
    bad("a:\n  \tb: 1\n", "t.yaml:2: a tab");
}

static void refuses_duplicates_at_the_second(void **state)
{
    (void)state;
    bad("a: 1\nb: 2\na: 3\n", "t.yaml:3: 'a' stands here a second time (first in line 1)");
    bad("x: {k: 1, 'k': 2}\n", "'k' stands here");
}

static void refuses_strange_keys(void **state)
{
    (void)state;
    bad("[a, b]: 1\n", "a key must be a word");
    bad("{a: 1}: 1\n", "a key must be a word");
    bad("'': 1\n", "a key is missing");
}

static void refuses_bytes_that_are_no_text(void **state)
{
    (void)state;
    bad_bytes(rn_strn("a: 1\nb: \0x\n", 11), "t.yaml:2: the control character U+0000");
    bad("a: 1\nb: \"\\0\"\n", "t.yaml:2: a NUL");
    bad("a: \x1b[31m\n", "U+001B");
    bad("a: 1\n\nb: \xff\xfe\n", "t.yaml:3: the byte 0xff is not UTF-8");
    bad("a: \xc0\xaf\n", "not UTF-8");
    bad("a: \xed\xa0\x80\n", "not UTF-8");
    bad_bytes(rn_strn("\xff\xfe"
                      "a\0:\0",
                      6),
              "not UTF-8");
}

static void refuses_broken_syntax_with_its_line(void **state)
{
    (void)state;
    bad("a: 1\nb: [1, 2\nc: 3\n", "t.yaml:3: this is not YAML");
    bad("a: 'x\n", "this is not YAML");
    bad("a: 1\n b: 2\n", "t.yaml:2: this is not YAML");
    bad("%YAML 9.9\n---\na: 1\n", "this is not YAML");
}

static void bounds_depth(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    char *deep = rn_dupz(tmp, "");
    for (int i = 0; i < 31; i++)
        deep = rn_fmt(tmp, "%s[", deep);
    char *fits = rn_fmt(tmp, "a: %s", deep);
    for (int i = 0; i < 31; i++)
        fits = rn_fmt(tmp, "%s]", fits);
    (void)good(tmp, fits);
    char *flood = rn_mem_check(talloc_size(tmp, 1 << 20));
    memset(flood, '[', 1 << 20);
    bad_bytes(rn_strn(flood, 1 << 20), "nested deeper than 32");
}

static void bounds_size_and_number(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    size_t n = 5 << 20;
    char *large = rn_mem_check(talloc_size(tmp, n));
    memset(large, ' ', n);
    bad_bytes(rn_strn(large, n), "larger than 4 MiB");
    n = 1 << 20;
    for (size_t i = 0; i + 1 < n; i += 2)
        memcpy(large + i, i == 0 ? "[1" : ",1", 2);
    bad_bytes(rn_strn(large, n), "more than 200000 values");
}

static void many_keys_are_checked_in_time(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_buf b;
    rn_buf_init(&b, 4 << 20);
    for (int i = 0; i < 100000; i++)
        (void)rn_buf_fmt(&b, "k%d: 1\n", i);
    (void)rn_buf_addz(&b, "k7: 2\n");
    bad_bytes(rn_buf_str(&b), "t.yaml:100001: 'k7' stands here a second time (first in line 8)");
    rn_buf_free(&b);
}

static void files_that_are_none(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    struct rn_diag d = {0};
    struct rn_node *root;
    assert_int_not_equal(rn_yaml_load(tmp, "/nowhere/x.yaml", &root, &d), RN_OK);
    assert_non_null(strstr(d.text, "/nowhere/x.yaml"));
    assert_int_not_equal(rn_yaml_load(tmp, "/dev/zero", &root, &d), RN_OK);
    assert_int_not_equal(rn_yaml_load(tmp, "/", &root, &d), RN_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_lines_order_and_quotes),
        cmocka_unit_test(nothing_is_an_empty_map),
        cmocka_unit_test(null_is_absent_only_without_quotes),
        cmocka_unit_test(marks_and_line_ends_of_windows),
        cmocka_unit_test(refuses_aliases_and_tags),
        cmocka_unit_test(refuses_tabs),
        cmocka_unit_test(refuses_duplicates_at_the_second),
        cmocka_unit_test(refuses_strange_keys),
        cmocka_unit_test(refuses_bytes_that_are_no_text),
        cmocka_unit_test(refuses_broken_syntax_with_its_line),
        cmocka_unit_test(bounds_depth),
        cmocka_unit_test(bounds_size_and_number),
        cmocka_unit_test(many_keys_are_checked_in_time),
        cmocka_unit_test(files_that_are_none),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
