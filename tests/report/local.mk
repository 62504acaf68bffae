# SPDX-License-Identifier: MIT
report_tests =
if HAVE_CMOCKA
check_PROGRAMS += $(report_tests)
TESTS += $(report_tests)
endif
check_PROGRAMS += %D%/filler
tests_report_filler_SOURCES = %D%/filler.c %D%/fill.c %D%/fill.h
tests_report_filler_CFLAGS = $(test_cflags)
tests_report_filler_LDADD = core/libcore.la
