/* SPDX-License-Identifier: MIT
 *
 * One review as people see it on a terminal, before it is stored: `parse` and `import --preview`.
 */
#include "cli/verbs.h"

#include <renown/stamp.h>

#include "plugin/harvest.h"

void rn_out_part(struct rn_cli *cli, const char *before, struct rn_str text, bool multiline)
{
    if (text.n == 0)
        return;
    (void)rn_out_fmt(cli, "%s", before);
    (void)rn_out_outside(cli, text, multiline);
}

static void out_day(struct rn_cli *cli, struct rn_time t)
{
    char text[32];

    if (t.precision != RN_TIME_NONE)
        (void)rn_out_fmt(cli, "  %.10s", rn_stamp_text(t.us, text));
}

void rn_out_rating(struct rn_cli *cli, const struct rn_rating *r)
{
    double stars;

    if (rn_rating_stars(r, &stars))
        (void)rn_out_fmt(cli, "%.1f of 5", stars);
    else if (r->scale == RN_SCALE_THUMBS)
        (void)rn_out_fmt(cli, "%s", r->value > 0 ? "thumb up" : "thumb down");
    else
        (void)rn_out_fmt(cli, "no rating");
}

void rn_out_review(struct rn_cli *cli, const struct rn_review *r)
{
    rn_out_rating(cli, &r->rating);
    out_day(cli, r->created.precision != RN_TIME_NONE ? r->created : r->updated);
    rn_out_part(cli, "  ", r->author_name, false);
    rn_out_part(cli, "  [", r->lang, false);
    (void)rn_out_fmt(cli, r->lang.n > 0 ? "]" : "");
    rn_out_part(cli, "  id ", r->external_id, false);
    rn_out_part(cli, "\n", r->title, false);
    rn_out_part(cli, "\n", r->text, true);
    rn_out_part(cli, "\n  translated: ", r->translation, true);
    rn_out_part(cli, "\n  answered: ", r->reply.text, true);
    (void)rn_out_fmt(cli, "\n\n");
}
