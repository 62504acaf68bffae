/* SPDX-License-Identifier: MIT */
#include "import/guess.h"

#include <renown/json.h>
#include <renown/stamp.h>

#include "base/mem.h"
#include "import/csv.h"
#include "import/form.h"
#include "import/inside.h"
#include "import/known.h"
#include "import/source.h"
#include "import/window.h"

enum { ROWS = 200, COLUMNS = 500, VALUE_MAX = 200, NAME_MOST = 200, MAP_MAX = 256 << 10 };

/* Names that mean a field, and words that a name of that field holds. What is more special comes
 * first: "reply date" is no date of a review. */
static const struct {
    const char *field, *names, *words;
} meanings[] = {
    {"reply.at", "reply.at|reply date|response date|date of reply|date of response", NULL},
    {"reply.text",
     "reply.text|reply|response|owner response|property reply|your response|answer|antwort|"
     "r\xc3\xa9ponse|respuesta|risposta",
     "reply|response"},
    {"updated_at", "updated_at|updated|last change|last modified|changed|edited", NULL},
    {"created_at",
     "created_at|created|review date|date|date of review|submitted|submitted on|published|time|"
     "timestamp|datum|fecha|data|date de l'avis",
     "date"},
    {"external_id",
     "external_id|review id|reviewid|id|booking id|booking number|reservation number|order id|"
     "ticket|nr|number|nummer|num\xc3\xa9ro",
     "review id|booking|reservation|order"},
    {"author.name",
     "author.name|author|name|guest|guest name|reviewer|reviewer name|customer|customer name|user|"
     "username|gast|kunde|auteur|client|autor|nombre|nome",
     "reviewer|guest|customer"},
    {"rating",
     "rating|rating.value|stars|star rating|score|review score|overall rating|overall|points|note|"
     "bewertung|sterne|punkte|\xc3\xa9toiles|nota|calificaci\xc3\xb3n|puntuaci\xc3\xb3n|voto",
     "overall|rating|score|stars"},
    {"title", "title|headline|subject|summary|review title|titel|titre|t\xc3\xadtulo|titolo",
     "title|headline"},
    {"pros", "pros|positive|positive review|positives|liked|likes|positiv", "positive|liked"},
    {"cons", "cons|negative|negative review|negatives|disliked|dislikes|negativ",
     "negative|disliked"},
    {"lang", "lang|language|locale|sprache|langue|idioma|lingua", "language"},
    {"url", "url|link|address|permalink|review url", "url|link"},
    {"app_version", "app_version|version|app version", NULL},
    {"text",
     "text|review|comment|comments|review text|content|body|message|feedback|kommentar|text der "
     "bewertung|commentaire|avis|comentario|comentarios|rese\xc3\xb1"
     "a|commento|recensione",
     "comment|review|feedback|text"},
};

enum { MEANINGS = sizeof meanings / sizeof meanings[0] };

static const char *const patterns[] = {
    "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y",  "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M",
    "%d/%m/%Y",          "%m/%d/%Y %H:%M", "%m/%d/%Y",  "%m/%d/%y",          "%d/%m/%y",
    "%d-%m-%Y",          "%d %b %Y",       "%b %d, %Y", "%d %B %Y",          "%B %d, %Y"};

enum { PATTERNS = sizeof patterns / sizeof patterns[0] };

struct look {
    const void *mem;
    struct rn_csv *csv;
    const struct rn_str *header;
    size_t count;
    struct rn_str *cells; /* the first rows, one after the other */
    size_t rows;
    struct rn_guess *guess;
};

/* ---- the first rows -------------------------------------------------------------------------- */

static void keep_row(struct look *l, const struct rn_csv_row *row)
{
    for (size_t i = 0; i < l->count; i++) {
        struct rn_str cell = rn_form_cell(row, i);
        if (cell.n > VALUE_MAX)
            cell.n = VALUE_MAX;
        l->cells[l->rows * l->count + i] = rn_dup_str(l->mem, cell);
    }
    l->rows++;
}

static enum rn_status read_rows(struct look *l, struct rn_diag *d)
{
    struct rn_csv_row row;
    enum rn_status st = RN_OK;

    l->cells = rn_new_array(l->mem, struct rn_str, ROWS * l->count + 1);
    for (int tries = 0; l->rows < ROWS && tries < 2 * ROWS && st != RN_GONE; tries++) {
        st = rn_csv_next(l->csv, &row, d);
        if (st == RN_OK)
            keep_row(l, &row);
        else if (st != RN_INVALID && st != RN_GONE)
            return st;
    }
    return RN_OK;
}

