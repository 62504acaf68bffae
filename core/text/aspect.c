/* SPDX-License-Identifier: MIT */
#include "text/aspect.h"

#include <math.h>

/* Words to look beyond the clause where it says nothing by itself: "The staff! Terrible." */
enum { BEYOND = 5 };
/* A word of this weight is half of all that can be said. */
static const double STRONG = 4;

struct clause {
    uint32_t from, to; /* words: from, up to before to */
};

static struct clause clause_of(const struct rn_felt *felt, uint32_t word)
{
    struct clause c = {0, UINT32_MAX};
    for (size_t i = 0; i < felt->border_count; i++) {
        if (felt->border[i] > word) {
            c.to = felt->border[i];
            break;
        }
        c.from = felt->border[i];
    }
    return c;
}

static uint32_t distance(const struct rn_mention *m, uint32_t word)
{
    return word < m->word ? m->word - word : word > m->last ? word - m->last : 0;
}

/* The nearest within the clause, else within BEYOND words of either side. */
static bool nearest(const struct rn_felt *felt, const struct rn_mention *m, double *ret)
{
    const struct clause c = clause_of(felt, m->word);
    uint32_t best = UINT32_MAX;
    for (size_t i = 0; i < felt->hit_count; i++) {
        const uint32_t word = felt->hit[i].word, d = distance(m, word);
        const bool inside = word >= c.from && word < c.to;
        const uint32_t cost = inside ? d : d + 1000;
        if (cost >= best || (!inside && d > BEYOND))
            continue;
        best = cost;
        *ret = (double)felt->hit[i].value;
    }
    return best != UINT32_MAX;
}

bool rn_aspect_tell(const struct rn_signs *signs, const struct rn_felt *felt, unsigned topic,
                    double *ret)
{
    double sum = 0, v;
    size_t n = 0;
    for (size_t i = 0; i < signs->mention_count; i++) {
        if (signs->mention[i].topic != topic || !nearest(felt, &signs->mention[i], &v))
            continue;
        sum += v;
        n++;
    }
    if (n > 0)
        *ret = tanh(sum / STRONG);
    return n > 0;
}
