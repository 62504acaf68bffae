/* SPDX-License-Identifier: MIT
 *
 * The App Store's public feed: JSON, XML, the list of old clients.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {{"https://itunes.apple.com/us/rss/customerreviews/"
                                               "page=2/id=1446075923/sortby=mostrecent/json",
                                               "feed", "us 2 14367092261"}};

    return store_plugin_run("1446075923", pages, sizeof pages / sizeof pages[0], data, size);
}
