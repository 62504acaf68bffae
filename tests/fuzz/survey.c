/* SPDX-License-Identifier: MIT
 *
 * Surveys on each of their scales.
 */
#include "fuzz/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"nps", "csat", "ces"};
    RN_SCOPE(tmp);
    for (size_t i = 0; i < 3; i++)
        fuzz_import(tmp, rn_strn((const char *)data, size), formats[i], NULL);
    return 0;
}
