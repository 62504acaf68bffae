/* SPDX-License-Identifier: MIT
 *
 * Makes constant tables of the lexicons when Renown is built: `lexgen FILE… >lexicons.c`, and
 * `lexgen --signs FILE… >signs.c` for those of signs. Words go through the tokeniser that texts go
 * through, so an entry may be written as people write it. The form of the files is told at the
 * heads of lexicon/en.txt and signs/en.txt. A mistake is named by file and line.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/lexicon.h"
#include "text/lexicon_key.h"
#include "text/sign.h"

enum { LINE_MAX_BYTES = 1 << 16, SLOTS_MAX = 1 << 15, SETS_MAX = 255 };

struct item {
    uint64_t key, signs;
    struct rn_lex_entry e;
};

struct lexicon {
    const char *file;
    size_t line;
    char *lang, *also;
    bool signs, turkish, roman, bad;
    uint64_t begins;
    uint64_t sets[SETS_MAX]; /* signs that stand together somewhere */
    size_t set_count;
    struct item *v; /* open-addressed while it is filled */
    size_t n;
    struct rn_words words;
};

static void complain(struct lexicon *x, const char *what, const char *about)
{
    (void)fprintf(stderr, "%s:%zu: %s: %s\n", x->file, x->line, about, what);
    x->bad = true;
}

static struct item *place(struct item *v, size_t mask, uint64_t key)
{
    size_t i = (uint32_t)key & mask;
    while (v[i].e.used && v[i].e.check != (uint32_t)(key >> 32))
        i = (i + 1) & mask;
    return &v[i];
}

static struct item *at_key(struct lexicon *x, uint64_t key)
{
    struct item *it = place(x->v, SLOTS_MAX - 1, key);
    if (!it->e.used) {
        x->n++;
        it->key = key;
        it->e.used = RN_LEX_USED;
        it->e.check = (uint32_t)(key >> 32);
    }
    return it;
}

struct meaning {
    enum rn_lex_role role;
    int weight;
    uint64_t signs;
};

/* `weak` entries (skeletons) give way to what is there. */
static void define(struct lexicon *x, uint64_t key, struct meaning m, bool weak, const char *entry)
{
    struct item *it = at_key(x, key);
    it->signs |= weak && it->signs != 0 ? 0 : m.signs;
    if (it->e.role != RN_LEX_NONE) {
        if (!weak && m.signs == 0)
            complain(x, "stands in this lexicon already", entry);
        return;
    }
    it->e.role = (uint8_t)m.role;
    it->e.weight = (int8_t)m.weight;
}

/* Of the first `n` words. */
static uint64_t hash_words(const struct rn_words *w, size_t n)
{
    uint64_t h = RN_LEX_START;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && w->v[i].start > w->v[i - 1].end)
            h = rn_lex_byte(h, ' ');
        h = rn_lex_bytes(h, w->v[i].fold);
    }
    return h;
}

static size_t bytes_of_last(const struct rn_words *w)
{
    return w->v[w->n - 1].fold.n;
}

static void add_skeleton(struct lexicon *x, struct meaning m, const char *entry)
{
    char bones[64];
    size_t n = rn_lex_skeleton(x->words.v[0].fold, bones, sizeof bones);
    uint64_t h = rn_lex_bytes(RN_LEX_START, rn_strn(bones, n));
    if (n > 0)
        define(x, rn_lex_key(h, RN_LEX_SKELETON), m, true, entry);
}

/* The words of a phrase but the last, so that the look-up knows to go on. */
static void lead_to(struct lexicon *x, bool begin)
{
    size_t n = x->words.n;
    for (size_t k = 1; k < n; k++) {
        struct item *it = at_key(x, rn_lex_key(hash_words(&x->words, k), RN_LEX_WHOLE));
        if (it->e.longest < n)
            it->e.longest = (uint8_t)n;
        if (begin && k + 1 == n)
            it->e.used |= RN_LEX_BEGINNING_FOLLOWS;
    }
}

