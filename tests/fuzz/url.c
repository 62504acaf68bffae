/* SPDX-License-Identifier: MIT
 *
 * Addresses: encoding and decoding are each other's inverse; parts lie within the address.
 */
#include <stdint.h>
#include <stdlib.h>

#include <renown/url.h>

static void need_within(struct rn_str part, struct rn_str whole)
{
    if (part.n > 0 && (part.p < whole.p || part.p + part.n > whole.p + whole.n))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rn_str in = rn_strn((const char *)data, size), value;
    struct rn_buf encoded, decoded;
    struct rn_url u;
    rn_buf_init(&encoded, 1 << 20);
    rn_buf_init(&decoded, 1 << 20);
    if (rn_url_encode(&encoded, in) != RN_OK ||
        rn_url_decode(&decoded, rn_buf_str(&encoded), true) != RN_OK ||
        !rn_str_eq(rn_buf_str(&decoded), in))
        abort();
    rn_buf_clear(&decoded);
    if (rn_url_decode(&decoded, in, false) != RN_OK || decoded.n > size)
        abort();
    if (rn_url_split(in, &u)) {
        need_within(u.scheme, in);
        need_within(u.host, in);
        need_within(u.path, in);
        need_within(u.query, in);
    }
    if (rn_url_param(in, "page", &value))
        need_within(value, in);
    rn_buf_free(&encoded);
    rn_buf_free(&decoded);
    return 0;
}
