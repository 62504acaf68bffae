/* SPDX-License-Identifier: MIT
 *
 * Facebook: recommendations, comments, the page, pushed events.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://graph.facebook.com/v25.0/104512345678901/ratings?limit=100", "ratings", "QVFI"},
        {"https://graph.facebook.com/v25.0/104512345678901_77/comments", "comments", "after"},
        {"https://graph.facebook.com/v25.0/104512345678901", "page", ""}};

    return store_plugin_run("104512345678901", pages, sizeof pages / sizeof pages[0], data, size);
}
