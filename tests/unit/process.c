/* SPDX-License-Identifier: MIT */
#include "base/process.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "unit/unit.h"

/* A child that writes its name and then waits to be ended. */
static pid_t start_child(char name[256])
{
    int pipes[2];
    assert_int_equal(pipe(pipes), 0);
    const pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        RN_SCOPE(tmp);
        const char *own = rn_process_name(tmp);
        if (write(pipes[1], own, strlen(own)) > 0)
            (void)alarm(60);
        for (;;)
            (void)pause();
    }
    (void)close(pipes[1]);
    const ssize_t n = read(pipes[0], name, 255);
    (void)close(pipes[0]);
    assert_true(n > 0);
    name[n] = '\0';
    return pid;
}

static void zombies_and_the_gone_are_dead(void **state)
{
    char name[256];
    siginfo_t ended;
    (void)state;
    const pid_t pid = start_child(name);
    assert_false(rn_process_is_dead(name));
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT), 0);
    assert_int_equal(kill(pid, 0), 0); /* its id is still taken */
    assert_true(rn_process_is_dead(name));
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_true(rn_process_is_dead(name));
}

/* Killed while it is stopped or on another core: from the signal on it is as good as gone. */
static void the_killed_are_dead_at_once(void **state)
{
    char name[256];
    (void)state;
    for (int i = 0; i < 50; i++) {
        const pid_t pid = start_child(name);
        assert_int_equal(kill(pid, SIGKILL), 0);
        bool dead = false; /* a taken signal is for some instructions neither pending nor obeyed */
        for (int look = 0; look < 1000 && !dead; look++)
            dead = rn_process_is_dead(name);
        assert_true(dead);
        assert_int_equal(waitpid(pid, NULL, 0), pid);
    }
}

static void an_id_that_came_again_is_another_process(void **state)
{
    RN_SCOPE(tmp);
    char host[128];
    long pid;
    unsigned long long start, space;
    (void)state;
    const char *me = rn_process_name(tmp);
    assert_false(rn_process_is_dead(me));
    assert_int_equal(sscanf(me, "%127s %ld %llu %llu", host, &pid, &start, &space), 4);
    assert_true(rn_process_is_dead(rn_fmt(tmp, "%s %ld %llu %llu", host, pid, start - 1, space)));
    /* without a start time only the id is known */
    assert_false(rn_process_is_dead(rn_fmt(tmp, "%s %ld 0 %llu", host, pid, space)));
}

static void of_others_only_time_can_tell(void **state)
{
    RN_SCOPE(tmp);
    char host[128];
    long pid;
    unsigned long long start, space;
    (void)state;
    assert_int_equal(
        sscanf(rn_process_name(tmp), "%127s %ld %llu %llu", host, &pid, &start, &space), 4);
    assert_false(rn_process_is_dead(rn_fmt(tmp, "%sx %ld %llu %llu", host, pid, start - 1, space)));
    assert_false(
        rn_process_is_dead(rn_fmt(tmp, "%s %ld %llu %llu", host, pid, start - 1, space + 1)));
    const char *strange[] = {"",         "host",   "host 1", "host -1 2 3", "host 1 2 3 4",
                             "\xff\xfe", "a b c d"};
    for (size_t i = 0; i < COUNT(strange); i++) {
        assert_false(rn_process_is_dead(strange[i]));
        assert_non_null(rn_process_words(tmp, strange[i]));
    }
}

static void words_name_host_and_id(void **state)
{
    RN_SCOPE(tmp);
    (void)state;
    assert_string_equal(rn_process_words(tmp, "shop 42 1234 5"), "process 42 on shop");
    assert_string_equal(rn_process_words(tmp, "somebody"), "somebody");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zombies_and_the_gone_are_dead),
        cmocka_unit_test(the_killed_are_dead_at_once),
        cmocka_unit_test(an_id_that_came_again_is_another_process),
        cmocka_unit_test(of_others_only_time_can_tell),
        cmocka_unit_test(words_name_host_and_id),
    };
    return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
