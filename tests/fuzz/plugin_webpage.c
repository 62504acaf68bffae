/* SPDX-License-Identifier: MIT
 *
 * Web pages: JSON-LD, Microdata, RDFa, the sheet for Amazon's pages; each input once more as a
 * sheet of selectors, whose reader must refuse or take what people write.
 */
#include "store_plugin.h"

#include "../../plugins/webpage/page.h"

static void read_sheet(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {.status = RN_OK};
    const char *sheet = rn_dup(tmp, rn_strn((const char *)data, size));

    if (page_selectors_check(sheet, &d) != RN_OK && d.text[0] == '\0')
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_page pages[] = {{"https://harbour-hotel.example/book", "page", "3"}};

    if (size < 2000)
        read_sheet(data, size);
    return store_plugin_run("https://harbour-hotel.example/book", pages, 1, data, size);
}
