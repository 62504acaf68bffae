/* SPDX-License-Identifier: MIT
 *
 * Which script a text is written in, and whether a language is written so. Not language
 * identification: it only keeps one from answering a Latin text in Urdu because the listing's first
 * language is Urdu.
 */
#ifndef TEXT_SCRIPT_H
#define TEXT_SCRIPT_H

#include <renown/str.h>

/* ISO 15924 code ("Latn", "Arab", "Deva", "Geor" …) of the script that most letters of the text
 * belong to; "" when there are no letters or none has more than half of them. */
const char *rn_script_of(struct rn_str text);
/* True when text in `script` may be in the language `tag` (BCP 47; a script subtag decides by
 * itself, as in ur-Latn). Unknown languages and "" may be anything. */
bool rn_script_fits(const char *tag, const char *script);

#endif
