/* SPDX-License-Identifier: MIT
 *
 * Runs a fuzz target without a fuzzer: every file of its seed folder as it is, then a fixed number
 * of mutations of them, the same ones on every machine. A crash, a hang or a sanitizer's complaint
 * is the failure; there is one TAP case.
 *
 *     tests/fuzz/json                    all of it, as `make check` does
 *     tests/fuzz/json FILE…              these inputs only
 *     FUZZ_RUNS=1000000 tests/fuzz/json  more mutations
 *     FUZZ_SECONDS=1200 tests/fuzz/json  mutations for so long, in seconds of CPU
 *     FUZZ_SEED=7 tests/fuzz/json        other mutations
 *     FUZZ_KEEP=dir tests/fuzz/json      writes the input of a crash or hang to dir/json-PID
 *     FUZZ_SAVE=last tests/fuzz/json     keeps each input in a file before it is tried
 *
 * The targets have libFuzzer's entry point, so that they can be linked with a real fuzzer as well.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* Of the sanitizers' runtime, where there is one. */
__attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)(void));

enum { INPUT_MOST = 64 * 1024, SEEDS_MOST = 1000, RUNS = 2000, RANDOM_MOST = 300, HANG = 60 };

struct input {
    uint8_t *p;
    size_t n;
};

static struct input seeds[SEEDS_MOST];
static size_t seed_count;
static uint64_t state = UINT64_C(0x9E3779B97F4A7C15);

/* xorshift64*: the same sequence everywhere. */
static uint64_t next_random(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * UINT64_C(0x2545F4914F6CDD1D);
}

static size_t below(size_t n)
{
    return n > 0 ? (size_t)((next_random() >> 16) % n) : 0;
}

static void *must(void *p)
{
    if (p == NULL) {
        (void)printf("Bail out! out of memory\n");
        exit(1);
    }
    return p;
}

/* ---- seeds ----------------------------------------------------------------------------------- */

static int read_seed(const char *path, struct input *ret)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return 0;
    ret->p = must(malloc(INPUT_MOST));
    ret->n = fread(ret->p, 1, INPUT_MOST, f);
    (void)fclose(f);
    return 1;
}

