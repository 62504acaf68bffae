/* SPDX-License-Identifier: MIT
 *
 * Makes the language models of the word lists beside it, when the program is built:
 *
 *     learn LIST… > language_model.c       (LIST: folder/CODE.txt)
 *
 * Texts of one to six words are drawn from the lists, frequent words more often, some cut off, some
 * typed without their accents; a linear model learns to tell their languages. Half of the time it
 * does not see the word as a whole, so that it learns the letters of the language too and knows
 * words that stand in no list. The same lists give the same bytes.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/grams.h"
#include "text/language_model.h"
#include "text/words.h"

enum { ROUNDS = 14, TEXTS = 2500, LIST_MAX = 1 << 20, SLOTS = 1 << 19 };

struct list {
    const char *code;
    struct rn_words words;
    unsigned char *ends; /* RN_GRAM_… of each word */
    double *reach;       /* sums of the weights: words are drawn by them */
};

struct key {
    uint64_t key;
    uint32_t seen;
    float w[RN_MODEL_LANGS], g[RN_MODEL_LANGS];
};

struct learner {
    struct list *lists;
    unsigned count;
    struct key *keys;
    uint64_t random;
};

/* ---- chance, the same every time ----------------------------------------------------------------
 */

static double chance(struct learner *l)
{
    l->random = l->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(l->random >> 11) / (double)(UINT64_C(1) << 53);
}

/* ---- lists ------------------------------------------------------------------------------------
 */

static char *read_file(void *ctx, const char *path)
{
    char *text = rn_new_array(ctx, char, LIST_MAX + 1);
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        (void)fprintf(stderr, "learn: cannot open %s\n", path);
        exit(1);
    }
    text[fread(text, 1, LIST_MAX, f)] = '\0';
    (void)fclose(f);
    return text;
}

/* One entry: a word, or a piece of words with a hyphen where they go on. */
static void add_entry(void *ctx, struct list *t, const char *p, size_t n)
{
    unsigned ends = RN_GRAM_START | RN_GRAM_END;
    if (n > 1 && p[0] == '-') {
        ends &= ~(unsigned)RN_GRAM_START;
        p++;
        n--;
    }
    if (n > 1 && p[n - 1] == '-') {
        ends &= ~(unsigned)RN_GRAM_END;
        n--;
    }
    const size_t before = t->words.n;
    rn_words_more(ctx, &t->words, rn_strn(p, n), 0, false);
    t->ends = rn_grow_array(ctx, t->ends, unsigned char, t->words.n + 1);
    for (size_t i = before; i < t->words.n; i++)
        t->ends[i] = (unsigned char)ends;
}

static void weigh(void *ctx, struct list *t)
{
    t->reach = rn_new_array(ctx, double, t->words.n);
    for (size_t i = 0; i < t->words.n; i++)
        t->reach[i] = pow((double)i + 25, -0.75);
}

static void add_up(struct list *t)
{
    for (size_t i = 1; i < t->words.n; i++)
        t->reach[i] += t->reach[i - 1];
}

struct place {
    uint64_t hash;
    unsigned list;
    size_t at;
};

static int by_hash(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->list != y->list)
        return x->list < y->list ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* The ranks of the lists are rough. A word of several languages gets one weight in all of them, so
 * that the accident of where it stands does not speak for one. */
static void level(void *ctx, struct learner *l)
{
    size_t n = 0, all = 0;
    for (unsigned i = 0; i < l->count; i++)
        all += l->lists[i].words.n;
    struct place *p = rn_new_array(ctx, struct place, all + 1);
    for (unsigned i = 0; i < l->count; i++)
        for (size_t k = 0; k < l->lists[i].words.n; k++)
            p[n++] = (struct place){l->lists[i].words.v[k].hash + l->lists[i].ends[k], i, k};
    qsort(p, n, sizeof *p, by_hash);
    for (size_t first = 0, end; first < n; first = end) {
        double sum = 0;
        for (end = first; end < n && p[end].hash == p[first].hash; end++)
            sum += l->lists[p[end].list].reach[p[end].at];
        for (size_t i = first; i < end; i++)
            l->lists[p[i].list].reach[p[i].at] = sum / (double)(end - first);
    }
    for (unsigned i = 0; i < l->count; i++)
        add_up(&l->lists[i]);
}

