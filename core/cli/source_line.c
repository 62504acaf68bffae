/* SPDX-License-Identifier: MIT */
#include "cli/source_line.h"

void rn_source_line_json(struct rn_cli *cli, const struct rn_source_result *r)
{
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "source", rn_str(r->source));
    rn_jsonw_kstr(w, "listing", rn_str(r->listing));
    rn_jsonw_kint(w, "requests", r->requests);
    rn_jsonw_kint(w, "new", r->added);
    rn_jsonw_kint(w, "changed", r->changed);
    rn_jsonw_kint(w, "unchanged", r->unchanged);
    rn_jsonw_kint(w, "removed", r->removed);
    rn_jsonw_kbool(w, "complete", r->complete);
    rn_jsonw_key(w, "warnings");
    rn_jsonw_array(w);
    for (size_t i = 0; i < r->warning_count; i++)
        rn_jsonw_str(w, rn_str(r->warnings[i]));
    rn_jsonw_end(w);
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

void rn_source_line_people(struct rn_cli *cli, const struct rn_source_result *r)
{
    (void)rn_out_fmt(
        cli, "%s: %lld new, %lld changed, %lld unchanged, %lld removed, %lld requests%s", r->source,
        (long long)r->added, (long long)r->changed, (long long)r->unchanged, (long long)r->removed,
        (long long)r->requests, r->complete ? "" : ", INCOMPLETE");
}
