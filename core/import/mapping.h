/* SPDX-License-Identifier: MIT
 *
 * The mapping file: which column of somebody's export is which field of a review.
 *
 *     columns: { nr: external_id, note: rating, text: text, datum: created_at, gast: author.name }
 *     constants: { lang: de }
 *     scale: { best: 10, worst: 1 }
 *     dates: "%d.%m.%Y"
 *     zone: Asia/Karachi            of times that tell none; else the listing's
 *     id: [hotel, nr]
 *
 * Fields are those of the JSON shape, dotted. For JSON Lines the columns are dotted too
 * ("author.name").
 */
#ifndef IMPORT_MAPPING_H
#define IMPORT_MAPPING_H

#include "import/draft.h"

struct rn_map_column {
    const char *source;
    const struct rn_import_field *field;
    int line; /* in the mapping file; 0: built in */
};

struct rn_map_constant {
    const struct rn_import_field *field;
    struct rn_str value;
};

struct rn_mapping {
    const char *path; /* NULL: built in */
    struct rn_map_column *columns;
    size_t column_count;
    struct rn_map_constant *constants;
    size_t constant_count;
    double best, worst;
    struct rn_dates dates;
    struct rn_map_column *ids; /* columns that make the external id; `field` is NULL */
    size_t id_count;
};

/* RN_INVALID with file, line and the nearest known word for anything that is not as above. */
RN_MUST enum rn_status rn_mapping_load(const void *ctx, const char *path, struct rn_mapping **ret,
                                       struct rn_diag *d);
RN_MUST enum rn_status rn_mapping_parse(const void *ctx, const char *name, struct rn_str bytes,
                                        struct rn_mapping **ret, struct rn_diag *d);
/* Every field from a column of the field's own name: Renown's own shape. */
struct rn_mapping *rn_mapping_own(const void *ctx);
/* Makes the external id from the values of the id columns: one value stands as it is, several are
 * hashed; nothing when all are blank. */
void rn_mapping_make_id(struct rn_draft *draft, const struct rn_str *values, size_t count);

#endif
