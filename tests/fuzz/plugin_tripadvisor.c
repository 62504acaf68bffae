/* SPDX-License-Identifier: MIT
 *
 * TripAdvisor's Content API.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://api.content.tripadvisor.com/x", "reviews", "en"}};

    return store_plugin_run("188151", pages, sizeof pages / sizeof pages[0], data, size);
}
