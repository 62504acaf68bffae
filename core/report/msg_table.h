/* SPDX-License-Identifier: MIT
 *
 * The words behind msg.h; for msg.c and its test alone.
 */
#ifndef REPORT_MSG_TABLE_H
#define REPORT_MSG_TABLE_H

#include "report/msg.h"

struct rn_msg_lang {
    const char *code;
    const char *const *words; /* RN_MSG_COUNT of them */
    bool rtl;
    bool joined;      /* letters join: Arabic script, Devanagari */
    bool zero_is_one; /* none takes the form of one (CLDR's plural rules) */
};

/* In the order of rn_msg_langs; the first is English. Ends with one without a code. */
extern const struct rn_msg_lang rn_msg_table[];

extern const char *const rn_msg_en[RN_MSG_COUNT];
extern const char *const rn_msg_ur[RN_MSG_COUNT];
extern const char *const rn_msg_hi[RN_MSG_COUNT];
extern const char *const rn_msg_ne[RN_MSG_COUNT];
extern const char *const rn_msg_ka[RN_MSG_COUNT];

#endif
