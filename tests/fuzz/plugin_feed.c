/* SPDX-License-Identifier: MIT
 *
 * Feeds: RSS, RDF, Atom, CDF, JSON Feed, pages that name one.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {{"https://news.example/feed", "feed", "3"}};

    return store_plugin_run("https://news.example/feed", pages, 1, data, size);
}
