# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/appstore-connect.la
plugins_appstore_connect_la_SOURCES = %D%/appstore-connect.c %D%/parse_connect.c %D%/connect.h
plugins_appstore_connect_la_CFLAGS = $(plugin_cflags)
plugins_appstore_connect_la_LDFLAGS = $(plugin_ldflags)
plugins_appstore_connect_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
