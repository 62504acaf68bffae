/* SPDX-License-Identifier: MIT */
#include "report/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"

int desk_setup(void **state)
{
    static const char *const ids[] = {"oslo", "bergen", "rival"};
    static const char *const names[] = {"Harbour Oslo", "Harbour Bergen", "Rival One"};
    char name[] = "/tmp/renown-digest-XXXXXX";
    struct desk *k = rn_new(NULL, struct desk);
    assert_non_null(mkdtemp(name));
    k->folder = rn_dupz(k, name);
    k->path = rn_path_join(k, name, "store.db");
    k->rival.competitor = true;
    for (int i = 0; i < 3; i++)
        k->listing[i] = (struct rn_listing){
            .id = ids[i], .name = names[i], .zone = "UTC", .brand = i < 2 ? &k->own : &k->rival};
    k->config.zone = "UTC";
    k->lang = "en";
    k->config.listings = k->listing;
    k->config.listing_count = 3;
    fill_open(&k->fill, k, k->path, fill_time(MONDAY));
    *state = k;
    return 0;
}

int desk_teardown(void **state)
{
    struct desk *k = *state;
    char **names = NULL;
    size_t n = 0;
    fill_close(&k->fill);
    assert_int_equal(rn_dir_list(k, k->folder, &names, &n, &k->d), RN_OK);
    for (size_t i = 0; i < n; i++)
        (void)unlink(rn_path_join(k, k->folder, names[i]));
    assert_int_equal(rmdir(k->folder), 0);
    talloc_free(k);
    return 0;
}

enum rn_status desk_email(const struct rn_digest *g, struct rn_buf *out)
{
    return rn_digest_email(g, "renown@example.com", "ana@example.com", out);
}

struct rn_digest *desk_digest(struct desk *k, int period, const char *now)
{
    struct rn_digest *g = NULL;
    struct rn_digest_ask ask = {.config = &k->config,
                                .store = k->fill.store,
                                .period = period,
                                .lang = k->lang,
                                .now = fill_time(now)};
    if (rn_digest_make(k, &ask, &g, &k->d) != RN_OK)
        fail_msg("%s", k->d.text);
    return g;
}

const char *desk_shape(struct desk *k, write_fn *write, const char *now)
{
    struct rn_buf b;
    rn_buf_init(&b, 1 << 20);
    assert_int_equal(write(desk_digest(k, 1, now), &b), RN_OK);
    const char *out = rn_dup(k, rn_buf_str(&b));
    rn_buf_free(&b);
    return out;
}

void desk_add(struct desk *k, const char *listing, const char *at, double stars, const char *author,
              const char *text, const char *reply_at)
{
    struct told t = {.listing = listing, .author = author, .text = text, .stars = stars};
    t.external_id = rn_fmt(k, "e%d", k->count++);
    t.lang = "en";
    t.at = fill_time(at);
    t.reply_at = reply_at != NULL ? fill_time(reply_at) : 0;
    (void)fill_review(&k->fill, &t);
}

void desk_has(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("\"%s\" is missing in:\n%s", words, text);
}

void desk_lacks(const char *text, const char *words)
{
    if (strstr(text, words) != NULL)
        fail_msg("\"%s\" stands in:\n%s", words, text);
}
