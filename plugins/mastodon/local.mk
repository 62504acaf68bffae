# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/mastodon.la
mastodon_sources = %D%/mastodon.c %D%/lists.c %D%/status.c %D%/mastodon.h
plugins_mastodon_la_SOURCES = $(mastodon_sources)
plugins_mastodon_la_CFLAGS = $(plugin_cflags)
plugins_mastodon_la_LDFLAGS = $(plugin_ldflags)
plugins_mastodon_la_LIBADD = plugins/libtext.la plugins/libcommon.la $(plugin_libs) $(XML_LIBS)
EXTRA_DIST += %D%/README.md
