/* SPDX-License-Identifier: MIT
 *
 * renown backup: a consistent copy of the store while others write.
 */
#include <inttypes.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/reading.h"
#include "config/config.h"
#include "store/store.h"

static const struct rn_cli_option options[] = {
    {.name = "out", .alias = 'o', .value = "FILE", .doc = "Where the copy goes; must not exist."},
    {0}};

static int copy(struct rn_cli *cli, struct rn_store *store, const char *path)
{
    struct rn_diag d = {0};
    struct stat st;
    if (rn_store_backup(store, path, &d) != RN_OK)
        return rn_cli_fail_data(cli, &d);
    if (stat(path, &st) != 0) {
        (void)rn_fail(&d, RN_IO, "the copy at %s cannot be seen after it was written", path);
        return rn_cli_fail(cli, &d);
    }
    if (cli->json) {
        struct rn_jsonw *w = rn_out_json(cli);
        rn_jsonw_object(w);
        rn_jsonw_kstr(w, "file", rn_str(path));
        rn_jsonw_kint(w, "bytes", st.st_size);
        rn_jsonw_end(w);
        return rn_out_json_end(cli) == RN_OK ? 0 : 1;
    }
    rn_out_outside(cli, rn_str(path), false);
    return rn_out_fmt(cli, ": %" PRId64 " bytes\n", (int64_t)st.st_size) == RN_OK ? 0 : 1;
}

static int run(struct rn_cli *cli)
{
    struct rn_config *config;
    struct rn_store *store;
    struct rn_diag d = {0};
    const char *path;
    int status = rn_cli_out_path(cli, &path);
    if (status != 0)
        return status;
    if (path == NULL)
        return rn_cli_usage(cli, "where the copy should go is missing: renown backup FILE");
    if ((status = rn_cli_read_store(cli, &config, &store)) != 0)
        return status;
    if (store == NULL) {
        (void)rn_fail(&d, RN_GONE, "there is no store at %s, so there is nothing to copy",
                      config->store);
        return rn_cli_fail(cli, &d);
    }
    if (rn_file_exists(path)) {
        (void)rn_fail(&d, RN_CONFLICT,
                      "%s exists already and is not overwritten: choose another "
                      "name or remove it",
                      path);
        return rn_cli_fail(cli, &d);
    }
    return copy(cli, store, path);
}

const struct rn_verb rn_verb_backup = {
    .name = "backup",
    .usage = "FILE",
    .summary = "a consistent copy of the store",
    .doc = "The copy is whole even while renown writes. It never overwrites a file.",
    .example = "renown backup renown-monday.db\nA copy beside the store.",
    .max_words = 1,
    .options = options,
    .run = run,
};
