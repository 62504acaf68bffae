/* SPDX-License-Identifier: MIT */
#include "text/language.h"

#include "text/script.h"

/* A script that one language alone is written in tells the language. */
static const struct {
    const char *script, *code;
} alone[] = {{"Geor", "ka"}, {"Thai", "th"}, {"Hang", "ko"}, {"Grek", "el"},
             {"Hebr", "he"}, {"Beng", "bn"}, {"Hani", "zh"}};

void rn_language_tell(struct rn_str text, const struct rn_words *words,
                      const struct rn_language_prior *prior, struct rn_language *ret)
{
    const char *script = rn_script_of(text);
    (void)words;
    (void)prior;
    *ret = (struct rn_language){RN_LANG_UNKNOWN, 0};
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
        if (strcmp(alone[i].script, script) == 0)
            *ret = (struct rn_language){alone[i].code, 0.9};
}
