/* SPDX-License-Identifier: MIT
 *
 * What the files of this plugin share.
 */
#ifndef PLUGINS_TIKTOK_H
#define PLUGINS_TIKTOK_H

#include "../common/answer.h"

#define TIKTOK_PLACE "TikTok"

enum { TIKTOK_VIDEOS = 20, TIKTOK_COMMENTS = 30, TIKTOK_PAGES = 200 };

struct tiktok_config {
    const char *business;
    int64_t videos;
};

/* A page of the comments below a video, or (`comment` not empty) of the answers below one of them,
 * from `cursor` on. The video and its address travel in the note. */
struct tiktok_place {
    struct rn_str video, url, comment;
    int64_t cursor;
};

/* Asks for the videos from `cursor` on, of which `seen` were looked at. */
enum rn_status tiktok_ask_videos(const struct tiktok_config *c, struct rn_sink *sink,
                                 int64_t cursor, int64_t seen);
enum rn_status tiktok_ask_comments(const struct tiktok_config *c, struct rn_sink *sink,
                                   const struct tiktok_place *place);
bool tiktok_is_id(struct rn_str s); /* digits, up to 24 */

/* The plugin's `parse`. */
enum rn_status tiktok_parse(const void *config, const struct rn_response *response,
                            struct rn_sink *sink);

#endif
