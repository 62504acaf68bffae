/* SPDX-License-Identifier: MIT
 *
 * Instagram: own posts, comments, answers, tags, hashtags, mentions, pushed events.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://graph.facebook.com/v25.0/17841400000000001/media", "media", ""},
        {"https://graph.facebook.com/v25.0/17900000000000101/comments", "comments", "hotel QVFI"},
        {"https://graph.facebook.com/v25.0/17950000000000001/replies", "replies", " "},
        {"https://graph.facebook.com/v25.0/17841400000000001/tags", "tags", "after"},
        {"https://graph.facebook.com/v25.0/ig_hashtag_search", "hashtag", "harbour"},
        {"https://graph.facebook.com/v25.0/17843800000000001/recent_media", "recent", "18"},
        {"https://graph.facebook.com/v25.0/17841400000000001", "mention", ""}};

    return store_plugin_run("17841400000000001", pages, sizeof pages / sizeof pages[0], data, size);
}
