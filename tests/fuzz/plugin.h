/* SPDX-License-Identifier: MIT
 *
 * A fuzz target of a plugin's parser: the plugin's own .c files are linked in, and a sink that only
 * counts. The first byte of an input chooses the step, so that all branches are reached:
 *
 *     FUZZ_PLUGIN(&config, "https://place.example/reviews?page=1", "", "reviews", "reply")
 */
#ifndef FUZZ_PLUGIN_H
#define FUZZ_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#include <renown/plugin.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Parses `body` with rn_plugin_v1()->parse. Every string that comes out is read to its end, so that
 * a sanitizer sees one that points nowhere. `config` may be NULL: a zeroed one, as in `renown
 * parse`. */
void fuzz_parse(const void *config, const char *url, const char *step, struct rn_str body);

#define FUZZ_PLUGIN(config, url, ...)                                                              \
    int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)                                   \
    {                                                                                              \
        static const char *const steps[] = {__VA_ARGS__};                                          \
        struct rn_str body = rn_strn((const char *)data, size);                                    \
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {                                \
            fuzz_parse(NULL, "", steps[i], body);                                                  \
            fuzz_parse(config, url, steps[i], body);                                               \
        }                                                                                          \
        return 0;                                                                                  \
    }

#endif
