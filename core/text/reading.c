/* SPDX-License-Identifier: MIT */
#include "text/reading.h"

#include <string.h>

#include "base/mem.h"
#include "text/lexicon.h"
#include "text/script.h"

/* Texts in Turkish are read with its two letters I, whatever their words were made for. */
static const struct rn_words *own_words(const void *ctx, struct rn_str text,
                                        const struct rn_words *words, const char *lang,
                                        struct rn_words *room)
{
    if (!rn_words_turkish(rn_str(lang)))
        return words;
    rn_words_make(ctx, room, text, true);
    return room;
}

/* Where the language is not known, the script leaves one with a lexicon; in Latin letters that is
 * English, whose lexicon asks Roman Urdu's. */
const char *rn_read_as(struct rn_str text, const char *lang)
{
    static const char *const by_script[][2] = {
        {"Latn", "en"}, {"Arab", "ur"}, {"Deva", "hi"}, {"Geor", "ka"}, {"Hani", "zh"},
        {"Hira", "ja"}, {"Hang", "ko"}, {"Thai", "th"}, {"Cyrl", "ru"},
    };
    if (strcmp(lang, "und") != 0)
        return lang;
    const char *script = rn_script_of(text);
    for (size_t i = 0; i < sizeof by_script / sizeof by_script[0]; i++)
        if (strcmp(by_script[i][0], script) == 0)
            return by_script[i][1];
    return lang;
}

void rn_reading_make(const void *ctx, struct rn_str text, const struct rn_words *words,
                     const char *lang, struct rn_reading *ret)
{
    const struct rn_lexicon *chain[RN_LEX_CHAIN];
    struct rn_words room = {0};
    double linear[RN_LINEAR_OUT];
    ret->lang = rn_read_as(text, lang);
    ret->blend = rn_blend_for(ret->lang);
    const struct rn_linear *model = rn_linear_for(ret->lang);
    const struct rn_words *w = own_words(ctx, text, words, ret->lang, &room);
    rn_clauses_read(text, w, chain, rn_lexicon_chain(ret->lang, chain), &ret->clauses);
    if (model != NULL)
        rn_linear_tell(model, w, linear);
    ret->spoke = ret->clauses.hits > 0 || (model != NULL && w->n > 0);
    rn_blend_figures(&ret->clauses, model != NULL ? linear : NULL, ret->x);
    rn_blend_apply(ret->blend, ret->x, ret->p);
    (void)talloc_free(room.v);
    (void)talloc_free(room.arena);
}
