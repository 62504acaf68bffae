/* SPDX-License-Identifier: MIT
 *
 * S8: hostile scripts are refused or harmless, soon, and alone. Promise S7: no order by address.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "rules/support.h"

#define GOOD "rule 'good' { when = stars { max = 2 }, actions = { tag 'x' } }"
#define RULE "rule 'hostile' { when = stars { max = 2 }, actions = { tag 'x' } }"

static const char *const refused[] = {
    "os.execute('echo')",
    "io.open('/etc/passwd')",
    "debug.sethook()",
    "require('os')",
    "load('return 1')()",
    "dofile('x')",
    "string.dump(function() end)",
    "collectgarbage('stop')",
    "local t = os.time()",
    "local r = math.random(5)",
    "rawset(string, 'x', 1)",
    "setmetatable({}, {})",
    "getmetatable('').__index = 1",
    "while true do end",
    "::a:: goto a",
    "local n = 0 repeat n = n + 1 until n < 0",
    "while true do pcall(function() while true do end end) end",
    "local function f() while true do pcall(f) end end f()",
    "coroutine.wrap(function() while true do end end)()",
    "for _ in function() return 1 end do end",
    "local t = {} for i = 1, 200000 do t[i] = i end while true do table.sort(t, function(a, b) "
    "return a > b end) end",
    "table.sort({ 1, 2, 3 }, function(a, b) return true end)",
    "local s = string.rep('x', 1 << 32) .. 'y'",
    "string.rep('', 1 << 62)",
    "local s = 'x' while true do s = s .. s end",
    "local s = 'x' while true do pcall(function() s = s .. s end) end",
    "local t = {} while true do t[#t + 1] = { t } end",
    "local t = table.pack(table.unpack({}, 1, 1e8)) while true do t = { t, t } end",
    "local t = {} for i = 1, 1e7 do t[i] = '0123456789' end",
    "local t = {} for i = 1, 2e5 do table.insert(t, 1, i) end",
    "local t = {} for i = 1, 1e5 do t[i] = i end while true do next(t, 5) end",
    "local a = ('x'):rep(200000) local b = ('x'):rep(200000) while true do local c = a == b end",
    "local t = {} while true do local a = t t = function() return a end end",
    "string.format('%p', {})",
    "local function f() return 1 + f() end f()",
    "local function f() return pcall(f) end while true do f() end",
    "local function f() return (string.gsub('a', 'a', f)) end f()",
    "error({})",
    "error(nil)",
    "for i = 1, 1e8 do rule('r' .. i) { when = stars { max = 2 }, actions = { tag 'x' } } end",
    "local c = stars { max = 2 } while true do c = all { c, c } end",
    "local c = stars { max = 2 } for i = 1, 30 do c = all { c, c } end rule 'x' { when = c, "
    "actions = { tag 'x' } }",
    "local t = {} t[1] = t rule 'h' { when = stars { max = 2 }, actions = t }",
    "local t = { stars { max = 2 } } t[2] = t rule 'h' { when = all(t), actions = { tag 'x' } }",
    "local x = [==[ never closed",
    "local x = \"never closed\n",
    "stars = nil",
    "string.upper = nil",
    "pairs({ [{}] = 1 })",
    "local t = {} for i = 1, 400 do mentions('a' .. i) end",
    "string.find = function() end",
    "_ENV.stars = nil",
    "local x <close> = setmetatable({}, {})"};

static void compile_with_good(struct shop *s, const char *source, size_t n)
{
    int64_t start = rn_clock_monotonic();

    shop_open(s);
    shop_add_bytes(s, "rules/50-hostile.lua", source, n);
    shop_add(s, "rules/90-good.lua", GOOD);
    shop_compile(s);
    if (rn_clock_monotonic() - start > 60 * 1000000LL && getenv("RN_UNDER_VALGRIND") == NULL)
        fail_msg("this took too long: %.60s", source);
    assert_true(s->scripts[1].ok);
}

static void S8_hostile_files_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct shop s;
        compile_with_good(&s, refused[i], strlen(refused[i]));
        if (s.scripts[0].ok || strncmp(s.said, "rules/50-hostile.lua:", 21) != 0)
            fail_msg("not refused: %s (%s)", refused[i], s.said);
        assert_int_equal(rn_rules_count(s.rules), 1);
        shop_close(&s);
    }
}

static void S8_large_and_deep_sources(void **state)
{
    static const char *const units[] = {
        "(", "{", "1+", "-", "x=", "'", "\n", "a.", "\xf0\x9f\x98\x80", "[=", "--[["};
    size_t n = 1 << 20;
    char *bytes = malloc(n);

    (void)state;
    assert_non_null(bytes);
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        struct shop s;
        for (size_t i = 0; i < n; i++)
            bytes[i] = units[u][i % strlen(units[u])];
        memcpy(bytes, "local x = ", 10);
        compile_with_good(&s, bytes, n);
        assert_false(s.scripts[0].ok);
        shop_close(&s);
    }
    free(bytes);
}

static void S8_many_lines_of_noise(void **state)
{
    unsigned char noise[5000];

    (void)state;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (unsigned char)(i * 73 + 41);
    struct shop s;
    compile_with_good(&s, (const char *)noise, sizeof noise);
    assert_false(s.scripts[0].ok);
    shop_close(&s);
    compile_with_good(&s, "local a = 1 \0 os.execute('x')", 28);
    assert_false(s.scripts[0].ok);
    shop_close(&s);
}

static void S7_no_order_by_address(void **state)
{
    char first[100] = "";

    (void)state;
    for (int i = 0; i < 5; i++) {
        struct shop s;
        shop_open(&s);
        shop_add(&s, "rules/a.lua",
                 "local k = {} for w in pairs({ alpha = 1, bravo = 1, charlie = 1, [2] = 1, [1.5] "
                 "= 1, [true] = 1 }) do "
                 "k[#k + 1] = tostring(w) end\nlocal n = next({ b = 1, a = 1 })\n"
                 "rule(table.concat(k, '-') .. n .. tostring({}) .. tostring(pairs)) { actions = { "
                 "tag 'x' } }");
        shop_compile(&s);
        assert_string_equal(s.said, "");
        if (i == 0)
            (void)snprintf(first, sizeof first, "%s", rn_rule_name(s.rules, 0));
        assert_string_equal(first, rn_rule_name(s.rules, 0));
        shop_close(&s);
    }
    assert_string_equal(first, "1.5-2-alpha-bravo-charlie-trueatablefunction");
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void S8_only_files_of_the_folder_are_read(void **state)
{
    char folder[] = "/tmp/renown-rules-XXXXXX", path[200];
    struct rn_script *scripts;
    struct rn_diag d;
    struct shop s;
    size_t n;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("scripts", 0700) | mkdir("scripts/rules", 0700) |
                         mkdir("scripts/rules/dir.lua", 0700),
                     0);
    write_file("outside.lua", RULE);
    write_file("scripts/rules/good.lua", GOOD);
    write_file("scripts/rules/.hidden.lua", RULE);
    write_file("scripts/rules/backup.lua~", RULE);
    assert_int_equal(symlink("../../outside.lua", "scripts/rules/out.lua"), 0);
    assert_int_equal(symlink("loop.lua", "scripts/rules/loop.lua"), 0);
    assert_int_equal(symlink("/dev/zero", "scripts/rules/zero.lua"), 0);
    assert_int_equal(symlink("good.lua", "scripts/rules/inside.lua"), 0);
    assert_int_equal(mkfifo("scripts/rules/pipe.lua", 0600), 0);
    shop_open(&s);
    (void)snprintf(path, sizeof path, "%s/scripts", folder);
    assert_int_equal(rn_scripts_read(s.ctx, path, shop_found, &s, &scripts, &n, &d), RN_OK);
    assert_int_equal(n, 2);
    assert_int_equal(s.errors, 5);
    assert_string_equal(scripts[0].name, "rules/good.lua");
    assert_int_equal(strlen(scripts[0].hash), 43);
    assert_int_equal(rn_scripts_read(s.ctx, "no-such-folder", shop_found, &s, &scripts, &n, &d),
                     RN_OK);
    assert_int_equal(n, 0);
    shop_close(&s);
    assert_int_equal(chdir("/"), 0);
    (void)snprintf(path, sizeof path, "rm -r %s", folder);
    assert_int_equal(system(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(S8_hostile_files_are_refused), cmocka_unit_test(S8_large_and_deep_sources),
        cmocka_unit_test(S8_many_lines_of_noise), cmocka_unit_test(S7_no_order_by_address),
        cmocka_unit_test(S8_only_files_of_the_folder_are_read)};
    return cmocka_run_group_tests_name("rules: fence", tests, NULL, NULL);
}
