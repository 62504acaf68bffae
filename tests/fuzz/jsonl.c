/* SPDX-License-Identifier: MIT
 *
 * JSON Lines in Renown's own shape.
 */
#include "fuzz/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    fuzz_import(tmp, rn_strn((const char *)data, size), "jsonl", NULL);
    fuzz_import(tmp, rn_strn((const char *)data, size), NULL, NULL);
    return 0;
}
