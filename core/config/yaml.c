/* SPDX-License-Identifier: MIT
 *
 * libyaml's events into a tree. The bytes are looked at first, because libyaml names no line for a
 * bad byte and would guess at UTF-16; what YAML allows and a config has no use for (aliases, tags,
 * several documents, keys that are not words) is refused with a sentence.
 */
#include "config/yaml.h"

#include <stdlib.h>
#include <yaml.h>

#include <renown/utf8.h>

#include "base/file.h"
#include "base/mem.h"

enum { DEPTH_MAX = 32, NODES_MAX = 200000, FILE_MAX = 4 << 20 };

struct builder {
    const char *name;
    struct rn_diag *d;
    void *tree; /* every node lives under it; freed when anything fails */
    struct rn_node *root;
    struct rn_node *stack[DEPTH_MAX], *last[DEPTH_MAX];
    int depth;
    size_t nodes;
    const char *key; /* of the value that comes next, in a map */
    int key_line;
    bool done;
};

RN_PRINTF(3, 4)
static enum rn_status fail(struct builder *b, int line, const char *fmt, ...)
{
    char text[800];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return rn_fail(b->d, RN_INVALID, "%s:%d: %s", b->name, line, text);
}

/* ---- bytes ------------------------------------------------------------------------------------
 */

static bool bad_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f ||
           (c >= 0x80 && c < 0xa0 && c != 0x85);
}

static enum rn_status look_at_bytes(struct builder *b, struct rn_str s)
{
    int line = 1;
    bool indent = true;
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t c = rn_utf8_next(s, &at);
        if (c == 0xfffd && at - from == 1)
            return fail(b, line, "the byte 0x%02x is not UTF-8; save the file as UTF-8",
                        (unsigned char)s.p[from]);
        if (bad_control(c))
            return fail(b, line, "the control character U+%04X has no place here; take it out",
                        (unsigned)c);
        if (c == '\t' && indent)
            return fail(b, line, "a tab stands in the indentation; use blanks");
        indent = c == '\n' || (indent && c == ' ');
        line += c == '\n';
    }
    return RN_OK;
}

/* ---- the tree ---------------------------------------------------------------------------------
 */

static int by_key(const void *a, const void *b)
{
    const struct rn_node *x = *(const struct rn_node *const *)a;
    const struct rn_node *y = *(const struct rn_node *const *)b;
    int c = strcmp(x->key, y->key);
    return c != 0 ? c : x->key_line - y->key_line;
}

static enum rn_status refuse_duplicates(struct builder *b, const struct rn_node *map)
{
    RN_SCOPE(tmp);
    size_t n = 0;
    const struct rn_node **all = rn_new_array(tmp, const struct rn_node *, map->count + 1);
    for (const struct rn_node *m = map->first; m != NULL; m = m->next)
        all[n++] = m;
    qsort(all, n, sizeof *all, by_key);
    for (size_t i = 1; i < n; i++)
        if (strcmp(all[i - 1]->key, all[i]->key) == 0)
            return fail(b, all[i]->key_line,
                        "'%.100s' stands here a second time (first in line %d)", all[i]->key,
                        all[i - 1]->key_line);
    return RN_OK;
}

/* Hangs a new node where it belongs: under the open list or map, or at the root. */
static enum rn_status hang(struct builder *b, enum rn_node_type type, int line,
                           struct rn_node **ret)
{
    if (++b->nodes > NODES_MAX)
        return fail(b, line, "more than %d values stand in this file", NODES_MAX);
    struct rn_node *n = rn_new(b->tree, struct rn_node);
    *n = (struct rn_node){.type = type, .line = line, .key = b->key, .key_line = b->key_line};
    b->key = NULL;
    b->key_line = 0;
    if (b->depth == 0) {
        b->root = n;
    } else {
        struct rn_node *up = b->stack[b->depth - 1];
        struct rn_node **slot =
            b->last[b->depth - 1] != NULL ? &b->last[b->depth - 1]->next : &up->first;
        *slot = b->last[b->depth - 1] = n;
        up->count++;
    }
    *ret = n;
    return RN_OK;
}

