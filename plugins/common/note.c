/* SPDX-License-Identifier: MIT */
#include "note.h"

void rn_note_add(struct rn_buf *note, struct rn_str word)
{
    if (note->n > 0)
        rn_buf_addc(note, ' ');
    rn_buf_add(note, word.n > 0 ? word : rn_str("-"));
}

void rn_note_add_number(struct rn_buf *note, int64_t number)
{
    rn_buf_fmt(note, "%s%lld", note->n > 0 ? " " : "", (long long)number);
}

struct rn_str rn_note_word(struct rn_str *rest)
{
    size_t n = 0;
    struct rn_str word;

    while (n < rest->n && rest->p[n] != ' ')
        n++;
    word = rn_strn(rest->p, n);
    n += n < rest->n;
    if (n > 0)
        *rest = rn_strn(rest->p + n, rest->n - n);
    return rn_str_is(word, "-") ? (struct rn_str){NULL, 0} : word;
}

int64_t rn_note_number(struct rn_str *rest)
{
    struct rn_str word = rn_note_word(rest);
    int64_t v = 0;

    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] < '0' || word.p[i] > '9' || v > INT64_C(100000000000000))
            return 0;
        v = v * 10 + (word.p[i] - '0');
    }
    return v;
}
