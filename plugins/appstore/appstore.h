/* SPDX-License-Identifier: MIT
 *
 * What the three files of this plugin share: a page of the feed while it is read, whatever its
 * form.
 */
#ifndef PLUGINS_APPSTORE_H
#define PLUGINS_APPSTORE_H

#include "../common/answer.h"
#include "../common/index.h"

#define APPSTORE_PLACE "The App Store's feed"

struct appstore_config {
    const char *app;
    struct rn_list country;
    int form;
};

struct appstore_page {
    struct rn_sink *sink;
    struct rn_answer_rows rows;
    struct rn_str country, before; /* storefront; the id that headed the page before this one */
    int number;                    /* from 1 */
    struct rn_index seen;
    struct rn_str first;
};

/* Makes room for the entries of the page; RN_LIMIT when they are more than any page of the feed
 * holds. */
RN_MUST enum rn_status appstore_begin(struct appstore_page *page, size_t entries);
/* Hands a review over, unless its id was on this page already. RN_CHANGED when the page begins like
 * the one before. */
RN_MUST enum rn_status appstore_take(struct appstore_page *page, const struct rn_review *r);
/* The digits behind the last "/id" of the address of a person's page; empty when there are none. */
struct rn_str appstore_person(struct rn_str uri);
/* The label of a rating: none for "", "0" and what is no number. */
struct rn_rating appstore_rating(struct rn_str label);

/* The forms. Nothing is handed over from a document that cannot be read to its end. */
RN_MUST enum rn_status appstore_read_json(struct appstore_page *page,
                                          const struct rn_response *response);
RN_MUST enum rn_status appstore_read_xml(struct appstore_page *page,
                                         const struct rn_response *response);

#endif
