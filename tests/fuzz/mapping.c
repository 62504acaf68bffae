/* SPDX-License-Identifier: MIT
 *
 * Mapping files: a mapping that is accepted has columns and a scale; one that is not, a sentence.
 */
#include "fuzz/import.h"

#include "import/mapping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    struct rn_mapping *map = NULL;
    struct rn_diag d = {0};
    enum rn_status st =
        rn_mapping_parse(tmp, "map.yaml", rn_strn((const char *)data, size), &map, &d);
    if (st == RN_OK ? map->column_count == 0 || !(map->worst < map->best)
                    : map != NULL || d.text[0] == '\0')
        abort();
    return 0;
}
