/* SPDX-License-Identifier: MIT
 *
 * The checks of the contract. A plugin is somebody else's code: everything it declares is looked at
 * once, before any of it is used, so that the rest of the core may rely on it. The struct grows at
 * its end only, and `size` says how much of it the plugin knows; what lies beyond is zero, which
 * every reader takes for "not there". The one thing that is not checked is whether its functions
 * behave: that is the sink's business (harvest.c).
 */
#include "plugin/loader.h"

#include <stdint.h>

#include "base/mem.h"
#include "config/options.h"

enum {
    OPTIONS_MAX = 200,
    CONFIG_MAX = 1 << 20,
    SIZE_MAX_SANE = 1 << 16,
    AUTHS_MAX = 16,
    REFUSALS_MAX = 64
};

/* The bytes of a struct up to the end of one of its fields. */
#define UP_TO(st, field) (offsetof(st, field) + sizeof(((st *)0)->field))

/* What every source accepts by itself (config/config.h): a plugin may not take these names. */
static const char *const common[] = {"plugin",    "name",     "endpoint",    "token_endpoint",
                                     "timeout",   "every",    "budget",      "max_pages",
                                     "retention", "backfill", "credentials", "spend"};

static bool is_common(const char *name)
{
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strcmp(common[i], name) == 0)
            return true;
    return false;
}

static bool is_word(const char *s, const char *allowed)
{
    return s != NULL && s[0] >= 'a' && s[0] <= 'z' && strspn(s, allowed) == strlen(s);
}

static enum rn_status broken(const char *name, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_BUG, "plugin %s does not keep the contract: %s; it was not loaded", name,
                   what);
}

/* Takes over what both sides know of a struct that begins with its size. */
static enum rn_status take(const char *name, const char *what, const void *given, size_t need,
                           size_t ours, void *ret, struct rn_diag *d)
{
    size_t size;

    memcpy(&size, given, sizeof size);
    if (size < need || size > SIZE_MAX_SANE || size % sizeof(void *) != 0)
        return rn_fail(d, RN_BUG,
                       "plugin %s does not keep the contract: its %s is %zu bytes large and this "
                       "program needs %zu; build it against this version's headers",
                       name, what, size, need);
    memset(ret, 0, ours);
    memcpy(ret, given, size < ours ? size : ours);
    memcpy(ret, &ours, sizeof ours);
    return RN_OK;
}

static size_t width(enum rn_option_type type)
{
    static const size_t widths[] = {[RN_OPT_TEXT] = sizeof(const char *),
                                    [RN_OPT_LIST] = sizeof(struct rn_list),
                                    [RN_OPT_INT] = sizeof(int64_t),
                                    [RN_OPT_BOOL] = sizeof(bool),
                                    [RN_OPT_DURATION] = sizeof(struct rn_duration),
                                    [RN_OPT_CHOICE] = sizeof(int),
                                    [RN_OPT_FILE] = sizeof(const char *)};
    return type >= RN_OPT_TEXT && type <= RN_OPT_FILE ? widths[type] : 0;
}

static const char *row_fault(const struct rn_option *o, size_t config_size)
{
    size_t w = width(o->type);

    if (!is_word(o->name, "abcdefghijklmnopqrstuvwxyz0123456789_"))
        return "its name is no word of small letters";
    if (is_common(o->name))
        return "every source has an option of this name already";
    if (w == 0)
        return "its type is unknown";
    if (o->offset > config_size || w > config_size - o->offset)
        return "its field lies outside the config struct";
    if (o->doc == NULL || o->doc[0] == '\0')
        return "it has no doc";
    if (o->type == RN_OPT_CHOICE && (o->choices == NULL || o->choices[0] == NULL))
        return "it is a choice of nothing";
    if (o->min > o->max)
        return "its smallest value is larger than its largest";
    return NULL;
}

static bool named_before(const struct rn_option_table *t, size_t end, const char *name)
{
    for (size_t i = 0; i < end; i++)
        if (strcmp(rn_option_at(t, i)->name, name) == 0)
            return true;
    return false;
}

static enum rn_status check_defaults(const char *name, const struct rn_plugin *p,
                                     const struct rn_option_table *t, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_diag why = {0};
    void *config = rn_mem_check(talloc_zero_size(tmp, p->config_size + 1));

    if (rn_options_default(tmp, t, config, &why) != RN_OK)
        return rn_fail(d, RN_BUG, "plugin %s does not keep the contract: %s; it was not loaded",
                       name, why.text);
    return RN_OK;
}

static enum rn_status check_options(const char *name, const struct rn_plugin *p, struct rn_diag *d)
{
    const struct rn_option_table t = {p->options, p->option_size};
    const struct rn_option *o;
    size_t i;

