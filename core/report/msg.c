/* SPDX-License-Identifier: MIT */
#include "report/msg.h"

#include <string.h>

#include "base/mem.h"
#include "report/msg_table.h"
#include "report/quote.h"

const char *const rn_msg_langs[] = {"en", "ur", "hi", "ne", "ka", NULL};

const struct rn_msg_lang rn_msg_table[] = {
    {.code = "en", .words = rn_msg_en},
    {.code = "ur", .words = rn_msg_ur, .rtl = true, .joined = true},
    {.code = "hi", .words = rn_msg_hi, .joined = true, .zero_is_one = true},
    {.code = "ne", .words = rn_msg_ne, .joined = true},
    {.code = "ka", .words = rn_msg_ka},
    {0},
};

static const struct rn_msg_lang *find(const char *lang)
{
    const struct rn_msg_lang *l = rn_msg_table;
    while (l->code != NULL && strcmp(l->code, lang) != 0)
        l++;
    return l->code != NULL ? l : NULL;
}

static const struct rn_msg_lang *find_or_english(const char *lang)
{
    const struct rn_msg_lang *l = find(lang);
    return l != NULL ? l : rn_msg_table;
}

bool rn_msg_known(const char *lang)
{
    return find(lang) != NULL;
}

const char *rn_msg_dir(const char *lang)
{
    return find_or_english(lang)->rtl ? "rtl" : "ltr";
}

bool rn_msg_joined(const char *lang)
{
    return find_or_english(lang)->joined;
}

const char *rn_msg(const char *lang, enum rn_msg id)
{
    return find_or_english(lang)->words[id];
}

static struct rn_str nth(const char *words, int i)
{
    while (i-- > 0 && *words != '\0') {
        words += strcspn(words, " ");
        words += *words == ' ';
    }
    return rn_strn(words, strcspn(words, " "));
}

struct rn_str rn_msg_nth(const char *lang, enum rn_msg row, int i)
{
    return nth(rn_msg(lang, row), i);
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

/* The number as said takes the form of one. */
static bool is_one(const struct rn_msg_lang *l, const char *text)
{
    const char *digits = l->words[RN_MSG_DIGITS];
    return rn_str_is(nth(digits, 1), text) || (l->zero_is_one && rn_str_is(nth(digits, 0), text));
}

/* The text without the blank, comma or colon at its end; itself when there is none. */
static struct rn_str shorten(struct rn_str s)
{
    static const char *const leads[] = {" ", ",", ":", "،"};
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        size_t n = strlen(leads[i]);
        if (s.n >= n && memcmp(s.p + s.n - n, leads[i], n) == 0)
            return rn_strn(s.p, s.n - n);
    }
    return s;
}

/* Nothing is quoted: what led to the quote goes too. */
static void drop_lead(const void *ctx, struct rn_line *line)
{
    struct rn_part *last = line->part_count > 0 ? &line->part[line->part_count - 1] : NULL;
    if (last == NULL || last->kind != RN_PART_WORDS)
        return;
    struct rn_str s = rn_str(last->text), less = shorten(s);
    while (less.n < s.n) {
        s = less;
        less = shorten(s);
    }
    last->text = rn_dup(ctx, s);
}

/* What stands between the braces: "name" or "name|one|many". */
static void put_slot(const void *ctx, struct rn_line *line, const struct rn_msg_lang *l,
                     struct rn_str inner, const struct rn_slot *slots)
{
    const char *bar = memchr(inner.p, '|', inner.n);
    struct rn_str name = rn_strn(inner.p, bar != NULL ? (size_t)(bar - inner.p) : inner.n);
    const struct rn_slot *slot = slot_of(slots, name);
    if (slot == NULL || slot->text == NULL)
        return;
    if (slot->kind == RN_PART_QUOTE && slot->text[0] == '\0')
        drop_lead(ctx, line);
    if (bar == NULL) {
        rn_line_add(ctx, line, slot->kind, slot->text);
        return;
    }
    struct rn_str forms = rn_strn(bar + 1, inner.n - name.n - 1);
    const char *second = memchr(forms.p, '|', forms.n);
    size_t first = second != NULL ? (size_t)(second - forms.p) : forms.n;
    struct rn_str form = is_one(l, slot->text) || second == NULL
                             ? rn_strn(forms.p, first)
                             : rn_strn(second + 1, forms.n - first - 1);
    rn_line_add(ctx, line, RN_PART_WORDS, rn_dup(ctx, form));
}

void rn_msg_line(const void *ctx, struct rn_line *line, const char *lang, enum rn_msg id,
                 const struct rn_slot *slots)
{
    const struct rn_msg_lang *l = find_or_english(lang);
    const char *at = l->words[id];
    while (*at != '\0') {
        const char *open = strchr(at, '{'), *close = open != NULL ? strchr(open, '}') : NULL;
        if (close == NULL) {
            rn_line_add(ctx, line, RN_PART_WORDS, at);
            return;
        }
        if (open > at)
            rn_line_add(ctx, line, RN_PART_WORDS, rn_dup(ctx, rn_strn(at, (size_t)(open - at))));
        put_slot(ctx, line, l, rn_strn(open + 1, (size_t)(close - open - 1)), slots);
        at = close + 1;
    }
}

char *rn_msg_text(const void *ctx, const char *lang, enum rn_msg id, const struct rn_slot *slots)
{
    RN_SCOPE(tmp);
    struct rn_line line = {0};
    char *out = rn_dupz(ctx, "");
    rn_msg_line(tmp, &line, lang, id, slots);
    for (size_t i = 0; i < line.part_count; i++) {
        const char *text = line.part[i].text;
        bool outside = line.part[i].kind != RN_PART_WORDS;
        bool isolated = outside && (find_or_english(lang)->rtl || rn_report_rtl(text));
        out = (char *)rn_mem_check(talloc_asprintf_append(out, "%s%s%s", isolated ? "\u2068" : "",
                                                          text, isolated ? "\u2069" : ""));
    }
    return out;
}
