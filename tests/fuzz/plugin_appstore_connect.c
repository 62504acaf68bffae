/* SPDX-License-Identifier: MIT
 *
 * App Store Connect: reviews with the answers that are included.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://api.appstoreconnect.apple.com/v1/apps/1446075923/customerReviews?limit=200",
         "reviews", ""},
        {"https://api.appstoreconnect.apple.com/v1/apps/1446075923/customerReviews?cursor=c2",
         "again", ""}};

    return store_plugin_run("1446075923", pages, sizeof pages / sizeof pages[0], data, size);
}