    if (p->options == NULL)
        return broken(name, "it has no option table", d);
    if (p->option_size < sizeof(struct rn_option) || p->option_size > SIZE_MAX_SANE)
        return broken(name, "the rows of its option table have an unknown size", d);
    if (p->config_size > CONFIG_MAX)
        return broken(name, "its config struct is larger than 1 MiB", d);
    for (i = 0; (o = rn_option_at(&t, i)) != NULL; i++) {
        const char *fault = i >= OPTIONS_MAX ? "there are more than 200, or the last row is missing"
                            : named_before(&t, i, o->name) ? "it is there twice"
                                                           : row_fault(o, p->config_size);
        if (fault != NULL)
            return rn_fail(d, RN_BUG,
                           "plugin %s does not keep the contract: option %zu (%.40s): %s; it was "
                           "not loaded",
                           name, i + 1, i < OPTIONS_MAX ? o->name : "", fault);
    }
    return check_defaults(name, p, &t, d);
}

bool rn_plugin_has_option(const struct rn_plugin *p, struct rn_str word)
{
    const struct rn_option_table t = {p->options, p->option_size};
    const struct rn_option *o;

    for (size_t i = 0; (o = rn_option_at(&t, i)) != NULL; i++)
        if (rn_str_is(word, o->name))
            return true;
    return false;
}

/* The next word of a list with blanks; false at its end. */
static bool next_word(const char **at, struct rn_str *ret)
{
    *at += strspn(*at, " ");
    *ret = rn_strn(*at, strcspn(*at, " "));
    *at += ret->n;
    return ret->n > 0;
}

static enum rn_status check_texts(const char *name, const struct rn_plugin *p, struct rn_diag *d)
{
    struct rn_str word;

    if (p->name == NULL || strcmp(p->name, name) != 0)
        return rn_fail(d, RN_BUG,
                       "plugin %s does not keep the contract: it calls itself %.60s; its file must "
                       "have its name",
                       name, p->name != NULL ? p->name : "nothing");
    if (p->title == NULL || p->summary == NULL || p->terms_url == NULL)
        return broken(name, "title, summary or terms_url is missing", d);
    for (const char *at = p->identity != NULL ? p->identity : ""; next_word(&at, &word);)
        if (!rn_plugin_has_option(p, word))
            return broken(name, "its identity names an option that it does not have", d);
    for (const char *at = p->discover_key != NULL ? p->discover_key : ""; next_word(&at, &word);)
        if (!rn_plugin_has_option(p, word))
            return broken(name, "its discover_key names an option that it does not have", d);
    return RN_OK;
}

static enum rn_status check_calls(const char *name, const struct rn_plugin *p, struct rn_diag *d)
{
    if ((p->can & RN_CAN_FETCH) != 0 && (p->plan == NULL || p->parse == NULL))
        return broken(name, "it says that it can fetch and lacks plan or parse", d);
    if ((p->can & RN_CAN_REPLY) != 0 && p->compose == NULL)
        return broken(name, "it says that it can reply and lacks compose", d);
    if ((p->can & RN_CAN_RECEIVE) != 0 && p->receive == NULL)
        return broken(name, "it says that it can receive and lacks receive", d);
    if ((p->can & RN_CAN_DISCOVER) != 0 && (p->discover == NULL || p->parse == NULL))
        return broken(name, "it says that it can discover and lacks discover or parse", d);
    if ((p->can & (RN_CAN_FETCH | RN_CAN_REPLY | RN_CAN_RECEIVE | RN_CAN_FILES)) == 0)
        return broken(name, "it says that it can do nothing", d);
    return RN_OK;
}

static enum rn_status check_auths(const char *name, const struct rn_plugin *p, struct rn_diag *d)
{
    for (size_t i = 0; p->auths != NULL && p->auths[i].name != NULL; i++) {
        const struct rn_auth *a = &p->auths[i];
        bool field = a->kind == RN_AUTH_QUERY || a->kind == RN_AUTH_HEADER;
        bool token = a->kind == RN_AUTH_OAUTH2_REFRESH || a->kind == RN_AUTH_OAUTH2_CLIENT ||
                     a->kind == RN_AUTH_OAUTH2_REFRESH_BASIC || a->kind == RN_AUTH_SESSION;
        if (i >= AUTHS_MAX)
            return broken(name, "its list of logins has no end", d);
        if ((unsigned)a->kind > RN_AUTH_SESSION)
            return broken(name, "it wants a login of an unknown kind", d);
        if ((field && a->field == NULL) || (token && a->token_url == NULL))
            return broken(name, "one of its logins lacks its field or token_url", d);
    }
    return RN_OK;
}

static enum rn_status check_refusals(const char *name, const struct rn_plugin *p, struct rn_diag *d)
{
    for (size_t i = 0; p->refusals != NULL && p->refusals[i].word != NULL; i++) {
        const struct rn_refusal *r = &p->refusals[i];
        if (i >= REFUSALS_MAX)
            return broken(name, "its list of refusals has no end", d);
        if (r->word[0] == '\0' || strpbrk(r->word, " \t\r\n") != NULL || r->advice == NULL ||
            r->status < 400 || r->status > 599 || r->means == RN_OK)
            return broken(name, "one of its refusals lacks its status, word, meaning or advice", d);
    }
    return RN_OK;
}

