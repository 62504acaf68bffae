/* SPDX-License-Identifier: MIT
 *
 * measure [-n TIMES] [-o FILE] COMMAND…: runs it and writes "WALL CPU KIB" (seconds, seconds, peak
 * resident memory) to stdout; the command's own stdout goes to FILE, /dev/null by default. With -n
 * the medians of that many runs. The exit status is the worst of the command's.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TIMES_MAX = 1000 };

struct cost {
    double wall[TIMES_MAX], cpu[TIMES_MAX];
    long kib;
    int status;
};

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void run_command(char **argv, const char *out)
{
    const int fd = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
        _exit(126);
    execvp(argv[0], argv);
    perror(argv[0]);
    _exit(127);
}

static void measure(char **argv, const char *out, int i, struct cost *c)
{
    struct timespec from, to;
    struct rusage use;
    int status = -1;
    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    const pid_t pid = fork();
    if (pid == 0)
        run_command(argv, out);
    if (pid < 0 || wait4(pid, &status, 0, &use) != pid)
        exit(125);
    (void)clock_gettime(CLOCK_MONOTONIC, &to);
    c->wall[i] = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    c->cpu[i] = seconds(use.ru_utime) + seconds(use.ru_stime);
    c->kib = use.ru_maxrss > c->kib ? use.ru_maxrss : c->kib;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    c->status = code > c->status ? code : c->status;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, by_size);
    return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

int main(int argc, char **argv)
{
    static struct cost cost;
    const char *out = "/dev/null";
    int times = 1, option;
    while ((option = getopt(argc, argv, "+n:o:")) != -1) {
        if (option == 'n')
            times = atoi(optarg);
        else if (option == 'o')
            out = optarg;
        else
            return 2;
    }
    if (optind == argc || times < 1 || times > TIMES_MAX)
        return 2;
    for (int i = 0; i < times; i++)
        measure(argv + optind, out, i, &cost);
    printf("%.6f %.6f %ld\n", median(cost.wall, times), median(cost.cpu, times), cost.kib);
    return cost.status;
}
