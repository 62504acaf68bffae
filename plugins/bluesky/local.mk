# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/bluesky.la
bluesky_sources = %D%/bluesky.c %D%/parse_posts.c %D%/bluesky.h
plugins_bluesky_la_SOURCES = $(bluesky_sources)
plugins_bluesky_la_CFLAGS = $(plugin_cflags)
plugins_bluesky_la_LDFLAGS = $(plugin_ldflags)
plugins_bluesky_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
