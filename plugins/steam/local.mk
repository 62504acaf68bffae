# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/steam.la
plugins_steam_la_SOURCES = %D%/steam.c %D%/parse_steam.c %D%/steam.h
plugins_steam_la_CFLAGS = $(plugin_cflags)
plugins_steam_la_LDFLAGS = $(plugin_ldflags)
plugins_steam_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