static struct rn_str cell(const struct look *l, size_t row, size_t column)
{
    return l->cells[row * l->count + column];
}

/* ---- do the values fit? ---------------------------------------------------------------------- */

static bool is_number(struct rn_str s, const char *pattern)
{
    double v;

    (void)pattern;
    return rn_import_number(s, &v);
}

static bool is_time(struct rn_str s, const char *pattern)
{
    struct rn_time t;

    return pattern != NULL ? rn_stamp_parse_as(s, pattern, &t) : rn_import_time(s, NULL, &t);
}

/* How many of the values that are there read as such, and how many there are. */
static size_t fitting(const struct look *l, size_t column, const char *pattern,
                      bool (*fits)(struct rn_str, const char *), size_t *ret_there)
{
    size_t good = 0;

    *ret_there = 0;
    for (size_t i = 0; i < l->rows; i++) {
        struct rn_str s = cell(l, i, column);
        *ret_there += s.n > 0;
        good += s.n > 0 && fits(s, pattern);
    }
    return good;
}

static bool all_fit(const struct look *l, size_t column, const char *pattern)
{
    size_t there;

    return fitting(l, column, pattern, is_time, &there) == there && there > 0;
}

/* The form in which all dates read; NULL without one when no pattern is needed. */
static bool find_dates(struct look *l, size_t column)
{
    const char *found[2] = {NULL, NULL};
    size_t n = 0;

    if (all_fit(l, column, NULL))
        return true;
    for (size_t i = 0; i < PATTERNS && n < 2; i++)
        if (all_fit(l, column, patterns[i]))
            found[n++] = patterns[i];
    if (n > 0 && l->guess->dates == NULL) {
        l->guess->dates = found[0];
        l->guess->also = found[1];
    }
    return n > 0;
}

static void find_scale(struct look *l, size_t column)
{
    double v, top = 0, low = 1;

    for (size_t i = 0; i < l->rows; i++)
        if (rn_import_number(cell(l, i, column), &v)) {
            top = v > top ? v : top;
            low = v < low ? v : low;
        }
    l->guess->best = top <= 5 ? 5 : top <= 10 ? 10 : 100;
    l->guess->worst = low < 1 ? 0 : 1;
}

/* A column without a single value is as good as its name. */
static bool suits(struct look *l, const char *field, size_t column)
{
    size_t there, good;

    if (strcmp(field, "rating") == 0) {
        good = fitting(l, column, NULL, is_number, &there);
        if (good * 10 < there * 8)
            return false;
        find_scale(l, column);
        return true;
    }
    if (strstr(field, "_at") == NULL && strcmp(field, "reply.at") != 0)
        return true;
    (void)fitting(l, column, NULL, is_time, &there);
    return there == 0 || find_dates(l, column);
}

/* ---- names ----------------------------------------------------------------------------------- */

/* A name that a mapping file can write, and that means this column alone. */
static bool is_name(const struct look *l, size_t column)
{
    const struct rn_str name = l->header[column];

    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7f)
            return false;
    for (size_t i = 0; i < l->count; i++)
        if (i != column && rn_str_eq(l->header[i], name))
            return false;
    return name.n > 0 && name.n <= NAME_MOST;
}

static bool take(struct look *l, size_t meaning, size_t column)
{
    struct rn_guess_column *c = &l->guess->columns[column];

    if (c->field != NULL || !is_name(l, column) || !suits(l, meanings[meaning].field, column))
        return false;
    c->field = meanings[meaning].field;
    return true;
}

static bool holds_word(struct rn_str name, const char *words)
{
    char word[40];

    for (const char *at = words; *at != '\0'; at += *at == '|') {
        size_t n = strcspn(at, "|");
        (void)snprintf(word, sizeof word, "%.*s", (int)n, at);
        at += n;
        if (rn_form_mentions(name, word))
            return true;
    }
    return false;
}

static bool by_name(struct look *l, size_t meaning)
{
    size_t at = rn_known_find(l->csv, meanings[meaning].names);

    return at != SIZE_MAX && take(l, meaning, at);
}

static bool by_word(struct look *l, size_t meaning)
{
    for (size_t i = 0; meanings[meaning].words != NULL && i < l->count; i++)
        if (holds_word(l->header[i], meanings[meaning].words) && take(l, meaning, i))
            return true;
    return false;
}