static void read_list(void *ctx, struct list *t, const char *path)
{
    const char *name = strrchr(path, '/');
    name = name != NULL ? name + 1 : path;
    t->code = rn_dup(ctx, rn_strn(name, strcspn(name, ".")));
    for (char *line = strtok(read_file(ctx, path), "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (line[0] == '#')
            continue;
        for (const char *p = line; *p != '\0';) {
            const size_t n = strcspn(p, " ");
            if (n > 0)
                add_entry(ctx, t, p, n);
            p += n + strspn(p + n, " ");
        }
    }
    weigh(ctx, t);
}

static size_t draw(struct learner *l, const struct list *t)
{
    const double at = chance(l) * t->reach[t->words.n - 1];
    size_t low = 0, high = t->words.n - 1;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (t->reach[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- learning ---------------------------------------------------------------------------------
 */

static struct key *find(struct learner *l, uint64_t key)
{
    for (size_t i = key & (SLOTS - 1);; i = (i + 1) & (SLOTS - 1)) {
        if (l->keys[i].key == 0)
            l->keys[i].key = key;
        if (l->keys[i].key == key)
            return &l->keys[i];
    }
}

enum { FEATURES = 6 * RN_GRAMS_MAX };

struct example {
    struct key *key[FEATURES];
    size_t n;
};

/* Without accents, as many type: é becomes e. Only what decomposes in Latin-1 and Latin Extended-A
 * is worth it. */
static struct rn_str plain(struct rn_str s, char out[RN_WORD_MAX])
{
    static const char from[] = "áàâãäåéèêëíìîïóòôõöúùûüçñýşğıčšž",
                      to[] = "aaaaaaeeeeiiiiooooouuuucnysgicsz";
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        const size_t len = (unsigned char)s.p[i] >= 0xC0 && i + 1 < s.n ? 2 : 1;
        char pair[3] = {s.p[i], len == 2 ? s.p[i + 1] : '\0', '\0'};
        const char *at = len == 2 && (unsigned char)s.p[i] < 0xC8 ? strstr(from, pair) : NULL;
        if (at != NULL)
            out[n++] = to[(at - from) / 2];
        else
            for (size_t k = 0; k < len; k++)
                out[n++] = s.p[i + k];
        i += len;
    }
    return rn_strn(out, n);
}

static void add_word(struct learner *l, struct example *e, const struct list *t, bool last)
{
    uint64_t keys[RN_GRAMS_MAX];
    char typed[RN_WORD_MAX];
    const size_t i = draw(l, t);
    struct rn_str word = t->words.v[i].fold;
    unsigned ends = t->ends[i];
    if (chance(l) < 0.12)
        word = plain(word, typed);
    if (last && word.n > 3 && (unsigned char)word.p[word.n - 2] < 0x80 && chance(l) < 0.2)
        word.n -= (unsigned char)word.p[word.n - 1] < 0x80;
    const size_t n = rn_gram_keys(word, ends, keys);
    const bool whole = keys[0] != 0 && chance(l) < 0.5;
    for (size_t k = whole ? 0 : 1; k < n; k++)
        if (k == 0 || chance(l) < 0.9)
            e->key[e->n++] = find(l, keys[k]);
}

static void softmax(const struct learner *l, const struct example *e, double p[RN_MODEL_LANGS])
{
    double top = -1e9, sum = 0;
    for (unsigned c = 0; c < l->count; c++) {
        p[c] = 0;
        for (size_t i = 0; i < e->n; i++)
            p[c] += (double)e->key[i]->w[c];
        top = fmax(top, p[c]);
    }
    for (unsigned c = 0; c < l->count; c++)
        sum += p[c] = exp(p[c] - top);
    for (unsigned c = 0; c < l->count; c++)
        p[c] /= sum;
}

/* One step of AdaGrad; weights that nothing pulls at shrink. */
static void step(struct learner *l, const struct example *e, unsigned right, double rate)
{
    double p[RN_MODEL_LANGS];
    softmax(l, e, p);
    for (unsigned c = 0; c < l->count; c++) {
        const double pull = p[c] - (c == right);
        for (size_t i = 0; i < e->n; i++) {
            struct key *k = e->key[i];
            const double g = pull + 2e-3 * (double)k->w[c];
            k->g[c] += (float)(g * g);
            k->w[c] -= (float)(rate * g / sqrt((double)k->g[c] + 1));
        }
    }
    for (size_t i = 0; i < e->n; i++)
        e->key[i]->seen++;
}

static void learn(struct learner *l)
{
    struct example e;
    for (int round = 0; round < ROUNDS; round++)
        for (unsigned i = 0; i < TEXTS * l->count; i++) {
            const unsigned right = i % l->count;
            const int words = 1 + (int)(chance(l) * chance(l) * 6);
            e.n = 0;
            for (int k = 0; k < words; k++)
                add_word(l, &e, &l->lists[right], k == words - 1);
            step(l, &e, right, 0.25 / (1 + round * 0.4));
        }
}

/* ---- writing ----------------------------------------------------------------------------------
 */

static float largest(const struct learner *l)
{
    float top = 0;
    for (size_t i = 0; i < SLOTS; i++)
        for (unsigned c = 0; c < l->count; c++)
            top = fmaxf(top, fabsf(l->keys[i].w[c]));
    return top;
}

/* What is taken over: what tells something. */
static bool worth(const struct learner *l, const struct key *k)
{
    float low = 0, high = 0;
    for (unsigned c = 0; c < l->count; c++) {
        low = fminf(low, k->w[c]);
        high = fmaxf(high, k->w[c]);
    }
    return k->seen >= 3 && high - low > 0.12F;
}

struct table {
    unsigned bits;
    uint16_t *sign;
    int8_t *weight;
};

static void fill(void *ctx, const struct learner *l, float scale, struct table *t)
{
    size_t n = 0;
    for (size_t i = 0; i < SLOTS; i++)
        n += l->keys[i].key != 0 && worth(l, &l->keys[i]);
    for (t->bits = 8; ((size_t)1 << t->bits) < n * 3 / 2;)
        t->bits++;
    const size_t size = (size_t)1 << t->bits;
    t->sign = rn_new_array(ctx, uint16_t, size);
    t->weight = rn_new_array(ctx, int8_t, size * l->count);
    for (size_t i = 0; i < SLOTS; i++) {
        const struct key *k = &l->keys[i];
        if (k->key == 0 || !worth(l, k))
            continue;
        size_t at = rn_gram_place(k->key, t->bits);
        while (t->sign[at] != 0)
            at = (at + 1) & (size - 1);
        t->sign[at] = rn_gram_sign(k->key);
        for (unsigned c = 0; c < l->count; c++)
            t->weight[at * l->count + c] = (int8_t)lrintf(k->w[c] / scale);
    }
    (void)printf("/* %zu keys of %s to %s */\n", n, l->lists[0].code, l->lists[l->count - 1].code);
}

static void print_model(const struct learner *l, int number, const struct table *t)
{
    const size_t size = (size_t)1 << t->bits;
    (void)printf("static const uint16_t signs_%d[] = {", number);
    for (size_t i = 0; i < size; i++)
        (void)printf("%u,%s", t->sign[i], i % 32 == 31 ? "\n" : "");
    (void)printf("};\nstatic const int8_t weights_%d[] = {", number);
    for (size_t i = 0; i < size * l->count; i++)
        (void)printf("%d,%s", t->weight[i], i % 32 == 31 ? "\n" : "");
    (void)printf("};\nstatic const char *const codes_%d[] = {", number);
    for (unsigned c = 0; c < l->count; c++)
        (void)printf("\"%s\",", l->lists[c].code);
    (void)printf("};\n");
}

struct made {
    unsigned count, bits;
    float scale;
};

static struct made make_model(char **paths, int count, int number)
{
    RN_SCOPE(ctx);
    struct learner l = {.count = (unsigned)count, .random = 2026};
    struct table t = {0};
    l.lists = rn_new_array(ctx, struct list, count);
    l.keys = rn_mem_check(calloc(SLOTS, sizeof *l.keys));
    for (int i = 0; i < count; i++)
        read_list(ctx, &l.lists[i], paths[i]);
    level(ctx, &l);
    learn(&l);
    const float scale = largest(&l) / 127;
    fill(ctx, &l, scale, &t);
    print_model(&l, number, &t);
    free(l.keys);
    return (struct made){l.count, t.bits, scale};
}

/* A dash between the lists begins another model; their order is that of enum rn_model_script. */
int main(int argc, char **argv)
{
    struct made made[8];
    int number = 0;
    (void)printf("/* Made of the word lists in core/text/languages; do not edit. */\n"
                 "#include \"text/language_model.h\"\n");
    for (int i = 1; i < argc && number < 8; i++) {
        const int first = i;
        while (i < argc && strcmp(argv[i], "-") != 0)
            i++;
        made[number] = make_model(argv + first, i - first, number);
        number++;
    }
    (void)printf("const struct rn_language_model rn_language_models[] = {\n");
    for (int i = 0; i < number; i++)
        (void)printf("{codes_%d, %u, %u, signs_%d, weights_%d, %.9gF},\n", i, made[i].count,
                     made[i].bits, i, i, (double)made[i].scale);
    (void)printf("};\n");
    return 0;
}
