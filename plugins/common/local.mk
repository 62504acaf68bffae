# SPDX-License-Identifier: MIT
# What the readers of JSON interfaces share; linked into each of them, exported by none.
noinst_LTLIBRARIES += plugins/libcommon.la
plugins_libcommon_la_SOURCES = %D%/answer.c %D%/answer.h %D%/graph.c %D%/graph.h %D%/index.c %D%/index.h
plugins_libcommon_la_CFLAGS = $(plugin_cflags)
