/* SPDX-License-Identifier: MIT */
#include "work/alert.h"

#include <inttypes.h>

#include <renown/json.h>
#include <renown/stamp.h>
#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "config/secret.h"
#include "net/redact.h"
#include "text/html.h"
#include "text/mail.h"

enum { BODY_MAX = 256 * 1024, QUOTE = 600, HOOK_QUOTE = 2000, NAMED = 10 };
enum { SMTP, SLACK, TEAMS, WEBHOOK, HTTP, ZENDESK, PAGERDUTY, PHONE };

/* One message being written for one channel. */
struct writing {
    const void *ctx;
    const struct rn_config *config;
    const struct rn_channel *channel;
    const struct rn_alert *a;
    struct rn_post *post;
    struct rn_diag *d;
};

const struct rn_channel *rn_channel_find(const struct rn_config *c, const char *id)
{
    for (size_t i = 0; i < c->channel_count; i++)
        if (id != NULL && strcmp(c->channels[i].id, id) == 0)
            return &c->channels[i];
    return NULL;
}

bool rn_channel_is_mail(const struct rn_channel *channel)
{
    return channel->type == SMTP;
}

/* ---- what the config says ---------------------------------------------------------------------
 */

/* NULL when it is not given. What may be a secret is remembered as one before anybody sees it. */
static enum rn_status setting(struct writing *w, const char *key, bool secret, char **ret)
{
    const struct rn_node *n = rn_node_get(w->channel->node, key);
    char *what = rn_fmt(w->ctx, "%s of channel %s", key, w->channel->id);
    *ret = NULL;
    if (rn_node_null(n))
        return RN_OK;
    enum rn_status st = rn_config_resolve(w->ctx, w->config, n->text, what, ret, w->d);
    if (st == RN_OK && secret)
        rn_redact_remember_config(rn_str(*ret));
    return st;
}

static enum rn_status needed(struct writing *w, const char *key, bool secret, char **ret)
{
    enum rn_status st = setting(w, key, secret, ret);
    if (st == RN_OK && (*ret == NULL || (*ret)[0] == '\0'))
        return rn_fail(w->d, RN_INVALID, "channel %s lacks %s", w->channel->id, key);
    return st;
}

/* ---- what is said -----------------------------------------------------------------------------
 */

static const char *listing_name(const struct rn_config *c, const char *id)
{
    const struct rn_listing *l = rn_config_listing(c, id);
    return l != NULL && l->name != NULL ? l->name : id;
}

static struct rn_str quote_of(const struct rn_stored *r, size_t max)
{
    return rn_utf8_cut(r->r.text.n > 0 ? r->r.text : r->r.title, max);
}

static void add_review(struct rn_buf *b, const struct rn_config *c, const struct rn_stored *r)
{
    const struct rn_str text = quote_of(r, QUOTE);
    if (r->has_stars)
        rn_buf_fmt(b, "%.3g of 5 stars", r->stars);
    else
        rn_buf_addz(b, "A review");
    rn_buf_fmt(b, " at %s", listing_name(c, r->listing));
    if (r->r.author_name.n > 0)
        rn_buf_fmt(b, " by %.*s", RN_STR_ARG(r->r.author_name));
    rn_buf_fmt(b, " (%s)\n%.*s%s\n", r->id, RN_STR_ARG(text),
               text.n < (r->r.text.n > 0 ? r->r.text.n : r->r.title.n) ? "…" : "");
    if (r->r.url.n > 0)
        rn_buf_fmt(b, "%.*s\n", RN_STR_ARG(r->r.url));
    rn_buf_addc(b, '\n');
}

char *rn_alert_text(const void *ctx, const struct rn_config *c, const struct rn_alert *a)
{
    struct rn_buf b;
    rn_buf_init(&b, BODY_MAX);
    if (a->trial)
        rn_buf_addz(&b, "This is a trial message of Renown: the channel works.\n");
    else
        rn_buf_fmt(&b, "Rule %s asks you to look.\n\n", a->rule);
    for (size_t i = 0; i < a->count && i < NAMED; i++)
        add_review(&b, c, &a->reviews[i]);
    const size_t more = a->more + (a->count > NAMED ? a->count - NAMED : 0);
    if (more > 0)
        rn_buf_fmt(&b, "and %zu more\n\n", more);
    if (a->ladder != NULL)
        rn_buf_fmt(&b, "Taking care of it? Then say: renown escalations ack %s\n", a->ladder);
    char *text = rn_dup(ctx, rn_buf_str(&b));
    rn_buf_free(&b);
    return text;
}

