# SPDX-License-Identifier: MIT
pkglib_LTLIBRARIES += plugins/booking.la
plugins_booking_la_SOURCES = %D%/booking.c %D%/parse_booking.c %D%/booking.h
plugins_booking_la_CFLAGS = $(plugin_cflags)
plugins_booking_la_LDFLAGS = $(plugin_ldflags)
plugins_booking_la_LIBADD = plugins/libcommon.la $(plugin_libs)
EXTRA_DIST += %D%/README.md
