/* SPDX-License-Identifier: MIT
 *
 * The Play Console's file: every row has stars.
 */
#include "fuzz/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    fuzz_import(tmp, rn_strn((const char *)data, size), "play-console", NULL);
    return 0;
}
