/* SPDX-License-Identifier: MIT
 *
 * renown digest: the report a manager reads in 60 seconds.
 */
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/near.h"
#include "cli/digest_out.h"
#include "cli/reading.h"
#include "config/config.h"
#include "report/digest.h"
#include "report/msg.h"

enum { DIGEST_MAX = 4 * 1024 * 1024 };

static const struct rn_cli_option options[] = {
    {.name = "period",
     .value = "day|week|month",
     .doc = "The last full day (on a Monday: since Friday), ISO week or month (default week)."},
    {.name = "for",
     .value = "PERSON",
     .doc = "Only the listings of this person, in their zone and language."},
    {.name = "format", .value = "text|html|email|json", .doc = "What is written (default text)."},
    {.name = "out", .alias = 'o', .value = "FILE", .doc = "Write to this file instead of stdout."},
    {.name = "lang", .value = "LANG", .doc = "Language of the report's own words (default en)."},
    {0}};

enum format { FORMAT_TEXT, FORMAT_HTML, FORMAT_EMAIL, FORMAT_JSON };
static const char *const formats[] = {"text", "html", "email", "json", NULL};
static const char *const periods[] = {"day", "week", "month", NULL};

static int find_person(struct rn_cli *cli, const struct rn_config *c, const struct rn_person **ret)
{
    const char *id = rn_cli_text(cli, "for");
    const char **known = rn_new_array(cli->ctx, const char *, c->people_count + 1);
    *ret = rn_config_person(c, id);
    if (id == NULL || *ret != NULL)
        return 0;
    for (size_t i = 0; i < c->people_count; i++)
        known[i] = c->people[i].id;
    const char *near = rn_nearest(id, known, c->people_count);
    return rn_cli_usage(cli, "there is no person %s in %s%s%s", id, c->path,
                        near != NULL ? "; did you mean " : "", near != NULL ? near : "");
}

static int choose_lang(struct rn_cli *cli, const struct rn_person *person, const char **ret)
{
    const char *lang = rn_cli_text(cli, "lang");
    if (lang != NULL && !rn_msg_known(lang))
        return rn_cli_usage(cli, "there is no language %s: choose en, ur, hi, ne or ka", lang);
    *ret = lang != NULL ? lang : "en";
    for (size_t i = 0; lang == NULL && person != NULL && i < person->lang.n; i++)
        if (rn_msg_known(person->lang.v[i])) {
            *ret = person->lang.v[i];
            break;
        }
    return 0;
}

/* The sender of the first mail channel that names one. */
static const char *sender(const struct rn_config *c)
{
    for (size_t i = 0; i < c->channel_count; i++) {
        const struct rn_node *from = rn_node_get(c->channels[i].node, "from");
        if (from != NULL && from->text != NULL)
            return from->text;
    }
    return NULL;
}

static enum rn_status write_as(enum format format, const struct rn_digest *g,
                               const struct rn_digest_ask *ask, struct rn_buf *out)
{
    if (format == FORMAT_HTML)
        return rn_digest_html(g, out);
    if (format == FORMAT_JSON)
        return rn_digest_json(g, out);
    if (format == FORMAT_EMAIL)
        return rn_digest_email(g, sender(ask->config),
                               ask->person != NULL ? ask->person->mail : NULL, out);
    return rn_digest_text(g, out);
}

static int put_out(struct rn_cli *cli, struct rn_str bytes)
{
    const char *path = rn_cli_text(cli, "out");
    struct rn_diag d = {0};
    if (path == NULL)
        return rn_out_raw(cli, bytes) == RN_OK ? 0 : 1;
    return rn_file_write(path, bytes, 0600, &d) == RN_OK ? 0 : rn_cli_fail_data(cli, &d);
}

int rn_cli_digest_put(struct rn_cli *cli, const struct rn_digest *g,
                      const struct rn_digest_ask *ask, int format)
{
    struct rn_diag d = {0};
    struct rn_buf out;
    rn_buf_init(&out, DIGEST_MAX);
    int status = 0;
    if (write_as((enum format)format, g, ask, &out) != RN_OK) {
        (void)rn_fail(&d, RN_LIMIT, "the digest is longer than %d bytes and was not written",
                      DIGEST_MAX);
        status = rn_cli_fail(cli, &d);
    } else {
        status = put_out(cli, rn_buf_str(&out));
    }
    rn_buf_free(&out);
    return status;
}

int rn_cli_digest_ask(struct rn_cli *cli, int format_default, struct rn_digest_ask *ask,
                      int *ret_format)
{
    int status;
    if ((status = rn_cli_choice(cli, "period", periods, 1, &ask->period)) != 0 ||
        (status = rn_cli_choice(cli, "format", formats, cli->json ? FORMAT_JSON : format_default,
                                ret_format)) != 0)
        return status;
    return choose_lang(cli, ask->person, &ask->lang);
}

static int run(struct rn_cli *cli)
{
    struct rn_digest_ask ask = {.now = cli->now};
    struct rn_config *config;
    struct rn_digest *g;
    struct rn_diag d = {0};
    int format = FORMAT_TEXT, status;
    if ((status = rn_cli_read_store(cli, &config, &ask.store)) != 0 ||
        (status = find_person(cli, config, &ask.person)) != 0 ||
        (status = rn_cli_digest_ask(cli, FORMAT_TEXT, &ask, &format)) != 0)
        return status;
    ask.config = config;
    if (rn_digest_make(cli->ctx, &ask, &g, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return rn_cli_digest_put(cli, g, &ask, format);
}

const struct rn_verb rn_verb_digest = {
    .name = "digest",
    .usage = "",
    .summary = "the report a manager reads in 60 seconds",
    .doc = "What needs you, what changed, the score, what people said, what was done, and what was "
           "not looked at: at most 240 words. The first line is the verdict and the mail's "
           "subject.\n\n"
           "The same store and --now give the same bytes on every machine. A change is only named "
           "when chance hardly explains it; docs/metrics.md has every figure's formula.",
    .example = "renown digest --period week --format html --out week.html\n"
               "Last week's report as a page.",
    .options = options,
    .run = run,
};
