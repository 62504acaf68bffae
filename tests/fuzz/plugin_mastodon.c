/* SPDX-License-Identifier: MIT
 *
 * Mastodon: lists, searches, notices, threads; the header Link is made of the input as well.
 */
#include "store_plugin.h"

#include "plugins/common/weblink.h"
#include "plugins/mastodon/mastodon.h"

static void read_link(const uint8_t *data, size_t size)
{
    const struct rn_header link = {RN_STR("link"), rn_strn((const char *)data, size)};
    const struct rn_response response = {
        .size = sizeof response, .headers = &link, .header_count = 1};
    const struct rn_str found = rn_weblink(&response, "next");

    if (found.n > size)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://h.example/api/v1/timelines/tag/x?limit=40", "tag", "0 0 0 "},
        {"https://h.example/api/v1/timelines/public", "stream", "0 0 3 117"},
        {"https://h.example/api/v2/search?q=x", "search", "0 0 99 "},
        {"https://h.example/api/v1/notifications", "mentions", "0 0 0 "},
        {"https://h.example/api/v1/statuses/117/context", "thread", "0 0 0 https://h.example/117"}};

    static const char *const hosts[] = {"h.example"}, *const own[] = {"@us@h.example"};
    static const struct mastodon_config none, config = {.host = {hosts, 1},
                                                        .tag = {hosts, 1},
                                                        .query = "harbour* OR \"the hotel\"",
                                                        .account = "@harbour",
                                                        .own = {own, 1},
                                                        .login = true,
                                                        .threads = true};
    const struct store_page unknown = {"", "", ""};
    const struct rn_str body = rn_strn((const char *)data, size);

    read_link(data, size);
    store_plugin_read(rn_plugin_v1(), &none, &unknown, body);
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        store_plugin_read(rn_plugin_v1(), &config, &pages[i], body);
    return 0;
}
