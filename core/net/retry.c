/* SPDX-License-Identifier: MIT
 *
 * What is tried again, by the way a try ended. 5xx and cut connections are a place's bad minutes;
 * 429 is a place that says so itself; 4xx will not become better by repeating. What has an effect
 * (a reply that is posted) is repeated only when it is certain that nothing happened.
 */
#include "net/retry.h"

#include <renown/json.h>
#include <renown/stamp.h>

enum { TRIES_MAX = 12, USAGE_MAX = 16 << 10 };

#define BASE_US    (1 * RN_SECOND)
#define CAP_US     (60 * RN_SECOND)
#define LONGEST_US (15 * RN_MINUTE)
#define FAR_US     (1000 * RN_DAY)
#define FAR_S      INT64_C(100000000000)

/* ---- what is asked for ----------------------------------------------------------------------- */

static struct rn_str header(const struct rn_response *r, const char *name)
{
    for (size_t i = 0; i < r->header_count; i++)
        if (rn_str_is(r->headers[i].name, name))
            return rn_str_trim(r->headers[i].value);
    return (struct rn_str){0};
}

/* Whole seconds, a fraction counts as one more; far numbers stay far. */
static bool read_seconds(struct rn_str s, int64_t *ret)
{
    int64_t v = 0;
    size_t i = 0;
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
        v = v < FAR_S ? v * 10 + (s.p[i] - '0') : v;
    if (i == 0 || (i < s.n && s.p[i] != '.' && s.p[i] != ' ' && s.p[i] != ';' && s.p[i] != ','))
        return false;
    *ret = v + (i < s.n && s.p[i] == '.');
    return true;
}

/* The three forms of RFC 9110. The name of the day says nothing and is passed over. */
static bool read_date(struct rn_str s, int64_t *ret)
{
    static const char *const forms[] = {"%d %b %Y %H:%M:%S GMT", "%d-%b-%y %H:%M:%S GMT",
                                        "%b %d %H:%M:%S %Y"};
    struct rn_time t;
    char text[48];
    size_t at = 0, n = 0;
    while (at < s.n && s.p[at] != ' ')
        at++;
    for (; at < s.n && n + 1 < sizeof text; at++) /* asctime pads the day with a blank */
        if (s.p[at] != ' ' || (n > 0 && text[n - 1] != ' '))
            text[n++] = s.p[at];
    for (size_t i = 0; n > 0 && i < sizeof forms / sizeof *forms; i++)
        if (rn_stamp_parse_as(rn_strn(text, n), forms[i], &t)) {
            *ret = t.us;
            return true;
        }
    return false;
}

static int64_t bounded(int64_t us)
{
    return us < 0 ? 0 : us > FAR_US ? FAR_US : us;
}

static int64_t from_seconds(int64_t s)
{
    return s > FAR_US / RN_SECOND ? FAR_US : s * RN_SECOND;
}

/* A date counts from the place's own clock when it tells it, else from ours. */
static int64_t retry_after(const struct rn_response *r, int64_t now)
{
    struct rn_str s = header(r, "retry-after");
    int64_t seconds, at, here;
    if (read_seconds(s, &seconds))
        return from_seconds(seconds);
    if (!read_date(s, &at))
        return 0;
    return bounded(at - (read_date(header(r, "date"), &here) ? here : now));
}

/* Pairs of headers: how much is left, and when it begins anew (seconds, or an instant as Unix
 * time). They count when nothing is left. */
static const struct {
    const char *left, *reset;
} quotas[] = {{"ratelimit-remaining", "ratelimit-reset"},
              {"x-ratelimit-remaining", "x-ratelimit-reset"},
              {"x-rate-limit-remaining", "x-rate-limit-reset"}};

static int64_t quota_reset(const struct rn_response *r, int64_t now)
{
    for (size_t i = 0; i < sizeof quotas / sizeof *quotas; i++) {
        int64_t left, reset;
        if (!read_seconds(header(r, quotas[i].reset), &reset))
            continue;
        if (r->status != 429 && (!read_seconds(header(r, quotas[i].left), &left) || left > 0))
            continue;
        if (reset > INT64_C(1000000000)) /* decades: no wait, an instant */
            return bounded(reset * RN_SECOND - now);
        return from_seconds(reset);
    }
    return 0;
}

/* App Store Connect: "user-hour-lim:3600;user-hour-rem:0;", which tells no instant: the hour. */
static int64_t hour_used_up(const struct rn_response *r)
{
    static const char word[] = "user-hour-rem:";
    struct rn_str s = header(r, "x-rate-limit");
    for (size_t i = 0; i + sizeof word - 1 < s.n; i++) {
        int64_t left;
        if (memcmp(s.p + i, word, sizeof word - 1) != 0)
            continue;
        i += sizeof word - 1;
        return read_seconds(rn_strn(s.p + i, s.n - i), &left) && left == 0 ? RN_HOUR : 0;
    }
    return 0;
}

enum { SHARE_HIGH = 80, SHARE_ALL = 100, DAY_MINUTES = 24 * 60 };

struct usage {
    int64_t share, minutes;
};

