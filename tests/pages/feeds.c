/* SPDX-License-Identifier: MIT
 *
 * Feeds that others collected: the well-formed ones give the titles, addresses, ids and dates that
 * a table beside them says; the ill-formed ones are read or refused, and nothing worse.
 */
#include "pages/corpus.h"

#include <stdlib.h>

#include <renown/stamp.h>

enum { COLUMNS = 11 };
enum column {
    C_FILE,
    C_VERSION,
    C_BOZO,
    C_ENTRIES,
    C_FEED_TITLE,
    C_TITLE,
    C_LAST_TITLE,
    C_LINK,
    C_ID,
    C_DATE,
    C_SAYS
};

static void split(struct rn_str line, struct rn_str out[COLUMNS])
{
    for (size_t i = 0; i < COLUMNS; i++) {
        const char *tab = line.n > 0 ? memchr(line.p, '\t', line.n) : NULL;
        size_t n = tab != NULL ? (size_t)(tab - line.p) : line.n;
        out[i] = rn_strn(line.p, n);
        n += n < line.n;
        line = rn_strn(line.p + n, line.n - n);
    }
}

/* The table cuts long addresses and ids. */
static bool begins(struct rn_str whole, struct rn_str start)
{
    return whole.n >= start.n && memcmp(whole.p, start.p, start.n) == 0;
}

static bool same_date(struct rn_time t, struct rn_str wanted)
{
    char text[32];

    return t.precision == RN_TIME_SECOND && rn_str_eq(rn_str(rn_stamp_text(t.us, text)), wanted);
}

static bool right_first(const struct rn_review *r, const struct rn_str *row)
{
    /* The table's markup is what another program made of the title. */
    if (row[C_TITLE].n > 0 && memchr(row[C_TITLE].p, '<', row[C_TITLE].n) == NULL &&
        !rn_str_eq(r->title, row[C_TITLE]))
        return false;
    if (row[C_ID].n > 0 && !begins(r->external_id, row[C_ID]))
        return false;
    if (rn_str_starts(row[C_LINK], "http") && !begins(r->url, row[C_LINK]))
        return false;
    return row[C_DATE].n == 0 || same_date(r->created, row[C_DATE]);
}

/* An entry that has neither title, text nor address tells nothing: it is passed over, and said. */
static bool right_feed(const struct rn_harvest *h, const struct rn_str *row)
{
    size_t wanted = strtoul(rn_str_is(row[C_VERSION], "json") ? "2" : row[C_ENTRIES].p, NULL, 10);

    if (h->review_count == 0)
        return wanted == 0 ? h->warning_count > 0
                           : row[C_TITLE].n == 0 && row[C_LINK].n == 0 && h->warning_count > 0;
    if (rn_str_is(row[C_FILE], "wellformed__node_precedence__atom10_id.xml"))
        wanted = 1; /* its two entries have one id */
    if (h->review_count != wanted)
        return false;
    return right_first(&h->reviews[0], row) &&
           (row[C_LAST_TITLE].n == 0 || memchr(row[C_LAST_TITLE].p, '<', row[C_LAST_TITLE].n) ||
            rn_str_eq(h->reviews[wanted - 1].title, row[C_LAST_TITLE]));
}

static bool check(struct rn_str line)
{
    RN_SCOPE(tmp);
    struct rn_str row[COLUMNS];

    split(line, row);
    const char *file = rn_fmt(tmp, "feeds/%.*s", RN_STR_ARG(row[C_FILE]));
    struct rn_harvest *h = corpus_parse(tmp, "feed", file, "https://feeds.example/feed");
    if (rn_str_starts(row[C_FILE], "illformed__"))
        return true;
    if (h != NULL && right_feed(h, row))
        return true;
    (void)printf("# %s was read wrongly\n", file);
    return false;
}

int main(void)
{
    RN_SCOPE(tmp);
    struct rn_str table;
    size_t feeds = 0, wrong = 0;

    if (!corpus_read(tmp, "feeds/EXPECTED.tsv", &table)) {
        (void)printf("1..1\nok 1 # SKIP no feeds beside the tree\n");
        return 0;
    }
    for (bool head = true; table.n > 0; head = false) {
        const char *end = memchr(table.p, '\n', table.n);
        size_t n = end != NULL ? (size_t)(end - table.p) : table.n;
        if (!head && n > 0) {
            feeds++;
            wrong += !check(rn_strn(table.p, n));
        }
        n += n < table.n;
        table = rn_strn(table.p + n, table.n - n);
    }
    bool good = wrong == 0 && feeds > 0;
    (void)printf("1..1\n%s 1 - %zu feeds, %zu read wrongly\n", good ? "ok" : "not ok", feeds,
                 wrong);
    return !good;
}
