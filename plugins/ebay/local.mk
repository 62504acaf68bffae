# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/ebay.la
plugins_ebay_la_SOURCES = %D%/ebay.c %D%/parse_ebay.c %D%/ebay.h
plugins_ebay_la_CFLAGS = $(plugin_cflags)
plugins_ebay_la_LDFLAGS = $(plugin_ldflags)
plugins_ebay_la_LIBADD = plugins/libcommonxml.la $(plugin_libs) $(XML_LIBS)
EXTRA_DIST += %D%/README.md
