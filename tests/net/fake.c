/* SPDX-License-Identifier: MIT */
#include "unit/unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "net/fake.h"

/* ---- the place ------------------------------------------------------------------------------- */

/* Runs the script with up to five words and gives its output's descriptor. */
static int run_script(int *pid, const char *const words[5])
{
    int ends[2];
    char script[4000];
    const char *root = getenv("srcdir");
    (void)snprintf(script, sizeof script, "%s/tests/lib/fake_place.py", root != NULL ? root : ".");
    assert_int_equal(pipe(ends), 0);
    *pid = fork();
    if (*pid == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        (void)close(ends[0]);
        (void)close(ends[1]);
        (void)execlp("python3", "python3", script, words[0], words[1], words[2], words[3], words[4],
                     (char *)NULL);
        _exit(127);
    }
    (void)close(ends[1]);
    return ends[0];
}

static size_t read_all(int fd, char *text, size_t room)
{
    size_t n = 0;
    for (ssize_t got; n + 1 < room && (got = read(fd, text + n, room - 1 - n)) > 0;
         n += (size_t)got)
        ;
    text[n] = '\0';
    (void)close(fd);
    return n;
}

bool fake_start(struct fake *f)
{
    char line[20] = "";
    size_t n = 0;
    int fd = run_script(&f->pid, (const char *const[5]){"serve", "120"});
    while (n + 1 < sizeof line && read(fd, line + n, 1) == 1 && line[n] != '\n')
        n++;
    (void)close(fd);
    f->port = atoi(line);
    (void)snprintf(f->base, sizeof f->base, "http://127.0.0.1:%d", f->port);
    if (f->port == 0)
        fake_stop(f);
    return f->port != 0;
}

void fake_stop(struct fake *f)
{
    int status;
    (void)kill(f->pid, SIGKILL);
    (void)waitpid(f->pid, &status, 0);
}

static char *ask(const void *ctx, const struct fake *f, const char *method, const char *path,
                 const char *body)
{
    enum { ROOM = 1 << 20 };
    char port[20];
    char *text = rn_new_array(ctx, char, ROOM);
    int pid, status;
    (void)snprintf(port, sizeof port, "%d", f->port);
    (void)read_all(run_script(&pid, (const char *const[5]){"ask", port, method, path, body}), text,
                   ROOM);
    (void)waitpid(pid, &status, 0);
    assert_int_equal(status, 0);
    return text;
}

void fake_control(const struct fake *f, const char *json)
{
    RN_SCOPE(tmp);
    (void)ask(tmp, f, "PUT", "/control", json);
}

/* ---- the engine ------------------------------------------------------------------------------ */

static const struct rn_net_source *source_named(void *arg, const char *name)
{
    struct desk *k = arg;
    return strcmp(name, "guest") == 0 ? &k->source : NULL;
}

static enum rn_status secret(void *arg, const void *ctx, const char *name, char **ret,
                             struct rn_diag *d)
{
    (void)arg;
    if (strcmp(name, "missing") == 0)
        return rn_fail(d, RN_GONE, "there is no credential missing");
    *ret = rn_fmt(ctx, "secret-%s-word", name);
    return RN_OK;
}

static enum rn_status spend(void *arg, const struct rn_request *request, struct rn_diag *d)
{
    (void)request;
    struct desk *k = arg;
    if (k->left == 0)
        return rn_fail(d, RN_LIMIT, "the budget is used up");
    k->left -= k->left > 0;
    return RN_OK;
}

