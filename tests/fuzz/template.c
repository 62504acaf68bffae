/* SPDX-License-Identifier: MIT
 *
 * Any bytes as the text of a template, and as the author's name in it: refused with a sentence or
 * filled.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "rules/slots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    RN_SCOPE(tmp);
    struct rn_str text = rn_strn((const char *)data, n);
    struct rn_review r = {.size = sizeof r, .author_name = text};
    struct rn_facts f = {.review = &r,
                         .id = "abcdefgh23456789",
                         .listing = "l",
                         .has_stars = n % 2 == 0,
                         .stars = 4.5};
    struct rn_pieces pieces;
    struct rn_buf out;
    char fault[1000] = "";

    if (!rn_pieces_read(tmp, text, &pieces, fault)) {
        if (fault[0] == '\0')
            abort();
        return 0;
    }
    rn_buf_init(&out, 64 << 20);
    if (rn_pieces_fill(&pieces, &f, &out) != NULL)
        abort(); /* what loads always has a value or a fallback */
    rn_buf_free(&out);
    return 0;
}
