# SPDX-License-Identifier: MIT
# Stories: one folder each, found by run.sh. A plugin adds its folder to EXTRA_DIST.
check_PROGRAMS += tests/lib/story
tests_lib_story_SOURCES = tests/lib/story.c
tests_lib_story_CFLAGS = $(test_cflags)
tests_lib_story_LDADD = core/libcore.la

dist_check_SCRIPTS += %D%/run.sh %D%/outside.sh %D%/parse.sh
TESTS += %D%/run.sh %D%/outside.sh %D%/parse.sh
EXTRA_DIST += %D%/README.md %D%/example %D%/google %D%/google-places
EXTRA_DIST += %D%/webpage %D%/feed
EXTRA_DIST += %D%/folder %D%/appstore %D%/appstore-connect %D%/playstore %D%/tripadvisor %D%/trustpilot

EXTRA_DIST += %D%/x %D%/instagram %D%/linkedin %D%/tiktok
EXTRA_DIST += %D%/booking %D%/ebay %D%/facebook %D%/steam %D%/yelp
EXTRA_DIST += %D%/hackernews %D%/mastodon %D%/reddit %D%/youtube %D%/bluesky

include tests/plugins/host/local.mk
