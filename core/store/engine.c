/* SPDX-License-Identifier: MIT */
#include "store/engine.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "store/outbox.h"
#include "store/private.h"

enum { FILE_MAX = 4096 };

/* What a file or a store says of its engine; `id` "" when it says nothing. */
struct identity {
    char id[RN_KEY_LEN + 1], machine[RN_KEY_LEN + 1];
    int64_t count;
};

/* ---- this machine ---------------------------------------------------------------------------- */

/* A hash of the machine's id; "-" where it has none, so that a copy is told by the file alone. */
static void this_machine(char out[RN_KEY_LEN + 1])
{
    RN_SCOPE(tmp);
    struct rn_str text = {0};
    struct rn_diag ignored;
    char hash[RN_HASH_LEN + 1];
    strcpy(out, "-");
    if (rn_file_read(tmp, "/etc/machine-id", FILE_MAX, &text, &ignored) != RN_OK)
        return;
    text = rn_str_trim(text);
    if (text.n == 0)
        return;
    rn_hash_text(rn_str("renown engine"), &text, 1, hash);
    hash[RN_KEY_LEN] = '\0';
    strcpy(out, hash);
}

/* ---- the file -------------------------------------------------------------------------------- */

static char *file_of(const void *ctx, const struct rn_store *s)
{
    return rn_fmt(ctx, "%s.engine", rn_store_name(s));
}

static enum rn_status read_file(struct rn_store *s, struct identity *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *path = file_of(tmp, s);
    struct rn_str text = {0};
    *ret = (struct identity){0};
    if (!rn_file_exists(path))
        return RN_OK;
    enum rn_status st = rn_file_read(tmp, path, FILE_MAX, &text, d);
    if (st != RN_OK)
        return st;
    char *z = rn_dup(tmp, text);
    if (sscanf(z, "renown engine %22s\nsent %" SCNd64 "\nmachine %22s", ret->id, &ret->count,
               ret->machine) != 3 ||
        ret->count < 0) {
        *ret = (struct identity){.id = "?"}; /* nobody's: the store will not be its */
        ret->count = INT64_MAX;
    }
    return RN_OK;
}

static enum rn_status write_file(struct rn_store *s, const struct identity *is, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *text = rn_fmt(tmp,
                        "renown engine %s\nsent %" PRId64 "\nmachine %s\n"
                        "Leave this file out of backups: it tells a store that was put back.\n",
                        is->id, is->count, is->machine);
    return rn_file_write(file_of(tmp, s), rn_str(text), 0600, d);
}

/* ---- the store ------------------------------------------------------------------------------- */

static enum rn_status meta(struct rn_store *s, const char *key, const void *ctx, char **ret,
                           struct rn_diag *d)
{
    *ret = NULL;
    enum rn_status st = rn_store_meta(s, key, ctx, ret, d);
    return st == RN_GONE ? RN_OK : st;
}

static enum rn_status read_store(struct rn_store *s, struct identity *ret, struct rn_diag *d)
{
    RN_SCOPE(tmp);
    char *id, *count;
    *ret = (struct identity){0};
    enum rn_status st = meta(s, "engine", tmp, &id, d);
    if (st == RN_OK)
        st = meta(s, "engine_sent", tmp, &count, d);
    if (st != RN_OK)
        return st;
    if (id != NULL)
        (void)snprintf(ret->id, sizeof ret->id, "%s", id);
    ret->count = count != NULL ? strtoll(count, NULL, 10) : 0;
    return RN_OK;
}

static enum rn_status write_store(struct rn_store *s, const struct identity *is, struct rn_diag *d)
{
    char count[24];
    (void)snprintf(count, sizeof count, "%" PRId64, is->count);
    enum rn_status st = rn_store_set_meta(s, "engine", is->id, d);
    return st == RN_OK ? rn_store_set_meta(s, "engine_sent", count, d) : st;
}

/* ---- standing -------------------------------------------------------------------------------- */

static enum rn_status refuse(const struct rn_store *s, const char *what, struct rn_diag *d)
{
    return rn_fail(d, RN_REFUSED,
                   "nothing is sent: the store %s %s, so what it believes to be unsent may have "
                   "been sent; when no other Renown works with it any more, say: renown adopt",
                   rn_store_name(s), what);
}

enum rn_status rn_engine_bind(struct rn_store *s, struct rn_diag *d)
{
    struct identity own, file;
    enum rn_status st = read_store(s, &own, d);
    if (st != RN_OK || own.id[0] != '\0')
        return st;
    st = read_file(s, &file, d);
    if (st != RN_OK)
        return st;
    if (file.id[0] != '\0' && file.count > 0)
        return RN_OK; /* somebody spoke from here before: a person decides (rn_engine_stand) */
    rn_random_key(own.id);
    this_machine(own.machine);
    st = write_file(s, &own, d);
    return st == RN_OK ? write_store(s, &own, d) : st;
}

enum rn_status rn_engine_stand(struct rn_store *s, struct rn_diag *d)
{
    struct identity own, file;
    char here[RN_KEY_LEN + 1];
    enum rn_status st = read_store(s, &own, d);
    if (st == RN_OK)
        st = read_file(s, &file, d);
    if (st != RN_OK)
        return st;
    this_machine(here);
    if (own.id[0] == '\0')
        return file.count > 0 ? refuse(s, "is older than what was sent from this place", d) : RN_OK;
    if (file.id[0] == '\0' || strcmp(file.id, own.id) != 0)
        return refuse(s, "was copied here or belongs to another engine", d);
    if (strcmp(file.machine, here) != 0)
        return refuse(s, "was moved here from another machine", d);
    if (own.count < file.count)
        return refuse(s, "was put back from a backup", d);
    return RN_OK;
}

enum rn_status rn_engine_count(struct rn_store *s, int64_t *ret, struct rn_diag *d)
{
    struct identity own;
    enum rn_status st = read_store(s, &own, d);
    if (st != RN_OK)
        return st;
    own.count++;
    st = write_store(s, &own, d);
    if (st == RN_OK)
        *ret = own.count;
    return st;
}

enum rn_status rn_engine_note(struct rn_store *s, int64_t count, struct rn_diag *d)
{
    struct identity file;
    enum rn_status st = read_file(s, &file, d);
    if (st != RN_OK || count <= file.count)
        return st;
    file.count = count;
    return write_file(s, &file, d);
}

enum rn_status rn_engine_adopt(struct rn_store *s, int64_t now, struct rn_diag *d)
{
    struct identity own, file;
    enum rn_status st = read_store(s, &own, d);
    if (st == RN_OK)
        st = read_file(s, &file, d);
    if (st == RN_OK)
        st = rn_outbox_doubt(s, now, d);
    if (st != RN_OK)
        return st;
    if (file.count != INT64_MAX && file.count > own.count)
        own.count = file.count;
    rn_random_key(own.id);
    this_machine(own.machine);
    st = write_store(s, &own, d);
    return st == RN_OK ? write_file(s, &own, d) : st;
}
