/* SPDX-License-Identifier: MIT
 *
 * The table behind msg.h; for msg.c and its test alone.
 */
#ifndef REPORT_MSG_TABLE_H
#define REPORT_MSG_TABLE_H

#include "report/msg.h"

enum { RN_MSG_LANGS = 5 };

/* [sentence][language in the order of rn_msg_langs]; NULL: said in English. */
extern const char *const rn_msg_table[RN_MSG_COUNT][RN_MSG_LANGS];

#endif
