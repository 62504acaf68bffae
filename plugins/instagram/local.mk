# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/instagram.la
plugins_instagram_la_SOURCES = %D%/instagram.c %D%/comments.c %D%/posts.c %D%/pushed.c %D%/instagram.h
plugins_instagram_la_CFLAGS = $(plugin_cflags)
plugins_instagram_la_LDFLAGS = $(plugin_ldflags)
plugins_instagram_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
