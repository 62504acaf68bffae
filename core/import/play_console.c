/* SPDX-License-Identifier: MIT
 *
 * The monthly reviews file of the Play Console. Columns by name, in any order, some may be missing;
 * the id is in the link, the same as the API's; ratings without text have no link and so no id.
 */
#include "import/form.h"

#include <renown/url.h>

#include "base/id.h"
#include "base/mem.h"
#include "import/csv.h"

enum { LINK_ID_MAX = 512 };

enum column {
    PACKAGE,
    CODE,
    VERSION,
    LANGUAGE,
    DEVICE,
    SUBMITTED,
    SUBMITTED_MS,
    UPDATED,
    UPDATED_MS,
    STARS,
    TITLE,
    TEXT,
    REPLIED,
    REPLIED_MS,
    REPLY,
    LINK,
    COLUMNS
};

static const char *const names[COLUMNS] = {
    [PACKAGE] = "Package Name",
    [CODE] = "App Version Code",
    [VERSION] = "App Version Name",
    [LANGUAGE] = "Reviewer Language",
    [DEVICE] = "Device",
    [SUBMITTED] = "Review Submit Date and Time",
    [SUBMITTED_MS] = "Review Submit Millis Since Epoch",
    [UPDATED] = "Review Last Update Date and Time",
    [UPDATED_MS] = "Review Last Update Millis Since Epoch",
    [STARS] = "Star Rating",
    [TITLE] = "Review Title",
    [TEXT] = "Review Text",
    [REPLIED] = "Developer Reply Date and Time",
    [REPLIED_MS] = "Developer Reply Millis Since Epoch",
    [REPLY] = "Developer Reply Text",
    [LINK] = "Review Link",
};

struct play {
    size_t at[COLUMNS];
    struct rn_buf id;
    char hint[256], lang[64];
    char *package; /* of the first row: a file is about one app */
};

static int play_free(struct play *p)
{
    rn_buf_free(&p->id);
    return 0;
}

enum rn_status rn_play_open(struct rn_form_ctx *f, struct rn_diag *d)
{
    struct play *p = rn_new(f->mem, struct play);
    rn_buf_init(&p->id, LINK_ID_MAX);
    talloc_set_destructor(p, play_free);
    f->state = p;
    for (size_t i = 0; i < COLUMNS; i++)
        p->at[i] = rn_form_column(f->csv, names[i]);
    if (p->at[STARS] == SIZE_MAX)
        return rn_fail(d, RN_INVALID,
                       "%s is no reviews file of the Play Console: it has no column \"%s\"",
                       f->name, names[STARS]);
    if (p->at[SUBMITTED] == SIZE_MAX && p->at[SUBMITTED_MS] == SIZE_MAX)
        return rn_fail(d, RN_INVALID,
                       "%s is no reviews file of the Play Console: it has no column \"%s\"",
                       f->name, names[SUBMITTED]);
    return RN_OK;
}

/* ---- one row --------------------------------------------------------------------------------- */

static struct rn_str cell(const struct play *p, const struct rn_csv_row *row, enum column c)
{
    return rn_form_cell(row, p->at[c]);
}

/* The written date, or else the milliseconds; a date that is none is said once. */
static struct rn_time when(const struct play *p, const struct rn_csv_row *row, enum column date,
                           enum column millis, struct rn_draft *draft)
{
    struct rn_time t = {0};
    struct rn_str written = cell(p, row, date), ms = cell(p, row, millis);
    bool read = rn_import_time(written, NULL, &t) || rn_import_time(ms, NULL, &t);
    if (!read && (written.n > 0 || ms.n > 0))
        rn_draft_warn(draft, "\"%s\" is no date that can be read", names[date]);
    return read ? t : (struct rn_time){0};
}

/* "#ReviewDetailsPlace:p=…&reviewid=gp:…" of old and "?reviewId=gp%3A…" of new. */
static struct rn_str link_id(struct play *p, struct rn_str link)
{
    struct rn_str coded = {0};
    rn_buf_clear(&p->id);
    if (!rn_url_param(link, "reviewId", &coded) && !rn_url_param(link, "reviewid", &coded))
        return coded;
    if (rn_url_decode(&p->id, coded, false) != RN_OK)
        return (struct rn_str){0};
    return rn_str_trim(rn_buf_str(&p->id));
}

