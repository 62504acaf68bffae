# SPDX-License-Identifier: MIT
# What the readers of JSON interfaces share; linked into each of them, exported by none.
noinst_LTLIBRARIES += plugins/libcommon.la
plugins_libcommon_la_SOURCES = %D%/answer.c %D%/answer.h %D%/graph.c %D%/graph.h %D%/index.c %D%/index.h \
	%D%/query.c %D%/query.h %D%/fits.c %D%/own.c %D%/own.h %D%/weblink.c %D%/weblink.h %D%/note.c %D%/note.h \
	%D%/amp.c %D%/amp.h
plugins_libcommon_la_CFLAGS = $(plugin_cflags)
# What the readers of pages and feeds share beside it: encodings, dates, links; they link
# $(XML_LIBS) as well.
noinst_LTLIBRARIES += plugins/libtext.la
plugins_libtext_la_SOURCES = %D%/charset.c %D%/charset.h %D%/when.c %D%/when.h \
	%D%/prose.c %D%/prose.h %D%/link.c %D%/link.h
plugins_libtext_la_CFLAGS = $(plugin_cflags)

# The same for XML; these plugins link $(XML_LIBS) as well.
noinst_LTLIBRARIES += plugins/libcommonxml.la
plugins_libcommonxml_la_SOURCES = %D%/xml.c %D%/xml.h
plugins_libcommonxml_la_CFLAGS = $(plugin_cflags)
plugins_libcommonxml_la_LIBADD = plugins/libcommon.la
