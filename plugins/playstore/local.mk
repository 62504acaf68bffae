# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/playstore.la
plugins_playstore_la_SOURCES = %D%/playstore.c
plugins_playstore_la_CFLAGS = $(plugin_cflags)
plugins_playstore_la_LDFLAGS = $(plugin_ldflags)
plugins_playstore_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
