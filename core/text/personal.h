/* SPDX-License-Identifier: MIT
 *
 * Personal data in a text that came in: what its writer, or somebody they write of, would not want
 * printed again in an answer. Found by form (digits and their groups, check digits, @), so it needs
 * no language.
 */
#ifndef TEXT_PERSONAL_H
#define TEXT_PERSONAL_H

#include "text/words.h"

enum rn_personal {
    RN_PERSONAL_EMAIL,
    RN_PERSONAL_PHONE,
    RN_PERSONAL_CARD,        /* Luhn's check digit is right */
    RN_PERSONAL_IBAN,        /* its check digits are right */
    RN_PERSONAL_NATIONAL_ID, /* written in the groups of CNIC, Aadhaar or SSN */
    RN_PERSONAL_REFERENCE,   /* a number behind "order", "booking" … in the text's language */
    RN_PERSONALS
};

struct rn_personal_found {
    unsigned kinds;                                  /* 1 << enum rn_personal */
    uint32_t start[RN_PERSONALS], end[RN_PERSONALS]; /* bytes of the text; only of those */
};

extern const char *const rn_personal_words[RN_PERSONALS]; /* email phone card iban … */

/* `reference` is the number of a word that announces a number (the first of RN_SIGN_REFERENCE),
 * words->n for none. Linear in the text; allocates nothing. */
void rn_personal_find(struct rn_str text, const struct rn_words *words, size_t reference,
                      struct rn_personal_found *ret);

#endif
