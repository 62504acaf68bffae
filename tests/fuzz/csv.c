/* SPDX-License-Identifier: MIT
 *
 * Tables: every row that comes out is text, and there is an end.
 */
#include "fuzz/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    fuzz_import(tmp, rn_strn((const char *)data, size), "csv", NULL);
    fuzz_import(tmp, rn_strn((const char *)data, size), "tsv", NULL);
    return 0;
}
