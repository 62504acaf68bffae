/* SPDX-License-Identifier: MIT */
#include "collect/item.h"

#include <renown/stamp.h>

#include "base/mem.h"
#include "plugin/harvest.h"
#include "text/judgement_kept.h"

struct rn_batch *rn_batch_new(const void *ctx)
{
    struct rn_batch *b = rn_new(ctx, struct rn_batch);
    b->items = rn_new_array(b, struct rn_item, RN_BATCH_ITEMS);
    b->strings = rn_pool(b, 1 << 20);
    return b;
}

void rn_batch_clear(struct rn_batch *b)
{
    talloc_free_children(b->strings); /* the pool itself is used again */
    b->count = b->bytes = 0;
}

bool rn_batch_full(const struct rn_batch *b)
{
    return b->count >= RN_BATCH_ITEMS || b->bytes >= RN_BATCH_BYTES;
}

/* The person behind a review: the place's own id, else the name, within one origin. */
static void author_key(const struct rn_item_maker *m, const struct rn_review *r, char *out)
{
    struct rn_str who = r->author_id.n > 0 ? r->author_id : r->author_name;
    const struct rn_str parts[] = {rn_str(m->place), rn_str(m->account),
                                   rn_str(r->author_id.n > 0 ? "id" : "name"), who};
    out[0] = '\0';
    if (who.n > 0)
        rn_id_make(parts, 4, out);
}

static int32_t day_of(const struct rn_item_maker *m, const struct rn_review *r)
{
    const struct rn_time t = r->created.precision != RN_TIME_NONE ? r->created : r->updated;
    switch (t.precision) {
    case RN_TIME_SECOND:
        return rn_zone_day(m->zone, t.us);
    case RN_TIME_DAY:
    case RN_TIME_MONTH:
        /* a date without a time is that date, in whichever zone the writer was */
        return (int32_t)(t.us / (INT64_C(86400) * 1000000));
    default:
        return rn_zone_day(m->zone, m->now);
    }
}

void rn_item_seal(const char *salt, const char *content, struct rn_str reply,
                  char out[RN_HASH_LEN + 1])
{
    const struct rn_str parts[] = {rn_str(content), reply};
    rn_hash_text(rn_str(salt), parts, 2, out);
}

static void judge(const void *ctx, const struct rn_learned *learned, struct rn_item *it)
{
    const struct rn_judging in = {.text = rn_judged_text(ctx, it->r.title, it->r.text),
                                  .words = &it->words,
                                  .mark = it->r.lang,
                                  .has_stars = it->has_stars,
                                  .stars = it->stars,
                                  .langs = it->langs,
                                  .lang_count = it->lang_count,
                                  .learned = learned};
    if (in.text.n == 0)
        return; /* stars alone are judged by themselves */
    rn_judge(ctx, &in, &it->judged);
    it->judgement = rn_judgement_keep(ctx, &it->judged, in.text);
}

void rn_item_ready(struct rn_batch *b, struct rn_item *it, const struct rn_rules *rules)
{
    if (it->worded)
        return;
    rn_words_of(b, &it->words, it->r.title, it->r.text, it->r.lang);
    if (rules != NULL)
        rn_rules_scan(b, rules, &it->words, &it->hits);
    judge(b->strings, b->learned, it);
    rn_random_key(it->salt);
    rn_item_seal(it->salt, it->content, it->r.reply.text, it->seal);
    it->worded = true;
}

bool rn_batch_add(struct rn_batch *b, const struct rn_item_maker *m, const struct rn_review *r)
{
    struct rn_item *it = &b->items[b->count];
    it->r = *r;
    const bool named = r->external_id.n > 0 || r->author_id.n > 0 || r->author_name.n > 0;
    if (!rn_review_clean(b->strings, &it->r, m->warn, m->arg) && !named)
        return false; /* nobody said nothing */
    const struct rn_str id[] = {rn_str(m->place), rn_str(m->account), it->r.external_id};
    rn_id_make(id, 3, it->id);
    author_key(m, &it->r, it->author);
    rn_content_hash(&it->r, it->content);
    rn_reply_hash(&it->r.reply, it->reply);
    it->has_stars = rn_rating_stars(&it->r.rating, &it->stars);
    it->day = day_of(m, &it->r);
    if (it->r.created.precision != RN_TIME_NONE && it->r.created.us > m->now + RN_DAY &&
        m->warn != NULL)
        m->warn(m->arg, "it is dated in the future, so no digest counts it before that day");
    it->worded = false;
    it->langs = m->langs;
    it->lang_count = m->lang_count;
    it->judged = (struct rn_judgement){0};
    it->judgement = (struct rn_str){0};
    if (!m->wordless)
        rn_item_ready(b, it, m->rules);
    b->bytes += it->r.text.n + it->r.title.n + it->r.translation.n + it->r.reply.text.n + 512;
    b->count++;
    return true;
}
