# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/tripadvisor.la
plugins_tripadvisor_la_SOURCES = %D%/tripadvisor.c
plugins_tripadvisor_la_CFLAGS = $(plugin_cflags)
plugins_tripadvisor_la_LDFLAGS = $(plugin_ldflags)
plugins_tripadvisor_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
