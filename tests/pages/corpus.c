/* SPDX-License-Identifier: MIT */
#include "pages/corpus.h"

#include <stdlib.h>

#include "base/file.h"
#include "config/options.h"
#include "plugin/loader.h"

bool corpus_read(const void *ctx, const char *name, struct rn_str *ret)
{
    const char *root = getenv("srcdir");
    const char *folder = rn_path_join(ctx, root != NULL ? root : ".", "../shared/corpus");
    struct rn_diag d = {.status = RN_OK};

    return rn_file_read(ctx, rn_path_join(ctx, folder, name), 64 << 20, ret, &d) == RN_OK;
}

struct rn_harvest *corpus_parse(const void *ctx, const char *plugin, const char *file,
                                const char *url)
{
    const struct rn_plugin *p = NULL;
    struct rn_harvest *h = NULL;
    struct rn_diag d = {.status = RN_OK};
    struct rn_response response = {
        .size = sizeof response, .url = rn_str(url), .status = 200, .step = ""};
    enum rn_status status = rn_plugin_load(plugin, &p, &d);

    if (status == RN_OK && corpus_read(ctx, file, &response.body)) {
        const struct rn_option_table table = {p->options, p->option_size};
        void *config = rn_mem_check(talloc_zero_size(ctx, p->config_size + 1));
        status = rn_options_default(ctx, &table, config, &d);
        if (status == RN_OK)
            status = rn_harvest_parse(ctx, p, config, &response, &h, &d);
    }
    if (h == NULL)
        (void)printf("# %s: %s\n", file, d.text);
    return h;
}

static bool next_letter(struct rn_str *s, char *ret)
{
    while (s->n > 0) {
        char c = s->p[0];
        *s = rn_strn(s->p + 1, s->n - 1);
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        *ret = c;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
            return true;
    }
    return false;
}

bool corpus_alike(struct rn_str a, struct rn_str b)
{
    char x, y;

    while (next_letter(&a, &x) && next_letter(&b, &y))
        if (x != y)
            return false;
    return true;
}
