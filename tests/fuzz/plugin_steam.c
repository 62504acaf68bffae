/* SPDX-License-Identifier: MIT
 *
 * Steam: both forms of its answer, as first and as later pages.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://api.steampowered.com/x", "reviews", "0 -1 0 *"},
        {"https://api.steampowered.com/x", "reviews", "100 323 0 AoJwujyxvgCfKO01QI="},
        {"https://api.steampowered.com/x", "reviews", "9 -"}};

    return store_plugin_run("1512860", pages, sizeof pages / sizeof pages[0], data, size);
}
