/* SPDX-License-Identifier: MIT
 *
 * COVERAGE and DONE. Coverage always stands there: green, or the gaps with their sources' names.
 */
#include "report/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "config/config.h"
#include "report/msg.h"
#include "report/quote.h"
#include "report/say.h"

struct gap {
    const struct rn_seen *source;
    enum rn_gap gap;
    int64_t missed;
};

static int worst_first(const void *a, const void *b)
{
    const struct gap *x = a, *y = b;
    if (x->gap != y->gap)
        return (int)y->gap - (int)x->gap;
    if (x->missed != y->missed)
        return x->missed > y->missed ? -1 : 1;
    return strcmp(x->source->name, y->source->name);
}

static size_t find_gaps(const struct rn_facts *f, struct gap *v)
{
    size_t n = 0;
    for (size_t i = 0; i < f->source_count; i++) {
        enum rn_gap gap = rn_coverage_gap(&f->source[i], f->ask->now);
        if (gap != RN_GAP_NONE)
            v[n++] =
                (struct gap){&f->source[i], gap, rn_coverage_missed(&f->source[i], f->ask->now)};
    }
    if (n > 1)
        qsort(v, n, sizeof *v, worst_first);
    return n;
}

size_t rn_facts_gaps(const struct rn_facts *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->source_count; i++)
        n += rn_coverage_gap(&f->source[i], f->ask->now) != RN_GAP_NONE;
    return n;
}

static enum rn_msg sentence(const struct gap *gap)
{
    static const enum rn_msg by_gap[] = {RN_MSG_COVER_GREEN,  RN_MSG_COVER_SHORT,
                                         RN_MSG_COVER_LATE,   RN_MSG_COVER_CUT,
                                         RN_MSG_COVER_FAILED, RN_MSG_COVER_NEVER};
    if (gap->gap == RN_GAP_FAILED && gap->source->last_complete <= 0)
        return RN_MSG_COVER_FAILED_NEVER;
    return by_gap[gap->gap];
}

static void put_gap(const struct rn_say *say, const struct rn_facts *f, const struct gap *gap,
                    struct rn_section *s)
{
    static const char *const kinds[] = {"none", "short", "late", "cut_off", "failed", "never"};
    const struct rn_seen *seen = gap->source;
    const struct rn_listing *l = rn_facts_listing(f, seen->listing);
    const char *name = l != NULL && l->name != NULL ? l->name : seen->listing;
    bool is_short = gap->gap == RN_GAP_SHORT;
    struct rn_slot slots[] = {
        {"source", RN_PART_NAME, rn_report_clean(say->ctx, rn_str(seen->name), 40)},
        {"listing", RN_PART_NAME, rn_report_clean(say->ctx, rn_str(name), 40)},
        {"when", RN_PART_WORDS, rn_say_time(say, seen->last_complete)},
        {"n", RN_PART_WORDS, rn_say_int(say, is_short ? seen->expected : gap->missed)},
        {"k", RN_PART_WORDS, rn_say_int(say, seen->stored)},
        {0},
    };
    struct rn_line *line = rn_section_line(say->ctx, s, kinds[gap->gap]);
    line->source = seen->name;
    line->listing = seen->listing;
    rn_msg_line(say->ctx, line, say->lang, sentence(gap), slots);
}

static void put_count(const struct rn_say *say, struct rn_section *s, const char *kind,
                      enum rn_msg id, int64_t k, int64_t n, int64_t when)
{
    struct rn_slot slots[] = {{"k", RN_PART_WORDS, rn_say_int(say, k)},
                              {"n", RN_PART_WORDS, rn_say_int(say, n)},
                              {"when", RN_PART_WORDS, rn_say_time(say, when)},
                              {0}};
    rn_msg_line(say->ctx, rn_section_line(say->ctx, s, kind), say->lang, id, slots);
}

/* Complete to: the oldest of the last complete sweeps. */
static void put_green(const struct rn_say *say, const struct rn_facts *f, struct rn_section *s)
{
    int64_t oldest = f->source[0].last_complete;
    for (size_t i = 1; i < f->source_count; i++)
        if (f->source[i].last_complete < oldest)
            oldest = f->source[i].last_complete;
    put_count(say, s, "green", RN_MSG_COVER_GREEN, 0, (int64_t)f->source_count, oldest);
}

void rn_build_coverage(const struct rn_say *say, const struct rn_facts *f,
                       const struct rn_room *room, struct rn_digest *g)
{
    RN_SCOPE(tmp);
    struct rn_section *s = &g->section[RN_SECTION_COVERAGE];
    struct gap *v = rn_new_array(tmp, struct gap, f->source_count + 1);
    size_t n = find_gaps(f, v);
    int64_t total = (int64_t)f->source_count, fine = total - (int64_t)n;
    s->heading = rn_msg(say->lang, RN_MSG_HEAD_COVERAGE);
    g->green = n == 0;
    for (size_t i = 0; i < n && i < room->gaps; i++)
        put_gap(say, f, &v[i], s);
    if (n > room->gaps)
        put_count(say, s, "more", RN_MSG_COVER_MORE, 0, (int64_t)(n - room->gaps), 0);
    if (n > 0)
        put_count(say, s, "rest", RN_MSG_COVER_REST, fine, total, 0);
    else if (total > 0)
        put_green(say, f, s);
    else if (f->imports > 0)
        put_count(say, s, "imports", RN_MSG_COVER_IMPORTS, 0, f->imports, f->last_import);
    else
        put_count(say, s, "empty", RN_MSG_COVER_EMPTY, 0, 0, 0);
}

void rn_build_done(const struct rn_say *say, const struct rn_facts *f, struct rn_digest *g)
{
    struct rn_section *s = &g->section[RN_SECTION_DONE];
    bool nothing = f->fired == 0 && f->tags == 0 && f->drafts == 0;
    struct rn_slot slots[] = {{"fired", RN_PART_WORDS, rn_say_int(say, f->fired)},
                              {"tags", RN_PART_WORDS, rn_say_int(say, f->tags)},
                              {"drafts", RN_PART_WORDS, rn_say_int(say, f->drafts)},
                              {0}};
    s->heading = rn_msg(say->lang, RN_MSG_HEAD_DONE);
    rn_msg_line(say->ctx, rn_section_line(say->ctx, s, "rules"), say->lang,
                nothing ? RN_MSG_DONE_NOTHING : RN_MSG_DONE, slots);
}
