/* SPDX-License-Identifier: MIT
 *
 * Survey answers by the name of their question: nps 0..10, csat 1..5, ces 1..7. A header is either
 * external_id,score,text,created_at or respondent,score,comment,answered_at,wave. A respondent
 * counts once in a wave, with the latest answer; who it was is hashed before anything else sees it.
 */
#include "import/form.h"

#include <renown/utf8.h>

#include "base/id.h"
#include "base/mem.h"
#include "import/csv.h"
#include "import/window.h"

enum column { ID, RESPONDENT, WAVE, SCORE, TEXT, COMMENT, CREATED, ANSWERED, LANGUAGE, COLUMNS };

static const char *const names[COLUMNS] = {
    [ID] = "external_id",     [RESPONDENT] = "respondent",
    [WAVE] = "wave",          [SCORE] = "score",
    [TEXT] = "text",          [COMMENT] = "comment",
    [CREATED] = "created_at", [ANSWERED] = "answered_at",
    [LANGUAGE] = "lang",
};

static const struct {
    const char *form;
    int worst, best;
} scales[] = {{"nps", 0, 10}, {"csat", 1, 5}, {"ces", 1, 7}};

struct survey {
    size_t at[COLUMNS];
    int worst, best;
    char person[RN_HASH_LEN + 1], key[RN_HASH_LEN + 1];
};

enum rn_status rn_survey_open(struct rn_form_ctx *f, struct rn_diag *d)
{
    struct survey *s = rn_new(f->mem, struct survey);
    f->state = s;
    for (size_t i = 0; i < COLUMNS; i++)
        s->at[i] = rn_form_column(f->csv, names[i]);
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++)
        if (strcmp(f->form->name, scales[i].form) == 0)
            s->worst = scales[i].worst, s->best = scales[i].best;
    bool named = s->at[ID] != SIZE_MAX || s->at[RESPONDENT] != SIZE_MAX;
    if (s->at[SCORE] != SIZE_MAX && named)
        return RN_OK;
    return rn_fail(
        d, RN_INVALID,
        "%s is no %s file: it has no column \"%s\" (its header must be "
        "external_id,score,text,created_at or respondent,score,comment,answered_at,wave)",
        f->name, f->form->name, named ? "score" : "external_id\" or \"respondent");
}

static struct rn_str either(const struct survey *s, const struct rn_csv_row *row, enum column a,
                            enum column b)
{
    struct rn_str v = rn_form_cell(row, s->at[a]);
    return v.n > 0 ? v : rn_form_cell(row, s->at[b]);
}

/* Ids as they stand; respondents as hashes; answers of nobody by all that they say, or they would
 * all be one. */
static void identify(struct survey *s, const struct rn_csv_row *row, struct rn_draft *draft)
{
    struct rn_review *r = &draft->review;
    struct rn_str wave = rn_form_cell(row, s->at[WAVE]);
    struct rn_str who = rn_form_cell(row, s->at[RESPONDENT]);
    struct rn_str parts[] = {who, wave};
    r->external_id = rn_form_cell(row, s->at[ID]);
    if (who.n > 0) {
        rn_hash_text(rn_str("respondent"), parts, 1, s->person);
        r->author_id = rn_str(s->person);
    }
    if (r->external_id.n > 0)
        return;
    rn_hash_text(rn_str("answer"), parts, 2, s->key);
    if (who.n > 0)
        r->external_id = rn_str(s->key);
    else
        rn_draft_key(draft);
}

static enum rn_status score(const struct rn_form_ctx *f, const struct survey *s,
                            const struct rn_csv_row *row, struct rn_draft *draft, struct rn_diag *d)
{
    struct rn_str v = rn_form_cell(row, s->at[SCORE]);
    draft->has_value = rn_import_number(v, &draft->value);
    bool within = draft->has_value && draft->value >= s->worst && draft->value <= s->best;
    if (v.n > 0 && !within)
        return rn_fail(d, RN_INVALID,
                       "%s:%lld: the score must be %d to %d for %s and is \"%.*s\"; the row was "
                       "passed over",
                       f->name, (long long)row->line, s->worst, s->best, f->form->name,
                       RN_STR_ARG(rn_utf8_cut(v, 40)));
    rn_draft_rate(draft, s->best, s->worst);
    return RN_OK;
}

enum rn_status rn_survey_row(struct rn_form_ctx *f, const struct rn_csv_row *row,
                             struct rn_draft *draft, struct rn_diag *d)
{
    struct survey *s = f->state;
    struct rn_review *r = &draft->review;
    struct rn_str at = either(s, row, ANSWERED, CREATED);
    rn_draft_begin(draft, NULL);
    r->kind = RN_KIND_SURVEY;
    r->text = either(s, row, TEXT, COMMENT);
    r->lang = rn_form_cell(row, s->at[LANGUAGE]);
    if (at.n > 0 && !rn_import_time(at, NULL, &r->created))
        rn_draft_warn(draft, "the time of the answer is no date that can be read: \"%.*s\"",
                      RN_STR_ARG(rn_utf8_cut(at, 40)));
    r->updated = r->created; /* of two answers the later one counts */
    identify(s, row, draft);
    return score(f, s, row, draft, d);
}
