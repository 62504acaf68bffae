/* SPDX-License-Identifier: MIT
 *
 * From the bytes of a file to UTF-8, as a stream. What is no text is not repaired here: a lone
 * surrogate or half a code unit becomes bytes that are no UTF-8, so that the row that holds them
 * fails the row's own check and costs itself only.
 */
#ifndef IMPORT_ENCODING_H
#define IMPORT_ENCODING_H

#include <stdint.h>

#include <renown/status.h>
#include <renown/str.h>

enum rn_encoding { RN_UTF8 = 0, RN_UTF16LE, RN_UTF16BE };

/* Tells the encoding by the first bytes of the file and how many of them are its mark. RN_INVALID
 * for what is no text at all (UTF-32, compressed files, workbooks, PDF): the sentence says what it
 * is and what to do. `name` stands in it. */
RN_MUST enum rn_status rn_encoding_sniff(const char *name, struct rn_str head,
                                         enum rn_encoding *ret, size_t *ret_mark,
                                         struct rn_diag *d);

/* Zero it, set `kind`. */
struct rn_decoder {
    enum rn_encoding kind;
    unsigned char odd; /* first half of a unit that is cut by the end of a chunk */
    bool has_odd;
    uint16_t high; /* a high surrogate that waits for its low one; 0: none */
};

/* Room that decoding `n` bytes can need. */
#define RN_DECODE_ROOM(n) ((n) / 2 * 3 + 16)

/* Decodes one chunk of UTF-16, gives the bytes written to `out`; `last`: nothing comes after it. */
size_t rn_decode16(struct rn_decoder *dec, struct rn_str in, bool last, char *out);

#endif
