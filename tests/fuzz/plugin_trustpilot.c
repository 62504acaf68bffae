/* SPDX-License-Identifier: MIT
 *
 * Trustpilot: lists, the business unit, webhooks.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://api.trustpilot.com/x", "reviews", "2 66f1a2b3c4d5e6f708091a01"},
        {"https://api.trustpilot.com/x", "unit", ""}};

    return store_plugin_run("46d6a890000064000500e0c3", pages, sizeof pages / sizeof pages[0], data,
                            size);
}
