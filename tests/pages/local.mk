# SPDX-License-Identifier: MIT
# Pages and feeds from outside; skipped where they are not at hand.
noinst_LTLIBRARIES += tests/pages/libcorpus.la
tests_pages_libcorpus_la_SOURCES = %D%/corpus.c %D%/corpus.h
tests_pages_libcorpus_la_CFLAGS = $(test_cflags)
pages_libs = tests/pages/libcorpus.la core/libcore.la

pages_tests = %D%/reviews %D%/feeds
tests_pages_reviews_CFLAGS = $(test_cflags)
tests_pages_reviews_LDADD = $(pages_libs)
tests_pages_feeds_CFLAGS = $(test_cflags)
tests_pages_feeds_LDADD = $(pages_libs)

if HAVE_CMOCKA
pages_tests += %D%/dates
tests_pages_dates_CFLAGS = $(test_cflags)
tests_pages_dates_LDADD = plugins/libtext.la plugins/libcommon.la core/libcore.la $(XML_LIBS) $(CMOCKA_LIBS)
endif

check_PROGRAMS += $(pages_tests)
TESTS += $(pages_tests)
