/* SPDX-License-Identifier: MIT
 *
 * What there is to read: the accounts that the signed-in person sees, and the locations of each.
 * Two interfaces of their own (account management, business information); reviews are asked for
 * with the numbers of both. A page of accounts asks for the locations of each of them; the account
 * is known again by the address, its name comes back as the note.
 */
#include "google.h"

#include <renown/json.h>
#include <renown/url.h>
#include <renown/utf8.h>

enum { ID_MAX = 100, NAME_MAX_LEN = 200, ADDRESS_MAX = 2000 };

#define ACCOUNTS  "https://mybusinessaccountmanagement.googleapis.com/v1/accounts"
#define LOCATIONS "https://mybusinessbusinessinformation.googleapis.com/v1/accounts/"
#define MASK      "name,title,storeCode,languageCode,storefrontAddress,metadata"

/* ---- asking ---------------------------------------------------------------------------------- */

static void add_token(struct rn_buf *url, char before, struct rn_str token)
{
    if (token.n == 0)
        return;
    (void)rn_buf_addc(url, before);
    (void)rn_buf_addz(url, "pageToken=");
    (void)rn_url_encode(url, token);
}

static enum rn_status ask_accounts(struct rn_str token, struct rn_sink *sink)
{
    struct rn_request q = {.method = "GET", .step = "accounts"};
    struct rn_buf url;

    rn_buf_init(&url, GOOGLE_URL_MAX);
    (void)rn_buf_addz(&url, ACCOUNTS);
    add_token(&url, '?', token);
    return google_send(sink, &url, &q);
}

static enum rn_status ask_locations(struct rn_str account, struct rn_str name, struct rn_str token,
                                    struct rn_sink *sink)
{
    struct rn_request q = {
        .method = "GET", .step = "locations", .note = rn_utf8_cut(name, NAME_MAX_LEN)};
    struct rn_buf url;

    rn_buf_init(&url, GOOGLE_URL_MAX);
    (void)rn_buf_addz(&url, LOCATIONS);
    (void)rn_url_encode(&url, account);
    (void)rn_buf_addz(&url, "/locations?readMask=" MASK "&pageSize=100");
    add_token(&url, '&', token);
    return google_send(sink, &url, &q);
}

enum rn_status google_discover(const void *config, struct rn_sink *sink)
{
    (void)config;
    if (!RN_SINK_HAS(sink, candidate))
        return sink->fail(sink, RN_INVALID, "this program cannot take what would be found");
    return ask_accounts((struct rn_str){0}, sink);
}

/* ---- names ----------------------------------------------------------------------------------- */

static bool is_id(struct rn_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        const char c = s.p[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              c == '-' || c == '_'))
            return false;
    }
    return s.n > 0 && s.n <= ID_MAX;
}

/* What follows `kind` ("accounts/") in a name; empty when the name is no such one. */
static struct rn_str id_in(struct rn_str name, const char *kind)
{
    const size_t n = strlen(kind);
    struct rn_str id =
        rn_str_starts(name, kind) ? rn_strn(name.p + n, name.n - n) : (struct rn_str){0};

    return is_id(id) ? id : (struct rn_str){0};
}

/* The account in ".../accounts/A/locations...". */
static struct rn_str account_of(struct rn_str url)
{
    static const char word[] = "/accounts/";
    const size_t n = sizeof word - 1;

    for (size_t at = 0; at + n <= url.n; at++)
        if (memcmp(url.p + at, word, n) == 0) {
            struct rn_str rest = rn_strn(url.p + at + n, url.n - at - n);
            const char *slash = rest.n > 0 ? memchr(rest.p, '/', rest.n) : NULL;
            struct rn_str id = rn_strn(rest.p, slash != NULL ? (size_t)(slash - rest.p) : rest.n);
            return is_id(id) ? id : (struct rn_str){0};
        }
    return (struct rn_str){0};
}

/* ---- one location ---------------------------------------------------------------------------- */

static void add_part(struct rn_buf *b, struct rn_str part)
{
    if (part.n == 0)
        return;
    if (b->n > 0)
        (void)rn_buf_addz(b, ", ");
    (void)rn_buf_add(b, rn_utf8_cut(part, NAME_MAX_LEN));
}

/* Shops of a chain have one name: the address and the owner's own code tell them apart. */
static void add_where(struct rn_buf *b, const struct rn_json *location)
{
    static const char *const parts[] = {
        "storefrontAddress.sublocality", "storefrontAddress.locality",
        "storefrontAddress.postalCode", "storefrontAddress.regionCode", "storeCode"};
    const struct rn_json *line =
        rn_json_first(rn_json_path(location, "storefrontAddress.addressLines"));

    for (; line != NULL; line = rn_json_next(line))
        add_part(b, rn_json_str(line));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        add_part(b, rn_json_str(rn_json_path(location, parts[i])));
}

