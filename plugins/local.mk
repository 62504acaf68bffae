# SPDX-License-Identifier: MIT
# One module a folder. A plugin links the kit and nothing of the core. Another one is a folder with a
# local.mk like example/local.mk and one line below.
plugin_cflags = $(AM_CFLAGS) $(YAJL_CFLAGS) $(XML_CFLAGS)
plugin_ldflags = $(AM_LDFLAGS) -module -avoid-version -shared -export-symbols-regex '^rn_plugin_v1$$' \
	$(plugin_zdefs)
if !SANITIZERS
plugin_zdefs = -Wl,-z,defs
endif
plugin_libs = core/libkit.la

include plugins/example/local.mk
include plugins/google/local.mk
include plugins/google-places/local.mk
include plugins/common/local.mk
include plugins/appstore/local.mk
include plugins/appstore-connect/local.mk
include plugins/folder/local.mk
include plugins/playstore/local.mk
include plugins/tripadvisor/local.mk
include plugins/trustpilot/local.mk
include plugins/booking/local.mk
include plugins/webpage/local.mk
include plugins/ebay/local.mk
include plugins/facebook/local.mk
include plugins/steam/local.mk
include plugins/yelp/local.mk
include plugins/feed/local.mk
include plugins/hackernews/local.mk
include plugins/mastodon/local.mk
include plugins/x/local.mk
include plugins/reddit/local.mk
include plugins/instagram/local.mk
include plugins/linkedin/local.mk
include plugins/tiktok/local.mk
include plugins/youtube/local.mk
include plugins/bluesky/local.mk
