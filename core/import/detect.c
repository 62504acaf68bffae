/* SPDX-License-Identifier: MIT
 *
 * Which format a file is, by its name and its beginning, when nobody said.
 */
#include "import/form.h"

#include <strings.h>

#include "import/known.h"

enum { LOOK = 4096 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == '_' ? ' ' : c;
}

bool rn_form_mentions(struct rn_str s, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.n; i++) {
        size_t k = 0;
        while (k < n && lower(s.p[i + k]) == word[k])
            k++;
        if (k == n)
            return true;
    }
    return false;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Whether `word` stands in a file name as a word: "nps.csv", "2026_nps-q3.csv", not "snaps.csv". */
static bool names_word(const char *name, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = name; *p != '\0'; p++) {
        bool at_start = p == name || !is_letter(p[-1]);
        if (at_start && strncasecmp(p, word, n) == 0 && !is_letter(p[n]))
            return true;
    }
    return false;
}

static const struct rn_form *by_suffix(const char *name)
{
    static const struct {
        const char *suffix, *form;
    } known[] = {{".jsonl", "jsonl"},
                 {".ndjson", "jsonl"},
                 {".json", "jsonl"},
                 {".tsv", "tsv"},
                 {".tab", "tsv"}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof known / sizeof known[0]; i++)
        if (strcasecmp(dot, known[i].suffix) == 0)
            return rn_form(known[i].form);
    return NULL;
}

static struct rn_str first_line(struct rn_str head)
{
    const char *end = head.n > 0 ? memchr(head.p, '\n', head.n) : NULL;
    return rn_strn(head.p, end != NULL ? (size_t)(end - head.p) : head.n);
}

/* Formats known by their header; a mapping file says that the table is of the owner's own make. */
static const struct rn_form *by_header(const char *name, struct rn_str line)
{
    static const char *const surveys[] = {"nps", "csat", "ces"};
    if (rn_form_mentions(line, "star rating") && rn_form_mentions(line, "review submit"))
        return rn_form("play-console");
    for (size_t i = 0; i < 3; i++)
        if (names_word(name, surveys[i]) && rn_form_mentions(line, "score"))
            return rn_form(surveys[i]);
    const struct rn_known_export *known = rn_known_detect(line);
    return known != NULL ? rn_form(known->format) : NULL;
}

const struct rn_form *rn_form_detect(const char *path, struct rn_str head, bool has_map)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    struct rn_str look = rn_str_trim(rn_strn(head.p, head.n < LOOK ? head.n : LOOK));
    struct rn_str line = first_line(look);
    const struct rn_form *form = by_suffix(name);
    if (form == NULL && look.n > 0 && (look.p[0] == '{' || look.p[0] == '['))
        form = rn_form("jsonl");
    if (form == NULL && !has_map)
        form = by_header(name, line);
    if (form == NULL && line.n > 0 && memchr(line.p, '\t', line.n) != NULL &&
        memchr(line.p, ',', line.n) == NULL && memchr(line.p, ';', line.n) == NULL)
        form = rn_form("tsv");
    return form != NULL ? form : rn_form("csv");
}
