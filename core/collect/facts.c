/* SPDX-License-Identifier: MIT */
#include "collect/facts.h"

#include "base/mem.h"
#include "text/judgement_kept.h"
#include "text/script.h"

void rn_facts_make(const struct rn_stored *s, const struct rn_listing *listing, const char *source,
                   const char *place, unsigned events, double stars_before, int64_t now,
                   const struct rn_words *words, const struct rn_hits *hits, struct rn_facts *ret)
{
    *ret = (struct rn_facts){
        .review = &s->r,
        .id = s->id,
        .listing = s->listing,
        .listing_name = s->listing,
        .source = source,
        .place = place,
        .has_stars = s->has_stars,
        .stars = s->stars,
        .stars_before = stars_before,
        .replied = s->r.reply.state == RN_REPLY_PUBLISHED,
        .events = events,
        .now = now,
        .seen = s->seen_at,
        .author = s->author,
        .at = s->r.created.precision != RN_TIME_NONE ? s->r.created.us : s->seen_at,
        .tags = (const char *const *)s->tags,
        .tag_count = s->tag_count,
        .words = words,
        .hits = hits,
        .judgement = s->judged,
    };
    if (listing == NULL)
        return;
    ret->listing_name = listing->name != NULL ? listing->name : listing->id;
    ret->brand = listing->brand != NULL ? listing->brand->name : NULL;
    ret->label_names = listing->labels.name;
    ret->label_values = listing->labels.value;
    ret->label_count = listing->labels.n;
}

enum rn_status rn_facts_judgement(const void *ctx, struct rn_stored *s, struct rn_diag *d)
{
    if (s->judged != NULL || s->judgement.n == 0)
        return RN_OK;
    struct rn_judgement *j = rn_new(ctx, struct rn_judgement);
    s->judged = j;
    return rn_judgement_kept(ctx, s->judgement, s->r.title, s->r.text, j, d);
}

/* Adds a code unless it stands in the list already. */
static void add_lang(const void *ctx, const char **list, size_t *n, size_t max, struct rn_str code)
{
    for (size_t i = 0; i < *n; i++)
        if (rn_str_is(code, list[i]))
            return;
    if (code.n > 0 && *n < max)
        list[(*n)++] = rn_dup(ctx, code);
}

static void add_fallbacks(const void *ctx, const char **list, size_t *n, size_t max,
                          const char *codes)
{
    for (const char *p = codes; *p != '\0';) {
        size_t len = strcspn(p, " ");
        add_lang(ctx, list, n, max, rn_strn(p, len));
        p += len + strspn(p + len, " ");
    }
}

/* Nobody told the language: of the listing's own those that are written in the script of the text,
 * so that a text in Latin letters is never answered in Urdu. A text without letters takes the
 * listing's first. */
static void add_plausible(const void *ctx, const char **list, size_t *n, size_t max,
                          const struct rn_review *r, const struct rn_listing *listing)
{
    const char *script = rn_script_of(r->text.n > 0 ? r->text : r->title);
    for (size_t i = 0; i < listing->lang.n; i++)
        if (rn_script_fits(listing->lang.v[i], script))
            add_lang(ctx, list, n, max, rn_str(listing->lang.v[i]));
}

const char **rn_reply_langs(const void *ctx, const struct rn_review *r,
                            const struct rn_listing *listing, size_t *ret_count)
{
    enum { MAX = 16 };
    const char **list = rn_new_array(ctx, const char *, MAX);
    size_t n = 0;
    add_lang(ctx, list, &n, MAX, r->lang);
    for (size_t i = 0; listing != NULL && i < listing->lang_fallback.n; i++)
        if (rn_str_is(r->lang, listing->lang_fallback.name[i]))
            add_fallbacks(ctx, list, &n, MAX, listing->lang_fallback.value[i]);
    if (listing != NULL && r->lang.n > 0 && listing->lang.n > 0)
        add_lang(ctx, list, &n, MAX, rn_str(listing->lang.v[0]));
    if (listing != NULL && r->lang.n == 0)
        add_plausible(ctx, list, &n, MAX, r, listing);
    *ret_count = n;
    return list;
}
