# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/x.la
plugins_x_la_SOURCES = %D%/x.c %D%/parse_x.c %D%/state.c %D%/reply.c %D%/x.h
plugins_x_la_CFLAGS = $(plugin_cflags)
plugins_x_la_LDFLAGS = $(plugin_ldflags)
plugins_x_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
