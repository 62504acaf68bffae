/* SPDX-License-Identifier: MIT */
#include "train/sets.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <renown/json.h>

#include "base/mem.h"

enum { LINE_BYTES = 1 << 20, FOLDS = 5, SETS = 64 };

/* Free of licence terms that bind weights: CC0, MIT, CC BY (named in docs/sentiment.md). */
static const char *const free_sets[] = {"en-airlines", "ko-movies",        "th-social",
                                        "ur-products", "ur-Latn-products", "ur-Latn-social",
                                        "kk-mixed"};
/* Left out: in this set the labels neg and pos stand for each other (insults are "pos"). */
static const char *const turned_sets[] = {"ne-politics"};

static bool among(const char *name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

static bool label_of(struct rn_str s, uint8_t *ret)
{
    static const char *const names[] = {"neg", "neu", "pos"};
    for (uint8_t k = 0; k < 3; k++) {
        if (rn_str_is(s, names[k])) {
            *ret = k;
            return true;
        }
    }
    return false;
}

static struct example *another(const void *ctx, struct sets *s)
{
    if (s->n == s->cap) {
        s->cap = s->cap > 0 ? s->cap * 2 : 1024;
        s->v = rn_grow_array(ctx, s->v, struct example, s->cap);
    }
    s->v[s->n] = (struct example){.set = s->set_n};
    return &s->v[s->n++];
}

static void look_at(const void *ctx, struct example *e, struct rn_str text, const char *lang)
{
    static uint32_t grams[RN_LINEAR_GRAMS];
    const struct rn_lexicon *chain[RN_LEX_CHAIN];
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    rn_words_make(tmp, &w, text, strcmp(lang, "tr") == 0);
    rn_clauses_read(text, &w, chain, rn_lexicon_chain(lang, chain), &e->clauses);
    e->gram_n = rn_linear_grams(&w, grams, RN_LINEAR_GRAMS);
    e->gram = rn_new_array(ctx, uint32_t, e->gram_n + 1);
    memcpy(e->gram, grams, e->gram_n * sizeof *grams);
}

static bool read_line(const void *ctx, struct sets *s, struct rn_json_doc **doc, struct rn_str line)
{
    struct rn_diag d = {0};
    uint8_t label = 0;
    if (rn_json_reparse(line, 0, doc, &d) != RN_OK)
        return false;
    const struct rn_json *row = rn_json_root(*doc);
    if (!label_of(rn_json_str(rn_json_get(row, "label")), &label))
        return false;
    struct set *set = &s->set[s->set_n];
    if (set->lang == NULL)
        set->lang = rn_dup(ctx, rn_json_str(rn_json_get(row, "lang")));
    struct example *e = another(ctx, s);
    e->label = label;
    e->fold = set->n++ % FOLDS;
    look_at(ctx, e, rn_json_str(rn_json_get(row, "text")), set->lang);
    return true;
}

static bool read_set(const void *ctx, struct sets *s, const char *path)
{
    static char line[LINE_BYTES];
    struct rn_json_doc *doc = NULL;
    FILE *f = fopen(path, "re");
    bool ok = f != NULL;
    while (ok && fgets(line, sizeof line, f) != NULL)
        ok = read_line(ctx, s, &doc, rn_str(line));
    if (f != NULL)
        (void)fclose(f);
    rn_json_free(doc);
    if (!ok)
        (void)fprintf(stderr, "%s: not a file of labelled texts\n", path);
    s->set_n++;
    return ok;
}

static int is_train(const struct dirent *e)
{
    size_t n = strlen(e->d_name);
    return strncmp(e->d_name, "train-", 6) == 0 && n > 12 &&
           strcmp(e->d_name + n - 6, ".jsonl") == 0;
}

static bool read_named(const void *ctx, struct sets *s, const char *dir, const char *file)
{
    struct set *set = &s->set[s->set_n];
    memset(set, 0, sizeof *set);
    set->name = rn_dup(ctx, rn_strn(file + 6, strlen(file) - 12));
    set->free = among(set->name, free_sets, sizeof free_sets / sizeof *free_sets);
    if (among(set->name, turned_sets, sizeof turned_sets / sizeof *turned_sets)) {
        (void)printf("left out: %s\n", set->name);
        return true;
    }
    return read_set(ctx, s, rn_fmt(ctx, "%s/%s", dir, file));
}

bool sets_read(const void *ctx, const char *dir, struct sets *ret)
{
    struct dirent **found = NULL;
    int n = scandir(dir, &found, is_train, alphasort);
    bool ok = n > 0 && n <= SETS;
    if (!ok)
        (void)fprintf(stderr, "%s: no files train-*.jsonl\n", dir);
    *ret = (struct sets){.set = rn_new_array(ctx, struct set, SETS)};
    for (int i = 0; i < n; i++) {
        ok = ok && read_named(ctx, ret, dir, found[i]->d_name);
        free(found[i]);
    }
    free(found);
    return ok;
}
