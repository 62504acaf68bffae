/* SPDX-License-Identifier: MIT
 *
 * One handler a type turns a scalar (or a list) into the field at its offset. Handlers write their
 * complaint without place and key; the caller adds both.
 */
#include "config/options.h"

#include <inttypes.h>

#include <renown/stamp.h>

#include <renown/utf8.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/near.h"
#include "config/fill.h"

enum { WHY = 600, FILE_MAX = 256 << 10 };

const struct rn_option *rn_option_at(const struct rn_option_table *t, size_t i)
{
    size_t stride = t->stride != 0 ? t->stride : sizeof(struct rn_option);
    if (t->options == NULL)
        return NULL;
    const struct rn_option *o = (const void *)((const char *)t->options + i * stride);
    return o->name != NULL ? o : NULL;
}

static const struct rn_option *find(const struct rn_option_table *t, const char *key)
{
    const struct rn_option *o;
    for (size_t i = 0; (o = rn_option_at(t, i)) != NULL; i++)
        if (strcmp(o->name, key) == 0)
            return o;
    return NULL;
}

/* ---- values -----------------------------------------------------------------------------------
 */

/* A scalar as it came: from YAML, a default or the command line. */
struct value {
    const void *ctx;
    const char *text;
    bool plain;
    const char *file; /* the config it stands in; NULL: none */
};

static bool set_text(const struct rn_option *o, const struct value *v, void *field, char *why)
{
    (void)o;
    (void)why;
    *(const char **)field = rn_dupz(v->ctx, v->text);
    return true;
}

static bool set_int(const struct rn_option *o, const struct value *v, void *field, char *why)
{
    const char *z = v->text + (v->text[0] == '-');
    int64_t n = 0;
    bool ok = v->plain && *z != '\0' && strlen(z) <= 18;
    for (; ok && *z != '\0'; z++) {
        ok = *z >= '0' && *z <= '9';
        n = n * 10 + (*z - '0');
    }
    if (!ok) {
        (void)snprintf(why, WHY, "wants a whole number, not '%.80s'", v->text);
        return false;
    }
    if (v->text[0] == '-')
        n = -n;
    if (o->min != o->max && (n < o->min || n > o->max)) {
        (void)snprintf(why, WHY, "must lie between %" PRId64 " and %" PRId64 ", not %" PRId64,
                       o->min, o->max, n);
        return false;
    }
    *(int64_t *)field = n;
    return true;
}

static bool set_bool(const struct rn_option *o, const struct value *v, void *field, char *why)
{
    static const char *const words[] = {"false", "true",  "no",   "yes",   "off",
                                        "on",    "False", "True", "FALSE", "TRUE"};
    (void)o;
    for (size_t i = 0; v->plain && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(v->text, words[i]) == 0) {
            *(bool *)field = i % 2 != 0;
            return true;
        }
    (void)snprintf(why, WHY, "wants true or false, not '%.80s'", v->text);
    return false;
}

static bool set_duration(const struct rn_option *o, const struct value *v, void *field, char *why)
{
    struct rn_duration got = {0};
    (void)o;
    if (!rn_duration_parse(rn_str(v->text), &got)) {
        (void)snprintf(why, WHY, "wants a duration like 90s, 15m, 4h or 2d, not '%.80s'", v->text);
        return false;
    }
    got.set = true;
    *(struct rn_duration *)field = got;
    return true;
}

static bool set_choice(const struct rn_option *o, const struct value *v, void *field, char *why)
{
    size_t n = 0;
    for (; o->choices[n] != NULL; n++)
        if (strcmp(o->choices[n], v->text) == 0) {
            *(int *)field = (int)n;
            return true;
        }
    const char *near = rn_nearest(v->text, o->choices, n);
    int at = snprintf(why, WHY, "cannot be '%.80s'; it is one of", v->text);
    for (size_t i = 0; i < n && at < WHY; i++)
        at += snprintf(why + at, (size_t)(WHY - at), "%s %s", i > 0 ? "," : "", o->choices[i]);
    if (near != NULL && at < WHY)
        (void)snprintf(why + at, (size_t)(WHY - at), "; did you mean '%s'?", near);
    return false;
}

static bool set_list(const struct rn_option *o, const struct value *v, void *field, char *why)
{
    const char **one = rn_new_array(v->ctx, const char *, 1);
    (void)o;
    (void)why;
    one[0] = rn_dupz(v->ctx, v->text);
    *(struct rn_list *)field = (struct rn_list){one, 1};
    return true;
}

static bool set_file(const struct rn_option *o, const struct value *v, void *field, char *why)
{
    const char *slash = v->file != NULL ? strrchr(v->file, '/') : NULL;
    char *folder = slash != NULL ? rn_dup(v->ctx, rn_strn(v->file, (size_t)(slash + 1 - v->file)))
                                 : rn_dupz(v->ctx, ".");
    struct rn_str bytes = {0};
    struct rn_diag d = {0};
    (void)o;
    if (rn_file_read(v->ctx, rn_path_join(v->ctx, folder, v->text), FILE_MAX, &bytes, &d) !=
        RN_OK) {
        (void)snprintf(why, WHY, "names a file that is not read: %.500s", d.text);
        return false;
    }
    if (!rn_utf8_valid(bytes) || (bytes.n > 0 && memchr(bytes.p, '\0', bytes.n) != NULL)) {
        (void)snprintf(why, WHY, "wants a text file in UTF-8, which '%.300s' is not", v->text);
        return false;
    }
    *(const char **)field = rn_dup(v->ctx, bytes);
    return true;
}

