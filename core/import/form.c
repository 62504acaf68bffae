/* SPDX-License-Identifier: MIT */
#include "import/form.h"

#include "import/csv.h"
#include "import/known.h"
#include "import/window.h"

const struct rn_form rn_forms[] = {
    {.name = "csv", .mapped = true, .open = rn_mapped_open, .row = rn_mapped_row},
    {.name = "tsv",
     .separator = '\t',
     .mapped = true,
     .open = rn_mapped_open,
     .row = rn_mapped_row},
    {.name = "jsonl", .mapped = true, .object = rn_mapped_object},
    {.name = "play-console", .open = rn_play_open, .row = rn_play_row, .origin = rn_play_origin},
    {.name = "nps", .open = rn_survey_open, .row = rn_survey_row},
    {.name = "csat", .open = rn_survey_open, .row = rn_survey_row},
    {.name = "ces", .open = rn_survey_open, .row = rn_survey_row},
    {.name = "booking", .open = rn_known_open, .row = rn_mapped_row, .origin = rn_known_origin},
    {.name = "agoda", .open = rn_known_open, .row = rn_mapped_row, .origin = rn_known_origin},
    {.name = "makemytrip", .open = rn_known_open, .row = rn_mapped_row, .origin = rn_known_origin},
    {.name = "glassdoor", .open = rn_known_open, .row = rn_mapped_row, .origin = rn_known_origin},
    {.name = "amazon-seller",
     .open = rn_known_open,
     .row = rn_mapped_row,
     .origin = rn_known_origin},
    {0},
};

const struct rn_form *rn_form(const char *name)
{
    for (const struct rn_form *f = rn_forms; f->name != NULL; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

/* ---- columns by name ------------------------------------------------------------------------- */

static char plain(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '_' || c == '-' ? ' ' : c;
}

static bool same_name(struct rn_str a, const char *b)
{
    size_t n = strlen(b), i = 0;
    while (a.n == n && i < n && plain(a.p[i]) == plain(b[i]))
        i++;
    return a.n == n && i == n;
}

size_t rn_form_column(const struct rn_csv *csv, const char *name)
{
    size_t count, found = SIZE_MAX;
    const struct rn_str *header = rn_csv_header(csv, &count);
    for (size_t i = 0; i < count; i++) {
        if (rn_str_is(header[i], name))
            return i;
        if (found == SIZE_MAX && same_name(header[i], name))
            found = i;
    }
    return found;
}

struct rn_str rn_form_cell(const struct rn_csv_row *row, size_t column)
{
    return column < row->count ? rn_str_trim(row->cells[column]) : (struct rn_str){0};
}
