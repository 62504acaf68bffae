/* SPDX-License-Identifier: MIT
 *
 * The files of the scripts folder, and nothing beside it: no link out, no pipe, no device, no
 * giant.
 */
#include "rules/rules.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/id.h"
#include "base/mem.h"

enum { FILE_MAX = 1 << 20, FILES_MAX = 5000 };

struct reader {
    const void *ctx;
    const char *root; /* the real path of the folder */
    rn_script_found_fn *found;
    void *arg;
    struct rn_script *v;
    size_t n;
};

static void say(const struct reader *r, const char *path, const char *text)
{
    struct rn_script_finding finding = {.file = path, .line = 1, .text = text};

    if (r->found != NULL)
        r->found(r->arg, &finding);
}

static bool is_script(const char *name)
{
    size_t n = strlen(name);
    return name[0] != '.' && n > 4 && strcmp(name + n - 4, ".lua") == 0;
}

/* NULL when the path is a regular file inside the folder, after following links. */
static const char *objection(const struct reader *r, const char *path)
{
    char real[PATH_MAX];
    struct stat st;
    size_t n = strlen(r->root);

    if (realpath(path, real) == NULL)
        return "this link leads nowhere or in a circle; the file is left out";
    if (strncmp(real, r->root, n) != 0 || real[n] != '/')
        return "this link leads out of the scripts folder; copy the file into the folder instead";
    if (stat(real, &st) != 0)
        return "this file cannot be looked at; check its permissions";
    if (S_ISDIR(st.st_mode))
        return "this is a folder with the name of a script; rename it";
    if (!S_ISREG(st.st_mode))
        return "this is a pipe or a device and no file; it is left out";
    if (st.st_size > FILE_MAX)
        return "this file is larger than 1 MiB; split it";
    return NULL;
}

static void read_one(struct reader *r, const char *folder, const char *name)
{
    RN_SCOPE(tmp);
    char *path = rn_path_join(tmp, folder, name),
         *below = rn_fmt(tmp, "%s/%s", strrchr(folder, '/') + 1, name);
    const char *problem = objection(r, path);
    struct rn_diag d = {.text = ""};
    struct rn_script *s;
    struct rn_str source;

    if (problem == NULL && rn_file_read(r->ctx, path, FILE_MAX, &source, &d) != RN_OK)
        problem = d.text;
    if (problem != NULL) {
        say(r, path, problem);
        return;
    }
    r->v = rn_grow_array(r->ctx, r->v, struct rn_script, r->n + 1);
    s = &r->v[r->n++];
    *s = (struct rn_script){
        .name = rn_dupz(r->ctx, below), .path = rn_dupz(r->ctx, path), .source = source};
    rn_hash_text((struct rn_str){NULL, 0}, &source, 1, s->hash);
}

static enum rn_status read_folder(struct reader *r, const char *folder, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char **names;
    size_t count;

    if (!rn_file_exists(folder))
        return RN_OK;
    if (rn_dir_list(tmp, folder, &names, &count, d) != RN_OK)
        return d->status;
    for (size_t i = 0; i < count; i++) {
        if (!is_script(names[i]))
            continue;
        if (r->n == FILES_MAX)
            return rn_fail(d, RN_LIMIT, "%s: more than %d scripts; put several rules into one file",
                           folder, FILES_MAX);
        read_one(r, folder, names[i]);
    }
    return RN_OK;
}

enum rn_status rn_scripts_read(const void *ctx, const char *folder, rn_script_found_fn *found,
                               void *arg, struct rn_script **ret, size_t *ret_count,
                               struct rn_diag *d)
{
    static const char *const folders[] = {"rules", "templates", "lib", "tests"};
    RN_SCOPE(tmp);
    char root[PATH_MAX];
    struct reader r = {.ctx = ctx, .root = root, .found = found, .arg = arg};

    if (realpath(folder, root) == NULL) {
        *ret = NULL;
        *ret_count = 0;
        return RN_OK;
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        enum rn_status status = read_folder(&r, rn_path_join(tmp, folder, folders[i]), d);
        if (status != RN_OK)
            return status;
    }
    *ret = r.v;
    *ret_count = r.n;
    return RN_OK;
}