static enum rn_status check_seal(const char *name, const struct rn_plugin *p, struct rn_diag *d)
{
    const struct rn_seal *s = p->seal;

    if (s == NULL)
        return RN_OK;
    if (s->kind <= RN_SEAL_NONE || s->kind > RN_SEAL_STANDARD || s->credential == NULL ||
        (s->kind == RN_SEAL_HMAC_HEX && s->field == NULL))
        return broken(name, "the seal of its pushed events is not whole", d);
    return RN_OK;
}

static enum rn_status check_limits(const char *name, const struct rn_plugin *p, struct rn_diag *d)
{
    struct rn_limits l;
    enum rn_status s;

    if (p->limits == NULL)
        return broken(name, "it declares no limits", d);
    s = take(name, "struct rn_limits", p->limits, offsetof(struct rn_limits, cursor_days), sizeof l,
             &l, d);
    if (s != RN_OK)
        return s;
    if ((unsigned)l.reply_unit > RN_UNIT_UTF16 || (unsigned)l.retention > RN_KEEP_NOTHING)
        return broken(name, "its limits hold an unknown word", d);
    if (l.reply_max < 0 || l.min_interval_ms < 0 || l.per_day < 0 || l.price_micro < 0 ||
        l.cursor_days < 0)
        return broken(name, "one of its limits is negative", d);
    if (l.retention == RN_KEEP_DAYS && l.retention_days <= 0)
        return broken(name, "its limits allow to keep reviews for no days", d);
    return RN_OK;
}

enum rn_status rn_plugin_check(const char *name, const struct rn_plugin *given,
                               struct rn_plugin *ret, struct rn_diag *d)
{
    static enum rn_status (*const checks[])(const char *, const struct rn_plugin *,
                                            struct rn_diag *) = {
        check_options,  check_texts, check_limits, check_auths,
        check_refusals, check_seal,  check_calls};
    struct rn_plugin p;
    enum rn_status s;

    if (given == NULL)
        return broken(name, "rn_plugin_v1 gave nothing", d);
    s = take(name, "struct rn_plugin", given, UP_TO(struct rn_plugin, parse), sizeof p, &p, d);
    for (size_t i = 0; s == RN_OK && i < sizeof checks / sizeof *checks; i++)
        s = checks[i](name, &p, d);
    if (s == RN_OK)
        *ret = p;
    return s;
}

const struct rn_auth *rn_plugin_auth(const struct rn_plugin *p, const char *name)
{
    for (const struct rn_auth *a = p->auths; a != NULL && a->name != NULL; a++)
        if (name != NULL && strcmp(a->name, name) == 0)
            return a;
    return NULL;
}

/* An option's value as text: what identifies an account is a text, a number or a list of words. */
static char *add_value(char *out, const struct rn_option *o, const void *config)
{
    const char *at = (const char *)config + o->offset;

    if (o->type == RN_OPT_TEXT && *(const char *const *)(const void *)at != NULL)
        return talloc_strdup_append(out, *(const char *const *)(const void *)at);
    if (o->type == RN_OPT_INT)
        return talloc_asprintf_append(out, "%lld", (long long)*(const int64_t *)(const void *)at);
    if (o->type == RN_OPT_CHOICE)
        return talloc_strdup_append(out, o->choices[*(const int *)(const void *)at]);
    if (o->type == RN_OPT_LIST) {
        const struct rn_list *l = (const void *)at;
        for (size_t i = 0; i < l->n; i++)
            out = rn_mem_check(talloc_asprintf_append(out, "%s%s", i > 0 ? "," : "", l->v[i]));
    }
    return out;
}

static char *values_of(const void *ctx, const struct rn_plugin *p, const char *words,
                       const void *config)
{
    const struct rn_option_table t = {p->options, p->option_size};
    const struct rn_option *o;
    char *out = rn_dupz(ctx, "");
    struct rn_str word;

    for (const char *at = words != NULL ? words : ""; next_word(&at, &word);) {
        if (out[0] != '\0')
            out = rn_mem_check(talloc_strdup_append(out, "/"));
        for (size_t i = 0; (o = rn_option_at(&t, i)) != NULL; i++)
            if (rn_str_is(word, o->name))
                out = rn_mem_check(add_value(out, o, config));
    }
    return out;
}

char *rn_plugin_account(const void *ctx, const struct rn_plugin *p, const void *config)
{
    return values_of(ctx, p, p->identity, config);
}

char *rn_plugin_key(const void *ctx, const struct rn_plugin *p, const void *config)
{
    return values_of(ctx, p, p->discover_key != NULL ? p->discover_key : p->identity, config);
}
