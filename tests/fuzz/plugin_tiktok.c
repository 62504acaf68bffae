/* SPDX-License-Identifier: MIT
 *
 * TikTok: videos, comments, answers, what an answer of ours came to.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://business-api.tiktok.com/open_api/v1.3/business/video/list/", "videos", "0 0"},
        {"https://business-api.tiktok.com/open_api/v1.3/business/comment/list/", "comments",
         "7300000000000000001 - 30 https://www.tiktok.com/x"},
        {"https://business-api.tiktok.com/open_api/v1.3/business/comment/reply/list/", "replies",
         "73 21 2 "},
        {"https://business-api.tiktok.com/open_api/v1.3/business/comment/reply/create/", "reply",
         ""}};

    return store_plugin_run("_000aBcD", pages, sizeof pages / sizeof pages[0], data, size);
}
