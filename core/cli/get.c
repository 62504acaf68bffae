/* SPDX-License-Identifier: MIT
 *
 * Options as typed values. A value that does not fit is said with what would, and gives exit
 * status 2.
 */
#include "cli/verbs.h"

#include <inttypes.h>
#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "base/near.h"

const char *rn_cli_nth(const struct rn_cli *cli, const char *name, size_t i)
{
    for (size_t k = 0; k < cli->given_count; k++)
        if (strcmp(cli->given[k].option->name, name) == 0 && i-- == 0)
            return cli->given[k].value != NULL ? cli->given[k].value : "";
    return NULL;
}

bool rn_cli_flag(const struct rn_cli *cli, const char *name)
{
    return rn_cli_nth(cli, name, 0) != NULL;
}

const char *rn_cli_text(const struct rn_cli *cli, const char *name)
{
    return rn_cli_nth(cli, name, 0);
}

static bool whole_number(const char *z, int64_t *ret)
{
    bool minus = *z == '-';
    int64_t v = 0;
    z += minus;
    if (*z == '\0' || strlen(z) > 18)
        return false;
    for (; *z != '\0'; z++) {
        if (*z < '0' || *z > '9')
            return false;
        v = v * 10 + (*z - '0');
    }
    *ret = minus ? -v : v;
    return true;
}

int rn_cli_int(struct rn_cli *cli, const char *name, int64_t min, int64_t max, int64_t def,
               int64_t *ret)
{
    const char *z = rn_cli_text(cli, name);
    int64_t v = def;
    if (z != NULL && (!whole_number(z, &v) || v < min || v > max))
        return rn_cli_usage(cli,
                            "--%s wants a whole number from %" PRId64 " to %" PRId64 ", not '%s'",
                            name, min, max, z);
    *ret = v;
    return 0;
}

int rn_cli_duration(struct rn_cli *cli, const char *name, int64_t def_us, int64_t *ret_us)
{
    const char *z = rn_cli_text(cli, name);
    struct rn_duration v = {.us = def_us};
    if (z != NULL && (!rn_duration_parse(rn_str(z), &v) || v.business))
        return rn_cli_usage(cli, "--%s wants a duration like 90s, 15m, 4h or 2d, not '%s'", name,
                            z);
    *ret_us = v.us;
    return 0;
}

int rn_cli_time(struct rn_cli *cli, const char *name, int64_t def_us, int64_t *ret_us)
{
    const char *z = rn_cli_text(cli, name);
    struct rn_time v = {.us = def_us};
    if (z != NULL && !rn_stamp_parse(rn_str(z), &v))
        return rn_cli_usage(cli, "--%s wants a time like 2026-05-04T09:10:11Z or a date, not '%s'",
                            name, z);
    *ret_us = v.us;
    return 0;
}

char *rn_cli_count(struct rn_cli *cli, size_t n, const char *noun)
{
    return rn_fmt(cli->ctx, "%zu %s%s", n, noun, n == 1 ? "" : "s");
}

static char *joined(const void *ctx, const char *const *names)
{
    char *all = rn_dupz(ctx, "");
    for (size_t i = 0; names[i] != NULL; i++)
        all = rn_fmt(ctx, "%s%s%s", all, i > 0 ? ", " : "", names[i]);
    return all;
}

int rn_cli_choice(struct rn_cli *cli, const char *name, const char *const *choices, int def,
                  int *ret)
{
    const char *z = rn_cli_text(cli, name);
    if (z == NULL) {
        *ret = def;
        return 0;
    }
    for (int i = 0; choices[i] != NULL; i++)
        if (strcmp(choices[i], z) == 0) {
            *ret = i;
            return 0;
        }
    RN_SCOPE(tmp);
    return rn_cli_usage(cli, "--%s wants one of %s, not '%s'", name, joined(tmp, choices), z);
}
