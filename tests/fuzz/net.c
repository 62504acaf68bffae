/* SPDX-License-Identifier: MIT
 *
 * What a place may write into its headers: waits are never negative and never for ever, a redirect
 * leads to http(s) or nowhere. The input is the value of every header that is read.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/address.h"
#include "net/retry.h"

#define NOW INT64_C(1784894400000000)
#define FAR INT64_C(90000000000000) /* a little more than 1000 days */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_waits(struct rn_str value)
{
    static const char *const names[] = {"retry-after", "date", "x-ratelimit-remaining",
                                        "x-ratelimit-reset", "x-rate-limit"};
    enum { COUNT = sizeof names / sizeof *names };
    struct rn_header headers[COUNT];
    struct rn_try_verdict v;
    for (size_t i = 0; i < COUNT; i++)
        headers[i] = (struct rn_header){rn_str(names[i]), value};
    for (size_t from = 0; from < COUNT; from++) {
        const struct rn_response r = {
            .status = 429, .headers = headers + from, .header_count = COUNT - from};
        const struct rn_try t = {.response = &r, .safe = true, .tries = 1, .now = NOW};
        const int64_t asked = rn_retry_asked(&r, NOW);
        rn_retry_decide(&t, &v);
        if (asked < 0 || asked > FAR || (v.kind == RN_TRY_WAIT && v.wait_us < asked))
            abort();
    }
}

static void need_web(const struct rn_address *a)
{
    if ((strcmp(a->scheme, "https") != 0 && strcmp(a->scheme, "http") != 0) || a->host[0] == '\0' ||
        strncmp(a->url, "http", 4) != 0 || strchr(a->url, '@') == strstr(a->url, "//") + 2)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    const struct rn_str value = rn_strn((const char *)data, size);
    struct rn_address from, to;
    struct rn_diag d;
    try_waits(value);
    if (rn_address_parse(tmp, rn_str("https://a.example/v1/list?x=1"), &from, &d) != RN_OK)
        abort();
    if (rn_address_follow(tmp, &from, value, &to, &d) == RN_OK)
        need_web(&to);
    if (rn_address_parse(tmp, value, &to, &d) == RN_OK) {
        need_web(&to);
        if (rn_address_on(tmp, value, "http://127.0.0.1:81", &to, &d) == RN_OK &&
            strcmp(to.key, "http://127.0.0.1:81") != 0)
            abort();
    }
    (void)rn_machine_of_text(rn_dup(tmp, value));
    return 0;
}
