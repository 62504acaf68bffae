/* SPDX-License-Identifier: MIT
 *
 * The digest for programs: one object on one line. Absent is absent. Every figure is an object of
 * value, n, before and receipt; every sentence carries the ids of what it is about.
 */
#include "report/digest.h"

#include <string.h>

#include <renown/json.h>
#include <renown/stamp.h>

#include "report/figure.h"

enum { LINE_MAX_BYTES = 16 * 1024 };

static void kz(struct rn_jsonw *w, const char *key, const char *text)
{
    rn_jsonw_kopt(w, key, rn_str(text));
}

static void put_figure(struct rn_jsonw *w, const struct rn_figure *fig)
{
    rn_jsonw_object(w);
    rn_figure_write(w, fig);
    rn_jsonw_end(w);
}

/* Without isolates: a program shows it in its own way. Outside text never holds any (quote.h). */
static void add_unmarked(struct rn_buf *b, const char *text)
{
    for (const char *p = text; *p != '\0';) {
        bool isolate = strncmp(p, "\u2068", 3) == 0 || strncmp(p, "\u2069", 3) == 0;
        if (!isolate)
            rn_buf_addc(b, *p);
        p += isolate ? 3 : 1;
    }
}

static void put_sentence(struct rn_jsonw *w, const struct rn_digest *g, const struct rn_line *line)
{
    struct rn_buf b;
    rn_buf_init(&b, LINE_MAX_BYTES);
    for (size_t i = 0; i < line->part_count; i++) {
        bool quote = line->part[i].kind == RN_PART_QUOTE;
        rn_buf_addz(&b, quote ? g->open : "");
        add_unmarked(&b, line->part[i].text);
        rn_buf_addz(&b, quote ? g->close : "");
    }
    rn_jsonw_kstr(w, "text", rn_buf_str(&b));
    rn_buf_free(&b);
}

static void put_verdict(struct rn_jsonw *w, const struct rn_digest *g)
{
    struct rn_buf b;
    rn_buf_init(&b, LINE_MAX_BYTES);
    add_unmarked(&b, g->verdict);
    rn_jsonw_kstr(w, "verdict", rn_buf_str(&b));
    rn_buf_free(&b);
}

static void put_line(struct rn_jsonw *w, const struct rn_digest *g, const struct rn_line *line)
{
    rn_jsonw_object(w);
    kz(w, "kind", line->kind);
    put_sentence(w, g, line);
    kz(w, "review", line->review);
    kz(w, "listing", line->listing);
    kz(w, "source", line->source);
    if (line->figure != NULL) {
        rn_jsonw_key(w, "figure");
        put_figure(w, line->figure);
    } else {
        kz(w, "receipt", line->receipt);
    }
    rn_jsonw_end(w);
}

static void put_section(struct rn_jsonw *w, const struct rn_digest *g, const char *key,
                        const struct rn_section *s)
{
    rn_jsonw_key(w, key);
    rn_jsonw_array(w);
    for (size_t i = 0; i < s->line_count; i++)
        put_line(w, g, &s->line[i]);
    rn_jsonw_end(w);
}

static void put_frame(struct rn_jsonw *w, const struct rn_digest *g)
{
    char stamp[32];
    put_verdict(w, g);
    kz(w, "lang", g->lang);
    kz(w, "period", g->period);
    kz(w, "from", g->from);
    kz(w, "to", g->to);
    kz(w, "zone", g->zone);
    kz(w, "at", rn_stamp_text(g->now, stamp));
}

enum rn_status rn_digest_json(const struct rn_digest *g, struct rn_buf *out)
{
    static const char *const keys[] = {"needs", "changed", "score", "why", "done", "coverage"};
    struct rn_jsonw w;
    rn_jsonw_init(&w, out);
    rn_jsonw_object(&w);
    put_frame(&w, g);
    rn_jsonw_kint(&w, "needs_total", g->needs_total);
    rn_jsonw_kbool(&w, "complete", g->green);
    rn_jsonw_key(&w, "figures");
    rn_jsonw_array(&w);
    for (size_t i = 0; i < g->figure_count; i++)
        put_figure(&w, &g->figure[i]);
    rn_jsonw_end(&w);
    for (size_t i = 0; i < RN_SECTIONS; i++)
        put_section(&w, g, keys[i], &g->section[i]);
    for (size_t i = 0; i < sizeof g->extra / sizeof g->extra[0]; i++)
        if (g->extra[i].key != NULL)
            put_section(&w, g, g->extra[i].key, &g->extra[i]);
    kz(&w, "weeks", g->strip);
    kz(&w, "chain", g->chain);
    rn_jsonw_end(&w);
    rn_buf_addc(out, '\n');
    return out->full ? RN_LIMIT : RN_OK;
}
