/* SPDX-License-Identifier: MIT
 *
 * Booking.com: lists in all envelopes, the score, what became of an answer.
 */
#include "store_plugin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {
        {"https://supply-xml.booking.com/review-api/properties/1234567/reviews?limit=100",
         "reviews", "limit=100"},
        {"http://127.0.0.1:8080/review-api/properties/1234567/reviews?page=2", "reviews", "page=2"},
        {"https://supply-xml.booking.com/x", "score", ""},
        {"https://supply-xml.booking.com/x", "reply", ""}};

    return store_plugin_run("1234567", pages, sizeof pages / sizeof pages[0], data, size);
}