static bool wants_key(const struct builder *b)
{
    return b->depth > 0 && b->stack[b->depth - 1]->type == RN_NODE_MAP && b->key == NULL;
}

static int line_of(const yaml_event_t *e)
{
    return (int)e->start_mark.line + 1;
}

static enum rn_status open_node(struct builder *b, const yaml_event_t *e, enum rn_node_type type)
{
    struct rn_node *n;
    if (wants_key(b))
        return fail(b, line_of(e), "a key must be a word, not a list or a mapping");
    if (b->depth == DEPTH_MAX)
        return fail(b, line_of(e), "this is nested deeper than %d levels", DEPTH_MAX);
    enum rn_status status = hang(b, type, line_of(e), &n);
    if (status != RN_OK)
        return status;
    b->last[b->depth] = NULL;
    b->stack[b->depth++] = n;
    return RN_OK;
}

static enum rn_status no_decoration(struct builder *b, const yaml_event_t *e, const void *anchor,
                                    const void *tag)
{
    if (anchor != NULL)
        return fail(b, line_of(e), "anchors (&name) are not read here; write the value out");
    if (tag != NULL)
        return fail(b, line_of(e), "tags (!name) are not read here; take it out");
    return RN_OK;
}

static enum rn_status on_sequence(struct builder *b, const yaml_event_t *e)
{
    enum rn_status status =
        no_decoration(b, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
    return status != RN_OK ? status : open_node(b, e, RN_NODE_LIST);
}

static enum rn_status on_mapping(struct builder *b, const yaml_event_t *e)
{
    enum rn_status status =
        no_decoration(b, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
    return status != RN_OK ? status : open_node(b, e, RN_NODE_MAP);
}

static enum rn_status on_close(struct builder *b, const yaml_event_t *e)
{
    (void)e;
    struct rn_node *n = b->stack[--b->depth];
    return n->type == RN_NODE_MAP ? refuse_duplicates(b, n) : RN_OK;
}

static enum rn_status on_scalar(struct builder *b, const yaml_event_t *e)
{
    struct rn_str s = rn_strn((const char *)e->data.scalar.value, e->data.scalar.length);
    struct rn_node *n;
    enum rn_status status = no_decoration(b, e, e->data.scalar.anchor, e->data.scalar.tag);
    if (status != RN_OK)
        return status;
    if (s.n > 0 && memchr(s.p, '\0', s.n) != NULL)
        return fail(b, line_of(e), "a NUL character (\\0) has no place here; take it out");
    if (wants_key(b)) {
        if (s.n == 0)
            return fail(b, line_of(e), "a key is missing before the colon");
        b->key = rn_dup(b->tree, s);
        b->key_line = line_of(e);
        return RN_OK;
    }
    status = hang(b, RN_NODE_SCALAR, line_of(e), &n);
    if (status != RN_OK)
        return status;
    n->text = rn_dup(b->tree, s);
    n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return RN_OK;
}

static enum rn_status on_alias(struct builder *b, const yaml_event_t *e)
{
    return fail(b, line_of(e), "aliases (*%.50s) are not read here; write the value out",
                (const char *)e->data.alias.anchor);
}

static enum rn_status on_document(struct builder *b, const yaml_event_t *e)
{
    if (b->root != NULL)
        return fail(b, line_of(e), "a second document (---) begins here; only one is read");
    return RN_OK;
}

static enum rn_status on_end(struct builder *b, const yaml_event_t *e)
{
    (void)e;
    b->done = true;
    return RN_OK;
}

static enum rn_status (*const handlers[])(struct builder *, const yaml_event_t *) = {
    [YAML_STREAM_END_EVENT] = on_end,
    [YAML_DOCUMENT_START_EVENT] = on_document,
    [YAML_ALIAS_EVENT] = on_alias,
    [YAML_SCALAR_EVENT] = on_scalar,
    [YAML_SEQUENCE_START_EVENT] = on_sequence,
    [YAML_SEQUENCE_END_EVENT] = on_close,
    [YAML_MAPPING_START_EVENT] = on_mapping,
    [YAML_MAPPING_END_EVENT] = on_close,
};

/* ---- the loop ---------------------------------------------------------------------------------
 */

static enum rn_status parser_fault(struct builder *b, const yaml_parser_t *p)
{
    int line = (int)p->problem_mark.line + 1;
    const char *problem = p->problem != NULL ? p->problem : "it cannot be read";
    if (p->context != NULL)
        return fail(b, line, "this is not YAML: %s (%s that began in line %d)", problem, p->context,
                    (int)p->context_mark.line + 1);
    return fail(b, line, "this is not YAML: %s", problem);
}

static enum rn_status build(struct builder *b, yaml_parser_t *p)
{
    enum rn_status status = RN_OK;
    while (status == RN_OK && !b->done) {
        yaml_event_t e;
        if (yaml_parser_parse(p, &e) == 0)
            return parser_fault(b, p);
        size_t type = (size_t)e.type;
        if (type < sizeof handlers / sizeof handlers[0] && handlers[type] != NULL)
            status = handlers[type](b, &e);
        yaml_event_delete(&e);
    }
    return status;
}

enum rn_status rn_yaml_parse(const void *ctx, const char *name, struct rn_str bytes,
                             struct rn_node **ret, struct rn_diag *d)
{
    struct builder b = {.name = name, .d = d};
    yaml_parser_t parser;
    if (bytes.n > FILE_MAX)
        return rn_fail(d, RN_INVALID, "%s: the file is larger than 4 MiB; split it", name);
    if (rn_str_starts(bytes, "\xef\xbb\xbf"))
        bytes = rn_strn(bytes.p + 3, bytes.n - 3);
    enum rn_status status = look_at_bytes(&b, bytes);
    if (status != RN_OK)
        return status;
    if (yaml_parser_initialize(&parser) == 0)
        return rn_fail(d, RN_LIMIT, "%s: there is no memory for the YAML reader", name);
    b.tree = rn_mem_check(talloc_new(ctx));
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)(bytes.n > 0 ? bytes.p : ""),
                                 bytes.n);
    status = build(&b, &parser);
    yaml_parser_delete(&parser);
    if (status != RN_OK) {
        talloc_free(b.tree);
        return status;
    }
    if (b.root == NULL || (b.root->type == RN_NODE_SCALAR && rn_node_null(b.root))) {
        b.root = rn_new(b.tree, struct rn_node);
        *b.root = (struct rn_node){.type = RN_NODE_MAP, .line = 1};
    }
    *ret = b.root;
    return RN_OK;
}

enum rn_status rn_yaml_load(const void *ctx, const char *path, struct rn_node **ret,
                            struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_str bytes;
    enum rn_status status = rn_file_read(tmp, path, FILE_MAX, &bytes, d);
    if (status != RN_OK)
        return status;
    return rn_yaml_parse(ctx, path, bytes, ret, d);
}

const struct rn_node *rn_node_get(const struct rn_node *map, const char *key)
{
    if (map == NULL || map->type != RN_NODE_MAP)
        return NULL;
    for (const struct rn_node *n = map->first; n != NULL; n = n->next)
        if (strcmp(n->key, key) == 0)
            return n;
    return NULL;
}

bool rn_node_null(const struct rn_node *n)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    if (n == NULL)
        return true;
    for (size_t i = 0; n->type == RN_NODE_SCALAR && n->plain && i < sizeof words / sizeof *words;
         i++)
        if (strcmp(n->text, words[i]) == 0)
            return true;
    return false;
}
