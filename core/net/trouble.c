/* SPDX-License-Identifier: MIT
 *
 * libcurl's results in our words. One row a code: how the try ended, and what a person is told.
 */
#include "net/transfer.h"

#include <string.h>

struct row {
    CURLcode code;
    enum rn_try_end end;
    enum rn_status final; /* RN_OK: trying again may help */
    const char *what;
};

static const struct row rows[] = {
    {CURLE_COULDNT_RESOLVE_HOST, RN_TRY_NO_CONNECTION, RN_OK,
     "its name could not be looked up; is this machine on the network?"},
    {CURLE_COULDNT_CONNECT, RN_TRY_NO_CONNECTION, RN_OK, "nobody answers at its address"},
    {CURLE_SSL_CONNECT_ERROR, RN_TRY_NO_CONNECTION, RN_OK, "no encrypted connection came about"},
    {CURLE_OPERATION_TIMEDOUT, RN_TRY_TIMED_OUT, RN_OK, "no whole answer came in time"},
    {CURLE_GOT_NOTHING, RN_TRY_BROKE_OFF, RN_OK, "it hung up without an answer"},
    {CURLE_PARTIAL_FILE, RN_TRY_BROKE_OFF, RN_OK, "its answer broke off"},
    {CURLE_RECV_ERROR, RN_TRY_BROKE_OFF, RN_OK, "the connection broke while it answered"},
    {CURLE_SEND_ERROR, RN_TRY_BROKE_OFF, RN_OK, "the connection broke while it was asked"},
    {CURLE_HTTP2, RN_TRY_BROKE_OFF, RN_OK, "its answer broke off"},
    {CURLE_HTTP2_STREAM, RN_TRY_BROKE_OFF, RN_OK, "its answer broke off"},
    {CURLE_BAD_CONTENT_ENCODING, RN_TRY_BROKE_OFF, RN_OK,
     "its answer is compressed in a way that cannot be read"},
    {CURLE_WEIRD_SERVER_REPLY, RN_TRY_BROKE_OFF, RN_OK, "what it sends is no HTTP"},
    {CURLE_UNSUPPORTED_PROTOCOL, RN_TRY_BROKE_OFF, RN_OK, "what it sends is no HTTP"},
    {CURLE_PEER_FAILED_VERIFICATION, RN_TRY_NO_CONNECTION, RN_REFUSED,
     "its certificate could not be verified, so nothing was sent; check this machine's clock and "
     "certificates"},
    {CURLE_SSL_CACERT_BADFILE, RN_TRY_NO_CONNECTION, RN_IO,
     "this machine's list of trusted certificates cannot be read; install ca-certificates, or "
     "correct SSL_CERT_FILE if you set it"},
    {CURLE_OUT_OF_MEMORY, RN_TRY_NO_CONNECTION, RN_LIMIT, "memory is used up"},
};

/* ---- no trust -------------------------------------------------------------------------------- */

#define UNKNOWN_SIGNER                                                                             \
    "its certificate is signed by nobody this machine trusts, so nothing was sent; if the server " \
    "is your own, name its authority's certificate in SSL_CERT_FILE, else install ca-certificates"

/* By OpenSSL's result of verifying (X509_V_ERR_…), numbers that are part of its interface. libcurl
 * looks at the name itself and first: the result then still is what it was set to before. */
static const struct {
    long from, to;
    const char *what;
} distrust[] = {
    {0, 1,
     "its certificate is made out to another name, so nothing was sent; check the host in the "
     "source's endpoint"},
    {9, 9, "its certificate is not valid yet, so nothing was sent; check this machine's clock"},
    {10, 10,
     "its certificate has run out, so nothing was sent; unless this machine's clock is wrong, "
     "whoever runs the server has to renew it"},
    {18, 21, UNKNOWN_SIGNER},
    {62, 62,
     "its certificate is made out to another name, so nothing was sent; check the host in the "
     "source's endpoint"},
    {64, 64,
     "its certificate is made out to another address, so nothing was sent; check the host in the "
     "source's endpoint"},
};

static const char *distrust_words(const struct rn_transfer *t)
{
    long result = -1;
    (void)curl_easy_getinfo(t->easy, CURLINFO_SSL_VERIFYRESULT, &result);
    for (size_t i = 0; i < sizeof distrust / sizeof *distrust; i++)
        if (distrust[i].from <= result && result <= distrust[i].to)
            return distrust[i].what;
    return NULL;
}

/* Encryption did not come about because of what the server is: that is no bad minute. The words are
 * OpenSSL's. */
static const struct {
    const char *said, *what;
} mismatch[] = {
    {"protocol version",
     "it offers only encryption older than TLS 1.2, so nothing was sent; whoever runs the server "
     "has to bring it up to date"},
    {"unsupported protocol",
     "it offers only encryption older than TLS 1.2, so nothing was sent; whoever runs the server "
     "has to bring it up to date"},
    {"wrong version number",
     "what answers there does not speak TLS; check scheme and port in the source's endpoint"},
};

static const char *mismatch_words(const struct rn_transfer *t)
{
    for (size_t i = 0; i < sizeof mismatch / sizeof *mismatch; i++)
        if (strstr(t->error, mismatch[i].said) != NULL)
            return mismatch[i].what;
    return NULL;
}

/* ---- where it may not go --------------------------------------------------------------------- */

static const char *refused_words(enum rn_machine m)
{
    switch (m) {
    case RN_MACHINE_LOOPBACK:
        return "its name leads to this very machine, which is not asked unless the source's "
               "endpoint says so";
    case RN_MACHINE_PRIVATE:
        return "its name leads into a private network, which is not asked unless the source's "
               "endpoint says so";
    default:
        return "its name leads to another machine, which is not asked without encryption; use "
               "https in the source's endpoint";
    }
}

static void final(struct rn_trouble *ret, enum rn_status status, const char *what)
{
    ret->final = true;
    ret->status = status;
    ret->what = what;
}

static bool never_connected(const struct rn_transfer *t)
{
    curl_off_t us = 0;
    return curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &us) == CURLE_OK && us == 0;
}

void rn_transfer_trouble(const struct rn_transfer *t, CURLcode code, struct rn_trouble *ret)
{
    if (t->take_start && t->body_over && code == CURLE_WRITE_ERROR)
        code = CURLE_OK;
    *ret = (struct rn_trouble){.end = code == CURLE_OK ? RN_TRY_ANSWERED : RN_TRY_BROKE_OFF,
                               .what = "the exchange failed"};
    if (code == CURLE_OK)
        return;
    if (t->refused != RN_MACHINE_PUBLIC) {
        final(ret, RN_REFUSED, refused_words(t->refused));
        return;
    }
    if (t->body_over || t->head_over) {
        final(ret, RN_LIMIT, "its answer is larger than any page of reviews; it was cut off");
        return;
    }
    const char *closed = code == CURLE_PEER_FAILED_VERIFICATION ? distrust_words(t)
                         : code == CURLE_SSL_CONNECT_ERROR      ? mismatch_words(t)
                                                                : NULL;
    if (closed != NULL) {
        ret->end = RN_TRY_NO_CONNECTION;
        final(ret, RN_REFUSED, closed);
        return;
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].code != code)
            continue;
        ret->end = rows[i].end;
        ret->what = rows[i].what;
        if (rows[i].final != RN_OK)
            final(ret, rows[i].final, rows[i].what);
    }
    if (ret->end == RN_TRY_TIMED_OUT && never_connected(t)) {
        ret->end = RN_TRY_NO_CONNECTION;
        ret->what = "no connection came about in time";
    }
}
