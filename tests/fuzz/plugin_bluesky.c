/* SPDX-License-Identifier: MIT
 *
 * Bluesky: searches, notices, threads; with a query and without any option.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://bsky.social/xrpc/app.bsky.feed.searchPosts?q=x", "search", "0 0 -"},
        {"https://bsky.social/xrpc/app.bsky.feed.searchPosts?q=x", "search", "1 19 25"},
        {"https://bsky.social/xrpc/app.bsky.notification.listNotifications", "mentions", "0 0 -"},
        {"https://bsky.social/xrpc/app.bsky.feed.getPostThread?uri=x", "thread", "0 0 -"}};

    return store_plugin_run("\"harbour hotel\" OR harbour* -job", pages,
                            sizeof pages / sizeof pages[0], data, size);
}
