/* SPDX-License-Identifier: MIT
 *
 * What the two files of this plugin share.
 */
#ifndef PLUGINS_BOOKING_H
#define PLUGINS_BOOKING_H

#include "../common/answer.h"

#define BOOKING_PLACE "Booking.com"

struct booking_config {
    const char *property;
    int login, reply_path;
    bool score;
};

/* Asks for the page of the list that an answer names as the next one. It may name it by an address,
 * a path or a query, and must stay within the list of this property: what leads elsewhere, or back
 * to `before`, is not asked, and that is said. (No removal follows from it: absence proves nothing
 * here.) */
enum rn_status booking_ask_next(const struct booking_config *c, struct rn_sink *sink,
                                struct rn_str asked, struct rn_str next, struct rn_str before);

/* The plugin's `parse`: a page of reviews (step "reviews"), the score (step "score"), what became
 * of an answer (step "reply"), and the review cards of a saved web page. */
enum rn_status booking_parse(const void *config, const struct rn_response *response,
                             struct rn_sink *sink);

#endif
