# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/linkedin.la
plugins_linkedin_la_SOURCES = %D%/linkedin.c %D%/parse_linkedin.c %D%/linkedin.h
plugins_linkedin_la_CFLAGS = $(plugin_cflags)
plugins_linkedin_la_LDFLAGS = $(plugin_ldflags)
plugins_linkedin_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
