/* SPDX-License-Identifier: MIT
 *
 * Yelp: excerpts and the business.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {{"https://api.yelp.com/x", "reviews", ""},
                                              {"https://api.yelp.com/x", "business", ""}};

    return store_plugin_run("harbour-hotel-lahore", pages, sizeof pages / sizeof pages[0], data,
                            size);
}