typedef bool set_fn(const struct rn_option *, const struct value *, void *field, char *why);
static set_fn *const setters[] = {
    [RN_OPT_TEXT] = set_text, [RN_OPT_LIST] = set_list,         [RN_OPT_INT] = set_int,
    [RN_OPT_BOOL] = set_bool, [RN_OPT_DURATION] = set_duration, [RN_OPT_CHOICE] = set_choice,
    [RN_OPT_FILE] = set_file,
};

static bool known_type(const struct rn_option *o)
{
    return (unsigned)o->type < sizeof setters / sizeof setters[0] && setters[o->type] != NULL;
}

/* Items separated by commas: how defaults and the command line give a list. */
static void split_list(const void *ctx, const char *text, struct rn_list *ret)
{
    size_t room = 1, n = 0;
    for (const char *p = text; *p != '\0'; p++)
        room += *p == ',';
    const char **v = rn_new_array(ctx, const char *, room);
    while (*text != '\0') {
        size_t len = strcspn(text, ",");
        struct rn_str item = rn_str_trim(rn_strn(text, len));
        if (item.n > 0)
            v[n++] = rn_dup(ctx, item);
        text += len + (text[len] == ',');
    }
    *ret = (struct rn_list){v, n};
}

static bool set_from_text(const void *ctx, const struct rn_option *o, const char *text, void *out,
                          char *why)
{
    void *field = (char *)out + o->offset;
    struct value v = {ctx, text, true, NULL};
    if (!known_type(o)) {
        (void)snprintf(why, WHY, "has a type that this program does not know");
        return false;
    }
    if (o->type != RN_OPT_LIST)
        return setters[o->type](o, &v, field, why);
    split_list(ctx, text, field);
    return true;
}

/* ---- a mapping ---------------------------------------------------------------------------------
 */

RN_PRINTF(4, 5)
static size_t fault(const struct rn_fill *f, int line, const char *key, const char *fmt, ...)
{
    char why[WHY], text[WHY + 128];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    (void)snprintf(text, sizeof text, "'%.100s' %s", key, why);
    f->fault(f->arg, line, text);
    return 1;
}

bool rn_secret_reference(const char *text)
{
    size_t n = strlen(text);
    size_t open = strncmp(text, "${env:", 6) == 0 ? 6 : strncmp(text, "${file:", 7) == 0 ? 7 : 0;
    return open > 0 && n > open + 1 && text[n - 1] == '}';
}

static size_t fill_list(const struct rn_fill *f, const struct rn_node *n, struct rn_list *field)
{
    const char **v = rn_new_array(f->ctx, const char *, n->count + 1);
    size_t i = 0;
    for (const struct rn_node *item = n->first; item != NULL; item = item->next) {
        if (item->type != RN_NODE_SCALAR || rn_node_null(item))
            return fault(f, item->line, n->key, "wants a list of words");
        v[i++] = rn_dupz(f->ctx, item->text);
    }
    *field = (struct rn_list){v, i};
    return 0;
}

static size_t fill_scalar(const struct rn_fill *f, const struct rn_option *o,
                          const struct rn_node *n, void *field)
{
    char why[WHY];
    struct value v = {f->ctx, n->text, n->plain, f->file};
    bool reference = rn_secret_reference(n->text), secret = (o->flags & RN_OPT_SECRET) != 0;
    if (reference && !secret)
        return fault(f, n->line, o->name,
                     "is no secret: ${env:…} and ${file:…} are read in credentials and channels "
                     "only; write the value itself");
    if (secret && !reference && f->shared)
        return fault(f, n->line, o->name,
                     "is a secret in a file that others can read; give it as ${env:NAME} or "
                     "${file:PATH}, or take their right away (chmod 600)");
    if (!setters[o->type](o, &v, field, why))
        return fault(f, n->line, o->name, "%s", why);
    return 0;
}

static size_t fill_one(const struct rn_fill *f, const struct rn_option *o, const struct rn_node *n,
                       void *out)
{
    void *field = (char *)out + o->offset;
    if (!known_type(o))
        return fault(f, n->line, o->name, "has a type that this program does not know");
    if (n->type == RN_NODE_LIST && o->type == RN_OPT_LIST)
        return fill_list(f, n, field);
    if (n->type != RN_NODE_SCALAR)
        return fault(f, n->key_line, o->name, "wants a single value, not a %s",
                     n->type == RN_NODE_LIST ? "list" : "mapping");
    return fill_scalar(f, o, n, field);
}

static bool listed(const char *const *names, const char *key)
{
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        if (strcmp(names[i], key) == 0)
            return true;
    return false;
}

