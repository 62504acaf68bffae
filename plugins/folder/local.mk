# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/folder.la
plugins_folder_la_SOURCES = %D%/folder.c
plugins_folder_la_CFLAGS = $(plugin_cflags)
plugins_folder_la_LDFLAGS = $(plugin_ldflags)
plugins_folder_la_LIBADD = $(plugin_libs)
EXTRA_DIST += %D%/README.md
