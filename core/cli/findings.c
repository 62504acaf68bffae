/* SPDX-License-Identifier: MIT
 *
 * Findings on stdout, and the source that they are about.
 */
#include "cli/findings.h"

#include <renown/plugin.h>

#include "base/mem.h"
#include "cli/verbs.h"
#include "config/config.h"
#include "plugin/loader.h"

static void print_json(struct rn_cli *cli, const struct rn_finding *f)
{
    struct rn_jsonw *w = rn_out_json(cli);
    rn_jsonw_object(w);
    rn_jsonw_kstr(w, "level", rn_str(f->warning ? "warning" : "error"));
    rn_jsonw_kopt(w, "file", rn_str(f->file));
    if (f->line > 0)
        rn_jsonw_kint(w, "line", f->line);
    rn_jsonw_kstr(w, "message", rn_str(f->text));
    rn_jsonw_end(w);
    (void)rn_out_json_end(cli);
}

static void print_line(struct rn_cli *cli, const struct rn_finding *f)
{
    if (f->file != NULL)
        (void)rn_out_outside(cli, rn_str(f->file), false);
    if (f->file != NULL && f->line > 0)
        (void)rn_out_fmt(cli, ":%d", f->line);
    (void)rn_out_fmt(cli, "%s%s", f->file != NULL ? ": " : "", f->warning ? "warning: " : "");
    (void)rn_out_outside(cli, rn_str(f->text), false);
    (void)rn_out_fmt(cli, "\n");
}

void rn_findings_hear(void *findings, const struct rn_finding *f)
{
    struct rn_findings *fs = findings;
    if (f->warning)
        fs->warnings++;
    else
        fs->faults++;
    (fs->cli->json ? print_json : print_line)(fs->cli, f);
}

RN_PRINTF(5, 0)
static void add(struct rn_findings *fs, bool warning, const char *file, int line, const char *fmt,
                va_list ap)
{
    char text[1200];
    (void)vsnprintf(text, sizeof text, fmt, ap);
    struct rn_finding f = {file, line, warning, text};
    rn_findings_hear(fs, &f);
}

void rn_findings_fault(struct rn_findings *fs, const char *file, int line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(fs, false, file, line, fmt, ap);
    va_end(ap);
}

void rn_findings_warning(struct rn_findings *fs, const char *file, int line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(fs, true, file, line, fmt, ap);
    va_end(ap);
}

void rn_findings_diag(struct rn_findings *fs, const char *file, const struct rn_diag *d)
{
    size_t n = file != NULL ? strlen(file) : 0;
    const char *text = d->text;
    int line = 0, used = 0;
    if (n > 0 && strncmp(text, file, n) == 0 && sscanf(text + n, ":%d: %n", &line, &used) == 1 &&
        used > 0)
        text += n + (size_t)used;
    else
        line = 0;
    rn_findings_fault(fs, line > 0 ? file : NULL, line, "%s", text);
}

/* ---- sources and logins
 * -------------------------------------------------------------------------- */

enum rn_status rn_probe_source(const void *ctx, const struct rn_config *c,
                               const struct rn_source_config *s, struct rn_probe *ret,
                               struct rn_diag *d)
{
    struct rn_probe p = {.source = s};
    struct rn_diag why = {0};
    const struct rn_node *at = rn_node_get(s->node, "plugin");
    enum rn_status status = rn_plugin_load(s->plugin, &p.plugin, &why);
    if (status != RN_OK)
        return rn_fail(d, status, "%s:%d: source %s: %s", c->path, at != NULL ? at->line : 0,
                       s->name, why.text);
    status = rn_config_plugin_options(ctx, c, s, p.plugin, &p.options, d);
    if (status != RN_OK)
        return status;
    p.account = rn_plugin_account(ctx, p.plugin, p.options);
    *ret = p;
    return RN_OK;
}
