/* SPDX-License-Identifier: MIT
 *
 * Words: ranges lie in the text and in order, folded forms are valid UTF-8, bounded, and fold to
 * themselves.
 */
#include <stdlib.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "text/words.h"

static void need(bool truth)
{
    if (!truth)
        abort();
}

static void check_word(const struct rn_words *w, size_t i, size_t size)
{
    const struct rn_word *word = &w->v[i];
    need(word->start < word->end && word->end <= size);
    need(i == 0 || rn_words_gap(w, i) || w->v[i - 1].end <= word->start);
    need(word->fold.n > 0 && word->fold.n <= RN_WORD_MAX && rn_utf8_valid(word->fold));
}

/* Only where nothing was cut off: the rest of a cut word could have changed what was kept. A mark
 * that folds to a letter (U+0345) may stand behind a character that is a word of its own: then two.
 */
static void check_again(const void *ctx, const struct rn_word *word, bool turkish)
{
    struct rn_words again = {0};
    if (word->fold.n > RN_WORD_MAX - 8)
        return;
    rn_words_make(ctx, &again, word->fold, turkish);
    need(again.n == 2 || (again.n == 1 && rn_str_eq(again.v[0].fold, word->fold)));
}

static void check_text(struct rn_str text, bool turkish)
{
    RN_SCOPE(tmp);
    struct rn_words w = {0};
    rn_words_make(tmp, &w, text, turkish);
    size_t first = w.n;
    rn_words_more(tmp, &w, text, 0, turkish);
    need(w.n == 2 * first);
    for (size_t i = 0; i < w.n; i++) {
        check_word(&w, i, text.n);
        need(rn_words_gap(&w, i) == (first > 0 && i == first));
    }
    for (size_t i = 0; i < first && i < 50; i++)
        check_again(tmp, &w.v[i], turkish);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_text(rn_strn((const char *)data, size), false);
    check_text(rn_strn((const char *)data, size), true);
    return 0;
}