static int visible(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

static void read_folder(const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, visible, alphasort);
    for (int i = 0; i < n; i++) {
        char path[4096];
        (void)snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (seed_count < SEEDS_MOST)
            seed_count += (size_t)read_seed(path, &seeds[seed_count]);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

/* ---- mutations ------------------------------------------------------------------------------- */

static void flip_bit(struct input *in)
{
    if (in->n > 0)
        in->p[below(in->n)] ^= (uint8_t)(1U << below(8));
}

static void set_byte(struct input *in)
{
    static const uint8_t telling[] = {0,   1,    '\t', '\n', '\r', ' ',  '"',  '%',  '&',
                                      '<', '>',  '\'', '-',  '0',  '9',  ':',  ';',  '[',
                                      '{', '\\', 0x7F, 0x80, 0xC0, 0xED, 0xEF, 0xF4, 0xFF};
    if (in->n > 0)
        in->p[below(in->n)] = telling[below(sizeof telling)];
}

static void truncate_input(struct input *in)
{
    in->n = below(in->n + 1);
}

static void delete_range(struct input *in)
{
    size_t from = below(in->n), n = below(in->n - from + 1);
    memmove(in->p + from, in->p + from + n, in->n - from - n);
    in->n -= n;
}

/* Puts `n` bytes into the middle, as many as still fit. */
static void insert(struct input *in, const uint8_t *bytes, size_t n)
{
    size_t at = below(in->n + 1);
    n = n < INPUT_MOST - in->n ? n : INPUT_MOST - in->n;
    memmove(in->p + at + n, in->p + at, in->n - at);
    memcpy(in->p + at, bytes, n);
    in->n += n;
}

static void insert_random(struct input *in)
{
    uint8_t bytes[16];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(next_random() >> 56);
    insert(in, bytes, 1 + below(sizeof bytes));
}

static void splice_seed(struct input *in)
{
    if (seed_count == 0)
        return;
    const struct input *other = &seeds[below(seed_count)];
    size_t from = below(other->n);
    insert(in, other->p + from, below(other->n - from + 1));
}

/* The same piece again and again: what is quadratic, or recurses, shows itself. */
static void repeat_range(struct input *in)
{
    uint8_t piece[32];
    size_t n = 1 + below(sizeof piece), from = below(in->n);
    n = n < in->n - from ? n : in->n - from;
    memcpy(piece, in->p + from, n);
    for (size_t times = 1 + below(below(8) == 0 ? 2000 : 20); times > 0 && n > 0; times--)
        insert(in, piece, n);
}

static void mutate(struct input *in)
{
    static void (*const ways[])(struct input *) = {flip_bit,    set_byte,     truncate_input,
                                                   splice_seed, delete_range, insert_random,
                                                   set_byte,    repeat_range};
    for (size_t times = 1 + below(4); times > 0; times--)
        ways[below(sizeof ways / sizeof ways[0])](in);
}

static void begin(struct input *in)
{
    in->n = 0;
    if (seed_count > 0 && below(8) > 0) {
        const struct input *s = &seeds[below(seed_count)];
        memcpy(in->p, s->p, s->n);
        in->n = s->n;
        return;
    }
    for (size_t n = below(RANDOM_MOST); in->n < n; in->n++)
        in->p[in->n] = (uint8_t)(next_random() >> 56);
}

/* ---- findings --------------------------------------------------------------------------------
 */

/* What is being tried, for whoever comes to look at the scene. */
static struct {
    const uint8_t *p;
    size_t n;
    volatile long run, seen; /* seen: at the last look */
    char path[4096];
} now;

/* Calls nothing but what a signal handler may. */
static void keep_finding(void)
{
    int fd = now.path[0] != '\0' ? open(now.path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    size_t done = 0;

    if (fd < 0)
        return;
    while (done < now.n) {
        ssize_t n = write(fd, now.p + done, now.n - done);
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    (void)close(fd);
}

static void on_crash(int sig)
{
    keep_finding();
    (void)signal(sig, SIG_DFL);
    (void)raise(sig);
}

/* One input that takes so many seconds of CPU is a hang. */
static void on_look(int sig)
{
    (void)sig;
    if (now.run != now.seen) {
        now.seen = now.run;
        return;
    }
    keep_finding();
    static const char said[] = "# one input took more than a minute\n";
    (void)!write(1, said, sizeof said - 1);
    _exit(1);
}

static void watch(const char *name)
{
    static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    const struct itimerval every = {{HANG, 0}, {HANG, 0}};
    const char *folder = getenv("FUZZ_KEEP");

    if (folder == NULL)
        return;
    (void)snprintf(now.path, sizeof now.path, "%s/%s-%d", folder, name, (int)getpid());
    if (__sanitizer_set_death_callback != NULL) {
        __sanitizer_set_death_callback(keep_finding);
        (void)signal(SIGABRT, on_crash);
    } else {
        for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++)
            (void)signal(crashes[i], on_crash);
    }
    (void)signal(SIGVTALRM, on_look);
    (void)setitimer(ITIMER_VIRTUAL, &every, NULL);
}

/* ---- runs ------------------------------------------------------------------------------------ */

static void save(const struct input *in)
{
    const char *path = getenv("FUZZ_SAVE");
    FILE *f = path != NULL ? fopen(path, "wb") : NULL;
    if (f == NULL)
        return;
    (void)fwrite(in->p, 1, in->n, f);
    (void)fclose(f);
}

/* On memory of exactly its size, so that a byte read behind the end is seen. */
static void try_input(const struct input *in)
{
    uint8_t *copy = must(malloc(in->n > 0 ? in->n : 1));
    memcpy(copy, in->p, in->n);
    save(in);
    now.p = copy;
    now.n = in->n;
    now.run++;
    (void)LLVMFuzzerTestOneInput(copy, in->n);
    free(copy);
}

static long number(const char *variable, long otherwise)
{
    const char *wanted = getenv(variable);
    return wanted != NULL ? strtol(wanted, NULL, 10) : otherwise;
}

/* This process' own time, since others may be busy too. */
static long cpu_seconds(void)
{
    struct timespec t = {0, 0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (long)t.tv_sec;
}

static long run_mutations(void)
{
    long seconds = number("FUZZ_SECONDS", 0), most = number("FUZZ_RUNS", RUNS), runs = 0;
    struct input in = {must(malloc(INPUT_MOST)), 0};
    state += (uint64_t)number("FUZZ_SEED", 0) * UINT64_C(0xD1B54A32D192ED03);
    for (; seconds > 0 ? runs % 64 != 0 || cpu_seconds() < seconds : runs < most; runs++) {
        begin(&in);
        mutate(&in);
        try_input(&in);
    }
    free(in.p);
    return runs;
}

static const char *target_name(const char *program)
{
    const char *slash = strrchr(program, '/');
    const char *name = slash != NULL ? slash + 1 : program;
    return strncmp(name, "lt-", 3) == 0 ? name + 3 : name; /* libtool's wrapper */
}

int main(int argc, char **argv)
{
    char folder[2048];
    long runs = 0;
    const char *name = target_name(argv[0]), *root = getenv("srcdir");
    watch(name);
    (void)printf("1..1\n");
    (void)snprintf(folder, sizeof folder, "%s/tests/fuzz/seeds/%s", root != NULL ? root : ".",
                   name);
    if (argc < 2)
        read_folder(folder);
    for (int i = 1; i < argc && seed_count < SEEDS_MOST; i++)
        seed_count += (size_t)read_seed(argv[i], &seeds[seed_count]);
    for (size_t i = 0; i < seed_count; i++)
        try_input(&seeds[i]);
    if (argc < 2)
        runs = run_mutations();
    /* A target without its seeds tests next to nothing: that is a mistake in the tree. */
    const char *verdict = seed_count > 0 ? "ok" : "not ok";
    (void)printf("%s 1 - %s: %zu seeds, %ld mutations\n", verdict, name, seed_count, runs);
    for (size_t i = 0; i < seed_count; i++)
        free(seeds[i].p);
    return verdict[0] == 'n';
}
