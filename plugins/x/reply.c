/* SPDX-License-Identifier: MIT
 *
 * An answer on X is a post that answers a post. X weighs its characters, and charges thirteen times
 * as much for one with a link.
 */
#include "x.h"

#include <renown/utf8.h>

enum { WEIGHT_MAX = 280, LINK_WEIGHT = 23 };

/* Latin, Greek, Cyrillic, Arabic, Indic scripts and common punctuation weigh one, all else two. */
static int weight(uint32_t c)
{
    static const struct {
        uint32_t from, to;
    } light[] = {{0, 0x10FF}, {0x2000, 0x200D}, {0x2010, 0x201F}, {0x2032, 0x2037}};

    for (size_t i = 0; i < sizeof light / sizeof light[0]; i++)
        if (c >= light[i].from && c <= light[i].to)
            return 1;
    return 2;
}

static bool begins_link(struct rn_str s)
{
    return rn_str_starts(s, "https://") || rn_str_starts(s, "http://") || rn_str_starts(s, "www.");
}

static size_t link_length(struct rn_str s)
{
    size_t n = 0;

    while (n < s.n && (unsigned char)s.p[n] > ' ')
        n++;
    return n;
}

static long weigh(struct rn_str text, size_t *ret_links)
{
    long sum = 0;

    *ret_links = 0;
    while (text.n > 0) {
        size_t n = 0;
        if (begins_link(text)) {
            n = link_length(text);
            sum += LINK_WEIGHT;
            ++*ret_links;
        } else {
            sum += weight(rn_utf8_next(text, &n));
        }
        text = rn_strn(text.p + n, text.n - n);
    }
    return sum;
}

static void write_body(struct rn_buf *body, const struct rn_reply *reply)
{
    struct rn_jsonw w;

    rn_jsonw_init(&w, body);
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "text", reply->text);
    rn_jsonw_key(&w, "reply");
    rn_jsonw_object(&w);
    rn_jsonw_kstr(&w, "in_reply_to_tweet_id", reply->external_id);
    rn_jsonw_end(&w);
    rn_jsonw_end(&w);
}

static enum rn_status post(const struct rn_reply *reply, size_t links, struct rn_sink *sink)
{
    static const struct rn_header headers[] = {
        {RN_STR("content-type"), RN_STR("application/json")}};
    struct rn_buf url, body;
    enum rn_status status;

    rn_buf_init(&body, RN_ANSWER_MAX);
    rn_buf_init(&url, RN_ANSWER_URL);
    write_body(&body, reply);
    rn_buf_addz(&url, X_BASE "tweets");
    status =
        rn_answer_ask(sink,
                      (struct rn_request){.method = "POST",
                                          .body = rn_buf_str(&body),
                                          .headers = headers,
                                          .header_count = 1,
                                          .auth = "account",
                                          .step = "reply",
                                          .price_micro = links > 0 ? X_PRICE_LINK : X_PRICE_ANSWER},
                      &url);
    rn_buf_free(&body);
    return status;
}

enum rn_status x_compose(const void *config, const struct rn_reply *reply, struct rn_sink *sink)
{
    const struct x_config *c = config;
    size_t links;
    const long sum = weigh(reply->text, &links);

    if (reply->text.n == 0)
        return sink->fail(sink, RN_INVALID,
                          "Renown cannot withdraw an answer on X, because that needs the answer's "
                          "own id: delete it there");
    if (!x_is_id(reply->external_id))
        return sink->fail(sink, RN_INVALID,
                          "this is no post of X, whose ids are numbers, so there is nothing to "
                          "answer");
    if (sum > WEIGHT_MAX)
        return rn_answer_fail(sink, RN_LIMIT,
                              "the answer is %ld long as X weighs it and %d is the most: Chinese, "
                              "Japanese and Korean characters and emoji count two, a link %d",
                              sum, WEIGHT_MAX, LINK_WEIGHT);
    if (links > 0 && !c->links)
        return sink->fail(sink, RN_INVALID,
                          "the answer holds a link, for which X charges 0.20: leave it out, or set "
                          "`links: true` on this source");
    return post(reply, links, sink);
}
