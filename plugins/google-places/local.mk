# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/google-places.la
plugins_google_places_la_SOURCES = %D%/places.h %D%/places.c %D%/parse.c
plugins_google_places_la_CFLAGS = $(plugin_cflags)
plugins_google_places_la_LDFLAGS = $(plugin_ldflags)
plugins_google_places_la_LIBADD = $(plugin_libs)
EXTRA_DIST += %D%/README.md
