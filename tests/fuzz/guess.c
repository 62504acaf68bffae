/* SPDX-License-Identifier: MIT
 *
 * Guesses at the columns of any bytes. A mapping file that comes of it must read back.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "import/guess.h"
#include "import/inside.h"
#include "import/mapping.h"
#include "import/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    struct rn_source *s = rn_source_memory(tmp, "a.csv", rn_strn((const char *)data, size));
    struct rn_guess *g = NULL;
    struct rn_mapping *map = NULL;
    struct rn_diag d;

    if (rn_import_guess_source(tmp, s, NULL, &g, &d) != RN_OK || g->map == NULL)
        return 0;
    if (rn_mapping_parse(tmp, "guess", rn_str(g->map), &map, &d) != RN_OK)
        abort();
    return 0;
}
