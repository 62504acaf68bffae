/* SPDX-License-Identifier: MIT */
#include "rules/support.h"

#include <assert.h>
#include <stdio.h>

#include "base/mem.h"

static const char *const listings[] = {"lahore", "karachi"};
static const char *const sources[] = {"google-lahore"};
static const char *const brands[] = {"Harbour", "Rival"};
static const char *const labels[] = {"region"};
static const char *const people[] = {"duty", "lead", "owner", "care"};
static const char *const channels[] = {"email", "slack", "phone"};
static const char *const hours[] = {"care"};
static const struct rn_known_names known = {.listings = listings,
                                            .sources = sources,
                                            .brands = brands,
                                            .labels = labels,
                                            .people = people,
                                            .channels = channels,
                                            .hours = hours,
                                            .listing_count = 2,
                                            .source_count = 1,
                                            .brand_count = 2,
                                            .label_count = 1,
                                            .people_count = 4,
                                            .channel_count = 3,
                                            .hours_count = 1};

void shop_open(struct shop *s)
{
    memset(s, 0, sizeof *s);
    s->ctx = rn_mem_check(talloc_new(NULL));
}

void shop_close(struct shop *s)
{
    talloc_free(s->ctx);
}

void shop_add_bytes(struct shop *s, const char *name, const void *bytes, size_t n)
{
    assert(s->count < sizeof s->scripts / sizeof *s->scripts);
    s->scripts[s->count++] = (struct rn_script){
        .name = name, .path = name, .source = rn_dup_str(s->ctx, rn_strn(bytes, n))};
}

void shop_add(struct shop *s, const char *name, const char *source)
{
    shop_add_bytes(s, name, source, strlen(source));
}

void shop_found(void *arg, const struct rn_script_finding *f)
{
    struct shop *s = arg;
    int n = snprintf(s->said + s->said_n, sizeof s->said - s->said_n, "%s:%d: %s\n", f->file,
                     f->line, f->text);

    s->said_n += n > 0 && s->said_n + (size_t)n < sizeof s->said ? (size_t)n : 0;
    *(f->warning ? &s->warnings : &s->errors) += 1;
}

void shop_compile(struct shop *s)
{
    struct rn_diag d;
    enum rn_status status =
        rn_rules_compile(s->ctx, s->scripts, s->count, &known, shop_found, s, &s->rules, &d);
    assert(status == RN_OK);
    (void)status;
}

void review_make(struct shop *s, struct review *v, double stars, const char *text)
{
    (void)s;
    memset(v, 0, sizeof *v);
    v->r = (struct rn_review){.size = sizeof v->r,
                              .external_id = RN_STR("ext"),
                              .author_name = RN_STR("Ann"),
                              .text = rn_str(text)};
    v->f = (struct rn_facts){.review = &v->r,
                             .id = "abcdefgh23456789",
                             .listing = "lahore",
                             .listing_name = "Harbour Lahore",
                             .source = "google-lahore",
                             .place = "google",
                             .brand = "Harbour",
                             .has_stars = stars > 0,
                             .stars = stars,
                             .events = RN_ON_NEW};
}

void review_scan(struct shop *s, struct review *v, bool turkish)
{
    rn_words_make(s->ctx, &v->words, v->r.title, turkish);
    rn_words_more(s->ctx, &v->words, v->r.text, (uint32_t)v->r.title.n + 1, turkish);
    rn_rules_scan(s->ctx, s->rules, &v->words, &v->hits);
    v->f.words = &v->words;
    v->f.hits = &v->hits;
}

const char *fired(struct shop *s, struct review *v)
{
    struct rn_verdict verdict;
    struct rn_diag d;
    char *names = rn_dupz(s->ctx, "");
    enum rn_status status = rn_rules_decide(s->ctx, s->rules, &v->f, &verdict, &d);

    assert(status == RN_OK);
    (void)status;
    for (size_t i = 0; i < verdict.fired_count; i++)
        names = rn_fmt(s->ctx, "%s%s%s", names, i > 0 ? " " : "", verdict.fired[i].rule);
    return names;
}

int holds(const char *condition, double stars, const char *text, const char *lang)
{
    struct shop s;
    struct review v;
    int answer = -1;

    shop_open(&s);
    shop_add(&s, "rules/probe.lua",
             rn_fmt(s.ctx, "rule \"probe\" { when = %s, actions = { tag \"probe\" } }", condition));
    shop_compile(&s);
    if (s.errors == 0) {
        review_make(&s, &v, stars, text);
        v.r.lang = rn_str(lang);
        review_scan(&s, &v, lang != NULL && strcmp(lang, "tr") == 0);
        answer = strcmp(fired(&s, &v), "probe") == 0;
    } else {
        (void)fprintf(stderr, "# %s", s.said);
    }
    shop_close(&s);
    return answer;
}