static struct rn_str note_of(const struct rn_json *location)
{
    const struct rn_json *voice = rn_json_path(location, "metadata.hasVoiceOfMerchant");

    if (rn_json_is(voice, RN_JSON_FALSE))
        return rn_str("Google has not verified that this location is yours: its reviews can be "
                      "read once it is");
    return (struct rn_str){0};
}

static enum rn_status read_location(const struct rn_json *n, const struct rn_response *r,
                                    struct rn_sink *sink)
{
    struct rn_str account = account_of(r->url);
    struct rn_str id = id_in(rn_json_str(rn_json_get(n, "name")), "locations/");
    const struct rn_value values[] = {{"account", account}, {"location", id}};
    struct rn_candidate c = {.size = sizeof c,
                             .name = rn_json_str(rn_json_get(n, "title")),
                             .owner = r->note,
                             .url = rn_json_str(rn_json_path(n, "metadata.mapsUri")),
                             .lang = rn_json_str(rn_json_get(n, "languageCode")),
                             .note = note_of(n),
                             .values = account.n > 0 ? values : values + 1,
                             .value_count = account.n > 0 ? 2 : 1};
    struct rn_buf where;
    enum rn_status s;

    if (id.n == 0)
        return sink->warn(sink, "a location without a number was passed over");
    rn_buf_init(&where, ADDRESS_MAX);
    add_where(&where, n);
    if (!where.full)
        c.where = rn_buf_str(&where);
    s = sink->candidate(sink, &c);
    rn_buf_free(&where);
    return s;
}

/* ---- pages ----------------------------------------------------------------------------------- */

static enum rn_status read_account(const struct rn_json *n, struct rn_sink *sink)
{
    struct rn_str id = id_in(rn_json_str(rn_json_get(n, "name")), "accounts/");

    if (id.n == 0)
        return sink->warn(sink, "an account without a number was passed over");
    return ask_locations(id, rn_json_str(rn_json_get(n, "accountName")), (struct rn_str){0}, sink);
}

static enum rn_status read_accounts(const struct rn_response *r, const struct rn_json *root,
                                    struct rn_sink *sink)
{
    const struct rn_json *list = rn_json_get(root, "accounts");
    struct rn_str token = rn_json_str(rn_json_get(root, "nextPageToken"));
    enum rn_status s = RN_OK;

    (void)r;
    if (list != NULL && !rn_json_is(list, RN_JSON_ARRAY))
        return sink->fail(sink, RN_CHANGED, "the list of accounts in this page is no list");
    if (rn_json_count(list) == 0 && token.n == 0)
        return sink->warn(sink, "this sign-in sees no account: sign in as somebody who manages the "
                                "locations");
    for (const struct rn_json *n = rn_json_first(list); n != NULL && s == RN_OK;
         n = rn_json_next(n))
        s = read_account(n, sink);
    return s == RN_OK && token.n > 0 ? ask_accounts(token, sink) : s;
}

static enum rn_status read_locations(const struct rn_response *r, const struct rn_json *root,
                                     struct rn_sink *sink)
{
    const struct rn_json *list = rn_json_get(root, "locations");
    struct rn_str token = rn_json_str(rn_json_get(root, "nextPageToken"));
    struct rn_str account = account_of(r->url);
    enum rn_status s = RN_OK;

    if (list != NULL && !rn_json_is(list, RN_JSON_ARRAY))
        return sink->fail(sink, RN_CHANGED, "the list of locations in this page is no list");
    for (const struct rn_json *n = rn_json_first(list); n != NULL && s == RN_OK;
         n = rn_json_next(n))
        s = read_location(n, r, sink);
    if (s != RN_OK || token.n == 0 || account.n == 0)
        return s;
    return ask_locations(account, r->note, token, sink);
}

google_read_fn *google_discovery_of(const char *step, const struct rn_json *root,
                                    const struct rn_sink *sink)
{
    if (!RN_SINK_HAS(sink, candidate))
        return NULL;
    if (strcmp(step, "accounts") == 0 || (step[0] == '\0' && rn_json_get(root, "accounts") != NULL))
        return read_accounts;
    if (strcmp(step, "locations") == 0 ||
        (step[0] == '\0' && rn_json_get(root, "locations") != NULL))
        return read_locations;
    return NULL;
}
