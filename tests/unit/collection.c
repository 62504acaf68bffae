/* SPDX-License-Identifier: MIT
 *
 * JSON files from outside, good (y_…) and bad (n_…) ones, when a collection lies beside the tree.
 * Not with cmocka, whose TAP reports a skipped case as a failed one.
 */
#include <renown/json.h>

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"

static int check_file(const void *ctx, const char *folder, const char *name)
{
    struct rn_str bytes = {0};
    struct rn_json_doc *doc = NULL;
    struct rn_diag d = {0};
    if (rn_file_read(ctx, rn_path_join(ctx, folder, name), 10000000, &bytes, &d) != RN_OK) {
        (void)printf("# %s\n", d.text);
        return 1;
    }
    enum rn_status st = rn_json_parse(bytes, 0, &doc, &d);
    rn_json_free(doc);
    int wrong = (name[0] == 'y' && st != RN_OK) || (name[0] == 'n' && st == RN_OK);
    if (wrong)
        (void)printf("# %s was %s\n", name, st == RN_OK ? "accepted" : d.text);
    return wrong;
}

int main(void)
{
    RN_SCOPE(tmp);
    const char *root = getenv("srcdir");
    const char *folder =
        rn_path_join(tmp, root != NULL ? root : ".", "../shared/corpus/JSONTestSuite");
    char **names;
    size_t count = 0;
    int wrong = 0;
    struct rn_diag d;
    if (rn_dir_list(tmp, folder, &names, &count, &d) != RN_OK) {
        (void)printf("1..1\nok 1 # SKIP no collection beside the tree\n");
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        wrong += check_file(tmp, folder, names[i]);
    (void)printf("1..1\n%s 1 - %zu files, %d read wrongly\n", wrong ? "not ok" : "ok", count,
                 wrong);
    return wrong > 0;
}
