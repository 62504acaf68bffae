# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/trustpilot.la
plugins_trustpilot_la_SOURCES = %D%/trustpilot.c %D%/parse_trustpilot.c %D%/trustpilot.h
plugins_trustpilot_la_CFLAGS = $(plugin_cflags)
plugins_trustpilot_la_LDFLAGS = $(plugin_ldflags)
plugins_trustpilot_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
