/* SPDX-License-Identifier: MIT
 *
 * Outside text for one line of a report: cleaned of everything that is not to be read, and cut
 * where a reader would cut. Escaping for HTML, JSON or mail is the writers' business, afterwards.
 */
#ifndef REPORT_QUOTE_H
#define REPORT_QUOTE_H

#include <stdbool.h>

#include <renown/str.h>

/* One line under `ctx`: controls, line separators and bidirectional marks are gone, white space is
 * single blanks. Longer than `max` characters it is cut at a word, else never inside what is drawn
 * as one (letter with its marks, joined emoji, flag), and ends with "…" (counted in `max`). Never
 * NULL. */
char *rn_report_clean(const void *ctx, struct rn_str text, size_t max);
/* The same for what will stand between quotation marks: double ones inside become single. */
char *rn_report_quote(const void *ctx, struct rn_str text, size_t max);
/* True when a letter of it is written from right to left. */
bool rn_report_rtl(const char *text);

#endif
