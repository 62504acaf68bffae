/* SPDX-License-Identifier: MIT
 *
 * Google Play's publisher interface.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://androidpublisher.googleapis.com/x", "again", "t2+/="}};

    return store_plugin_run("com.example.harbour", pages, sizeof pages / sizeof pages[0], data,
                            size);
}
