/* SPDX-License-Identifier: MIT
 *
 * UTF-16 in two pieces is what it is in one, and the result fits its room.
 */
#include "fuzz/import.h"

#include "import/encoding.h"

static struct rn_str decode(void *ctx, enum rn_encoding kind, struct rn_str in, size_t cut)
{
    struct rn_decoder dec = {.kind = kind};
    char *out = rn_new_array(ctx, char, RN_DECODE_ROOM(in.n) + RN_DECODE_ROOM(0));
    size_t n = rn_decode16(&dec, rn_strn(in.p, cut), false, out);
    n += rn_decode16(&dec, rn_strn(in.p + cut, in.n - cut), true, out + n);
    if (n > RN_DECODE_ROOM(in.n))
        abort();
    return rn_strn(out, n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum rn_encoding kinds[] = {RN_UTF16LE, RN_UTF16BE};
    RN_SCOPE(tmp);
    struct rn_str in = rn_strn((const char *)data, size);
    size_t cut = size > 0 ? data[0] % (size + 1) : 0;
    for (size_t i = 0; i < 2; i++) {
        struct rn_str whole = decode(tmp, kinds[i], in, 0);
        if (!rn_str_eq(whole, decode(tmp, kinds[i], in, cut)))
            abort();
    }
    fuzz_import(tmp, in, NULL, NULL);
    return 0;
}
