/* SPDX-License-Identifier: MIT */
#include "text/script.h"

#include <string.h>

#include <renown/utf8.h>

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

enum { SCRIPTS = 16, LOOK_AT = 4096 };

/* Scripts seen so far with their letters; a text mixes few. */
struct tally {
    UScriptCode script[SCRIPTS];
    size_t letters[SCRIPTS], n, all;
};

/* Japanese and Chinese share their ideographs; for choosing an answer they are told apart by kana
 * alone. */
static void count(struct tally *t, UScriptCode script)
{
    size_t i = 0;
    if (script == USCRIPT_KATAKANA)
        script = USCRIPT_HIRAGANA;
    while (i < t->n && t->script[i] != script)
        i++;
    if (i == SCRIPTS)
        return;
    if (i == t->n) {
        t->script[i] = script;
        t->n++;
    }
    t->letters[i]++;
}

const char *rn_script_of(struct rn_str text)
{
    struct tally t = {0};
    size_t best = 0;
    text = rn_utf8_cut(text, LOOK_AT);
    for (size_t at = 0; at < text.n;) {
        UErrorCode status = U_ZERO_ERROR;
        UChar32 c = (UChar32)rn_utf8_next(text, &at);
        if (!u_isalpha(c))
            continue;
        t.all++;
        count(&t, uscript_getScript(c, &status));
    }
    for (size_t i = 1; i < t.n; i++)
        if (t.letters[i] > t.letters[best])
            best = i;
    if (t.n == 0 || t.letters[best] * 2 <= t.all)
        return "";
    const char *name = uscript_getShortName(t.script[best]);
    return name != NULL ? name : "";
}

/* Languages written with several scripts of their own; all others have one, which ICU knows. */
static const struct {
    const char *lang, *scripts;
} several[] = {
    {"ja", "Hani Hira"},      {"ko", "Hang Hani"},      {"sr", "Cyrl Latn"},
    {"uz", "Latn Cyrl Arab"}, {"kk", "Cyrl Latn Arab"}, {"az", "Latn Cyrl Arab"},
    {"pa", "Guru Arab"},      {"ku", "Latn Arab"},      {"zh", "Hani"},
    {"ms", "Latn Arab"},
};

static bool written_so(const char *lang, const char *script)
{
    char full[ULOC_FULLNAME_CAPACITY], likely[ULOC_SCRIPT_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    for (size_t i = 0; i < sizeof several / sizeof several[0]; i++)
        if (strcmp(several[i].lang, lang) == 0)
            return strstr(several[i].scripts, script) != NULL;
    (void)uloc_addLikelySubtags(lang, full, sizeof full, &status);
    int32_t n = U_SUCCESS(status) ? uloc_getScript(full, likely, sizeof likely, &status) : 0;
    return n != 4 || U_FAILURE(status) || strcmp(likely, script) == 0;
}

bool rn_script_fits(const char *tag, const char *script)
{
    char lang[16];
    const size_t n = strcspn(tag, "-_");
    if (script[0] == '\0' || n == 0 || n >= sizeof lang)
        return true;
    if (tag[n] != '\0' && strcspn(tag + n + 1, "-_") == 4)
        return strncmp(tag + n + 1, script, 4) == 0;
    memcpy(lang, tag, n);
    lang[n] = '\0';
    return written_so(lang, script);
}
