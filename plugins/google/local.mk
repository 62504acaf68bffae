# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/google.la
plugins_google_la_SOURCES = %D%/google.h %D%/google.c %D%/parse.c %D%/discover.c
plugins_google_la_CFLAGS = $(plugin_cflags)
plugins_google_la_LDFLAGS = $(plugin_ldflags)
plugins_google_la_LIBADD = $(plugin_libs)
EXTRA_DIST += %D%/README.md
