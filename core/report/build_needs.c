/* SPDX-License-Identifier: MIT
 *
 * NEEDS YOU and WHY: people and what they said, in whole sentences.
 */
#include "report/facts.h"

#include "base/mem.h"
#include "report/msg.h"
#include "report/quote.h"
#include "report/say.h"
#include "text/sign.h"

enum { SHOWN = 3, NAME = 40, LISTING = 40, NOTE = 80 };

static const char *name_of(const struct rn_say *say, const char *text)
{
    char *clean = rn_report_clean(say->ctx, rn_str(text), NAME);
    return clean[0] != '\0' ? clean : rn_msg(say->lang, RN_MSG_NOBODY);
}

static const char *stars_of(const struct rn_say *say, const struct rn_voice *v, const char *after)
{
    return v->stars > 0 ? rn_fmt(say->ctx, "%s%s", rn_say_stars(say, v->stars), after) : "";
}

static const char *listing_of(const struct rn_say *say, const struct rn_voice *v)
{
    return rn_report_clean(say->ctx, rn_str(v->listing_name), LISTING);
}

static enum rn_msg sentence(const struct rn_need *need)
{
    static const enum rn_msg plain[] = {RN_MSG_NEED_ESCALATION, RN_MSG_NEED_OVERDUE,
                                        RN_MSG_NEED_DUE, RN_MSG_NEED_SOURCE, RN_MSG_NEED_DRAFTS};
    if (need->draft && need->kind == RN_NEED_OVERDUE)
        return RN_MSG_NEED_OVERDUE_DRAFT;
    if (need->draft && need->kind == RN_NEED_DUE)
        return RN_MSG_NEED_DUE_DRAFT;
    return plain[need->kind];
}

static void put_need(const struct rn_say *say, const struct rn_need *need,
                     const struct rn_room *room, struct rn_section *s)
{
    static const char *const kinds[] = {"escalation", "overdue", "due", "source", "drafts"};
    bool source = need->kind == RN_NEED_SOURCE;
    struct rn_str said = rn_str(source ? need->note : need->voice.text);
    size_t max = source && room->need_quote > 0 ? NOTE : room->need_quote;
    struct rn_slot slots[] = {
        {"who", RN_PART_NAME, name_of(say, need->voice.who)},
        {"stars", RN_PART_WORDS, stars_of(say, &need->voice, rn_msg(say->lang, RN_MSG_COMMA))},
        {"listing", RN_PART_NAME, listing_of(say, &need->voice)},
        {"quote", RN_PART_QUOTE, max > 0 ? rn_report_quote(say->ctx, said, max) : ""},
        {"rule", RN_PART_NAME, rn_report_clean(say->ctx, rn_str(need->rule), NAME)},
        {"source", RN_PART_NAME, rn_report_clean(say->ctx, rn_str(need->source), NAME)},
        {"when", RN_PART_WORDS, rn_say_time(say, need->due)},
        {"n", RN_PART_WORDS, rn_say_int(say, need->count)},
        {0},
    };
    struct rn_line *line = rn_section_line(say->ctx, s, kinds[need->kind]);
    line->review = need->voice.id;
    line->listing = need->voice.listing;
    line->source = need->source;
    line->number = rn_say_int(say, (int64_t)s->line_count);
    rn_msg_line(say->ctx, line, say->lang, sentence(need), slots);
}

void rn_build_needs(const struct rn_say *say, const struct rn_facts *f, const struct rn_room *room,
                    struct rn_digest *g)
{
    struct rn_section *s = &g->section[RN_SECTION_NEEDS];
    size_t shown = f->need_count < SHOWN ? f->need_count : SHOWN;
    g->needs_total = (int64_t)(f->need_count + f->need_unseen);
    const enum rn_msg none = rn_facts_gaps(f) > 0 ? RN_MSG_HEAD_NOTHING_SEEN : RN_MSG_HEAD_NOTHING;
    s->heading = rn_msg(say->lang, g->needs_total > 0 ? RN_MSG_HEAD_NEEDS : none);
    s->numbered = true;
    for (size_t i = 0; i < shown; i++)
        put_need(say, &f->need[i], room, s);
    if (g->needs_total <= (int64_t)shown)
        return;
    struct rn_slot slots[] = {
        {"n", RN_PART_WORDS, rn_say_int(say, g->needs_total - (int64_t)shown)}, {0}};
    rn_msg_line(say->ctx, rn_section_line(say->ctx, s, "more"), say->lang, RN_MSG_NEED_MORE, slots);
}

