/* SPDX-License-Identifier: MIT */
#include "report/msg.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/msg_table.h"

const char *const rn_msg_langs[] = {"en", "ur", "hi", "ne", "ka", NULL};

static size_t lang_index(const char *lang)
{
    size_t i = 0;
    while (rn_msg_langs[i] != NULL && strcmp(rn_msg_langs[i], lang) != 0)
        i++;
    return i;
}

bool rn_msg_known(const char *lang)
{
    return rn_msg_langs[lang_index(lang)] != NULL;
}

const char *rn_msg_spoken(const char *lang)
{
    size_t i = lang_index(lang);
    bool has_words = i < RN_MSG_LANGS && rn_msg_table[RN_MSG_HEAD_NEEDS][i] != NULL;
    return has_words ? rn_msg_langs[i] : rn_msg_langs[0];
}

const char *rn_msg_dir(const char *lang)
{
    return strcmp(lang, "ur") == 0 ? "rtl" : "ltr";
}

const char *rn_msg(const char *lang, enum rn_msg id)
{
    size_t i = lang_index(lang);
    const char *text = i < RN_MSG_LANGS ? rn_msg_table[id][i] : NULL;
    return text != NULL ? text : rn_msg_table[id][0];
}

void rn_line_add(const void *ctx, struct rn_line *line, enum rn_part_kind kind, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    line->part = rn_grow_array(ctx, line->part, struct rn_part, line->part_count + 1);
    line->part[line->part_count++] = (struct rn_part){kind, text};
}

static const struct rn_slot *slot_of(const struct rn_slot *slots, struct rn_str name)
{
    for (; slots != NULL && slots->name != NULL; slots++)
        if (rn_str_is(name, slots->name))
            return slots;
    return NULL;
}

/* The digits of a number as said in any of our languages: one exactly is the singular. */
static bool is_one(const char *text)
{
    return strcmp(text, "1") == 0 || strcmp(text, "१") == 0 || strcmp(text, "۱") == 0;
}

/* What stands between the braces: "name" or "name|one|many". */
static void put_slot(const void *ctx, struct rn_line *line, struct rn_str inner,
                     const struct rn_slot *slots)
{
    const char *bar = memchr(inner.p, '|', inner.n);
    struct rn_str name = rn_strn(inner.p, bar != NULL ? (size_t)(bar - inner.p) : inner.n);
    const struct rn_slot *slot = slot_of(slots, name);
    if (slot == NULL || slot->text == NULL)
        return;
    if (bar == NULL) {
        rn_line_add(ctx, line, slot->kind, slot->text);
        return;
    }
    struct rn_str forms = rn_strn(bar + 1, inner.n - name.n - 1);
    const char *second = memchr(forms.p, '|', forms.n);
    size_t first = second != NULL ? (size_t)(second - forms.p) : forms.n;
    struct rn_str form = is_one(slot->text) || second == NULL
                             ? rn_strn(forms.p, first)
                             : rn_strn(second + 1, forms.n - first - 1);
    rn_line_add(ctx, line, RN_PART_WORDS, rn_dup(ctx, form));
}

void rn_msg_line(const void *ctx, struct rn_line *line, const char *lang, enum rn_msg id,
                 const struct rn_slot *slots)
{
    const char *at = rn_msg(lang, id);
    while (*at != '\0') {
        const char *open = strchr(at, '{'), *close = open != NULL ? strchr(open, '}') : NULL;
        if (close == NULL) {
            rn_line_add(ctx, line, RN_PART_WORDS, at);
            return;
        }
        if (open > at)
            rn_line_add(ctx, line, RN_PART_WORDS, rn_dup(ctx, rn_strn(at, (size_t)(open - at))));
        put_slot(ctx, line, rn_strn(open + 1, (size_t)(close - open - 1)), slots);
        at = close + 1;
    }
}

char *rn_msg_text(const void *ctx, const char *lang, enum rn_msg id, const struct rn_slot *slots)
{
    RN_SCOPE(tmp);
    struct rn_line line = {0};
    char *out = rn_dupz(ctx, "");
    rn_msg_line(tmp, &line, lang, id, slots);
    for (size_t i = 0; i < line.part_count; i++)
        out = (char *)rn_mem_check(talloc_strdup_append(out, line.part[i].text));
    return out;
}
