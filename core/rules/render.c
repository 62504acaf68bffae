/* SPDX-License-Identifier: MIT
 *
 * A template becomes a text: the first language that fits, the variant that the review's id
 * chooses, the short form when the place allows no more. Never cut, never blank.
 */
#include <ctype.h>

#include <renown/plugin.h>
#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/near.h"
#include "rules/set.h"

enum { TEXT_MAX = 200000 };

static bool same_letters(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (tolower((unsigned char)a[i]) != tolower((unsigned char)b[i]))
            return false;
    return true;
}

static const struct rn_wording *exact_lang(const struct rn_wordings *all, const char *lang,
                                           size_t n)
{
    for (size_t i = 0; i < all->n; i++)
        if (strlen(all->v[i].lang) == n && same_letters(all->v[i].lang, lang, n))
            return &all->v[i];
    return NULL;
}

/* ur-PK finds ur; ur-Latn does not: whoever writes Urdu in Latin letters may not read the other
 * script. */
static const struct rn_wording *fitting_lang(const struct rn_wordings *all, const char *lang)
{
    size_t n = strlen(lang);
    const struct rn_wording *w = exact_lang(all, lang, n);

    while (w == NULL && n > 0) {
        size_t end = n;
        while (n > 0 && lang[n - 1] != '-')
            n--;
        if (n == 0 || end - n == 4)
            break;
        n--;
        w = exact_lang(all, lang, n);
    }
    return w;
}

static const struct rn_wording *choose_lang(const struct rn_wordings *all,
                                            const struct rn_render *in)
{
    const struct rn_wording *w = NULL;

    for (size_t i = 0; i < in->lang_count && w == NULL; i++)
        w = fitting_lang(all, in->langs[i]);
    return w;
}

static bool is_recent(const struct rn_render *in, size_t variant)
{
    for (size_t i = 0; i < in->recent_count; i++)
        if (in->recent[i] == (int)variant + 1)
            return true;
    return false;
}

/* All used lately: then the chosen one after all. */
static size_t choose_variant(const struct rn_render *in, size_t count)
{
    struct rn_str parts[] = {rn_str(in->facts->id), rn_str(in->template_name)};
    char hash[RN_HASH_LEN + 1];
    size_t first;

    rn_hash_text((struct rn_str){NULL, 0}, parts, 2, hash);
    first = rn_hash64(rn_str(hash)) % count;
    for (size_t i = 0; i < count; i++)
        if (!is_recent(in, (first + i) % count))
            return (first + i) % count;
    return first;
}

static int64_t measure(struct rn_str s, int unit)
{
    if (unit == RN_UNIT_BYTES)
        return (int64_t)s.n;
    return (int64_t)(unit == RN_UNIT_UTF16 ? rn_utf8_count16(s) : rn_utf8_count(s));
}

static enum rn_status fill(const void *ctx, const struct rn_render *in, const struct rn_wording *w,
                           struct rn_rendered *ret, struct rn_diag *d)
{
    size_t variant = choose_variant(in, w->count);
    const char *missing;
    struct rn_buf b;
    enum rn_status status = RN_OK;

    rn_buf_init(&b, TEXT_MAX);
    missing = rn_pieces_fill(&w->variants[variant], in->facts, &b);
    if (missing != NULL)
        status =
            rn_fail(d, RN_INVALID,
                    "template \"%s\" needs {%s}, which this review does not have; give the slot a "
                    "fallback: {%s|…}",
                    in->template_name, missing, missing);
    else if (b.full || (in->limit > 0 && measure(rn_buf_str(&b), in->unit) > in->limit))
        status = rn_fail(
            d, RN_LIMIT,
            "template \"%s\" in %s gives a longer text than the place allows (%lld); write a "
            "short = { … } form",
            in->template_name, w->lang, (long long)in->limit);
    else if (rn_str_trim(rn_buf_str(&b)).n == 0)
        status = rn_fail(d, RN_INVALID, "template \"%s\" gives an empty text for this review",
                         in->template_name);
    else
        *ret = (struct rn_rendered){rn_dupz(ctx, rn_buf_z(&b)), w->lang, (int)variant + 1, false};
    rn_buf_free(&b);
    return status;
}

static enum rn_status no_template(const struct rn_rules *rules, const char *name, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    const char **names = rn_new_array(tmp, const char *, rules->template_count + 1), *near;

    for (size_t i = 0; i < rules->template_count; i++)
        names[i] = rules->templates[i]->name;
    near = rn_nearest(name, names, rules->template_count);
    if (near != NULL)
        return rn_fail(d, RN_INVALID, "there is no template \"%s\"; did you mean \"%s\"?", name,
                       near);
    return rn_fail(d, RN_INVALID, "there is no template \"%s\"", name);
}

enum rn_status rn_template_render(const void *ctx, struct rn_rules *rules,
                                  const struct rn_render *in, struct rn_rendered *ret,
                                  struct rn_diag *d)
{
    const struct rn_template *t = rn_rules_template(rules, in->template_name);
    const struct rn_wording *w, *brief;
    enum rn_status status;

    if (t == NULL)
        return no_template(rules, in->template_name, d);
    w = choose_lang(&t->full, in);
    if (w == NULL)
        return rn_fail(
            d, RN_GONE,
            "template \"%s\" has no text in the language of this review (%s) or of its listing",
            in->template_name, in->lang_count > 0 ? in->langs[0] : "not known");
    status = fill(ctx, in, w, ret, d);
    brief = status == RN_LIMIT ? exact_lang(&t->brief, w->lang, strlen(w->lang)) : NULL;
    if (brief == NULL)
        return status;
    status = fill(ctx, in, brief, ret, d);
    if (status == RN_OK)
        ret->shortened = true;
    return status;
}