void rn_build_voice(const struct rn_say *say, const struct rn_voice *v, enum rn_msg id,
                    const char *kind, size_t max, struct rn_section *s)
{
    if (v->id == NULL)
        return;
    struct rn_slot slots[] = {
        {"who", RN_PART_NAME, name_of(say, v->who)},
        {"stars", RN_PART_WORDS, stars_of(say, v, " ")},
        {"listing", RN_PART_NAME, listing_of(say, v)},
        {"when", RN_PART_WORDS, rn_say_date(say, v->day)},
        {"quote", RN_PART_QUOTE, rn_report_quote(say->ctx, rn_str(v->text), max)},
        {0},
    };
    struct rn_line *line = rn_section_line(say->ctx, s, kind);
    line->review = v->id;
    line->listing = v->listing;
    rn_msg_line(say->ctx, line, say->lang, id, slots);
}

/* A review that already stands under NEEDS YOU says nothing new here. */
static bool shown_above(const struct rn_facts *f, const struct rn_voice *v)
{
    for (size_t i = 0; v->id != NULL && i < f->need_count && i < SHOWN; i++)
        if (f->need[i].voice.id != NULL && rn_str_is(rn_str(v->id), f->need[i].voice.id))
            return true;
    return false;
}

/* The name of a topic in the reader's language; a phrase is outside text. */
static struct rn_slot topic_slot(const struct rn_say *say, const struct rn_topic_fact *t)
{
    if (t->phrase)
        return (struct rn_slot){"topic", RN_PART_QUOTE,
                                rn_report_quote(say->ctx, rn_str(t->name), 40)};
    int at = 0;
    while (at + 1 < RN_TOPICS && strcmp(rn_topic_words[at], t->name) != 0)
        at++;
    return (struct rn_slot){"topic", RN_PART_WORDS,
                            rn_dup(say->ctx, rn_msg_nth(say->lang, RN_MSG_TOPICS, at))};
}

static void put_topic(const struct rn_say *say, const struct rn_facts *f,
                      const struct rn_topic_fact *t, size_t max, struct rn_section *s)
{
    const struct rn_voice *v = t->voice_count > 0 ? &t->voice[0] : NULL;
    const struct rn_slot slots[] = {
        topic_slot(say, t),
        {"n", RN_PART_WORDS, rn_say_int(say, t->n)},
        {"total", RN_PART_WORDS, rn_say_int(say, f->topic_total)},
        {"before", RN_PART_WORDS, rn_say_int(say, t->before)},
        {"before_total", RN_PART_WORDS, rn_say_int(say, f->topic_before)},
        {"base", RN_PART_WORDS, rn_say_int(say, 4 * f->topic_days)},
        {"quote", RN_PART_QUOTE,
         v != NULL ? rn_report_quote(say->ctx, rn_str(v->text), max) : NULL},
        {0},
    };
    struct rn_line *line = rn_section_line(say->ctx, s,
                                           t->fresh    ? "new"
                                           : t->rising ? "rising"
                                                       : "falling");
    line->review = v != NULL && t->rising ? v->id : NULL;
    line->listing = v != NULL && t->rising ? v->listing : NULL;
    rn_msg_line(say->ctx, line, say->lang,
                t->fresh    ? RN_MSG_WHY_FRESH
                : t->rising ? RN_MSG_WHY_RISING
                            : RN_MSG_WHY_FALLING,
                slots);
}

enum { TOPICS_SHOWN = 2 };

/* What rose says more than one low rating; without it, that one speaks. */
void rn_build_why(const struct rn_say *say, const struct rn_facts *f, const struct rn_room *room,
                  struct rn_digest *g)
{
    struct rn_section *s = &g->section[RN_SECTION_WHY];
    const size_t topics = f->topic_count < TOPICS_SHOWN ? f->topic_count : TOPICS_SHOWN;
    for (size_t i = 0; i < topics && i < room->voices; i++)
        put_topic(say, f, &f->topic[i], room->why_quote, s);
    if (s->line_count == 0 && room->voices > 0 && !shown_above(f, &f->low))
        rn_build_voice(say, &f->low, RN_MSG_WHY_LOW, "low", room->why_quote, s);
    if (room->voices > 0 && s->line_count < room->voices + (topics > 0))
        rn_build_voice(say, &f->praise, RN_MSG_WHY_PRAISE, "praise", room->why_quote, s);
    if (s->line_count > 0)
        s->heading = rn_msg(say->lang, RN_MSG_HEAD_WHY);
}
