/* SPDX-License-Identifier: MIT
 *
 * Reviews for the benchmarks: `generate COUNT [SEED] > reviews.jsonl`, one a line in Renown's own
 * shape, about 570 bytes each. Words follow a Zipf-like law over 20,000 made-up ones per language
 * in its own script, one in nine is a word that rules and people look for. Same arguments, same
 * bytes.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VOCABULARY = 20000, WORD_MAX = 40 };

static uint64_t state;

static uint64_t next(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static unsigned pick(unsigned n)
{
    return (unsigned)(next() >> 33) % n;
}

struct language {
    const char *code;
    unsigned share; /* of 100 */
    const char *const *syllables;
    unsigned syllable_count;
    const char *const *telling;
    unsigned telling_count;
};

static const char *const latin[] = {"ba", "ro",  "ti", "len", "ma",  "sor",
                                    "ki", "den", "pa", "lu",  "ver", "no"};
static const char *const arabic[] = {"با", "رو", "تی", "کن", "ما", "سے",
                                     "کی", "دن", "پا", "لو", "ور", "نا"};
static const char *const nagari[] = {"का", "रे", "ति", "न",  "मा", "से",
                                     "की", "दे", "पा", "लो", "व",  "ना"};
static const char *const georgian[] = {"ბა", "რო", "ტი", "ლე", "მა", "სო",
                                       "კი", "დე", "პა", "ლუ", "ვე", "ნო"};
static const char *const en_words[] = {"refund",    "dirty", "staff",  "friendly", "charged",
                                       "breakfast", "slow",  "lovely", "noise",    "clean"};
static const char *const ur_words[] = {"رقم", "صاف", "عملہ", "اچھا", "خراب", "ناشتہ", "شور"};
static const char *const hi_words[] = {"रिफ़ंड", "साफ़", "स्टाफ़", "अच्छा", "ख़राब", "नाश्ता", "शोर"};
static const char *const ka_words[] = {"თანხა", "სუფთა",  "პერსონალი", "კარგი",
                                       "ცუდი",  "საუზმე", "ხმაური"};

#define LIST(a) a, sizeof(a) / sizeof((a)[0])
static const struct language languages[] = {
    {"en", 60, LIST(latin), LIST(en_words)},    {"ur", 12, LIST(arabic), LIST(ur_words)},
    {"hi", 10, LIST(nagari), LIST(hi_words)},   {"ne", 8, LIST(nagari), LIST(hi_words)},
    {"ka", 10, LIST(georgian), LIST(ka_words)},
};

/* Rank r of a language's vocabulary is always the same word. */
static void made_word(const struct language *l, unsigned rank, char *out)
{
    uint64_t h = (rank + 1) * UINT64_C(0x9E3779B97F4A7C15);
    out[0] = '\0';
    for (unsigned i = 0, n = 2 + rank % 3; i < n; i++, h >>= 7)
        strcat(out, l->syllables[(h >> 5) % l->syllable_count]);
}

static unsigned zipf_rank(void)
{
    const double u = (double)(next() >> 11) / 9007199254740992.0;
    double r = 1.0;
    for (double x = u * 14.3; x > 0; x -= 1.0) /* 2^14.3 is the vocabulary: log-uniform is Zipf */
        r *= x >= 1.0 ? 2.0 : 1.0 + x;
    const unsigned rank = (unsigned)r - 1;
    return rank < VOCABULARY ? rank : VOCABULARY - 1;
}

static void words(const struct language *l, unsigned count)
{
    char word[WORD_MAX * 4];
    for (unsigned i = 0; i < count; i++) {
        if (pick(9) == 0)
            (void)fputs(l->telling[pick(l->telling_count)], stdout);
        else {
            made_word(l, zipf_rank(), word);
            (void)fputs(word, stdout);
        }
        (void)fputs(i + 1 == count ? "." : i % 11 == 10 ? ", " : " ", stdout);
    }
}

static const struct language *language(void)
{
    unsigned at = pick(100);
    const struct language *l = languages;
    while (at >= l->share) {
        at -= l->share;
        l++;
    }
    return l;
}

static void day(unsigned number, unsigned after)
{
    const unsigned d = number / 86400, s = number % 86400 + after;
    printf("%04u-%02u-%02uT%02u:%02u:%02uZ", 2023 + d / 336, d % 336 / 28 + 1, d % 28 + 1,
           s % 86400 / 3600, s / 60 % 60, s % 60);
}

static void review(unsigned index, unsigned total)
{
    const struct language *l = language();
    const unsigned second = (unsigned)((uint64_t)index * 3 * 336 * 86400 / total);
    printf("{\"kind\":\"review\",\"external_id\":\"B%08x%06x\",\"author\":{\"id\":\"u%06u\","
           "\"name\":\"Guest %u\"},"
           "\"rating\":{\"value\":%u,\"best\":5,\"worst\":1},\"title\":\"",
           index * 2654435761u, index, pick(400000), pick(90000), 1 + (pick(10) + pick(10)) / 4);
    words(l, 2 + pick(5));
    (void)fputs("\",\"text\":\"", stdout);
    words(l, 12 + pick(20) + pick(12));
    printf("\",\"lang\":\"%s\",\"url\":\"https://place.example/r/%08x\",\"created_at\":\"", l->code,
           index);
    day(second, 0);
    if (pick(10) < 3) {
        (void)fputs("\",\"reply\":{\"text\":\"", stdout);
        words(l, 10);
        (void)fputs("\",\"at\":\"", stdout);
        day(second, pick(3600));
        (void)fputs("\"}}\n", stdout);
    } else {
        (void)fputs("\"}\n", stdout);
    }
}

int main(int argc, char **argv)
{
    const unsigned count = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1000;
    state = argc > 2 ? strtoull(argv[2], NULL, 10) : 42;
    for (int i = 0; i < 8; i++)
        (void)next();
    for (unsigned i = 0; i < count; i++)
        review(i, count);
    return ferror(stdout) != 0;
}
