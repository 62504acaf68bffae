/* SPDX-License-Identifier: MIT
 *
 * What every verb needs of the frame: faults with their exit status, the config, who acts.
 */
#include "cli/verbs.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "config/config.h"

int rn_cli_fail(struct rn_cli *cli, const struct rn_diag *d)
{
    (void)rn_out_flush(cli); /* so that what was printed before stands before */
    rn_say("%s", d->text);
    if (d->status == RN_INVALID)
        return 2;
    return d->status == RN_REFUSED ? 3 : 1;
}

int rn_cli_fail_data(struct rn_cli *cli, const struct rn_diag *d)
{
    int status = rn_cli_fail(cli, d);
    return status == 2 ? 1 : status;
}

int rn_cli_usage(struct rn_cli *cli, const char *fmt, ...)
{
    char text[1000];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (cli->verb != NULL)
        rn_say("%s (see: renown help %s)", text, cli->verb->name);
    else
        rn_say("%s (see: renown help)", text);
    return 2;
}

static void say_finding(void *arg, const struct rn_finding *f)
{
    size_t *said = arg;
    *said += !f->warning;
    if (f->file != NULL && f->line > 0)
        (f->warning ? rn_warn : rn_say)("%s:%d: %s", f->file, f->line, f->text);
    else if (f->file != NULL)
        (f->warning ? rn_warn : rn_say)("%s: %s", f->file, f->text);
    else
        (f->warning ? rn_warn : rn_say)("%s", f->text);
}

enum rn_status rn_cli_config_load(const void *ctx, const char *path, struct rn_config **ret,
                                  struct rn_diag *d)
{
    size_t said = 0;
    enum rn_status st = rn_config_load(ctx, path, say_finding, &said, ret, d);
    if (st != RN_OK && said == 0)
        rn_say("%s", d->text);
    return st;
}

int rn_cli_config(struct rn_cli *cli, struct rn_config **ret)
{
    struct rn_diag d = {0};
    char *path;
    if (cli->config == NULL) {
        if (rn_config_find(cli->ctx, cli->config_given, &path, &d) != RN_OK) {
            rn_say("%s", d.text);
            return 2;
        }
        if (rn_cli_config_load(cli->ctx, path, &cli->config, &d) != RN_OK)
            return 2;
    }
    *ret = cli->config;
    return 0;
}

const char *rn_cli_actor(const struct rn_cli *cli)
{
    if (cli->as != NULL)
        return cli->as;
    const struct passwd *user = cli->config != NULL ? getpwuid(getuid()) : NULL;
    const struct rn_person *person =
        user != NULL ? rn_config_person(cli->config, user->pw_name) : NULL;
    return person != NULL ? person->id : "operator";
}

bool rn_cli_far(const struct rn_cli *cli)
{
    int64_t away = cli->now - rn_clock_now();
    return cli->now_given && (away > 5 * RN_MINUTE || away < -5 * RN_MINUTE);
}
