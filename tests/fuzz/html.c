/* SPDX-License-Identifier: MIT
 *
 * HTML: the text is valid UTF-8 without controls; what is escaped contains no markup, and reads
 * back.
 */
#include <stdlib.h>

#include <renown/utf8.h>

#include "text/html.h"

static void check_escaped(struct rn_str text)
{
    struct rn_buf escaped, back;
    rn_buf_init(&escaped, 1 << 20);
    rn_buf_init(&back, 1 << 20);
    if (rn_html_escape(&escaped, text) != RN_OK || strpbrk(rn_buf_z(&escaped), "<>\"'") != NULL)
        abort();
    if (rn_html_to_text(&back, rn_buf_str(&escaped)) != RN_OK || !rn_utf8_valid(rn_buf_str(&back)))
        abort();
    rn_buf_clear(&escaped);
    if (rn_csv_escape(&escaped, text) != RN_OK || !rn_utf8_valid(rn_buf_str(&escaped)))
        abort();
    rn_buf_free(&escaped);
    rn_buf_free(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rn_str in = rn_strn((const char *)data, size);
    struct rn_buf text;
    rn_buf_init(&text, 1 << 20);
    if (rn_html_to_text(&text, in) != RN_OK || !rn_utf8_valid(rn_buf_str(&text)))
        abort();
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < 0x20 && c != '\n' && c != '\t' && c != '\f')
            abort();
    }
    check_escaped(rn_buf_str(&text));
    check_escaped(in);
    rn_buf_free(&text);
    return 0;
}
