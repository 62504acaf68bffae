/* SPDX-License-Identifier: MIT
 *
 * renown hold: the kill switch for everything public. renown adopt: let a restored store speak.
 */
#include <string.h>

#include "base/mem.h"
#include "cli/acting.h"
#include "store/engine.h"
#include "store/events.h"
#include "store/outbox.h"

static enum rn_status note(struct rn_cli *cli, struct rn_store *s, const char *kind,
                           const char *actor, const char *body, struct rn_diag *d)
{
    const struct rn_event e = {.at = cli->now, .kind = kind, .actor = actor, .body = body};
    return rn_event_add(s, &e, d);
}

static int tell(struct rn_cli *cli, const char *key, const char *value, const char *sentence)
{
    if (!cli->json)
        return rn_out_fmt(cli, "%s\n", sentence) == RN_OK ? 0 : 1;
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, key, rn_str(value));
    rn_jsonw_end(w);
    return rn_out_json_end(cli) == RN_OK ? 0 : 1;
}

/* ---- hold -------------------------------------------------------------------------------------
 */

static int show_hold(struct rn_cli *cli, struct rn_store *s)
{
    struct rn_diag d;
    char *who;
    if (rn_hold_get(s, cli->ctx, &who, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    if (who == NULL)
        return tell(cli, "hold", "off", "off: approved answers leave when they are due");
    return tell(cli, "hold", who, rn_fmt(cli->ctx, "on, by %s: nothing public leaves", who));
}

static int set_hold(struct rn_cli *cli, struct rn_store *s, const struct rn_acting *who, bool on)
{
    struct rn_diag d;
    if (who->role < RN_ROLE_AGENT || (!on && who->role < RN_ROLE_MANAGER)) {
        (void)rn_fail(&d, RN_REFUSED, "%s may not switch the hold %s: that takes the role %s",
                      who->actor, on ? "on" : "off", on ? "agent" : "manager");
        return rn_cli_fail(cli, &d);
    }
    if (rn_store_begin(s, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    enum rn_status st = rn_hold_set(s, on ? who->actor : NULL, &d);
    if (st == RN_OK)
        st = note(cli, s, "hold", who->actor, on ? "on" : "off", &d);
    int status = rn_cli_finish(cli, s, st, &d);
    return status != 0 ? status : show_hold(cli, s);
}

static int run_hold(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_acting who;
    const char *word = cli->word_count > 0 ? cli->words[0] : NULL;
    if (word != NULL && strcmp(word, "on") != 0 && strcmp(word, "off") != 0)
        return rn_cli_usage(cli, "hold takes on or off, not %s", word);
    int status = rn_cli_write_store(cli, &config, &store);
    if (status == 0)
        status = rn_cli_acting(cli, config, &who);
    if (status != 0)
        return status;
    return word == NULL ? show_hold(cli, store) : set_hold(cli, store, &who, word[1] == 'n');
}

const struct rn_verb rn_verb_hold = {
    .name = "hold",
    .usage = "[on|off]",
    .summary = "stop everything public at once, and let it go on",
    .doc = "While the hold is on no answer leaves, whoever approved it; what waits keeps waiting. "
           "Messages to your own people still go. Agents may switch it on, managers off. Without "
           "a word it tells how it stands.",
    .example = "renown hold on\nNothing public leaves until `renown hold off`.",
    .max_words = 1,
    .run = run_hold,
};

/* ---- adopt ------------------------------------------------------------------------------------
 */

static int run_adopt(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_acting who;
    struct rn_diag d;
    int status = rn_cli_write_store(cli, &config, &store);
    if (status == 0)
        status = rn_cli_acting(cli, config, &who);
    if (status != 0)
        return status;
    if (who.role < RN_ROLE_MANAGER) {
        (void)rn_fail(&d, RN_REFUSED, "%s may not adopt a store: that takes the role manager",
                      who.actor);
        return rn_cli_fail(cli, &d);
    }
    if (rn_store_begin(store, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    enum rn_status st = note(cli, store, "adopt", who.actor, "this engine speaks from now on", &d);
    if (st == RN_OK)
        st = rn_engine_adopt(store, cli->now, &d);
    status = rn_cli_finish(cli, store, st, &d);
    return status != 0 ? status
                       : tell(cli, "adopted", rn_store_name(store),
                              "adopted: this engine speaks for the store from now on; answers that "
                              "may have been sent before are looked for first");
}

const struct rn_verb rn_verb_adopt = {
    .name = "adopt",
    .usage = "",
    .summary = "let a store that was copied or put back speak again",
    .doc = "A store that was restored from a backup, copied or moved does not know what was sent "
           "since, or whether another Renown still works with it; so it sends nothing (`deliver` "
           "ends with exit status 3). Say this when you are sure that no other engine uses it. The "
           "identity lies in the file STORE.engine beside the store: leave it out of backups.",
    .example = "renown adopt\nAfter a restore.",
    .run = run_adopt,
};
