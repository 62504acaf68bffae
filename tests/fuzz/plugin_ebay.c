/* SPDX-License-Identifier: MIT
 *
 * eBay: pages of feedback, and what became of an answer.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://api.ebay.com/ws/api.dll", "feedback", "2 990001"},
        {"https://api.ebay.com/ws/api.dll", "reply", ""}};

    return store_plugin_run("harbour-antiques", pages, sizeof pages / sizeof pages[0], data, size);
}
