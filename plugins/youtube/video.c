/* SPDX-License-Identifier: MIT
 *
 * Videos that speak of a brand. A search gives ids and the beginnings of texts, with its characters
 * escaped; so the videos are asked for once more, fifty at a time, which costs next to nothing.
 */
#include "youtube.h"

enum { HITS_MAX = 50 };

static bool is_in(const struct rn_buf *ids, struct rn_str id)
{
    for (size_t i = 0; i + id.n <= ids->n; i++)
        if (memcmp(ids->p + i, id.p, id.n) == 0)
            return true;
    return false;
}

enum rn_status youtube_read_hits(struct youtube_page *page, struct rn_sink *sink,
                                 const struct rn_json *list)
{
    struct youtube_list videos = {.kind = YOUTUBE_VIDEOS};
    struct rn_buf ids;
    enum rn_status status = RN_OK;
    size_t count = 0;

    if (rn_json_count(list) == 0)
        return sink->warn(sink, "YouTube found no videos for this search");
    rn_buf_init(&ids, RN_ANSWER_URL);
    for (const struct rn_json *n = rn_json_first(list); n != NULL && count < HITS_MAX;
         n = rn_json_next(n)) {
        struct rn_str id = youtube_text(n, "id.videoId");
        if (!youtube_is_id(id) || is_in(&ids, id))
            continue;
        rn_buf_addz(&ids, count++ > 0 ? "," : "");
        rn_buf_add(&ids, id);
    }
    videos.id = rn_buf_str(&ids);
    if (count == 0)
        status = sink->fail(sink, RN_CHANGED,
                            "YouTube sent search results of which none is a video: its answers "
                            "may have changed their form");
    else
        status = youtube_ask(page->config, sink, &videos);
    rn_buf_free(&ids);
    return status;
}

/* The comments below a video that was found. */
static enum rn_status ask_comments(struct rn_answer_rows *rows, const struct rn_json *row,
                                   struct rn_str id)
{
    const struct youtube_page *page = rows->arg;
    int64_t comments = 0;

    if (!page->config->threads || youtube_is_unfiltered(page->config) ||
        !rn_json_int(rn_json_path(row, "statistics.commentCount"), &comments) || comments <= 0)
        return RN_OK;
    return youtube_ask(page->config, rows->sink,
                       &(struct youtube_list){.kind = YOUTUBE_VIDEO, .id = id});
}

enum rn_status youtube_read_video(struct rn_answer_rows *rows, const struct rn_json *row)
{
    const struct youtube_page *page = rows->arg;
    struct rn_review r = {.size = sizeof r, .kind = RN_KIND_MENTION};
    enum rn_status status;

    if (!rn_answer_id(rows, row, "id", &r.external_id, &status))
        return status;
    if (!youtube_is_id(r.external_id))
        return rn_answer_pass(rows, "it is no video");
    r.title = youtube_text(row, "snippet.title");
    r.text = youtube_text(row, "snippet.description");
    r.author_id = youtube_text(row, "snippet.channelId");
    r.author_name = youtube_text(row, "snippet.channelTitle");
    const struct rn_str texts[] = {r.title, r.text, r.author_name};
    if (!youtube_is_unfiltered(page->config) &&
        (youtube_is_own(page->config, r.author_id, r.author_name) ||
         !rn_query_fits(&page->query, rows->sink, texts, 3)))
        return rn_answer_skip(rows);
    r.lang = youtube_text(row, "snippet.defaultLanguage");
    r.created = rn_answer_time(rn_json_path(row, "snippet.publishedAt"));
    r.url = youtube_address(rows->sink, r.external_id, (struct rn_str){NULL, 0});
    (void)rn_json_num(rn_json_path(row, "statistics.viewCount"), &r.reach);
    status = rn_answer_use(rows, &r);
    return status == RN_OK ? ask_comments(rows, row, r.external_id) : status;
}
