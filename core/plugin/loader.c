/* SPDX-License-Identifier: MIT
 *
 * Finding and opening. The list of loaded plugins is the one thing here that lasts: a shared object
 * cannot be unloaded while structs of its memory are in use, so it never is. Opened with RTLD_NOW,
 * so that a missing symbol is a sentence now and not a crash later, and RTLD_LOCAL, so that two
 * plugins never see each other's.
 */
#include "plugin/loader.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/near.h"

enum { NAME_MAX_LEN = 60 };

struct loaded {
    struct rn_plugin plugin; /* as large as today's struct, rest zero */
    char *name;
    struct loaded *next;
};

static struct loaded *all_loaded; /* only ever grows; one thread loads plugins */

static bool good_name(const char *name)
{
    return name[0] >= 'a' && name[0] <= 'z' && strlen(name) <= NAME_MAX_LEN &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name);
}

/* plugins/.libs beside the running program; NULL when it does not run from its build folder. */
static char *build_folder(const void *ctx)
{
    char self[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    char *slash, *folder;

    if (n <= 0)
        return NULL;
    self[n] = '\0';
    slash = strrchr(self, '/');
    if (slash == NULL)
        return NULL;
    *slash = '\0';
    folder = rn_path_join(ctx, self, "plugins/.libs");
    return access(folder, R_OK | X_OK) == 0 ? folder : NULL;
}

static char *plugin_folder(const void *ctx)
{
    const char *given = getenv("RENOWN_PLUGINS");
    char *built;

    if (given != NULL && given[0] != '\0')
        return rn_dupz(ctx, given);
    built = build_folder(ctx);
    return built != NULL ? built : rn_dupz(ctx, RN_PLUGIN_DIR);
}

/* The plugin's name when `file` is NAME.so, else NULL. */
static char *name_of(const void *ctx, const char *file)
{
    size_t n = strlen(file);
    char *name;

    if (n < 4 || strcmp(file + n - 3, ".so") != 0)
        return NULL;
    name = rn_dup(ctx, rn_strn(file, n - 3));
    return good_name(name) ? name : NULL;
}

enum rn_status rn_plugin_names(const void *ctx, char ***ret, size_t *ret_count, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *folder = plugin_folder(tmp), **files, **names;
    size_t count, kept = 0;
    enum rn_status s = rn_dir_list(tmp, folder, &files, &count, d);

    if (s != RN_OK)
        return s;
    names = rn_new_array(ctx, char *, count + 1);
    for (size_t i = 0; i < count; i++)
        if ((names[kept] = name_of(names, files[i])) != NULL)
            kept++;
    *ret = names;
    *ret_count = kept;
    return RN_OK;
}

static enum rn_status unknown(const char *name, const char *folder, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_diag ignored;
    char **names = NULL;
    size_t count = 0;
    const char *near = NULL;

    if (rn_plugin_names(tmp, &names, &count, &ignored) == RN_OK)
        near = rn_nearest(name, (const char *const *)names, count);
    if (near != NULL)
        return rn_fail(d, RN_INVALID, "there is no plugin named \"%.60s\"; did you mean \"%s\"?",
                       name, near);
    return rn_fail(d, RN_INVALID,
                   "there is no plugin named \"%.60s\" in %s; `renown plugins` lists those that "
                   "are there",
                   name, folder);
}

/* ---- before a file is opened as code --------------------------------------------------------- */

static bool within(uint64_t at, uint64_t n, uint64_t size)
{
    return at <= size && n <= size - at;
}

/* What dlopen reads without asking how long the file is: it dies of a copy that was cut short. */
static bool is_whole(int fd, uint64_t size)
{
    ElfW(Ehdr) head;
    ElfW(Phdr) part;

    if (pread(fd, &head, sizeof head, 0) != (ssize_t)sizeof head ||
        memcmp(head.e_ident, ELFMAG, SELFMAG) != 0 || head.e_phentsize != sizeof part ||
        !within(head.e_shoff, (uint64_t)head.e_shnum * head.e_shentsize, size))
        return false;
    for (unsigned i = 0; i < head.e_phnum; i++)
        if (pread(fd, &part, sizeof part, (off_t)(head.e_phoff + i * sizeof part)) !=
                (ssize_t)sizeof part ||
            !within(part.p_offset, part.p_filesz, size))
            return false;
    return true;
}

/* A pipe would be waited for, and a file that was cut would end the program. */
static enum rn_status look_at(const char *path, struct rn_diag *d)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    bool whole;

    if (fd < 0)
        return rn_fail(d, RN_IO, "the plugin file %s cannot be opened: %s", path, strerror(errno));
    whole = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && is_whole(fd, (uint64_t)st.st_size);
    (void)close(fd);
    if (whole)
        return RN_OK;
    return rn_fail(d, RN_BUG,
                   "the plugin file %s is no shared object, or not all of one: install it again",
                   path);
}

static enum rn_status open_one(const char *name, const char *path, struct rn_plugin *ret,
                               struct rn_diag *d)
{
    const struct rn_plugin *(*entry)(void);
    void *handle, *symbol;
    struct rn_diag why = {0};
    enum rn_status s = look_at(path, d);

    if (s != RN_OK)
        return s;
    handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        return rn_fail(d, RN_BUG, "the plugin file %s cannot be opened: %s", path, dlerror());
    symbol = dlsym(handle, "rn_plugin_v1");
    if (symbol == NULL) {
        (void)dlclose(handle);
        return rn_fail(d, RN_BUG,
                       "the file %s is no plugin of this version: it has no symbol rn_plugin_v1; "
                       "build it against this version's headers",
                       path);
    }
    memcpy(&entry, &symbol, sizeof entry); /* ISO C has no cast from an object to a function */
    s = rn_plugin_check(name, entry(), ret, &why);
    if (s == RN_OK)
        return RN_OK;
    (void)dlclose(handle);
    return rn_fail(d, s, "%s: %s", path, why.text);
}

enum rn_status rn_plugin_load(const char *name, const struct rn_plugin **ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    struct rn_plugin plugin;
    struct loaded *l;
    char *folder, *path;
    enum rn_status s;

    for (l = all_loaded; l != NULL; l = l->next)
        if (strcmp(l->name, name) == 0) {
            *ret = &l->plugin;
            return RN_OK;
        }
    folder = plugin_folder(tmp);
    path = rn_fmt(tmp, "%s/%s.so", folder, name);
    if (!good_name(name) || !rn_file_exists(path))
        return unknown(name, folder, d);
    s = open_one(name, path, &plugin, d);
    if (s != RN_OK)
        return s;
    l = rn_new(NULL, struct loaded);
    l->plugin = plugin;
    l->name = rn_dupz(l, name);
    l->next = all_loaded;
    all_loaded = l;
    *ret = &l->plugin;
    return RN_OK;
}