static size_t unknown_key(const struct rn_fill *f, const struct rn_option_table *t,
                          const struct rn_node *n)
{
    const char *names[256];
    const struct rn_option *o;
    size_t count = 0;
    for (size_t i = 0; count < 256 && (o = rn_option_at(t, i)) != NULL; i++)
        names[count++] = o->name;
    for (size_t i = 0; f->also != NULL && count < 256 && f->also[i] != NULL; i++)
        names[count++] = f->also[i];
    const char *near = rn_nearest(n->key, names, count);
    if (near != NULL)
        return fault(f, n->key_line, n->key, "is not known here; did you mean '%s'?", near);
    return fault(f, n->key_line, n->key, "is not known here; see renown.yaml(5)");
}

/* Before anything that is written: so that a faulty field holds its default. */
static size_t fill_default(const struct rn_fill *f, const struct rn_node *map,
                           const struct rn_option *o, void *out)
{
    char why[WHY];
    if (o->def != NULL && !set_from_text(f->ctx, o, o->def, out, why))
        return fault(f, map->line, o->name, "has a default that %s", why);
    return 0;
}

/* After what is written: a misspelt key is the better clue to a missing one. */
static size_t look_for_required(const struct rn_fill *f, const struct rn_node *map,
                                const struct rn_option *o)
{
    if ((o->flags & RN_OPT_REQUIRED) == 0 || !rn_node_null(rn_node_get(map, o->name)))
        return 0;
    return fault(f, map->line, o->name, "is missing here%s%s", o->example != NULL ? ", e.g. " : "",
                 o->example != NULL ? o->example : "");
}

static void no_fault(void *arg, int line, const char *sentence)
{
    (void)arg;
    (void)line;
    (void)sentence;
}

size_t rn_fill(const struct rn_fill *f, const struct rn_node *map, const struct rn_option_table *t,
               void *out)
{
    const struct rn_option *o;
    size_t faults = 0;
    static const struct rn_node nothing = {.type = RN_NODE_MAP};
    if (map->type != RN_NODE_MAP) {
        struct rn_fill quiet = *f;
        f->fault(f->arg, map->line, "a mapping (key: value) belongs here");
        quiet.fault = no_fault;
        (void)rn_fill(&quiet, &nothing, t, out);
        return 1;
    }
    bool all = (f->flags & RN_FILL_KEEP) == 0;
    for (size_t i = 0; all && (o = rn_option_at(t, i)) != NULL; i++)
        faults += fill_default(f, map, o, out);
    for (const struct rn_node *n = map->first; n != NULL; n = n->next) {
        if ((o = find(t, n->key)) != NULL)
            faults += rn_node_null(n) ? 0 : fill_one(f, o, n, out);
        else if ((f->flags & RN_FILL_LOOSE) == 0 && !listed(f->also, n->key))
            faults += unknown_key(f, t, n);
    }
    for (size_t i = 0; all && (o = rn_option_at(t, i)) != NULL; i++)
        faults += look_for_required(f, map, o);
    return faults;
}

/* ---- the plain way in
 * ---------------------------------------------------------------------------- */

struct first {
    const char *file;
    struct rn_diag *d;
    bool said;
};

static void keep_first(void *arg, int line, const char *sentence)
{
    struct first *first = arg;
    if (!first->said)
        (void)rn_fail(first->d, RN_INVALID, "%s:%d: %s", first->file, line, sentence);
    first->said = true;
}

enum rn_status rn_options_fill(const void *ctx, const char *file, const struct rn_node *map,
                               const struct rn_option_table *t, const char *const *also, void *out,
                               struct rn_diag *d)
{
    struct first first = {file, d, false};
    struct rn_fill f = {.ctx = ctx, .file = file, .also = also, .fault = keep_first, .arg = &first};
    return rn_fill(&f, map, t, out) > 0 ? RN_INVALID : RN_OK;
}

enum rn_status rn_options_set(const void *ctx, const struct rn_option_table *t, const char *key,
                              const char *value, void *out, struct rn_diag *d)
{
    char why[WHY];
    const char *names[256];
    const struct rn_option *o = find(t, key), *row;
    size_t n = 0;
    if (o != NULL && set_from_text(ctx, o, value, out, why))
        return RN_OK;
    if (o != NULL)
        return rn_fail(d, RN_INVALID, "option '%.100s' %s", key, why);
    for (; n < 256 && (row = rn_option_at(t, n)) != NULL; n++)
        names[n] = row->name;
    const char *near = rn_nearest(key, names, n);
    if (near != NULL)
        return rn_fail(d, RN_INVALID, "there is no option '%.100s'; did you mean '%s'?", key, near);
    return rn_fail(d, RN_INVALID, "there is no option '%.100s' here", key);
}

enum rn_status rn_options_default(const void *ctx, const struct rn_option_table *t, void *out,
                                  struct rn_diag *d)
{
    char why[WHY];
    const struct rn_option *o;
    for (size_t i = 0; (o = rn_option_at(t, i)) != NULL; i++)
        if (o->def != NULL && !set_from_text(ctx, o, o->def, out, why))
            return rn_fail(d, RN_BUG, "the default of option '%s' %s", o->name, why);
    return RN_OK;
}
