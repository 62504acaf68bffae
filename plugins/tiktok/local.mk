# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/tiktok.la
plugins_tiktok_la_SOURCES = %D%/tiktok.c %D%/parse_tiktok.c %D%/tiktok.h
plugins_tiktok_la_CFLAGS = $(plugin_cflags)
plugins_tiktok_la_LDFLAGS = $(plugin_ldflags)
plugins_tiktok_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
