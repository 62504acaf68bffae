/* SPDX-License-Identifier: MIT
 *
 * YAML and the config behind it: a tree keeps its bounds, a refusal its sentence; what parses is
 * filled by the tables of a config file, too.
 */
#include <stdlib.h>

#include <renown/utf8.h>

#include "base/mem.h"
#include "config/config.h"
#include "config/fill.h"
#include "config/load.h"
#include "config/yaml.h"

static void look(const struct rn_node *n, int depth, int lines)
{
    size_t count = 0;
    if (depth > 32 || n->line < 1 || n->line > lines)
        abort();
    if (n->type == RN_NODE_SCALAR && !rn_utf8_valid(rn_str(n->text)))
        abort();
    for (const struct rn_node *m = n->first; m != NULL; m = m->next) {
        if ((n->type == RN_NODE_MAP) != (m->key != NULL))
            abort();
        look(m, depth + 1, lines);
        count++;
    }
    if (count != n->count)
        abort();
}

static void hear(void *arg, int line, const char *sentence)
{
    if (*sentence == '\0' || line < 0)
        abort();
    ++*(size_t *)arg;
}

static void fill(const void *ctx, const struct rn_node *root)
{
    struct rn_config c = {0};
    size_t told = 0;
    struct rn_option_table t = {rn_section_root.options, 0};
    struct rn_fill f = {.ctx = ctx, .also = rn_section_root.also, .fault = hear, .arg = &told};
    if (rn_fill(&f, root, &t, &c) != told || c.store == NULL || c.zone == NULL)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    RN_SCOPE(tmp);
    struct rn_diag d = {0};
    struct rn_node *root = NULL;
    struct rn_str text = rn_strn((const char *)data, size);
    int lines = 2;
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n' || data[i] == '\r' || data[i] == 0x85 || data[i] >= 0xa8;
    if (rn_yaml_parse(tmp, "f", text, &root, &d) == RN_OK) {
        look(root, 0, lines);
        fill(tmp, root);
    } else if (d.text[0] == '\0' || d.status == RN_OK) {
        abort();
    }
    return 0;
}
