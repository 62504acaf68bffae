# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/facebook.la
plugins_facebook_la_SOURCES = %D%/facebook.c %D%/parse_ratings.c %D%/parse_comments.c %D%/events.c %D%/facebook.h
plugins_facebook_la_CFLAGS = $(plugin_cflags)
plugins_facebook_la_LDFLAGS = $(plugin_ldflags)
plugins_facebook_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
