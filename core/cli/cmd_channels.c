/* SPDX-License-Identifier: MIT
 *
 * renown channels: the ways out to people; channels test NAME: try one.
 */
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/near.h"
#include "cli/acting.h"
#include "config/config.h"
#include "net/redact.h"
#include "work/alert.h"

static const char *const types[] = {"smtp", "slack",   "teams",     "webhook",
                                    "http", "zendesk", "pagerduty", "phone"};

static int list(struct rn_cli *cli, const struct rn_config *c)
{
    static const char *const headings[] = {"CHANNEL", "KIND", NULL};
    struct rn_table *t = rn_table_new(cli->ctx, headings);
    for (size_t i = 0; i < c->channel_count; i++) {
        const char *kind =
            c->channels[i].type >= 0 && c->channels[i].type < 8 ? types[c->channels[i].type] : "?";
        if (cli->json) {
            struct rn_jsonw *w = rn_out_json(cli);
            rn_jsonw_object(w);
            rn_jsonw_kstr(w, "channel", rn_str(c->channels[i].id));
            rn_jsonw_kstr(w, "kind", rn_str(kind));
            rn_jsonw_end(w);
            (void)rn_out_json_end(cli);
        } else {
            rn_table_add(t, c->channels[i].id);
            rn_table_add(t, kind);
        }
    }
    return cli->json || rn_table_print(cli, t) == RN_OK ? 0 : 1;
}

static int unknown(struct rn_cli *cli, const struct rn_config *c, const char *name)
{
    const char **names = rn_new_array(cli->ctx, const char *, c->channel_count + 1);
    for (size_t i = 0; i < c->channel_count; i++)
        names[i] = c->channels[i].id;
    const char *near = rn_nearest(name, names, c->channel_count);
    return rn_cli_usage(cli, "there is no channel %s in %s%s%s", name, c->path,
                        near != NULL ? "; did you mean " : "", near != NULL ? near : "");
}

/* Whom the trial message goes to: --to, else whoever acts, else the first with an address. */
static const struct rn_person *addressee(struct rn_cli *cli, const struct rn_config *c)
{
    const char *to = rn_cli_text(cli, "to");
    const char *name = to != NULL ? to : rn_cli_actor(cli);
    for (size_t i = 0; i < c->people_count; i++)
        if (strcmp(c->people[i].id, name) == 0)
            return &c->people[i];
    return to == NULL && c->people_count > 0 ? &c->people[0] : NULL;
}

static int tell(struct rn_cli *cli, const char *name, enum rn_status st,
                const struct rn_post_answer *a, struct rn_diag *d)
{
    struct rn_buf b;
    if (st == RN_OK && a->status >= 200 && a->status < 300)
        return rn_out_fmt(cli, "%s took the trial message (%d); look whether it is there\n", name,
                          a->status) == RN_OK
                   ? 0
                   : 1;
    if (st == RN_OK)
        (void)rn_fail(d, RN_CHANGED, "it answered %d %s", a->status, a->words);
    rn_buf_init(&b, 4000);
    (void)rn_redact_text(&b, rn_str(d->text));
    char *said = rn_dup(cli->ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    const enum rn_status kind = d->status;
    (void)rn_fail(d, kind, "channel %s does not work: %s", name, said);
    return rn_cli_fail_data(cli, d);
}

static int test(struct rn_cli *cli, const struct rn_config *c, const char *name)
{
    struct rn_diag d = {0};
    struct rn_post post;
    struct rn_post_answer answer = {0};
    char id[RN_KEY_LEN + 1];
    const struct rn_channel *channel = rn_channel_find(c, name);
    if (channel == NULL)
        return unknown(cli, c, name);
    rn_random_key(id);
    const struct rn_alert alert = {
        .id = id, .rule = "test", .person = addressee(cli, c), .now = cli->now, .trial = true};
    enum rn_status st = rn_alert_compose(cli->ctx, c, channel, &alert, &post, &d);
    if (st == RN_OK && rn_cli_far(cli) && !rn_post_is_local(post.url))
        st = rn_fail(&d, RN_REFUSED,
                     "--now lies more than five minutes from the clock, so nothing is sent beyond "
                     "this machine");
    if (st == RN_OK)
        st = rn_post_send(&post, &answer, &d);
    return tell(cli, name, st, &answer, &d);
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    int status = rn_cli_config(cli, &config);
    if (status != 0)
        return status;
    if (cli->word_count == 0)
        return list(cli, config);
    if (cli->word_count == 2 && strcmp(cli->words[0], "test") == 0)
        return test(cli, config, cli->words[1]);
    return rn_cli_usage(cli, "channels stands alone, or with test and the name of a channel");
}

static const struct rn_cli_option options[] = {
    {"to", .value = "PERSON", .doc = "Whom a trial message goes to; by default who acts."}, {0}};

const struct rn_verb rn_verb_channels = {
    .name = "channels",
    .usage = "[test NAME]",
    .summary = "the ways out to people; try one",
    .doc = "Without a word it lists the channels of the config. `channels test NAME` sends one "
           "trial message and says what the channel answered.",
    .example = "renown channels test slack\nExit status 1 and the reason when it does not work.",
    .max_words = 2,
    .options = options,
    .run = run,
};
