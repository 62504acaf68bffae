# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/appstore.la
plugins_appstore_la_SOURCES = %D%/appstore.c %D%/parse_json.c %D%/parse_xml.c %D%/appstore.h
plugins_appstore_la_CFLAGS = $(plugin_cflags)
plugins_appstore_la_LDFLAGS = $(plugin_ldflags)
plugins_appstore_la_LIBADD = plugins/libcommonxml.la $(plugin_libs) $(XML_LIBS)
EXTRA_DIST += %D%/README.md
