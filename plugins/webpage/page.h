/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share: a page while it is read. Each syntax (JSON-LD, Microdata,
 * RDFa) is turned into the same items with values; schema.c alone knows what a review is. User's
 * selectors give reviews directly.
 *
 *     scan ──► jsonld ──┐
 *       └───► markup ───┼──► items ──► schema ──► found reviews ──► found.c: once each, to the sink
 *       └───► selectors ┴───────────────────────────────┘
 */
#ifndef PLUGINS_WEBPAGE_PAGE_H
#define PLUGINS_WEBPAGE_PAGE_H

#include <renown/json.h>
#include <renown/plugin.h>

enum {
    PAGE_MAX = 32 << 20,     /* bytes of a page */
    PAGE_TEXT_MAX = 1 << 20, /* bytes of one text in it */
    PAGE_ITEMS_MAX = 100000, /* objects of all syntaxes */
    PAGE_REVIEWS_MAX = 10000,
    PAGE_SCRIPTS_MAX = 500,    /* blocks of JSON-LD */
    PAGE_ATTRIBUTES_MAX = 100, /* of one tag: the HTML parser compares each with each */
    PAGE_VISITS_MAX = 4000000  /* elements looked at, itemref included */
};

struct webpage_config {
    const char *url;
    struct rn_list pages;
    const char *item;
    const char *selectors; /* the content of the file */
    bool follow;
};

/* ---- items ----------------------------------------------------------------------------------- */

enum page_type { PAGE_REVIEW = 1, PAGE_AGGREGATE = 2 };

enum page_prop {
    PROP_OTHER = 0, /* of no interest by itself; what is nested in it may be */
    PROP_ALTERNATE_NAME,
    PROP_AUTHOR,
    PROP_BEST,
    PROP_BODY,
    PROP_COUNT_RATINGS,
    PROP_COUNT_REVIEWS,
    PROP_CREATED,
    PROP_DESCRIPTION,
    PROP_ELEMENTS,
    PROP_FAMILY_NAME,
    PROP_GIVEN_NAME,
    PROP_HEADLINE,
    PROP_IDENTIFIER,
    PROP_ITEM,
    PROP_LANGUAGE,
    PROP_MODIFIED,
    PROP_NAME,
    PROP_NEGATIVE,
    PROP_POSITIVE,
    PROP_PUBLISHED,
    PROP_RATING,
    PROP_TEXT,
    PROP_URL,
    PROP_VALUE,
    PROP_WORST
};

struct page_item;

struct page_value {
    struct page_value *next;
    enum page_prop prop;
    bool html;              /* `text` is markup */
    struct rn_str text;     /* when it is no item */
    struct page_item *item; /* NULL for a text */
};

struct page_item {
    struct page_item *next;   /* of all, in the order of the page */
    struct page_item *alias;  /* the one that has this id's values; NULL for itself */
    struct page_item *parent; /* what it stands in */
    unsigned types;           /* of enum page_type */
    bool typed;
    struct rn_str id;
    struct page_value *first, *last;
};

/* ---- reviews that were found ----------------------------------------------------------------- */

struct page_piece {
    struct rn_str text;
    bool html;
};

struct page_review {
    struct page_review *next;
    struct rn_str id, author, author_id, lang, url, item;
    struct rn_str date; /* as it stands in the page */
    struct page_piece title, body;
    struct rn_rating rating;
    struct rn_time created, updated;
    struct rn_str key; /* found.c's */
};

struct page_aggregate {
    struct page_aggregate *next;
    struct rn_rating rating;
    int64_t count;
    struct rn_str item;
};

struct page_script {
    struct page_script *next;
    struct rn_str text;
    struct rn_json_doc *doc; /* freed by page_close */
};

/* ---- the page -------------------------------------------------------------------------------- */

struct page {
    struct rn_sink *sink;
    const struct webpage_config *config;
    struct rn_str url, text;      /* text: UTF-8 */
    struct rn_str base, next_url; /* as written; empty when the page has none */
    struct page_script *scripts, *last_script, *documents;
    size_t script_count;
    bool microdata, rdfa, itemref, amazon, costly;
    void *html; /* the document of libxml2, once it is open */
    struct page_item *items, *last_item;
    size_t item_count, visits, text_bytes;
    bool cut; /* a bound was reached: not all was read */
    struct page_review *reviews, *last_review;
    size_t review_count;
    struct page_aggregate *aggregates, *last_aggregate;
    char *block; /* of page_alloc */
    size_t block_left;
};

/* Zeroed memory that lives as long as the call. */
void *page_alloc(struct page *p, size_t n);
struct rn_str page_keep(struct page *p, struct rn_str s);

/* scan.c: one pass over the tags: scripts, links, which syntaxes there are. */
void page_scan(struct page *p);
/* tree.c: opens p->html unless it is open; false when the page is not to be parsed as HTML.
 * `whole`: with all that stands in it, else with what Microdata and RDFa need. */
bool page_open_html(struct page *p, bool whole);
void page_close(struct page *p); /* frees what is not the sink's */

/* items.c */
struct page_item *page_item_add(struct page *p, struct page_item *parent); /* NULL: too many */
void page_value_add(struct page *p, struct page_item *to, struct page_value value);
enum page_prop page_prop_of(struct rn_str name); /* prefixes and addresses are cut */
void page_type_add(struct page_item *item, struct rn_str name);
/* Items from `first` on that share an id become one; what only names an id stands for it. */
void page_items_link(struct page *p, struct page_item *first);
const struct page_item *page_real(const struct page_item *item);
const struct page_value *page_value_of(const struct page_item *item, enum page_prop prop);

/* The syntaxes. */
enum rn_status page_read_jsonld(struct page *p);
void page_read_markup(struct page *p);
/* lenient.c: the next JSON value of a script as strict JSON in `out`; false at its end or when what
 * follows is no whole value. *rest moves behind it. */
bool page_lenient_next(struct rn_str *rest, struct rn_buf *out);

/* dom.c, for markup.c and selectors.c; nodes are xmlNode. In the sink's memory. */
struct rn_str page_node_plain(struct page *p, const void *node); /* blanks collapsed */
struct rn_str page_node_html(struct page *p, const void *node);  /* line breaks and blocks only */

/* schema.c: items become found reviews and aggregates. */
void page_read_items(struct page *p);

/* selectors.c */
RN_MUST enum rn_status page_selectors_check(const char *sheet, struct rn_diag *d);
enum rn_status page_read_selectors(struct page *p);

/* found.c */
void page_review_add(struct page *p, const struct page_review *r);
void page_aggregate_add(struct page *p, const struct page_aggregate *a);
enum rn_status page_hand_over(struct page *p);

/* value.c: what pages write for numbers and texts. */
bool page_number(struct rn_str s, double *ret);
struct rn_rating page_rating(struct rn_str value, struct rn_str best, struct rn_str worst);
/* An id that is the review's own: long enough and with digits, not "#review-1". */
bool page_is_id(struct rn_str s);
/* An address of the page made absolute; empty when it is none or not of the web. */
struct rn_str page_resolve(struct page *p, struct rn_str href);

#endif
