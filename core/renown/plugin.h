/* SPDX-License-Identifier: MIT
 *
 * The plugin contract: a plugin is a description and a few pure functions.
 *
 * A plugin says what to ask (`plan`), reads what came back (`parse`), writes the request that posts
 * a reply (`compose`). It opens no socket and no file, reads no clock, keeps no state and has no
 * global that changes: plain data goes in and out. The core does transfers, pace, retries, login,
 * recording, storing and time. `plugins/example` is the smallest complete plugin, and
 * docs/plugin-tutorial.md builds it step by step.
 *
 * Who owns what: everything the core passes in lives until the call returns; everything the plugin
 * passes to the sink is copied before the sink's function returns. `sink->alloc` gives memory that
 * lives until the plugin's call returns, so that a plugin needs no clean-up path.
 *
 *     plan ──► request ──► (the core fetches) ──► parse ──► reviews, more requests, cursor
 */
#ifndef RENOWN_PLUGIN_H
#define RENOWN_PLUGIN_H

#include <renown/model.h>
#include <renown/option.h>
#include <renown/status.h>
#include <renown/str.h>

struct rn_sink;

struct rn_header {
    struct rn_str name, value;
};

/* ---- what a plugin asks for ------------------------------------------------------------------ */

enum {
    /* The next page of a list that is sorted newest change first. The core may leave it out once a
     * whole page is known, unchanged and older than the overlap; a full sweep follows it always.
     * A run in which no request was left out and none failed is a complete sweep. */
    RN_REQUEST_MORE = 1,
    /* A web page made for people, not an interface: robots.txt is asked first. */
    RN_REQUEST_PAGE = 2,
    /* Asks only, though its method is POST: it may be tried again like a GET. */
    RN_REQUEST_SAFE = 4,
    /* A GET whose answer, while it stays the same, says that nothing behind it has changed either:
     * the first page of a list that is sorted newest change first, or a document that is the whole
     * list. The core may ask the place whether it has changed (If-None-Match, If-Modified-Since).
     * An unchanged answer is not parsed and its further pages are not asked for, so such a run
     * finds nothing new and proves nothing about removals; once a day the whole list is read all
     * the same. It is read again always when it hands over a request without RN_REQUEST_MORE, or
     * a warning. Never set these headers yourself. */
    RN_REQUEST_SAME = 8,
    /* One of several lists that may hold the same reviews (two queries): a page without a review
     * that is new to this run then says nothing of lists that run in circles, which the plugin has
     * to notice itself. */
    RN_REQUEST_OVERLAPS = 16
};

struct rn_request {
    size_t size;
    unsigned flags;
    const char *method; /* "GET", "POST", "PUT", "DELETE" */
    struct rn_str url; /* absolute; the core swaps scheme and host when the source has `endpoint` */
    struct rn_str body;              /* empty for none */
    const struct rn_header *headers; /* beside what the core sends by itself; never a secret */
    size_t header_count;
    const char *auth;   /* name of one of the plugin's `auths`; NULL for none */
    const char *step;   /* a word that comes back with the response: which kind of answer this is */
    struct rn_str note; /* a short text that comes back with the response, e.g. a page number */
    /* ---- added later ---- */
    /* The most that this request can cost, where requests differ; 0: what the limits say. */
    int64_t price_micro;
};

struct rn_response {
    size_t size;
    struct rn_str url; /* of the request; empty in `renown parse` without --url */
    int status;        /* HTTP status; 200 in `renown parse` without --status */
    struct rn_str body;
    const struct rn_header *headers; /* names in lower case */
    size_t header_count;
    const char *step; /* "" in `renown parse`: guess from the body */
    struct rn_str note;
};

/* ---- replies --------------------------------------------------------------------------------- */

/* A reply to be posted, or a request to take one back (`text` empty). */
struct rn_reply {
    size_t size;
    struct rn_str external_id; /* of the review */
    struct rn_str text;
    struct rn_str author_id, author_name; /* of the review; empty where the place told none */
    /* ---- added later ---- */
    struct rn_str thread; /* of the review, where the place told one */
};

/* ---- what there is to read ------------------------------------------------------------------- */

/* An option of the plugin's own and what a source would write there. */
struct rn_value {
    const char *option;
    struct rn_str value; /* one line */
};

/* Something that the login can read: a location, an app, a page. What it is called comes from
 * outside and may be any text; the values of its options must be what the plugin's `check` takes.
 * All but `values` may be empty. */
