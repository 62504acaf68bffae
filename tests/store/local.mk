# SPDX-License-Identifier: MIT
store_tests = %D%/reviews
if HAVE_CMOCKA
check_PROGRAMS += $(store_tests)
TESTS += $(store_tests)
endif
tests_store_reviews_SOURCES = %D%/reviews.c %D%/help.c %D%/help.h
tests_store_reviews_CFLAGS = $(test_cflags)
tests_store_reviews_LDADD = $(test_libs)
