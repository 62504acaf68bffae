/* SPDX-License-Identifier: MIT
 *
 * X: mentions and search.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://api.x.com/2/tweets/search/recent?query=x", "search", ""},
        {"https://api.x.com/2/tweets/search/recent?query=x&next_token=b26v", "search",
         "0 490 1900000000000000001 m=17 eb9b0bfb=19"},
        {"https://api.x.com/2/users/1/mentions", "mentions", "7 -5 x ="}};

    return store_plugin_run("harbourhotel", pages, sizeof pages / sizeof pages[0], data, size);
}
