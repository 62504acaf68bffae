/* SPDX-License-Identifier: MIT
 *
 * Pages that were kept because nobody understood them: FOLDER/HASH/SOURCE/…
 */
#include "collect/retention.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/file.h"
#include "base/mem.h"

/* Its entries, none when it cannot be read. */
static char **entries(const void *ctx, const char *path, size_t *ret_count)
{
    struct rn_diag ignored;
    char **names = NULL;
    *ret_count = 0;
    return rn_dir_list(ctx, path, &names, ret_count, &ignored) == RN_OK ? names : NULL;
}

static int64_t lives_for(const struct rn_config *c, const char *source)
{
    const struct rn_source_config *s = rn_config_source(c, source);
    if (s != NULL && s->common.retention.set &&
        (!c->raw_pages.set || s->common.retention.us < c->raw_pages.us))
        return s->common.retention.us;
    return c->raw_pages.us;
}

static void drop_folder(const void *ctx, const char *path)
{
    size_t n;
    char **names = entries(ctx, path, &n);
    for (size_t i = 0; i < n; i++)
        (void)unlink(rn_path_join(ctx, path, names[i]));
    (void)rmdir(path);
}

static void look_at(const void *ctx, const struct rn_config *c, const char *folder, int64_t now)
{
    size_t n;
    char **sources = entries(ctx, folder, &n);
    for (size_t i = 0; i < n; i++) {
        const char *path = rn_path_join(ctx, folder, sources[i]);
        const int64_t us = lives_for(c, sources[i]);
        struct stat at;
        if (us > 0 && lstat(path, &at) == 0 && S_ISDIR(at.st_mode) &&
            now - (int64_t)at.st_mtim.tv_sec * RN_SECOND >= us)
            drop_folder(ctx, path);
    }
    (void)rmdir(folder); /* when it is empty */
}

void rn_retention_pages(const struct rn_config *config, const char *pages, int64_t now)
{
    RN_SCOPE(tmp);
    size_t n;
    char **hashes = entries(tmp, pages, &n);
    for (size_t i = 0; i < n; i++)
        look_at(tmp, config, rn_path_join(tmp, pages, hashes[i]), now);
}
