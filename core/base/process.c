/* SPDX-License-Identifier: MIT */
#include "base/process.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

enum {
    HOST_MAX = 128,
    PF_EXITING = 0x4
}; /* PF_EXITING: the ninth field of /proc/PID/stat, proc(5) */

struct process {
    char host[HOST_MAX];
    long pid;
    unsigned long long start, space;
};

/* A small file of /proc, which has no length to ask for; false when there is none. */
static bool read_proc(long pid, const char *file, char *buf, size_t size)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%ld/%s", pid, file);
    FILE *f = fopen(path, "re");
    if (f == NULL)
        return false;
    const size_t n = fread(buf, 1, size - 1, f);
    (void)fclose(f);
    buf[n] = '\0';
    return n > 0;
}

/* The fields behind the program's name, which may itself hold blanks and brackets. */
static bool read_stat(long pid, char *ret_state, unsigned *ret_flags, unsigned long long *ret_start)
{
    char buf[1024];
    if (!read_proc(pid, "stat", buf, sizeof buf))
        return false;
    const char *p = strrchr(buf, ')');
    return p != NULL && sscanf(p + 1, /* fields 3, 9 and 22 */
                               " %c %*s %*s %*s %*s %*s %u %*s %*s %*s %*s %*s %*s %*s %*s %*s "
                               "%*s %*s %*s %llu",
                               ret_state, ret_flags, ret_start) == 3;
}

/* SIGKILL has been sent and waits to be taken. */
static bool is_killed(long pid)
{
    char buf[4096];
    if (!read_proc(pid, "status", buf, sizeof buf))
        return false;
    unsigned long long own = 0, shared = 0;
    const char *p = strstr(buf, "\nSigPnd:"), *q = strstr(buf, "\nShdPnd:");
    if (p == NULL || q == NULL || sscanf(p + 8, "%llx", &own) != 1 ||
        sscanf(q + 8, "%llx", &shared) != 1)
        return false;
    return ((own | shared) >> (SIGKILL - 1) & 1) != 0;
}

static unsigned long long own_space(void)
{
    char link[64] = "";
    unsigned long long n = 0;
    if (readlink("/proc/self/ns/pid", link, sizeof link - 1) <= 0 ||
        sscanf(link, "pid:[%llu]", &n) != 1)
        return 0;
    return n;
}

static void look_at_self(struct process *ret)
{
    char state;
    unsigned flags;
    if (gethostname(ret->host, sizeof ret->host - 1) != 0 || ret->host[0] == '\0')
        (void)snprintf(ret->host, sizeof ret->host, "unknown");
    ret->host[HOST_MAX - 1] = '\0';
    ret->host[strcspn(ret->host, " ")] = '\0';
    ret->pid = (long)getpid();
    ret->space = own_space();
    if (!read_stat(ret->pid, &state, &flags, &ret->start))
        ret->start = 0;
}

/* Asked for at each lease, and the same for as long as it lives: a child is another. */
static const struct process *self(void)
{
    static _Thread_local struct process me;
    if (me.pid != (long)getpid())
        look_at_self(&me);
    return &me;
}

static bool parse(const char *name, struct process *ret)
{
    int end = 0;
    return sscanf(name, "%127s %ld %llu %llu%n", ret->host, &ret->pid, &ret->start, &ret->space,
                  &end) == 4 &&
           name[end] == '\0' && ret->pid > 0;
}

char *rn_process_name(const void *ctx)
{
    const struct process *me = self();
    return rn_fmt(ctx, "%s %ld %llu %llu", me->host, me->pid, me->start, me->space);
}

static bool parse_here(const char *name, struct process *ret)
{
    const struct process *me = self();
    return parse(name, ret) && strcmp(ret->host, me->host) == 0 && ret->space == me->space;
}

bool rn_process_is_here(const char *name)
{
    struct process other;
    return parse_here(name, &other);
}

bool rn_process_is_dead(const char *name)
{
    struct process other;
    char state;
    unsigned flags;
    unsigned long long start;
    if (!parse_here(name, &other))
        return false;
    if (kill((pid_t)other.pid, 0) != 0 && errno == ESRCH)
        return true;
    if (!read_stat(other.pid, &state, &flags, &start))
        return false;
    return (other.start != 0 && start != other.start) || strchr("ZXx", state) != NULL ||
           (flags & PF_EXITING) != 0 || is_killed(other.pid);
}

char *rn_process_words(const void *ctx, const char *name)
{
    struct process p;
    return parse(name, &p) ? rn_fmt(ctx, "process %ld on %s", p.pid, p.host)
                           : rn_fmt(ctx, "%s", name);
}
