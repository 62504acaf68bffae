/* SPDX-License-Identifier: MIT
 *
 * renown receive: take in what a place pushed, from a file.
 */
#include "cli/verbs.h"

#include <ctype.h>
#include <string.h>

#include <renown/plugin.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "cli/exchanges.h"
#include "cli/scripts.h"
#include "collect/receive.h"

enum { BODY_MAX = 16 << 20, HEADERS_MAX = 50 };

/* "X-Hub-Signature-256: sha256=…", as it stood in the request. */
static bool read_header(struct rn_cli *cli, const char *text, struct rn_header *ret)
{
    const char *colon = strchr(text, ':');
    if (colon == NULL || colon == text)
        return false;
    char *name = rn_dup(cli->ctx, rn_strn(text, (size_t)(colon - text)));
    for (char *p = name; *p != '\0'; p++)
        *p = (char)tolower((unsigned char)*p);
    *ret = (struct rn_header){rn_str(name), rn_str_trim(rn_str(colon + 1))};
    return true;
}

static int read_event(struct rn_cli *cli, struct rn_response *ret)
{
    struct rn_diag d;
    struct rn_header *headers = rn_new_array(cli->ctx, struct rn_header, HEADERS_MAX);
    const char *text;
    size_t n = 0;
    *ret = (struct rn_response){.size = sizeof *ret, .status = 200, .step = ""};
    for (; (text = rn_cli_nth(cli, "header", n)) != NULL; n++)
        if (n == HEADERS_MAX || !read_header(cli, text, &headers[n]))
            return rn_cli_usage(cli,
                                "\"%.60s\" is no header: write it as --header 'Name: value', at "
                                "most %d times",
                                text, HEADERS_MAX);
    ret->headers = headers;
    ret->header_count = n;
    if (rn_file_read(cli->ctx, cli->words[1], BODY_MAX, &ret->body, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    return 0;
}

static void print_json(struct rn_cli *cli, const char *source, const struct rn_received *r)
{
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "source", rn_str(source));
    rn_jsonw_kbool(w, "again", r->again);
    rn_jsonw_kint(w, "new", r->added);
    rn_jsonw_kint(w, "changed", r->changed);
    rn_jsonw_kint(w, "unchanged", r->unchanged);
    rn_jsonw_kint(w, "removed", r->removed);
    rn_jsonw_kbool(w, "complete", r->unasked == 0);
    rn_jsonw_key(w, "warnings");
    rn_jsonw_array(w);
    for (size_t i = 0; i < r->warning_count; i++)
        rn_jsonw_str(w, rn_str(r->warnings[i]));
    rn_jsonw_end(w);
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void print_people(struct rn_cli *cli, const char *source, const struct rn_received *r)
{
    if (r->again)
        (void)rn_out_fmt(cli, "%s: this event was taken in before\n", source);
    else
        (void)rn_out_fmt(cli, "%s: %lld new, %lld changed, %lld unchanged, %lld removed\n", source,
                         (long long)r->added, (long long)r->changed, (long long)r->unchanged,
                         (long long)r->removed);
    for (size_t i = 0; i < r->warning_count; i++)
        rn_say("%s: %s", source, r->warnings[i]);
    if (r->unasked > 0)
        rn_say("%s: the event names more than it holds, and %zu of that could not be asked for: "
               "receive it again later",
               source, r->unasked);
}

static int receive(struct rn_cli *cli, struct rn_receive_setup *setup,
                   const struct rn_response *event)
{
    struct rn_diag d;
    struct rn_store *store;
    struct rn_received *r;
    if (rn_store_open(cli->ctx, setup->config->store, RN_STORE_WRITE, cli->now, &store, &d) !=
        RN_OK)
        return rn_cli_fail_data(cli, &d);
    setup->store = store;
    int status = rn_cli_scripts(cli, setup->config, store, true, &setup->rules);
    if (status != 0)
        return status;
    if (rn_receive(cli->ctx, setup, event, &r, &d) != RN_OK)
        return rn_cli_fail(cli, &d);
    (cli->json ? print_json : print_people)(cli, setup->source->name, r);
    return r->unasked > 0 ? 1 : 0;
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_transport *transport;
    struct rn_response event;
    int status = rn_cli_config(cli, &config);
    if (status != 0)
        return status;
    struct rn_receive_setup setup = {.config = config,
                                     .source = rn_config_source(config, cli->words[0]),
                                     .vouched = rn_cli_flag(cli, "vouched"),
                                     .now = cli->now};
    if (setup.source == NULL)
        return rn_cli_usage(cli, "there is no source %s in %s", cli->words[0], config->path);
    status = read_event(cli, &event);
    if (status == 0)
        status = rn_cli_transport(cli, config, &transport);
    if (status != 0)
        return status;
    setup.transport = transport;
    return receive(cli, &setup, &event);
}

static const struct rn_cli_option options[] = {
    {"header", .value = "'NAME: VALUE'", .many = true,
     .doc = "A header that came with the event; the signature stands in one."},
    {"vouched", .doc = "Take it without looking at its signature: you answer for it."},
    RN_EXCHANGE_OPTIONS,
    {0}};

const struct rn_verb rn_verb_receive = {
    .name = "receive",
    .usage = "SOURCE FILE [--header 'NAME: VALUE']… [--vouched] [--record DIR] [--replay DIR]",
    .summary = "take in an event that a place pushed",
    .doc = "FILE holds the body of a webhook's request, byte for byte. It is taken in when its "
           "signature "
           "fits the key in the source's credentials (app_secret of facebook and instagram), and "
           "once: the same event again changes nothing. Places that do not sign (trustpilot) need "
           "--vouched.\n\n"
           "What it tells is stored and decided as `sync` does; what it leaves out is not gone. "
           "What it "
           "only names (a mention on Instagram) is asked for. The exit status is 3 when the "
           "signature does "
           "not hold, and nothing is stored then.",
    .example = "renown receive instagram-lahore body.json --header 'X-Hub-Signature-256: "
               "sha256=…'\nWhat the receiving end of a webhook calls for each event.",
    .min_words = 2,
    .max_words = 2,
    .options = options,
    .run = run,
};
