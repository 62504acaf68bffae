/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share: a feed while it is read.
 *
 *     body ──► UTF-8 ──► clean.c: XML without document type, entities, comments ──► xmlfeed.c ──┐
 *                └────────────────────────────────────────────────► jsonfeed.c ──► entry.c:
 * mentions
 */
#ifndef PLUGINS_FEED_H
#define PLUGINS_FEED_H

#include "../common/index.h"

#include <renown/json.h>
#include <renown/plugin.h>

enum {
    FEED_MAX = 32 << 20, /* bytes of a feed */
    FEED_ENTRIES_MAX = 10000,
    FEED_ATTRIBUTES_MAX = 100, /* of one tag, and */
    FEED_PREFIXES_MAX = 200, /* prefixes in force at once: the XML parser compares each with each */
    FEED_DEPTH_MAX = 250
};

struct feed_config {
    const char *url;
    struct rn_list own;
    bool follow;
};

/* A text with its kind, as the place means it. */
struct feed_text {
    struct rn_str s;
    enum { FEED_PLAIN = 0, FEED_HTML, FEED_UNSAID } kind; /* unsaid: look whether it has tags */
};

/* An entry as it stands in the feed, whatever its form. */
struct feed_entry {
    struct rn_str id, link, author, author_id, lang, created, updated;
    struct feed_text title, body;
    struct rn_str other_title; /* of what it was taken from, or of its picture */
    bool id_is_link;           /* RSS: the id is the address where there is no other */
    bool cut;                  /* the feed ends in the middle of it */
};

struct feed {
    struct rn_sink *sink;
    const struct feed_config *config;
    struct rn_str url;          /* what addresses are resolved against */
    struct rn_str lang, author; /* of the whole feed */
    struct rn_str next;         /* address of the next page, absolute */
    size_t entries, used, empty;
    struct rn_index seen;
    int64_t before_us; /* the last dated entry's, to see whether they are sorted */
    size_t dated;
    bool unsorted, salvaged;
};

/* Hands an entry over as a mention; one without title, text and address is counted as empty. */
RN_MUST enum rn_status feed_take(struct feed *f, const struct feed_entry *e);
/* The address a redirect of Google Alerts leads to; else the address itself. */
struct rn_str feed_unwrap(struct rn_sink *sink, struct rn_str link);

/* The forms. */
RN_MUST enum rn_status feed_read_xml(struct feed *f, struct rn_str body);
RN_MUST enum rn_status feed_read_json(struct feed *f, struct rn_str body);

/* Rewrites XML so that a strict parser reads what a person would: no document type (so no entity
 * can be defined), references of HTML as their characters, bare '&' and '<' escaped, no comments
 * and instructions, no control characters. RN_LIMIT when a parser would be busy too long with it.
 */
struct feed_cleaning {
    bool repaired;   /* it was not XML */
    bool unfinished; /* it ends before its last element does */
    const char *limit;
};
RN_MUST enum rn_status feed_clean(struct rn_str xml, struct rn_buf *out, struct feed_cleaning *ret);

#endif
