/* SPDX-License-Identifier: MIT
 *
 * YouTube: threads, answers, searches, videos, with all lists asked for and without any option.
 */
#include "store_plugin.h"

#include "plugins/youtube/youtube.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://www.googleapis.com/youtube/v3/commentThreads?x", "channel", "0 0 - UCh -"},
        {"https://www.googleapis.com/youtube/v3/commentThreads?x", "video", "0 99 T v1 -"},
        {"https://www.googleapis.com/youtube/v3/comments?x", "replies", "1 0 - UgA1 v1"},
        {"https://www.googleapis.com/youtube/v3/comments?x", "replies", "0 1 T UgA1 -"},
        {"https://www.googleapis.com/youtube/v3/search?x", "search", "0 0 - - -"},
        {"https://www.googleapis.com/youtube/v3/videos?x", "videos", "0 0 - - -"},
        {"https://www.googleapis.com/youtube/v3/comments?textFormat=plainText", "answered",
         "0 0 - UgA1 v1 1767344400000000 We are sorry"}};
    static const char *const videos[] = {"v1"}, *const own[] = {"@harbour"};
    static const struct youtube_config none, config = {.channel = "UCh",
                                                       .video = {videos, 1},
                                                       .query = "harbour* OR \"the hotel\"",
                                                       .search = true,
                                                       .own = {own, 1},
                                                       .threads = true};
    const struct store_page unknown = {"", "", ""};
    const struct rn_str body = rn_strn((const char *)data, size);

    store_plugin_read(rn_plugin_v1(), &none, &unknown, body);
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        store_plugin_read(rn_plugin_v1(), &config, &pages[i], body);
    return 0;
}
