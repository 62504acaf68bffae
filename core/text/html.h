/* SPDX-License-Identifier: MIT
 *
 * Outside text between its shapes: HTML in, plain out; plain in, HTML out. One escaper per place
 * where text lands; there is no second one.
 */
#ifndef TEXT_HTML_H
#define TEXT_HTML_H

#include <renown/buf.h>

/* Appends the readable text of an HTML fragment: entities decoded, <br> and block ends as line
 * breaks, script and style left out, other tags dropped. Broken markup is read as browsers do,
 * never refused. */
enum rn_status rn_html_to_text(struct rn_buf *b, struct rn_str html);
/* Appends text escaped for HTML element content and for quoted attributes; controls left out. */
enum rn_status rn_html_escape(struct rn_buf *b, struct rn_str text);
/* Appends text as one CSV field: quoted when needed, a leading = + - @ tab defused by an
 * apostrophe. */
enum rn_status rn_csv_escape(struct rn_buf *b, struct rn_str text);
/* Appends text as one YAML value on one line, in double quotes: read again it is the same text,
 * whatever it holds. What a terminal would act on is written as an escape. */
enum rn_status rn_yaml_escape(struct rn_buf *b, struct rn_str text);
/* Appends a word of small letters, digits and hyphens that a person would make of this name:
 * "Café Noir, Lahore" is cafe-noir-lahore. Appends nothing when most of the name is in letters that
 * have no such form. */
enum rn_status rn_slug(struct rn_buf *b, struct rn_str name);

#endif
