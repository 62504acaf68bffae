/* SPDX-License-Identifier: MIT
 *
 * One plugin's parser under arbitrary bytes, through the core's own sink, with the plugin linked
 * in. Every input is read as the first page of a run, as a later page, and as what `renown parse`
 * is given, where nothing is known beside the bytes. What a failed call leaves behind is nothing;
 * what a good one hands over has an id.
 */
#ifndef TESTS_FUZZ_STORE_PLUGIN_H
#define TESTS_FUZZ_STORE_PLUGIN_H

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "config/options.h"
#include "plugin/harvest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct store_page {
    const char *url, *step, *note;
};

static inline void store_plugin_read(const struct rn_plugin *p, const void *config,
                                     const struct store_page *page, struct rn_str body)
{
    RN_SCOPE(tmp);
    const struct rn_response response = {.size = sizeof response,
                                         .url = rn_str(page->url),
                                         .status = 200,
                                         .body = body,
                                         .step = page->step,
                                         .note = rn_str(page->note)};
    struct rn_harvest *h = NULL;
    struct rn_diag d = {.status = RN_OK};

    if (rn_harvest_parse(tmp, p, config, &response, &h, &d) != RN_OK) {
        if (h != NULL || d.text[0] == '\0' || d.status == RN_BUG)
            abort();
        return;
    }
    for (size_t i = 0; i < h->review_count; i++)
        if (h->reviews[i].external_id.n == 0)
            abort();
}

/* `identity` is a value for the first option, so that requests for further pages are made as well.
 */
static inline int store_plugin_run(const char *identity, const struct store_page *pages,
                                   size_t count, const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    const struct rn_plugin *p = rn_plugin_v1();
    const struct rn_option_table table = {p->options, p->option_size};
    const struct rn_str body = rn_strn((const char *)data, size);
    const struct store_page unknown = {"", "", ""};
    char *config = rn_mem_check(talloc_zero_size(tmp, p->config_size + 1));
    struct rn_diag d;

    store_plugin_read(p, config, &unknown, body);
    if (rn_options_default(tmp, &table, config, &d) != RN_OK)
        abort();
    memcpy(config + p->options[0].offset, &identity, sizeof identity);
    for (size_t i = 0; i < count; i++)
        store_plugin_read(p, config, &pages[i], body);
    return 0;
}

#endif
