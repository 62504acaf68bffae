/* SPDX-License-Identifier: MIT */
#include "base/log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit/unit.h"

/* Runs `say` with stderr in a file; gives what was written. */
static size_t heard(void (*say)(void), char *out, size_t max)
{
    char name[] = "/tmp/renown-log-XXXXXX";
    int saved = dup(STDERR_FILENO), fd = mkstemp(name);
    assert_true(saved >= 0 && fd >= 0);
    (void)unlink(name);
    assert_true(dup2(fd, STDERR_FILENO) >= 0);
    say();
    assert_true(dup2(saved, STDERR_FILENO) >= 0);
    (void)close(saved);
    ssize_t n = pread(fd, out, max - 1, 0);
    (void)close(fd);
    assert_true(n >= 0);
    out[n] = '\0';
    return (size_t)n;
}

static void say_hostile(void)
{
    rn_say("page of %s ends", "\"a\x1B]0;b\x07\x1B[31m\nc\xC2\x9B\xE2\x80\xAE\xFF\"");
    rn_warn("%d rows", 3);
    rn_progress("no terminal, no progress");
    rn_progress(NULL);
}

static void lines_are_single_and_tame(void **state)
{
    char text[1000];
    (void)state;
    (void)heard(say_hostile, text, sizeof text);
    assert_string_equal(text, "renown: page of \"a]0;b[31m c\xEF\xBF\xBD\" ends\n"
                              "renown: warning: 3 rows\n");
}

static void say_long(void)
{
    char *text = malloc(100001);
    assert_non_null(text);
    memset(text, 'x', 100000);
    text[100000] = '\0';
    rn_say("%s", text);
    free(text);
}

static void long_lines_are_cut(void **state)
{
    static char text[20000];
    (void)state;
    size_t n = heard(say_long, text, sizeof text);
    assert_true(n > 1000 && n < 5000);
    assert_int_equal(text[n - 1], '\n');
}

static void terminal_text(void **state)
{
    static const struct {
        struct rn_str in;
        bool multiline;
        const char *out;
    } rows[] = {
        {RN_STR("a\nb\tc"), false, "a b c"},
        {RN_STR("a\nb\tc"), true, "a\nb\tc"},
        {RN_STR("a\r\nb\rc"), true, "a\nb\nc"},
        {RN_STR("a\r\nb\rc"), false, "a b c"},
        {RN_STR("a\xE2\x80\xA8z"), false, "a z"},
        {RN_STR("\0\x1B[2J\x7F\xC2\x85\xC2\x9B"), true, "[2J\n"},
        {RN_STR("\xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6\xE2\x81\xA9x"), false, "x"},
        {RN_STR("\xE2\x80\x8F\xD8\xA7\xE2\x80\x8C"), false, "\xE2\x80\x8F\xD8\xA7\xE2\x80\x8C"},
        {RN_STR("\xFF"), false, "\xEF\xBF\xBD"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rn_buf b;
        rn_buf_init(&b, 100);
        rn_term_add(&b, rows[i].in, rows[i].multiline);
        assert_str(rn_buf_str(&b), rows[i].out);
        rn_buf_free(&b);
    }
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(rn_term_width(rn_str("abc")), 3);
    assert_int_equal(rn_term_width(rn_str("e\xCC\x81t\xC3\xA9")), 3);
    assert_int_equal(rn_term_width(rn_str("日本 ｶ")), 6);
    assert_int_equal(rn_term_width(rn_str("\xE2\x80\x8D\xE2\x80\x8C")), 0);
    assert_int_equal(rn_term_width(rn_str("한")), 2);
    assert_int_equal(rn_term_width(rn_strn(NULL, 0)), 0);
}

static void color_is_for_terminals(void **state)
{
    int fd = open("/dev/null", O_WRONLY);
    (void)state;
    assert_true(fd >= 0);
    assert_false(rn_color(fd));
    (void)close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_single_and_tame),
        cmocka_unit_test(long_lines_are_cut),
        cmocka_unit_test(terminal_text),
        cmocka_unit_test(widths),
        cmocka_unit_test(color_is_for_terminals),
    };
    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
