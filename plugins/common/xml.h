/* SPDX-License-Identifier: MIT
 *
 * What the readers of XML interfaces have in common. Names are compared without their prefix:
 * im:rating is "rating".
 */
#ifndef PLUGINS_COMMON_XML_H
#define PLUGINS_COMMON_XML_H

#include <renown/buf.h>
#include <renown/plugin.h>

#include <libxml/tree.h>

/* Opens a body whose root must be the element `root`: RN_CHANGED for an empty body and any other
 * markup (a document type counts as such), RN_INVALID for what does not read to its end or would
 * cost the XML library too much, RN_LIMIT beyond RN_ANSWER_MAX. `repairs`: a bare '&' is written
 * out before a second try. The caller frees *ret_doc with xmlFreeDoc. */
RN_MUST enum rn_status rn_xml_open(struct rn_sink *sink, struct rn_str body, const char *place,
                                   const char *root, bool repairs, xmlDocPtr *ret_doc);

/* Is this an element of that name? False for NULL. */
bool rn_xml_is(const xmlNode *n, const char *name);
/* The first child element of that name; NULL when there is none, or no parent. */
const xmlNode *rn_xml_child(const xmlNode *parent, const char *name);
/* All text inside, in the sink's memory; empty for NULL. */
struct rn_str rn_xml_text(struct rn_sink *sink, const xmlNode *n);
/* The same read by rn_stamp_parse; none when absent or unreadable. */
struct rn_time rn_xml_time(struct rn_sink *sink, const xmlNode *n);

/* Appends text as it may stand between two tags: escaped, valid UTF-8, without the control
 * characters that XML forbids. */
void rn_xml_add(struct rn_buf *b, struct rn_str text);

#endif
