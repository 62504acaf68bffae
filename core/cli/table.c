/* SPDX-License-Identifier: MIT
 *
 * Tables for people. Cells are outside text and are cleaned as they come in, so that widths are
 * those of what will be shown. The last column is never padded: long sentences belong there.
 */
#include "cli/verbs.h"

#include <ctype.h>

#include "base/log.h"
#include "base/mem.h"

enum { CELL_MAX = 1 << 16 };

struct rn_table {
    size_t columns, cells, room;
    size_t *width;
    char **cell; /* row by row, headings first */
};

struct rn_table *rn_table_new(const void *ctx, const char *const *headings)
{
    struct rn_table *t = rn_new(ctx, struct rn_table);
    while (headings[t->columns] != NULL)
        t->columns++;
    t->width = rn_new_array(t, size_t, t->columns);
    for (size_t i = 0; i < t->columns; i++)
        rn_table_add(t, headings[i]);
    return t;
}

void rn_table_add(struct rn_table *t, const char *cell)
{
    struct rn_buf b;
    rn_buf_init(&b, CELL_MAX);
    rn_term_add(&b, rn_str(cell != NULL ? cell : ""), false);
    if (t->cells == t->room) {
        t->room = t->room == 0 ? 32 : t->room * 2;
        t->cell = rn_grow_array(t, t->cell, char *, t->room);
    }
    size_t width = rn_term_width(rn_buf_str(&b)), column = t->cells % t->columns;
    if (width > t->width[column])
        t->width[column] = width;
    t->cell[t->cells++] = rn_dupz(t, rn_buf_z(&b));
    rn_buf_free(&b);
}

void rn_table_fmt(struct rn_table *t, const char *fmt, ...)
{
    RN_SCOPE(tmp);
    va_list ap;
    va_start(ap, fmt);
    char *text = rn_mem_check(talloc_vasprintf(tmp, fmt, ap));
    va_end(ap);
    rn_table_add(t, text);
}

enum rn_status rn_table_print(struct rn_cli *cli, const struct rn_table *t)
{
    enum rn_status status = RN_OK;
    for (size_t i = 0; i < t->cells && status == RN_OK; i++) {
        size_t column = i % t->columns, shown = rn_term_width(rn_str(t->cell[i]));
        bool last = column + 1 == t->columns;
        status = rn_out_raw(cli, rn_str(t->cell[i]));
        if (status == RN_OK && last)
            status = rn_out_fmt(cli, "\n");
        else if (status == RN_OK)
            status = rn_out_fmt(cli, "%*s", (int)(t->width[column] - shown) + 2, "");
    }
    return status;
}
