/* SPDX-License-Identifier: MIT
 *
 * Judgement of any bytes: in bounds, the same twice, kept and read back as it was, evidence out of
 * the text; and any bytes in place of a kept judgement.
 */
#include <stdlib.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "text/judgement_kept.h"
#include "text/language.h"

static void need(bool truth)
{
    if (!truth)
        abort();
}

static void check(const void *ctx, struct rn_str text, const struct rn_judgement *j)
{
    need(j->lang != NULL && j->lang_confidence >= 0 && j->lang_confidence <= 1);
    need(j->sentiment >= -1 && j->sentiment <= 1 && j->confidence >= 0 && j->confidence <= 1);
    need(j->label != RN_LABEL_NEG || j->sentiment < 0);
    need(j->label != RN_LABEL_POS || j->sentiment > 0);
    for (size_t i = 0; i < j->evidence_count; i++) {
        const struct rn_str e = j->evidence[i];
        need(e.n > 0 && e.p >= text.p && e.p + e.n <= text.p + text.n);
        need(!rn_utf8_valid(text) || rn_utf8_valid(e));
    }
    (void)ctx;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = {"ur", "en"};
    RN_SCOPE(tmp);
    struct rn_judgement j, again, read;
    struct rn_diag d;
    const size_t cut = size > 4 ? 2 : 0; /* two bytes choose what is known beside the text */
    const struct rn_judging in = {.text = rn_strn((const char *)data + cut, size - cut),
                                  .mark = rn_strn((const char *)data, cut),
                                  .has_stars = cut > 0 && data[0] % 6 > 0,
                                  .stars = cut > 0 ? data[0] % 6 : 0,
                                  .langs = langs,
                                  .lang_count = cut > 0 ? data[1] % 3 : 0};
    rn_judge(tmp, &in, &j);
    check(tmp, in.text, &j);
    rn_judge(tmp, &in, &again);
    const struct rn_str kept = rn_judgement_keep(tmp, &j, in.text), none = rn_strn(NULL, 0);
    need(rn_str_eq(kept, rn_judgement_keep(tmp, &again, in.text)));
    need(rn_judgement_kept(tmp, kept, none, in.text, &read, &d) == RN_OK);
    need(rn_str_eq(kept, rn_judgement_keep(tmp, &read, in.text)));
    if (rn_judgement_kept(tmp, in.text, none, in.text, &read, &d) == RN_OK)
        need(rn_label_word(read.label) != NULL);
    return 0;
}