/* Members may lie below the ids of businesses, in lists. */
static void read_usage(const struct rn_json *n, struct usage *u)
{
    static const char *const shares[] = {"call_count", "total_time", "total_cputime"};
    int64_t v;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        if (rn_json_int(rn_json_get(n, shares[i]), &v) && v > u->share)
            u->share = v;
    if (rn_json_int(rn_json_get(n, "estimated_time_to_regain_access"), &v) && v > u->minutes)
        u->minutes = v;
    for (const struct rn_json *c = rn_json_first(n); c != NULL; c = rn_json_next(c))
        read_usage(c, u);
}

/* Facebook and Instagram: {"call_count":85,"total_time":12,…}, in percent of what an hour allows.
 * From 80 percent on one request a minute is made. */
static int64_t used_share(const struct rn_response *r)
{
    static const char *const names[] = {"x-app-usage", "x-page-usage", "x-business-use-case-usage"};
    struct usage u = {0, 0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct rn_json_doc *doc = NULL;
        if (rn_json_parse(header(r, names[i]), USAGE_MAX, &doc, NULL) != RN_OK)
            continue;
        read_usage(rn_json_root(doc), &u);
        rn_json_free(doc);
    }
    if (u.minutes > 0)
        return (u.minutes < DAY_MINUTES ? u.minutes : DAY_MINUTES) * RN_MINUTE;
    return u.share >= SHARE_ALL ? RN_HOUR : u.share >= SHARE_HIGH ? RN_MINUTE : 0;
}

int64_t rn_retry_asked(const struct rn_response *r, int64_t now)
{
    const int64_t after = retry_after(r, now);
    const int64_t reset = quota_reset(r, now);
    const int64_t hour = hour_used_up(r);
    const int64_t share = used_share(r);
    int64_t longest = after > reset ? after : reset;
    longest = longest > hour ? longest : hour;
    return longest > share ? longest : share;
}

/* ---- how long to wait without being asked ---------------------------------------------------- */

static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* 1 s, 2 s, 4 s … at most 60 s, of which half is left to chance. */
static int64_t backoff(const struct rn_try *t)
{
    int64_t wait = BASE_US;
    for (int i = 1; i < t->tries && wait < CAP_US; i++)
        wait *= 2;
    wait = wait < CAP_US ? wait : CAP_US;
    return wait / 2 + (int64_t)(mix(t->salt + (uint64_t)t->tries) % (uint64_t)(wait / 2 + 1));
}

/* ---- the decision ---------------------------------------------------------------------------- */

/* One row a way to end; the first that fits decides. `most`: tries altogether. `harmless`: nothing
 * was done at the place, so that a request with an effect may be repeated too. */
struct row {
    enum rn_try_end end;
    int from, to; /* HTTP status */
    int most;
    bool harmless;
    const char *why;
};

static const struct row rows[] = {
    {RN_TRY_NO_CONNECTION, 0, 0, 5, true, "no connection came about"},
    {RN_TRY_TIMED_OUT, 0, 0, 4, false, "no whole answer came in time"},
    {RN_TRY_BROKE_OFF, 0, 0, 6, false, "the answer broke off"},
    {RN_TRY_ANSWERED, 429, 429, TRIES_MAX, true, "it wants fewer requests"},
    {RN_TRY_ANSWERED, 408, 408, 6, true, "it waited for the request in vain"},
    {RN_TRY_ANSWERED, 425, 425, 6, true, "the request came too early"},
    {RN_TRY_ANSWERED, 500, 500, 8, false, "it is in trouble"},
    {RN_TRY_ANSWERED, 502, 504, 8, false, "it is in trouble"},
    {RN_TRY_ANSWERED, 507, 599, 8, false, "it is in trouble"},
};

static const struct row *row_of(const struct rn_try *t, int64_t asked)
{
    int status = t->end == RN_TRY_ANSWERED ? t->response->status : 0;
    if (status == 403 && asked > 0)
        status = 429; /* a limit under another number */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].end == t->end && rows[i].from <= status && status <= rows[i].to)
            return &rows[i];
    return NULL;
}

static void give_up(struct rn_try_verdict *v, enum rn_status status, const char *why)
{
    *v = (struct rn_try_verdict){.kind = RN_TRY_GIVE_UP, .status = status, .why = why};
}

void rn_retry_decide(const struct rn_try *t, struct rn_try_verdict *ret)
{
    const int64_t asked = t->end == RN_TRY_ANSWERED ? rn_retry_asked(t->response, t->now) : 0;
    const struct row *r = row_of(t, asked);
    *ret = (struct rn_try_verdict){.kind = RN_TRY_DONE};
    if (t->end == RN_TRY_ANSWERED && t->response->status == 401) {
        ret->kind = RN_TRY_LOGIN;
        return;
    }
    if (r == NULL)
        return;
    if (!t->safe && !r->harmless)
        give_up(ret, RN_UNCERTAIN, r->why);
    else if (asked > LONGEST_US)
        give_up(ret, RN_AGAIN, "it asks to be left alone for more than 15 minutes");
    else if (t->tries >= r->most)
        give_up(ret, RN_AGAIN, r->why);
    else {
        ret->kind = RN_TRY_WAIT;
        ret->wait_us = backoff(t);
        if (asked > 0) /* never before, and not all at the same instant */
            ret->wait_us = asked + (ret->wait_us < RN_SECOND ? ret->wait_us : RN_SECOND) / 4;
    }
}
