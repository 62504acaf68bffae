/* SPDX-License-Identifier: MIT
 *
 * Steam: all reviews of an app, newest first, without a login. The interface takes one JSON text as
 * a parameter and pages by cursors. What comes back is read in parse_steam.c.
 */
#include "steam.h"

#include <renown/url.h>

#define BASE "https://api.steampowered.com/IUserReviewsService/GetAppReviews/v1/"

/* Numbers of the interface: newest first; both opinions; copies from anywhere. */
enum { FILTER_RECENT = 1, REVIEWS_ALL = 0, PURCHASES_ALL = 1 };

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct steam_config, app, .flags = RN_OPT_REQUIRED,
                   .doc = "The app's number: the digits after /app/ in the address of its page.",
                   .example = "1512860"),
    RN_OPTION_LIST(struct steam_config, language, .def = "all",
                   .doc = "Languages to read, as Steam spells them (english, schinese, brazilian), "
                          "or all.",
                   .example = "[english, german]"),
    RN_OPTION_BOOL(struct steam_config, offtopic, .def = "true",
                   .doc = "Read as well what Steam takes for a campaign that has nothing to do "
                          "with the app."),
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .min_interval_ms = 1000,
    .history = "All reviews of the app.",
    .absence_proves = true,
    .retention = RN_KEEP,
};

static bool all_of(const char *z, const char *allowed)
{
    return z[0] != '\0' && strspn(z, allowed) == strlen(z);
}

static enum rn_status check(const void *config, struct rn_diag *d)
{
    const struct steam_config *c = config;

    if (!all_of(c->app, "0123456789") || strlen(c->app) > 10 || c->app[0] == '0')
        return rn_fail(d, RN_INVALID,
                       "the app \"%.60s\" is no number: take the digits after /app/ in the address "
                       "of its page on Steam",
                       c->app);
    if (c->language.n == 0)
        return rn_fail(d, RN_INVALID,
                       "the option language names no language: write all or [english, german]");
    for (size_t i = 0; i < c->language.n; i++)
        if (!all_of(c->language.v[i], "abcdefghijklmnopqrstuvwxyz") ||
            strlen(c->language.v[i]) > 20)
            return rn_fail(d, RN_INVALID,
                           "the language \"%.40s\" is none of Steam's: write it as Steam does, for "
                           "example english or schinese",
                           c->language.v[i]);
    return RN_OK;
}

static void write_question(struct rn_buf *out, const struct steam_config *c, struct rn_str cursor)
{
    struct rn_jsonw w;

    rn_jsonw_init(&w, out);
    rn_jsonw_object(&w);
    rn_jsonw_key(&w, "appid");
    rn_jsonw_raw(&w, rn_str(c->app)); /* a number by check() */
    rn_jsonw_kint(&w, "filter", FILTER_RECENT);
    rn_jsonw_key(&w, "languages");
    rn_jsonw_array(&w);
    for (size_t i = 0; i < c->language.n; i++)
        rn_jsonw_str(&w, rn_str(c->language.v[i]));
    rn_jsonw_end(&w);
    rn_jsonw_kint(&w, "review_type", REVIEWS_ALL);
    rn_jsonw_kint(&w, "purchase_type", PURCHASES_ALL);
    rn_jsonw_kint(&w, "num_per_page", STEAM_PAGE);
    rn_jsonw_kbool(&w, "filter_offtopic_activity", !c->offtopic);
    rn_jsonw_kstr(&w, "cursor", cursor);
    rn_jsonw_end(&w);
}

/* Only what follows a full page may be left out: a short page can be the end, and the empty page
 * behind it makes the sweep complete. */
enum rn_status steam_ask(const struct steam_config *c, struct rn_sink *sink,
                         const struct steam_state *state)
{
    struct rn_buf question, url, note;
    bool first = state->seen == 0 && state->tries == 0;
    bool near_end = state->total >= 0 && state->seen + STEAM_PAGE >= state->total;
    enum rn_status status;

    rn_buf_init(&question, RN_ANSWER_URL);
    rn_buf_init(&note, RN_ANSWER_URL);
    rn_buf_init(&url, 3 * (size_t)RN_ANSWER_URL);
    write_question(&question, c, state->cursor);
    rn_buf_addz(&url, BASE "?input_json=");
    rn_url_encode(&url, rn_buf_str(&question));
    rn_buf_fmt(&note, "%lld %lld %lld ", (long long)state->seen, (long long)state->total,
               (long long)state->tries);
    rn_buf_add(&note, state->cursor);
    status = rn_answer_ask(sink,
                           (struct rn_request){.flags = first || near_end ? 0 : RN_REQUEST_MORE,
                                               .method = "GET",
                                               .step = "reviews",
                                               .note = rn_buf_str(&note)},
                           &url);
    rn_buf_free(&note);
    rn_buf_free(&question);
    return status;
}

static enum rn_status plan(const void *config, struct rn_str cursor, struct rn_sink *sink)
{
    const struct steam_state start = {.total = -1, .cursor = RN_STR("*")};

    (void)cursor;
    return steam_ask(config, sink, &start);
}

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "steam",
    .title = STEAM_PLACE,
    .summary = "All reviews of an app on Steam with the developer's answers, without a login.",
    .terms_url = "https://steamcommunity.com/dev/apiterms",
    .can = RN_CAN_FETCH | RN_CAN_SEE_REPLIES,
    .limits = &limits,
    .config_size = sizeof(struct steam_config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "app",
    .check = check,
    .plan = plan,
    .parse = steam_parse,
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
