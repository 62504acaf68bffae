# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/reddit.la
reddit_sources = %D%/reddit.c %D%/listing.c %D%/thing.c %D%/reddit.h
plugins_reddit_la_SOURCES = $(reddit_sources)
plugins_reddit_la_CFLAGS = $(plugin_cflags)
plugins_reddit_la_LDFLAGS = $(plugin_ldflags)
plugins_reddit_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