static char *subject_of(struct writing *w)
{
    const struct rn_alert *a = w->a;
    if (a->trial)
        return rn_dupz(w->ctx, "Renown: a trial message");
    if (a->count == 0)
        return rn_fmt(w->ctx, "Renown: %s", a->rule);
    const struct rn_stored *r = &a->reviews[0];
    char *stars =
        r->has_stars ? rn_fmt(w->ctx, "%.3g of 5 stars", r->stars) : rn_dupz(w->ctx, "a review");
    if (a->count + a->more > 1)
        return rn_fmt(w->ctx, "%zu reviews: %s", a->count + a->more, a->rule);
    return rn_fmt(w->ctx, "%s at %s", stars, listing_name(w->config, r->listing));
}

/* ---- bodies -----------------------------------------------------------------------------------
 */

/* A finished buffer as a view under ctx. */
static enum rn_status take(struct writing *w, struct rn_buf *b)
{
    const bool full = b->full;
    if (!full)
        w->post->body = rn_dup_str(w->ctx, rn_buf_str(b));
    rn_buf_free(b);
    return full ? rn_fail(w->d, RN_LIMIT, "the message is too long") : RN_OK;
}

static void set_json(struct writing *w, size_t extra, struct rn_header **ret)
{
    struct rn_header *h = rn_new_array(w->ctx, struct rn_header, extra + 1);
    h[0] = (struct rn_header){RN_STR("Content-Type"), RN_STR("application/json")};
    w->post->headers = h;
    w->post->header_count = 1;
    *ret = h;
}

static enum rn_status write_mail(struct writing *w)
{
    struct rn_buf html, out;
    char *from, *user, *password, *url, *text = rn_alert_text(w->ctx, w->config, w->a);
    enum rn_status st = needed(w, "url", true, &url);
    if (st == RN_OK)
        st = needed(w, "from", false, &from);
    if (st == RN_OK)
        st = setting(w, "user", false, &user);
    if (st == RN_OK)
        st = setting(w, "password", true, &password);
    if (st != RN_OK)
        return st;
    if (w->a->person == NULL || w->a->person->mail == NULL)
        return rn_fail(w->d, RN_INVALID, "nobody with a mail address is meant");
    rn_buf_init(&html, BODY_MAX);
    rn_buf_init(&out, 2 * BODY_MAX);
    rn_buf_addz(&html, "<!DOCTYPE html><html><body><pre style=\"white-space:pre-wrap;"
                       "font-family:sans-serif\">");
    rn_html_escape(&html, rn_str(text));
    rn_buf_addz(&html, "</pre></body></html>\n");
    const struct rn_mail mail = {.from = from,
                                 .to = w->a->person->mail,
                                 .subject = subject_of(w),
                                 .id = rn_fmt(w->ctx, "alert.%s", w->a->id),
                                 .thread = w->a->thread,
                                 .at = w->a->now,
                                 .text = rn_str(text),
                                 .html = rn_buf_str(&html)};
    st = rn_mail_write(&mail, &out);
    rn_buf_free(&html);
    *w->post = (struct rn_post){
        .url = url, .user = user, .password = password, .from = from, .to = w->a->person->mail};
    return st == RN_OK ? take(w, &out) : rn_fail(w->d, st, "the mail is too long");
}

/* Slack reads <…> as commands, and & before that. */
static void slack_escape(struct rn_buf *b, const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '&')
            rn_buf_addz(b, "&amp;");
        else if (*text == '<')
            rn_buf_addz(b, "&lt;");
        else if (*text == '>')
            rn_buf_addz(b, "&gt;");
        else
            rn_buf_addc(b, *text);
}

