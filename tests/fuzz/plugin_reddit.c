/* SPDX-License-Identifier: MIT
 *
 * Reddit: listings, threads, what comes after an answer; with a query and without.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://oauth.reddit.com/search?raw_json=1&q=x", "search", "0 - - -"},
        {"https://oauth.reddit.com/search?q=x", "search", "3 t3_abc14 t3_abc15 -"},
        {"https://oauth.reddit.com/r/x/comments", "comments", "19 t1_a - -"},
        {"https://oauth.reddit.com/message/mentions", "mentions", "0 - - -"},
        {"https://oauth.reddit.com/comments/abc12?raw_json=1", "thread", "0 - - abc12"},
        {"https://oauth.reddit.com/api/comment", "reply", ""}};

    return store_plugin_run("\"harbour hotel\" OR harbour* -job", pages,
                            sizeof pages / sizeof pages[0], data, size);
}