/* What tells a bare rating apart from the others; in the file two may still be the same. */
static struct rn_str bare_key(struct play *p, const struct rn_csv_row *row)
{
    struct rn_str ms = cell(p, row, SUBMITTED_MS);
    struct rn_str parts[] = {cell(p, row, PACKAGE), ms.n > 0 ? ms : cell(p, row, SUBMITTED),
                             cell(p, row, DEVICE), cell(p, row, LANGUAGE)};
    int n = snprintf(p->hint, sizeof p->hint, "%.*s|%.*s|%.*s|%.*s", RN_STR_ARG(parts[0]),
                     RN_STR_ARG(parts[1]), RN_STR_ARG(parts[2]), RN_STR_ARG(parts[3]));
    if (n > 200)
        rn_hash_text(rn_str("play"), parts, sizeof parts / sizeof parts[0], p->hint);
    return rn_str(p->hint);
}

static struct rn_str language(struct play *p, struct rn_str lang)
{
    if (lang.n >= sizeof p->lang)
        return (struct rn_str){0};
    for (size_t i = 0; i < lang.n; i++)
        p->lang[i] = lang.p[i] == '_' ? '-' : lang.p[i];
    return rn_strn(p->lang, lang.n);
}

static void fill(struct play *p, const struct rn_csv_row *row, struct rn_draft *draft)
{
    struct rn_review *r = &draft->review;
    struct rn_str version = cell(p, row, VERSION), link = cell(p, row, LINK);
    r->external_id = link_id(p, link);
    if (r->external_id.n == 0)
        r->key_hint = bare_key(p, row);
    r->url = link;
    r->title = cell(p, row, TITLE);
    r->text = cell(p, row, TEXT);
    r->lang = language(p, cell(p, row, LANGUAGE));
    r->app_version = version.n > 0 ? version : cell(p, row, CODE);
    r->created = when(p, row, SUBMITTED, SUBMITTED_MS, draft);
    r->updated = when(p, row, UPDATED, UPDATED_MS, draft);
    r->reply.text = cell(p, row, REPLY);
    r->reply.at = when(p, row, REPLIED, REPLIED_MS, draft);
}

bool rn_play_origin(const struct rn_form_ctx *f, const char **ret_place, const char **ret_account)
{
    const struct play *p = f->state;
    *ret_place = "playstore";
    *ret_account = p->package;
    return p->package != NULL;
}

/* The first row says which app the file is about. */
static bool same_app(struct rn_form_ctx *f, struct play *p, const struct rn_csv_row *row)
{
    const struct rn_str package = cell(p, row, PACKAGE);
    if (p->package == NULL && package.n > 0)
        p->package = rn_dup(f->mem, package);
    return p->package == NULL || package.n == 0 || rn_str_is(package, p->package);
}

enum rn_status rn_play_row(struct rn_form_ctx *f, const struct rn_csv_row *row,
                           struct rn_draft *draft, struct rn_diag *d)
{
    struct play *p = f->state;
    struct rn_str stars = cell(p, row, STARS);
    if (!same_app(f, p, row))
        return rn_fail(d, RN_INVALID,
                       "%s:%lld: the row is about another app than %s; the row was passed over: "
                       "import each app's own file",
                       f->name, (long long)row->line, p->package);
    rn_draft_begin(draft, NULL);
    fill(p, row, draft);
    draft->has_stars = rn_import_number(stars, &draft->stars);
    if (!draft->has_stars || draft->stars < 1 || draft->stars > 5)
        return rn_fail(d, RN_INVALID,
                       "%s:%lld: \"%s\" must be 1 to 5 and is \"%.*s\"; the row was passed over",
                       f->name, (long long)row->line, names[STARS],
                       (int)(stars.n < 40 ? stars.n : 40), stars.n > 0 ? stars.p : "");
    rn_draft_rate(draft, 5, 1);
    return RN_OK;
}
