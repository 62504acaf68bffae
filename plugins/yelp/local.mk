# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/yelp.la
plugins_yelp_la_SOURCES = %D%/yelp.c
plugins_yelp_la_CFLAGS = $(plugin_cflags)
plugins_yelp_la_LDFLAGS = $(plugin_ldflags)
plugins_yelp_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