struct rn_candidate {
    size_t size;
    struct rn_str name;  /* as people know it */
    struct rn_str where; /* what tells it from another of that name: an address, a code */
    struct rn_str owner; /* the account it was found in, as the place calls it */
    struct rn_str url, lang;
    struct rn_str note; /* one sentence when it cannot be read (yet) */
    const struct rn_value *values;
    size_t value_count;
};

/* ---- what a plugin hands over ---------------------------------------------------------------- */

/* Filled by the core. Each function returns RN_OK to go on; anything else means: return now, with
 * that same value. Check `size` before using a field added later than the header you built with. */
struct rn_sink {
    size_t size;
    void *host; /* the core's own */
    enum rn_status (*review)(struct rn_sink *, const struct rn_review *);
    enum rn_status (*aggregate)(struct rn_sink *, const struct rn_aggregate *);
    enum rn_status (*request)(struct rn_sink *, const struct rn_request *);
    /* Opaque text kept by the store in the same transaction as the page's reviews, and given to the
     * next run's `plan`. Most plugins need none: the core itself knows which reviews it has. */
    enum rn_status (*cursor)(struct rn_sink *, struct rn_str);
    /* One sentence a person should read: a row that was passed over, an empty page, a limit hit. */
    enum rn_status (*warn)(struct rn_sink *, const char *sentence);
    /* Says why the call fails and gives `status` back, for `return sink->fail(sink, RN_CHANGED,
     * "…")`. A failed parse stores nothing of its page; the page itself is kept for a person. */
    enum rn_status (*fail)(struct rn_sink *, enum rn_status status, const char *sentence);
    /* Zeroed memory that lives until the plugin's call returns; never NULL. */
    void *(*alloc)(struct rn_sink *, size_t);
    /* Since `discover`: look at RN_SINK_HAS(sink, candidate) first. */
    enum rn_status (*candidate)(struct rn_sink *, const struct rn_candidate *);
    /* Since `price_micro`: what the answer that is being parsed cost really, where places charge by
     * what they sent and not by request. Look at RN_SINK_HAS(sink, paid) first. */
    enum rn_status (*paid)(struct rn_sink *, int64_t micro);
};

/* Whether the core that filled the sink knows this function. */
#define RN_SINK_HAS(sink, field)                                                                   \
    ((sink)->size >= offsetof(struct rn_sink, field) + sizeof((sink)->field) &&                    \
     (sink)->field != NULL)

/* ---- what a plugin declares ------------------------------------------------------------------ */

/* RN_CAN_FILES: the core looks into a folder (options `path`, `format`, `map`) and imports what is
 * in it; such a plugin needs neither plan nor parse. */
enum {
    RN_CAN_FETCH = 1,
    RN_CAN_REPLY = 2,
    RN_CAN_RECEIVE = 4,
    RN_CAN_FILES = 8,
    /* What it reads holds the owner's answers. Without it a review of this place never counts as
     * waiting for one: nobody could see whether it was given. */
    RN_CAN_SEE_REPLIES = 16,
    /* It can ask what there is to read: `renown discover`. */
    RN_CAN_DISCOVER = 32
};

/* Which login the core performs. The plugin never sees a secret. */
enum rn_auth_kind {
    RN_AUTH_NONE = 0,
    RN_AUTH_QUERY,                /* credentials `key`, sent as query parameter `field` */
    RN_AUTH_HEADER,               /* the same in header `field` */
    RN_AUTH_BEARER,               /* credentials `token` */
    RN_AUTH_OAUTH2_REFRESH,       /* client_id, client_secret, refresh_token */
    RN_AUTH_OAUTH2_CLIENT,        /* api_key, api_secret (client credentials by HTTP Basic) */
    RN_AUTH_SERVICE_ACCOUNT,      /* service_account: a Google key file; RS256 */
    RN_AUTH_APPLE_JWT,            /* issuer_id, key_id, private_key; ES256 */
    RN_AUTH_OAUTH2_REFRESH_BASIC, /* the same three as OAUTH2_REFRESH, id and secret by HTTP Basic
                                   */
    RN_AUTH_BASIC,                /* credentials username, password: HTTP Basic */
    RN_AUTH_SESSION               /* identifier, password: a session of the AT protocol (Bluesky) */
};

struct rn_auth {
    const char *name; /* what rn_request.auth refers to; NULL ends the list */
    enum rn_auth_kind kind;
    /* RN_AUTH_QUERY, RN_AUTH_HEADER: the parameter or header name. Of the kinds with a token: the
     * header that takes it as it stands; NULL for the usual "Authorization: Bearer". */
    const char *field;
    const char
        *credential; /* RN_AUTH_QUERY, RN_AUTH_HEADER: name of the credential, default "key" */
    const char *token_url; /* where tokens come from, unless the source has `token_endpoint` */
    const char *scope;
};