static void guess_fields(struct look *l)
{
    bool done[MEANINGS];

    for (size_t i = 0; i < MEANINGS; i++)
        done[i] = by_name(l, i);
    for (size_t i = 0; i < MEANINGS; i++)
        if (!done[i])
            (void)by_word(l, i);
}

/* ---- the mapping file ------------------------------------------------------------------------ */

static void add_quoted(struct rn_buf *b, struct rn_str s)
{
    struct rn_jsonw w;

    rn_jsonw_init(&w, b);
    rn_jsonw_str(&w, s);
}

static char *write_map(const struct look *l)
{
    const struct rn_guess *g = l->guess;
    struct rn_buf b;
    char *map;

    rn_buf_init(&b, MAP_MAX);
    rn_buf_addz(&b, "columns:\n");
    for (size_t i = 0; i < g->column_count; i++) {
        if (g->columns[i].field == NULL)
            continue;
        rn_buf_addz(&b, "  ");
        add_quoted(&b, g->columns[i].name);
        rn_buf_fmt(&b, ": %s\n", g->columns[i].field);
    }
    rn_buf_fmt(&b, "scale: { best: %g, worst: %g }\n", g->best, g->worst);
    if (g->dates != NULL)
        rn_buf_fmt(&b, "dates: [\"%s\"]\n", g->dates);
    map = rn_dup(l->mem, rn_buf_str(&b));
    rn_buf_free(&b);
    return map;
}

static bool says_something(const struct rn_guess *g)
{
    static const char *const words[] = {"rating", "text", "title", "pros", "cons"};

    for (size_t i = 0; i < g->column_count; i++)
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
            if (g->columns[i].field != NULL && strcmp(g->columns[i].field, words[k]) == 0)
                return true;
    return false;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void name_columns(struct look *l)
{
    struct rn_guess *g = l->guess;

    g->columns = rn_new_array(g, struct rn_guess_column, l->count + 1);
    g->column_count = l->count;
    for (size_t i = 0; i < l->count; i++) {
        g->columns[i].name = rn_dup_str(g, l->header[i]);
        for (size_t k = 0; k < l->rows && g->columns[i].sample.n == 0; k++)
            g->columns[i].sample = cell(l, k, i);
    }
}

static enum rn_status open_table(struct look *l, const void *ctx, struct rn_source *source,
                                 const char *format, struct rn_diag *d)
{
    const char *name = rn_source_name(source);
    struct rn_window *window = NULL;
    const struct rn_form *form = NULL;
    enum rn_status st = rn_window_open(ctx, source, &window, d);

    if (st != RN_OK)
        return st;
    form = format != NULL ? rn_form(format) : rn_form_detect(name, rn_window_view(window), false);
    if (form == NULL || !form->mapped || form->row == NULL)
        return rn_fail(d, RN_GONE, "%s is no table whose columns could be guessed at", name);
    l->guess->format = form->name;
    st = rn_csv_open(ctx, window, form->separator, &l->csv, d);
    if (st != RN_OK)
        return st;
    l->header = rn_csv_header(l->csv, &l->count);
    if (l->count > COLUMNS)
        return rn_fail(d, RN_LIMIT, "%s has %zu columns; at most %d are looked at", name, l->count,
                       COLUMNS);
    return RN_OK;
}

enum rn_status rn_import_guess_source(const void *ctx, struct rn_source *source, const char *format,
                                      struct rn_guess **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_guess *g = rn_new(ctx, struct rn_guess);
    struct look l = {.mem = g, .guess = g};
    enum rn_status st;

    *g = (struct rn_guess){.best = 5, .worst = 1};
    st = open_table(&l, tmp, source, format, d);
    if (st == RN_OK)
        st = read_rows(&l, d);
    if (st != RN_OK) {
        talloc_free(g);
        return st;
    }
    name_columns(&l);
    guess_fields(&l);
    g->map = says_something(g) ? write_map(&l) : NULL;
    *ret = g;
    return RN_OK;
}

enum rn_status rn_import_guess(const void *ctx, const char *path, const char *format,
                               struct rn_guess **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_source *source = NULL;
    enum rn_status st = rn_source_open(tmp, path, &source, d);

    return st == RN_OK ? rn_import_guess_source(ctx, source, format, ret, d) : st;
}
