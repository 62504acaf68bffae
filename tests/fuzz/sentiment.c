/* SPDX-License-Identifier: MIT
 *
 * Sentiment: the first byte picks the language. Figures lie in their ranges, the sign goes with the
 * label, evidence lies in the text on borders of code points, and asking again gives the same.
 */
#include <math.h>
#include <stdlib.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "text/lexicon.h"
#include "text/sentiment.h"

static void need(bool truth)
{
    if (!truth)
        abort();
}

static bool on_border(struct rn_str text, uint32_t at)
{
    return at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

static void check(struct rn_str text, const struct rn_sentiment *s)
{
    const bool valid = rn_utf8_valid(text);
    need(s->score >= -1 && s->score <= 1 && s->confidence >= 0 && s->confidence <= 1);
    need(s->label != RN_LABEL_NEG || s->score < 0);
    need(s->label != RN_LABEL_POS || s->score > 0);
    need(s->span_count <= RN_SENTIMENT_SPANS);
    for (size_t i = 0; i < s->span_count; i++) {
        const struct rn_span *p = &s->span[i];
        need(p->start < p->end && p->end <= text.n && isfinite(p->weight));
        need(!valid || (on_border(text, p->start) && on_border(text, p->end)));
        need(i == 0 || s->span[i - 1].start != p->start);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rn_sentiment a, b;
    struct rn_words w = {0};
    RN_SCOPE(tmp);
    if (size == 0)
        return 0;
    size_t pick = data[0] % (rn_lexicons_n + 1);
    const char *lang = pick < rn_lexicons_n ? rn_lexicons[pick].lang : "und";
    struct rn_str text = rn_strn((const char *)data + 1, size - 1);
    const double stars = (data[0] >> 5) / 7.0;
    rn_words_make(tmp, &w, text, false);
    rn_sentiment_tell(tmp, text, &w, lang, NULL, NULL, &a);
    check(text, &a);
    rn_sentiment_tell(tmp, text, &w, lang, &stars, NULL, &b);
    check(text, &b);
    rn_sentiment_tell(tmp, text, &w, lang, NULL, NULL, &b);
    need(a.label == b.label && a.score == b.score && a.span_count == b.span_count);
    return 0;
}
