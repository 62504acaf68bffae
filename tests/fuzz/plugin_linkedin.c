/* SPDX-License-Identifier: MIT
 *
 * LinkedIn: posts of the page, comments, answers, mentions.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://api.linkedin.com/rest/posts?q=author", "posts", ""},
        {"https://api.linkedin.com/rest/socialActions/urn%3Ali%3Ashare%3A7/comments?start=0",
         "comments", "0"},
        {"https://api.linkedin.com/rest/socialActions/urn%3Ali%3Acomment%3A%28x%2C1%29/comments",
         "replies", "9900"},
        {"https://api.linkedin.com/rest/organizationalEntityNotifications", "mentions", "100"}};

    return store_plugin_run("5509810", pages, sizeof pages / sizeof pages[0], data, size);
}