/* How this place words a refusal that means more than its HTTP status. A word is looked for in the
 * answer's body, white space left out on both sides; the first row that fits counts. Whatever is
 * not RN_AGAIN is not asked again in this run. */
struct rn_refusal {
    int status;       /* HTTP status */
    const char *word; /* without white space; NULL ends the list */
    enum rn_status means;
    const char *advice; /* what a person does, as the end of a sentence: "ask for access at …" */
};

enum rn_unit { RN_UNIT_CHARS = 0, RN_UNIT_BYTES, RN_UNIT_UTF16 };
enum rn_retention { RN_KEEP = 0, RN_KEEP_DAYS, RN_KEEP_NOTHING };

/* What the place allows. The core enforces it; `renown plugins NAME` prints it. */
struct rn_limits {
    size_t size;
    int64_t reply_max; /* 0: no limit known */
    enum rn_unit reply_unit;
    int64_t min_interval_ms;     /* between two requests to this place */
    int64_t per_day;             /* requests of one account (`identity`) and UTC day; 0: no limit */
    int64_t price_micro;         /* per request, at most; millionths of the account's currency */
    const char *history;         /* a sentence: how far back one can read */
    bool absence_proves;         /* a complete sweep lists every review there is */
    enum rn_retention retention; /* what the terms allow to be stored */
    int retention_days;          /* RN_KEEP_DAYS */
    /* ---- added later ---- */
    int cursor_days; /* a cursor is of no use when the last complete run is longer ago; 0: always */
    /* The terms forbid keeping what its writer took away: the words of a removed review go within a
     * day. */
    bool removed_goes;
};

struct rn_plugin {
    size_t size; /* sizeof this struct when the plugin was built: the core reads no further */
    const char *name, *title, *summary, *terms_url;
    unsigned can;
    const struct rn_auth *auths; /* NULL when nothing needs a login */
    const struct rn_limits *limits;
    size_t config_size; /* the core allocates, fills and never changes it */
    size_t
        option_size; /* sizeof(struct rn_option) when the plugin was built: stride of the table */
    const struct rn_option *options;
    /* Name of the option(s) that say which account, app or location is read, separated by blanks:
     * with the plugin's name the identity of a review (a source's own name is only a label). */
    const char *identity;

    /* Cross-field rules; may be NULL. Not called by `renown parse`. */
    enum rn_status (*check)(const void *config, struct rn_diag *);
    /* The first requests of a run. `cursor` is what the last run handed over, or empty. */
    enum rn_status (*plan)(const void *config, struct rn_str cursor, struct rn_sink *);
    /* Reads one answer. Options may be missing (all fields zero) in `renown parse`. */
    enum rn_status (*parse)(const void *config, const struct rn_response *, struct rn_sink *);
    /* The request(s) that post or withdraw a reply; NULL without RN_CAN_REPLY. */
    enum rn_status (*compose)(const void *config, const struct rn_reply *, struct rn_sink *);
    /* A pushed event; NULL without RN_CAN_RECEIVE. */
    enum rn_status (*receive)(const void *config, const struct rn_response *, struct rn_sink *);

    /* ---- added later: a plugin that was built before has none of these ---- */

    /* The first requests that ask what there is to read; NULL without RN_CAN_DISCOVER. Their
     * answers go to `parse` like all others, which hands over candidates. Options may be missing.
     */
    enum rn_status (*discover)(const void *config, struct rn_sink *);
    /* Options that say by themselves what is read, where `identity` has more than that (the same
     * location seen through two accounts); NULL: `identity`. */
    const char *discover_key;
    const struct rn_refusal *refusals; /* may be NULL */
    /* The request that reads one review again (only `external_id` of the reply is told), with the
     * owner's answer to it; its answer goes to `parse`, and what that asks for is not followed. A
     * reply is published only after such a look, and found again by one. NULL where a place has no
     * way to read a single review: then what the list shows at the next run decides. */
    enum rn_status (*look)(const void *config, const struct rn_reply *, struct rn_sink *);
};

/* Exported by every plugin under this one name; a new major version is a new name, so that an old
 * plugin is refused with a sentence instead of a crash. */
__attribute__((visibility("default"))) const struct rn_plugin *rn_plugin_v1(void);

#endif