static enum rn_status write_slack(struct writing *w)
{
    struct rn_buf safe, out;
    struct rn_jsonw j;
    struct rn_header *h;
    char *url;
    enum rn_status st = needed(w, "url", true, &url);
    if (st != RN_OK)
        return st;
    w->post->url = url;
    set_json(w, 0, &h);
    rn_buf_init(&safe, BODY_MAX);
    rn_buf_init(&out, 2 * BODY_MAX);
    slack_escape(&safe, rn_alert_text(w->ctx, w->config, w->a));
    rn_jsonw_init(&j, &out);
    rn_jsonw_object(&j);
    rn_jsonw_kstr(&j, "text", rn_buf_str(&safe));
    rn_jsonw_kbool(&j, "mrkdwn", false);
    rn_jsonw_end(&j);
    rn_buf_free(&safe);
    return take(w, &out);
}

/* A text block reads some Markdown: what could be one is escaped. */
static void teams_escape(struct rn_buf *b, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\`*_{}[]()#+-.!|<>~", *text) != NULL)
            rn_buf_addc(b, '\\');
        rn_buf_addc(b, *text);
        if (*text == '\n')
            rn_buf_addc(b, '\n');
    }
}

static void write_block(struct rn_jsonw *j, const char *weight, struct rn_str text)
{
    rn_jsonw_object(j);
    rn_jsonw_kstr(j, "type", rn_str("TextBlock"));
    rn_jsonw_kbool(j, "wrap", true);
    rn_jsonw_kopt(j, "weight", rn_str(weight));
    rn_jsonw_kstr(j, "text", text);
    rn_jsonw_end(j);
}

static enum rn_status write_teams(struct writing *w)
{
    struct rn_buf safe, out;
    struct rn_jsonw j;
    struct rn_header *h;
    char *url;
    enum rn_status st = needed(w, "url", true, &url);
    if (st != RN_OK)
        return st;
    w->post->url = url;
    set_json(w, 0, &h);
    rn_buf_init(&safe, BODY_MAX);
    rn_buf_init(&out, 2 * BODY_MAX);
    teams_escape(&safe, rn_alert_text(w->ctx, w->config, w->a));
    rn_jsonw_init(&j, &out);
    rn_jsonw_object(&j);
    rn_jsonw_kstr(&j, "type", rn_str("message"));
    rn_jsonw_key(&j, "attachments");
    rn_jsonw_array(&j);
    rn_jsonw_object(&j);
    rn_jsonw_kstr(&j, "contentType", rn_str("application/vnd.microsoft.card.adaptive"));
    rn_jsonw_key(&j, "content");
    rn_jsonw_object(&j);
    rn_jsonw_kstr(&j, "$schema", rn_str("http://adaptivecards.io/schemas/adaptive-card.json"));
    rn_jsonw_kstr(&j, "type", rn_str("AdaptiveCard"));
    rn_jsonw_kstr(&j, "version", rn_str("1.4"));
    rn_jsonw_key(&j, "body");
    rn_jsonw_array(&j);
    write_block(&j, "Bolder", rn_str("Renown"));
    write_block(&j, NULL, rn_buf_str(&safe));
    for (int open = 5; open > 0; open--)
        rn_jsonw_end(&j);
    rn_buf_free(&safe);
    return take(w, &out);
}

static void write_hook_review(struct rn_jsonw *j, const struct rn_stored *r)
{
    rn_jsonw_object(j);
    rn_jsonw_kstr(j, "id", rn_str(r->id));
    rn_jsonw_kstr(j, "listing", rn_str(r->listing));
    rn_jsonw_kopt(j, "source", rn_str(r->source));
    if (r->has_stars)
        rn_jsonw_knum(j, "stars", r->stars);
    rn_jsonw_kopt(j, "author", r->r.author_name);
    rn_jsonw_kopt(j, "title", rn_utf8_cut(r->r.title, 200));
    rn_jsonw_kopt(j, "text", rn_utf8_cut(r->r.text, HOOK_QUOTE));
    rn_jsonw_kopt(j, "url", r->r.url);
    rn_jsonw_end(j);
}

static void write_event(struct rn_jsonw *j, const struct rn_alert *a)
{
    char stamp[32];
    rn_jsonw_object(j);
    rn_jsonw_kstr(j, "type",
                  rn_str(a->trial            ? "channel.test"
                         : a->ladder != NULL ? "review.escalated"
                                             : "review.notified"));
    rn_jsonw_kstr(j, "timestamp", rn_str(rn_stamp_text(a->now, stamp)));
    rn_jsonw_key(j, "data");
    rn_jsonw_object(j);
    rn_jsonw_kopt(j, "rule", rn_str(a->rule));
    rn_jsonw_kopt(j, "escalation", rn_str(a->ladder));
    if (a->person != NULL)
        rn_jsonw_kopt(j, "to", rn_str(a->person->id));
    rn_jsonw_key(j, "reviews");
    rn_jsonw_array(j);
    for (size_t i = 0; i < a->count && i < NAMED / 2; i++) /* below 20 kB */
        write_hook_review(j, &a->reviews[i]);
    rn_jsonw_end(j);
    if (a->count > NAMED / 2 || a->more > 0)
        rn_jsonw_kint(j, "more",
                      (int64_t)(a->more + (a->count > NAMED / 2 ? a->count - NAMED / 2 : 0)));
    rn_jsonw_end(j);
    rn_jsonw_end(j);
}

/* Standard Webhooks: the secret is base64 behind whsec_; one that is not is taken as it stands. */
static enum rn_status sign(struct writing *w, const char *secret, struct rn_header *h)
{
    struct rn_str key = rn_str(secret), bytes;
    char mac[45], *at = rn_fmt(w->ctx, "%" PRId64, w->a->now / RN_SECOND);
    if (rn_str_starts(key, "whsec_"))
        key = rn_strn(key.p + 6, key.n - 6);
    if (rn_base64_bytes(w->ctx, key, &bytes))
        key = bytes;
    char *head = rn_fmt(w->ctx, "%s.%s.", w->a->id, at);
    char *all = rn_new_array(w->ctx, char, strlen(head) + w->post->body.n + 1);
    memcpy(all, head, strlen(head));
    memcpy(all + strlen(head), w->post->body.p, w->post->body.n);
    rn_hmac_base64(key, rn_strn(all, strlen(head) + w->post->body.n), mac);
    h[1] = (struct rn_header){RN_STR("webhook-id"), rn_str(w->a->id)};
    h[2] = (struct rn_header){RN_STR("webhook-timestamp"), rn_str(at)};
    h[3] = (struct rn_header){RN_STR("webhook-signature"), rn_str(rn_fmt(w->ctx, "v1,%s", mac))};
    w->post->header_count = 4;
    return RN_OK;
}

static enum rn_status write_webhook(struct writing *w)
{
    struct rn_buf out;
    struct rn_jsonw j;
    struct rn_header *h;
    char *url, *secret;
    enum rn_status st = needed(w, "url", true, &url);
    if (st == RN_OK)
        st = setting(w, "secret", true, &secret);
    if (st != RN_OK)
        return st;
    w->post->url = url;
    set_json(w, 3, &h);
    rn_buf_init(&out, BODY_MAX);
    rn_jsonw_init(&j, &out);
    write_event(&j, w->a);
    st = take(w, &out);
    return st == RN_OK && secret != NULL ? sign(w, secret, h) : st;
}

/* {text} and {phone} in the owner's own body; what fills them in is escaped for JSON. */
static void fill(struct rn_buf *out, const char *body, const char *text, const char *phone)
{
    struct rn_buf one;
    struct rn_jsonw j;
    rn_buf_init(&one, BODY_MAX);
    for (const char *p = body; *p != '\0';) {
        const char *value = strncmp(p, "{text}", 6) == 0    ? text
                            : strncmp(p, "{phone}", 7) == 0 ? phone
                                                            : NULL;
        if (value == NULL) {
            rn_buf_addc(out, *p++);
            continue;
        }
        p += *(p + 1) == 't' ? 6 : 7;
        rn_buf_clear(&one);
        rn_jsonw_init(&j, &one);
        rn_jsonw_str(&j, rn_str(value));
        if (one.n > 2)
            rn_buf_add(out, rn_strn(one.p + 1, one.n - 2));
    }
    rn_buf_free(&one);
}

static enum rn_status write_http(struct writing *w)
{
    struct rn_buf out;
    struct rn_header *h;
    char *url, *body, *method, *token;
    enum rn_status st = needed(w, "url", true, &url);
    if (st == RN_OK)
        st = needed(w, "body", false, &body);
    if (st == RN_OK)
        st = setting(w, "method", false, &method);
    if (st == RN_OK)
        st = setting(w, "token", true, &token);
    if (st != RN_OK)
        return st;
    const char *phone =
        w->a->person != NULL && w->a->person->phone != NULL ? w->a->person->phone : "";
    if (strstr(body, "{phone}") != NULL && phone[0] == '\0')
        return rn_fail(w->d, RN_INVALID, "nobody with a phone number is meant");
    w->post->url = url;
    w->post->method = method;
    set_json(w, 1, &h);
    if (token != NULL) {
        h[1] =
            (struct rn_header){RN_STR("Authorization"), rn_str(rn_fmt(w->ctx, "Bearer %s", token))};
        w->post->header_count = 2;
    }
    rn_buf_init(&out, BODY_MAX);
    fill(&out, body, rn_alert_text(w->ctx, w->config, w->a), phone);
    return take(w, &out);
}

static enum rn_status write_pagerduty(struct writing *w)
{
    struct rn_buf out;
    struct rn_jsonw j;
    struct rn_header *h;
    char *url, *key;
    enum rn_status st = setting(w, "url", true, &url);
    if (st == RN_OK)
        st = needed(w, "key", true, &key);
    if (st != RN_OK)
        return st;
    w->post->url = url != NULL ? url : "https://events.pagerduty.com/v2/enqueue";
    set_json(w, 0, &h);
    rn_buf_init(&out, BODY_MAX);
    rn_jsonw_init(&j, &out);
    rn_jsonw_object(&j);
    rn_jsonw_kstr(&j, "routing_key", rn_str(key));
    rn_jsonw_kstr(&j, "event_action", rn_str("trigger"));
    rn_jsonw_kstr(&j, "dedup_key", rn_str(w->a->thread != NULL ? w->a->thread : w->a->id));
    rn_jsonw_key(&j, "payload");
    rn_jsonw_object(&j);
    rn_jsonw_kstr(&j, "summary", rn_utf8_cut(rn_str(subject_of(w)), 1000));
    rn_jsonw_kstr(&j, "source", rn_str(w->a->count > 0 ? w->a->reviews[0].listing : "renown"));
    rn_jsonw_kstr(&j, "severity", rn_str("error"));
    rn_jsonw_key(&j, "custom_details");
    rn_jsonw_object(&j);
    rn_jsonw_kstr(&j, "text", rn_str(rn_alert_text(w->ctx, w->config, w->a)));
    for (int open = 3; open > 0; open--)
        rn_jsonw_end(&j);
    return take(w, &out);
}

enum rn_status rn_alert_compose(const void *ctx, const struct rn_config *c,
                                const struct rn_channel *channel, const struct rn_alert *a,
                                struct rn_post *ret, struct rn_diag *d)
{
    static enum rn_status (*const writers[])(struct writing *) = {
        [SMTP] = write_mail,   [SLACK] = write_slack,
        [TEAMS] = write_teams, [WEBHOOK] = write_webhook,
        [HTTP] = write_http,   [PAGERDUTY] = write_pagerduty,
        [PHONE] = NULL};
    struct rn_post post = {.method = "POST"};
    struct writing w = {.ctx = ctx, .config = c, .channel = channel, .a = a, .post = &post, .d = d};
    const size_t known = sizeof writers / sizeof *writers;
    if (channel->type < 0 || (size_t)channel->type >= known || writers[channel->type] == NULL)
        return rn_fail(d, RN_GONE, "channels of this kind send nothing in this version");
    enum rn_status st = writers[channel->type](&w);
    if (st == RN_OK)
        *ret = post;
    return st;
}
