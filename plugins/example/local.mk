# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/example.la
plugins_example_la_SOURCES = %D%/example.c
plugins_example_la_CFLAGS = $(plugin_cflags)
plugins_example_la_LDFLAGS = $(plugin_ldflags)
plugins_example_la_LIBADD = $(plugin_libs)
EXTRA_DIST += %D%/README.md
