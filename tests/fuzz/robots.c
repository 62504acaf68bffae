/* SPDX-License-Identifier: MIT
 *
 * robots.txt: its first line is the address that is asked about. What is kept of a file says the
 * same as the file, and keeping it again changes nothing.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <renown/stamp.h>

#include "base/mem.h"
#include "net/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need_same(const struct rn_robots *r, struct rn_str url)
{
    RN_SCOPE(tmp);
    struct rn_buf kept, again;
    rn_buf_init(&kept, 4 * RN_ROBOTS_BYTES);
    rn_buf_init(&again, 4 * RN_ROBOTS_BYTES);
    if (rn_robots_write(r, &kept) == RN_OK) {
        const struct rn_robots *k = rn_robots_parse(tmp, rn_buf_str(&kept), "Renown");
        if (rn_robots_allow(k, url) != rn_robots_allow(r, url) ||
            rn_robots_delay(k) != rn_robots_delay(r) || rn_robots_write(k, &again) != RN_OK ||
            strcmp(rn_buf_z(&kept), rn_buf_z(&again)) != 0)
            abort();
    }
    rn_buf_free(&kept);
    rn_buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    const struct rn_str all = rn_strn((const char *)data, size);
    const char *end = size > 0 ? memchr(all.p, '\n', size) : NULL;
    const struct rn_str url = rn_strn(all.p, end != NULL ? (size_t)(end - all.p) : 0);
    const struct rn_robots *r =
        rn_robots_parse(tmp, end != NULL ? rn_strn(end + 1, size - url.n - 1) : all, "Renown");
    if (!rn_robots_allow(r, rn_str("https://a.example/robots.txt")) || rn_robots_delay(r) < 0 ||
        rn_robots_delay(r) > RN_MINUTE)
        abort();
    need_same(r, url);
    return 0;
}
