# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/hackernews.la
plugins_hackernews_la_SOURCES = %D%/hackernews.c %D%/parse_hits.c %D%/hackernews.h
plugins_hackernews_la_CFLAGS = $(plugin_cflags)
plugins_hackernews_la_LDFLAGS = $(plugin_ldflags)
plugins_hackernews_la_LIBADD = plugins/libtext.la plugins/libcommon.la $(plugin_libs) $(XML_LIBS)
EXTRA_DIST += %D%/README.md
