# SPDX-License-Identifier: MIT
report_tests = %D%/insight %D%/anomaly %D%/digest %D%/shapes %D%/quote %D%/languages %D%/receipt %D%/terms
if HAVE_CMOCKA
check_PROGRAMS += $(report_tests)
TESTS += $(report_tests)
endif
tests_report_insight_SOURCES = %D%/insight.c
tests_report_insight_CFLAGS = $(test_cflags)
tests_report_insight_LDADD = $(test_libs)
tests_report_anomaly_CFLAGS = $(test_cflags)
tests_report_anomaly_LDADD = $(test_libs) -lm
tests_report_digest_SOURCES = %D%/digest.c %D%/desk.c %D%/desk.h %D%/fill.c %D%/fill.h
tests_report_digest_CFLAGS = $(test_cflags)
tests_report_digest_LDADD = $(test_libs)
tests_report_shapes_SOURCES = %D%/shapes.c %D%/desk.c %D%/desk.h %D%/fill.c %D%/fill.h
tests_report_shapes_CFLAGS = $(test_cflags)
tests_report_shapes_LDADD = $(test_libs)
tests_report_languages_SOURCES = %D%/languages.c %D%/desk.c %D%/desk.h %D%/fill.c %D%/fill.h
tests_report_languages_CFLAGS = $(test_cflags)
tests_report_languages_LDADD = $(test_libs)
tests_report_receipt_SOURCES = %D%/receipt.c %D%/desk.c %D%/desk.h %D%/fill.c %D%/fill.h
tests_report_receipt_CFLAGS = $(test_cflags)
tests_report_receipt_LDADD = $(test_libs) -lm
tests_report_terms_SOURCES = %D%/terms.c
tests_report_terms_CFLAGS = $(test_cflags)
tests_report_terms_LDADD = $(test_libs) -lm
tests_report_quote_SOURCES = %D%/quote.c
tests_report_quote_CFLAGS = $(test_cflags)
tests_report_quote_LDADD = $(test_libs)
check_PROGRAMS += %D%/filler
tests_report_filler_SOURCES = %D%/filler.c %D%/fill.c %D%/fill.h
tests_report_filler_CFLAGS = $(test_cflags)
tests_report_filler_LDADD = core/libcore.la