static void add_entry(struct lexicon *x, char *entry, struct meaning m)
{
    size_t n = strlen(entry);
    bool begin = n > 1 && entry[n - 1] == '*';
    for (size_t i = 0; i < n; i++)
        if (entry[i] == '_')
            entry[i] = ' ';
    rn_words_make(NULL, &x->words, rn_strn(entry, n - begin), x->turkish);
    if (x->words.n == 0) {
        complain(x, "is no word", entry);
        return;
    }
    lead_to(x, begin);
    define(x, rn_lex_key(hash_words(&x->words, x->words.n), begin ? RN_LEX_BEGIN : RN_LEX_WHOLE), m,
           false, entry);
    if (begin)
        x->begins |= UINT64_C(1) << (bytes_of_last(&x->words) & 63);
    if (x->roman && x->words.n == 1 && !begin)
        add_skeleton(x, m, entry);
}

/* ---- lines -------------------------------------------------------------------------------------
 */

static const struct {
    const char *name;
    enum rn_lex_role role;
} roles[] = {
    {"not", RN_LEX_NOT},
    {"not-behind", RN_LEX_NOT_BEHIND},
    {"not-either", RN_LEX_NOT_EITHER},
    {"more", RN_LEX_MORE},
    {"less", RN_LEX_LESS},
    {"but", RN_LEX_BUT},
    {"though", RN_LEX_THOUGH},
    {"if", RN_LEX_IF},
};

static bool sign_of(const char *name, struct meaning *ret)
{
    unsigned sign;
    if (!rn_sign_of(rn_str(name), &sign))
        return false;
    *ret = (struct meaning){RN_LEX_SIGNS, 0, RN_SIGN_BIT(sign)};
    return true;
}

static bool meaning_of(const char *name, struct meaning *ret)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (strcmp(name, roles[i].name) == 0) {
            *ret = (struct meaning){roles[i].role, 0, 0};
            return true;
        }
    }
    char *end = NULL;
    double v = strtod(name, &end);
    if (end == name || *end != '\0' || v < -4 || v > 4)
        return false;
    *ret = (struct meaning){RN_LEX_VALUE, (int)(v * 4), 0};
    return true;
}

/* Lines that say something about the whole lexicon. */
static bool heading(struct lexicon *x, const char *name, char *rest)
{
    rest += strspn(rest, " ");
    if (strcmp(name, "lang") == 0)
        x->lang = rn_dupz(NULL, rest);
    else if (strcmp(name, "also") == 0)
        x->also = rn_dupz(NULL, rest);
    else if (strcmp(name, "turkish") == 0)
        x->turkish = true;
    else if (strcmp(name, "roman") == 0)
        x->roman = true;
    else
        return false;
    return true;
}

static void read_line(struct lexicon *x, char *line)
{
    line[strcspn(line, "\r\n")] = '\0';
    if (line[0] == '#' || line[0] == '\0')
        return;
    char *colon = strchr(line, ':');
    struct meaning m;
    if (colon == NULL) {
        complain(x, "no colon behind the first word", line);
        return;
    }
    *colon = '\0';
    if (heading(x, line, colon + 1))
        return;
    if (x->signs ? !sign_of(line, &m) : !meaning_of(line, &m)) {
        complain(x, x->signs ? "no sign" : "neither a weight from -4 to 4 nor a role", line);
        return;
    }
    char *save = NULL;
    for (char *e = strtok_r(colon + 1, " ", &save); e != NULL; e = strtok_r(NULL, " ", &save))
        add_entry(x, e, m);
}

static bool read_file(struct lexicon *x)
{
    static char line[LINE_MAX_BYTES];
    FILE *f = fopen(x->file, "re");
    if (f == NULL) {
        (void)fprintf(stderr, "%s: %s\n", x->file, strerror(errno));
        return false;
    }
    while (fgets(line, sizeof line, f) != NULL && x->n < SLOTS_MAX / 2) {
        x->line++;
        read_line(x, line);
    }
    (void)fclose(f);
    if (x->lang == NULL)
        complain(x, "no line \"lang: …\"", "lexicon");
    return !x->bad;
}

/* ---- out ---------------------------------------------------------------------------------------
 */

