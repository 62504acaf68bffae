/* SPDX-License-Identifier: MIT
 *
 * Start and end of the program: signals, standard descriptors, arguments, one verb, a checked
 * stdout.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "cli/verbs.h"

/* A program started with a closed descriptor must not open its store as number 1. Opened for the
 * direction nobody uses, so that writing to a closed stdout still fails. */
static void hold_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == 1 ? O_RDONLY : O_RDWR);
}

static int run_verb(struct rn_cli *cli)
{
    if (cli->dump != NULL)
        return rn_dump_docs(cli, cli->dump);
    if (cli->version)
        return rn_verb_find("version")->run(cli);
    if (cli->verb == NULL) {
        rn_help_overview(cli);
        return cli->help ? 0 : 2;
    }
    if (cli->help) {
        rn_help_verb(cli, cli->verb);
        return 0;
    }
    return cli->verb->run(cli);
}

int main(int argc, char **argv)
{
    RN_SCOPE(ctx);
    const char *reason;
    hold_descriptors();
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN); /* a file size limit is a failed write, not a death */
    struct rn_cli *cli = rn_new(ctx, struct rn_cli);
    cli->ctx = ctx;
    cli->out = rn_out_new(ctx, STDOUT_FILENO);
    int status = rn_args_parse(cli, argc, argv);
    if (status == 0)
        status = run_verb(cli);
    rn_progress(NULL);
    if (!rn_out_close(cli->out, &reason)) {
        rn_say("could not write to stdout: %s; what was printed is incomplete", reason);
        return status == 0 ? 1 : status;
    }
    return status;
}
