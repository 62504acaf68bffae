# SPDX-License-Identifier: MIT
# The parsers of the plugins that listen (networks and forums), each with its plugin linked in.
fuzz_targets += %D%/plugin_hackernews
tests_fuzz_plugin_hackernews_SOURCES = %D%/plugin_hackernews.c plugins/hackernews/hackernews.c \
	plugins/hackernews/parse_hits.c
tests_fuzz_plugin_hackernews_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_hackernews_LDADD = plugins/libtext.la plugins/libcommon.la $(fuzz_libs) $(XML_LIBS)

fuzz_targets += %D%/query
tests_fuzz_query_CFLAGS = $(test_cflags)
tests_fuzz_query_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_x
tests_fuzz_plugin_x_SOURCES = %D%/plugin_x.c plugins/x/x.c plugins/x/parse_x.c plugins/x/state.c plugins/x/reply.c
tests_fuzz_plugin_x_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_x_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_mastodon
tests_fuzz_plugin_mastodon_SOURCES = %D%/plugin_mastodon.c $(mastodon_sources)
tests_fuzz_plugin_mastodon_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_mastodon_LDADD = plugins/libtext.la plugins/libcommon.la $(fuzz_libs) $(XML_LIBS)

fuzz_targets += %D%/plugin_reddit
tests_fuzz_plugin_reddit_SOURCES = %D%/plugin_reddit.c $(reddit_sources)
tests_fuzz_plugin_reddit_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_reddit_LDADD = plugins/libcommon.la $(fuzz_libs)
fuzz_targets += %D%/plugin_instagram
tests_fuzz_plugin_instagram_SOURCES = %D%/plugin_instagram.c plugins/instagram/instagram.c \
	plugins/instagram/comments.c plugins/instagram/posts.c plugins/instagram/pushed.c
tests_fuzz_plugin_instagram_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_instagram_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_linkedin
tests_fuzz_plugin_linkedin_SOURCES = %D%/plugin_linkedin.c plugins/linkedin/linkedin.c plugins/linkedin/parse_linkedin.c
tests_fuzz_plugin_linkedin_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_linkedin_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_tiktok
tests_fuzz_plugin_tiktok_SOURCES = %D%/plugin_tiktok.c plugins/tiktok/tiktok.c plugins/tiktok/parse_tiktok.c
tests_fuzz_plugin_tiktok_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_tiktok_LDADD = plugins/libcommon.la $(fuzz_libs)
fuzz_targets += %D%/plugin_youtube
tests_fuzz_plugin_youtube_SOURCES = %D%/plugin_youtube.c $(youtube_sources)
tests_fuzz_plugin_youtube_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_youtube_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_bluesky
tests_fuzz_plugin_bluesky_SOURCES = %D%/plugin_bluesky.c $(bluesky_sources)
tests_fuzz_plugin_bluesky_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_bluesky_LDADD = plugins/libcommon.la $(fuzz_libs)
