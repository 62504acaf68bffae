/* SPDX-License-Identifier: MIT
 *
 * Hacker News: hits as first and later pages of a search, and as a thread.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://hn.algolia.com/api/v1/search_by_date?query=harbour", "search", "0 0 0"},
        {"https://hn.algolia.com/api/v1/search_by_date?query=harbour", "search", "1 99 1772359200"},
        {"https://hn.algolia.com/api/v1/search_by_date?tags=comment%2Cstory_41&hitsPerPage=100",
         "thread", "0 0 0"},
        {"story_", "thread", "x"}};

    return store_plugin_run("\"harbour hotel\" OR harbour* -job", pages,
                            sizeof pages / sizeof pages[0], data, size);
}
