# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/feed.la
feed_sources = %D%/feed.c %D%/feed.h %D%/clean.c %D%/entry.c %D%/jsonfeed.c %D%/xmlfeed.c
plugins_feed_la_SOURCES = $(feed_sources)
plugins_feed_la_CFLAGS = $(plugin_cflags)
plugins_feed_la_LDFLAGS = $(plugin_ldflags)
plugins_feed_la_LIBADD = plugins/libtext.la plugins/libcommon.la $(plugin_libs) $(XML_LIBS)
EXTRA_DIST += %D%/README.md