static size_t slots_for(size_t n)
{
    size_t slots = 64;
    while (slots < n * 2)
        slots *= 2;
    return slots;
}

/* The number of a set, which stands in place of the weight. */
static uint8_t set_number(struct lexicon *x, uint64_t signs)
{
    size_t i = 0;
    while (i < x->set_count && x->sets[i] != signs)
        i++;
    if (i == SETS_MAX)
        complain(x, "more sets of signs than a byte can tell", "lexicon");
    else if (i == x->set_count)
        x->sets[x->set_count++] = signs;
    return (uint8_t)i;
}

static void write_sets(struct lexicon *x, size_t number)
{
    for (size_t i = 0; i < SLOTS_MAX; i++)
        if (x->v[i].e.role == RN_LEX_SIGNS)
            x->v[i].e.weight = (int8_t)set_number(x, x->v[i].signs);
    (void)printf("static const uint64_t sets_%zu[] = {0", number);
    for (size_t i = 0; i < x->set_count; i++)
        (void)printf(", UINT64_C(0x%llx)", (unsigned long long)x->sets[i]);
    (void)printf("};\n");
}

static void write_table(struct lexicon *x, size_t number)
{
    size_t slots = slots_for(x->n);
    if (x->signs)
        write_sets(x, number);
    struct item *out = rn_new_array(NULL, struct item, slots);
    for (size_t i = 0; i < SLOTS_MAX; i++)
        if (x->v[i].e.used)
            *place(out, slots - 1, x->v[i].key) = x->v[i];
    (void)printf("static const struct rn_lex_entry table_%zu[%zu] = {\n", number, slots);
    for (size_t i = 0; i < slots; i++)
        if (out[i].e.used)
            (void)printf("[%zu] = {0x%xu, %d, %u, %u, %u},\n", i, out[i].e.check, out[i].e.weight,
                         out[i].e.role, out[i].e.longest, out[i].e.used);
    (void)printf("};\n");
    (void)talloc_free(out);
}

static void write_row(const struct lexicon *x, size_t number)
{
    (void)printf("{\"%s\", \"%s\", %zu, UINT64_C(0x%llx), %s, table_%zu, ", x->lang,
                 x->also != NULL ? x->also : "", slots_for(x->n) - 1, (unsigned long long)x->begins,
                 x->roman ? "true" : "false", number);
    if (x->signs)
        (void)printf("sets_%zu + 1},\n", number);
    else
        (void)printf("NULL},\n");
}

static void forget(struct lexicon *x)
{
    (void)talloc_free(x->lang);
    (void)talloc_free(x->also);
    (void)talloc_free(x->v);
    (void)talloc_free(x->words.v);
    (void)talloc_free(x->words.arena);
}

static void write_all(struct lexicon *all, size_t n, bool signs)
{
    const char *array = signs ? "rn_sign_lexicons" : "rn_lexicons";
    (void)printf("const struct rn_lexicon %s[] = {\n", array);
    for (size_t i = 0; i < n; i++)
        write_row(&all[i], i);
    (void)printf("};\nconst size_t %s_n = %zu;\n", array, n);
}

int main(int argc, char **argv)
{
    const bool signs = argc > 1 && strcmp(argv[1], "--signs") == 0;
    char **files = argv + (argc > 0) + signs;
    size_t n = (size_t)(argv + argc - files);
    struct lexicon *all = rn_new_array(NULL, struct lexicon, n + 1);
    bool ok = true;
    (void)printf("/* SPDX-License-Identifier: MIT\n * Made by lexgen; the sources are "
                 "core/text/%s. */\n#include \"text/lexicon.h\"\n\n",
                 signs ? "signs" : "lexicon");
    for (size_t i = 0; i < n; i++) {
        all[i].file = files[i];
        all[i].signs = signs;
        all[i].v = rn_new_array(NULL, struct item, SLOTS_MAX);
        if (read_file(&all[i]))
            write_table(&all[i], i);
        ok = ok && !all[i].bad;
    }
    if (ok)
        write_all(all, n, signs);
    for (size_t i = 0; i < n; i++)
        forget(&all[i]);
    (void)talloc_free(all);
    return ok ? 0 : 1;
}
