# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/webpage.la
webpage_sources = %D%/webpage.c %D%/page.h %D%/items.c %D%/scan.c %D%/tree.c %D%/lenient.c %D%/jsonld.c \
	%D%/value.c %D%/dom.c %D%/markup.c %D%/schema.c %D%/found.c %D%/selectors.c
plugins_webpage_la_SOURCES = $(webpage_sources)
plugins_webpage_la_CFLAGS = $(plugin_cflags)
plugins_webpage_la_LDFLAGS = $(plugin_ldflags)
plugins_webpage_la_LIBADD = plugins/libtext.la plugins/libcommon.la $(plugin_libs) $(XML_LIBS)
EXTRA_DIST += %D%/README.md