struct desk *desk_new(const void *ctx, const struct fake *f)
{
    static const struct rn_auth auths[] = {
        {.name = "query", .kind = RN_AUTH_QUERY, .field = "key", .credential = "query"},
        {.name = "header", .kind = RN_AUTH_HEADER, .field = "X-Key", .credential = "header"},
        {.name = "missing", .kind = RN_AUTH_HEADER, .field = "X-Key", .credential = "missing"},
        {.name = "account",
         .kind = RN_AUTH_OAUTH2_REFRESH,
         .token_url = "https://tokens.example/token"},
        {0}};
    struct desk *k = rn_new(ctx, struct desk);
    k->left = -1;
    k->method = "GET";
    k->keeper = (struct rn_keeper){.spend = spend, .arg = k};
    k->limits = (struct rn_limits){.size = sizeof k->limits};
    k->plugin = (struct rn_plugin){
        .size = sizeof k->plugin, .title = "The Guestbook", .auths = auths, .limits = &k->limits};
    k->source = (struct rn_net_source){.name = "guest",
                                       .plugin = &k->plugin,
                                       .endpoint = rn_dupz(k, f->base),
                                       .timeout_us = 5 * RN_SECOND,
                                       .secret = secret,
                                       .arg = k};
    k->setup = (struct rn_engine_setup){.contact = "mailto:care@example.com",
                                        .version = "9.9",
                                        .source = source_named,
                                        .arg = k,
                                        .max_body = 4 << 20};
    return k;
}

void desk_open(struct desk *k)
{
    struct rn_diag d;
    assert_int_equal(rn_engine_open(k, &k->setup, &k->engine, &d), RN_OK);
}

static size_t sendv(struct desk *k, const char *auth, const char *fmt, va_list ap)
{
    struct rn_diag d;
    const size_t i = k->count++;
    char *path = rn_mem_check(talloc_vasprintf(k, fmt, ap));
    assert_true(i < COUNT(k->call));
    if (k->engine == NULL)
        desk_open(k);
    k->url[i] = path[0] == '/' ? rn_fmt(k, "https://guestbook.example%s", path) : path;
    k->request[i] = (struct rn_request){.size = sizeof k->request[i],
                                        .flags = k->flags,
                                        .method = k->method,
                                        .url = rn_str(k->url[i]),
                                        .auth = auth,
                                        .step = "page",
                                        .note = rn_str("n")};
    k->call[i] = (struct rn_call){&k->request[i], "guest", &k->call[i], &k->keeper};
    assert_int_equal(rn_send(k->engine, &k->call[i], &d), RN_OK);
    return i;
}

size_t desk_send(struct desk *k, const char *auth, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    const size_t i = sendv(k, auth, fmt, ap);
    va_end(ap);
    return i;
}

const struct rn_answer *desk_next(struct desk *k)
{
    struct rn_diag d;
    assert_int_equal(rn_next(k->engine, 20 * RN_SECOND, &k->answer, &d), RN_OK);
    return k->answer;
}

int desk_get(struct desk *k, const char *auth, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    (void)sendv(k, auth, fmt, ap);
    va_end(ap);
    (void)desk_next(k);
    return k->answer->status == RN_OK ? k->answer->response.status : -1 - (int)k->answer->status;
}

char *desk_ledger(struct desk *k, const struct fake *f)
{
    return ask(k, f, "GET", "/ledger", NULL);
}

int desk_times(const char *ledger, const char *text)
{
    int n = 0;
    for (const char *at = ledger; (at = strstr(at, text)) != NULL; at++)
        n++;
    return n;
}

void desk_refused(const struct desk *k, int got, enum rn_status wanted, const char *words)
{
    const char *text = k->answer->diag.text;
    if (got != -1 - (int)wanted || strstr(text, words) == NULL ||
        strncmp(text, "The Guestbook (", 15) != 0 || strstr(text, "://") != NULL)
        fail_msg("%d, not %d: \"%s\"", got, -1 - (int)wanted, text);
}

/* ---- a program of such tests ------------------------------------------------------------------
 */

struct fake place;

int desk_setup(void **state)
{
    fake_control(&place, "{\"forget\": true, \"token\": null, \"robots\": null, \"faults\": []}");
    *state = desk_new(NULL, &place);
    return 0;
}

int desk_teardown(void **state)
{
    return talloc_free(*state);
}

int desk_run(const char *name, const struct CMUnitTest *tests, size_t count)
{
    if (!fake_start(&place)) {
        (void)puts("1..0 # SKIP there is no python3 to play the place");
        return 0;
    }
    int failed = _cmocka_run_group_tests(name, tests, count, NULL, NULL);
    fake_stop(&place);
    return failed;
}
