/* SPDX-License-Identifier: MIT
 *
 * Recordings that people write by hand, and redaction of any bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "net/redact.h"
#include "net/replay.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *folder; /* for the whole run: a recording is a file */

static void clean_up(void)
{
    RN_SCOPE(tmp);
    (void)unlink(rn_path_join(tmp, folder, "exchange.txt"));
    (void)rmdir(folder);
    talloc_free(folder);
}

static void open_folder(void)
{
    if (folder != NULL)
        return;
    folder = rn_dupz(NULL, "/tmp/rn-fuzz-exchange-XXXXXX");
    if (mkdtemp(folder) == NULL || atexit(clean_up) != 0)
        abort();
}

static void redact_all(struct rn_str in)
{
    struct rn_buf b;

    rn_buf_init(&b, 1 << 20);
    if (rn_redact_body(&b, in) != RN_OK || rn_redact_url(&b, in) != RN_OK ||
        rn_redact_header(&b, rn_str("x"), in) != RN_OK)
        abort();
    rn_buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    struct rn_str in = rn_strn((const char *)data, size);
    struct rn_exchanges x = {0};
    struct rn_diag d = {0};
    FILE *f;

    open_folder();
    redact_all(in);
    f = fopen(rn_path_join(tmp, folder, "exchange.txt"), "wb");
    if (f == NULL || fwrite(data, 1, size, f) != size || fclose(f) != 0)
        abort();
    if (rn_exchanges_read(tmp, folder, &x, &d) == RN_OK) {
        for (size_t i = 0; i < x.n; i++)
            if (rn_exchanges_find(&x, x.v[i].method, x.v[i].url) == NULL)
                abort();
    } else if (d.text[0] == '\0') {
        abort();
    }
    return 0;
}
