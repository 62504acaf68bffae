/* SPDX-License-Identifier: MIT */
#include "collect/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <renown/stamp.h>

#include "base/file.h"
#include "store/events.h"
#include "store/rollups.h"

void desk_ok(struct desk *k, enum rn_status st, const char *file, int line)
{
    if (st == RN_OK)
        return;
    print_error("%s:%d: status %d: %s\n", file, line, (int)st, k->d.text);
    fail();
}

int desk_make(void **state)
{
    struct desk *k = rn_new(NULL, struct desk);
    char folder[] = "/tmp/renown-collect-XXXXXX";
    if (mkdtemp(folder) == NULL)
        return -1;
    k->ctx = k;
    k->folder = rn_dupz(k, folder);
    k->listing = (struct rn_listing){.id = "harbour", .name = "Harbour", .zone = "Asia/Karachi"};
    k->batch = rn_batch_new(k);
    k->sweep = rn_sweep_new(k);
    ok(k, rn_store_open(k, rn_path_join(k, folder, "renown.db"), RN_STORE_WRITE, T0, &k->store,
                        &k->d));
    desk_at(k, T0, "sync");
    *state = k;
    return 0;
}

int desk_free(void **state)
{
    struct desk *k = *state;
    char **names;
    size_t n;
    talloc_free(k->store);
    if (rn_dir_list(k, k->folder, &names, &n, &k->d) == RN_OK)
        for (size_t i = 0; i < n; i++)
            (void)unlink(rn_path_join(k, k->folder, names[i]));
    (void)rmdir(k->folder);
    talloc_free(k);
    return 0;
}

void desk_at(struct desk *k, int64_t now, const char *kind)
{
    const struct rn_intake_setup setup = {
        .store = k->store,
        .listing = &k->listing,
        .who = {.place = "google", .account = "1/2", .label = "google-harbour"},
        .kind = kind,
        .now = now};
    if (k->intake != NULL) {
        ok(k, rn_store_begin(k->store, &k->d));
        ok(k, rn_intake_close(k->intake, true, NULL, &k->d));
        ok(k, rn_store_commit(k->store, &k->d));
        talloc_free(k->intake);
    }
    ok(k, rn_intake_open(k, &setup, &k->intake, &k->d));
}

struct rn_review said(const char *id, int stars, const char *text)
{
    struct rn_review r = {.size = sizeof r,
                          .external_id = rn_str(id),
                          .author_name = rn_str("Ada Quill"),
                          .text = rn_str(text),
                          .created = {T0 - RN_HOUR, RN_TIME_SECOND},
                          .updated = {T0 - RN_HOUR, RN_TIME_SECOND}};
    if (stars > 0)
        r.rating = (struct rn_rating){RN_SCALE_POINTS, stars, 5, 1};
    return r;
}

enum rn_outcome take(struct desk *k, struct rn_review r)
{
    enum rn_outcome outcome = RN_TAKEN_UNCHANGED;
    int64_t n = 0;
    rn_batch_clear(k->batch);
    assert_true(rn_batch_add(k->batch, &k->intake->maker, &r));
    ok(k, rn_store_begin(k->store, &k->d));
    ok(k, rn_ingest_item(&k->intake->ingest, k->batch, &k->batch->items[0], &outcome, &n, &k->d));
    ok(k, rn_store_commit(k->store, &k->d));
    rn_sweep_saw(k->sweep, n);
    return outcome;
}

struct rn_stored stored(struct desk *k, const char *external_id)
{
    char id[RN_ID_LEN + 1];
    struct rn_stored s;
    const struct rn_str parts[] = {rn_str("google"), rn_str("1/2"), rn_str(external_id)};
    rn_id_make(parts, 3, id);
    ok(k, rn_review_load(k->store, id, k, &s, &k->d));
    return s;
}

size_t events(struct desk *k, const char *kind)
{
    struct rn_event *all;
    size_t n, hits = 0;
    ok(k, rn_events_list(k->store, NULL, 100000, k, &all, &n, &k->d));
    for (size_t i = 0; i < n; i++)
        hits += strcmp(all[i].kind, kind) == 0;
    return hits;
}

void desk_verify(struct desk *k)
{
    int64_t n;
    char head[44];
    ok(k, rn_rollups_verify(k->store, &k->d));
    ok(k, rn_events_verify(k->store, &n, head, &k->d));
}
