# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/youtube.la
youtube_sources = %D%/youtube.c %D%/lists.c %D%/comment.c %D%/video.c %D%/youtube.h
plugins_youtube_la_SOURCES = $(youtube_sources)
plugins_youtube_la_CFLAGS = $(plugin_cflags)
plugins_youtube_la_LDFLAGS = $(plugin_ldflags)
plugins_youtube_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
