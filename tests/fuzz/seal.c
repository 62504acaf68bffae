/* SPDX-License-Identifier: MIT
 *
 * The seal of a pushed event: the first line of the input is the key, three more are headers, the
 * rest is the body. What was made of it must never hold for an empty key.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct rn_str line(struct rn_str *rest)
{
    const char *end = rest->n > 0 ? memchr(rest->p, '\n', rest->n) : NULL;
    const size_t n = end != NULL ? (size_t)(end - rest->p) : rest->n;
    const struct rn_str s = rn_strn(rest->p, n);
    *rest = end != NULL ? rn_strn(end + 1, rest->n - n - 1) : rn_strn(rest->p, 0);
    return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct rn_seal seals[] = {
        {.kind = RN_SEAL_HMAC_HEX, .field = "webhook-signature", .prefix = "sha256="},
        {.kind = RN_SEAL_HMAC_HEX, .field = "webhook-signature"},
        {.kind = RN_SEAL_STANDARD}};
    struct rn_str rest = rn_strn((const char *)data, size);
    const struct rn_str key = line(&rest);
    const struct rn_header headers[] = {{RN_STR("webhook-id"), line(&rest)},
                                        {RN_STR("webhook-timestamp"), line(&rest)},
                                        {RN_STR("webhook-signature"), line(&rest)}};
    const struct rn_response event = {
        .size = sizeof event, .body = rest, .headers = headers, .header_count = 3};

    for (size_t i = 0; i < sizeof seals / sizeof seals[0]; i++) {
        struct rn_diag d = {.status = RN_OK};
        enum rn_status st = rn_seal_check(&seals[i], key, &event, INT64_C(1614265330000000), &d);
        if ((st != RN_OK && d.text[0] == '\0') || (st == RN_OK && key.n == 0))
            abort();
        if (rn_seal_event_id(&seals[i], &event).n > size)
            abort();
    }
    return 0;
}
