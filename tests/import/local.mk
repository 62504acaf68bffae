# SPDX-License-Identifier: MIT
# Imports: a program a format, and what all of them must survive.
if HAVE_CMOCKA
noinst_LTLIBRARIES += tests/import/librows.la
tests_import_librows_la_SOURCES = %D%/rows.h %D%/rows.c
tests_import_librows_la_CFLAGS = $(test_cflags)
import_libs = tests/import/librows.la $(test_libs)
import_tests =

import_tests += %D%/csv
tests_import_csv_CFLAGS = $(test_cflags)
tests_import_csv_LDADD = $(import_libs)

import_tests += %D%/jsonl
tests_import_jsonl_CFLAGS = $(test_cflags)
tests_import_jsonl_LDADD = $(import_libs)

import_tests += %D%/mapping
tests_import_mapping_CFLAGS = $(test_cflags)
tests_import_mapping_LDADD = $(import_libs)

import_tests += %D%/exports
tests_import_exports_CFLAGS = $(test_cflags)
tests_import_exports_LDADD = $(import_libs)

import_tests += %D%/known
tests_import_known_CFLAGS = $(test_cflags)
tests_import_known_LDADD = $(import_libs)

import_tests += %D%/encoding
tests_import_encoding_CFLAGS = $(test_cflags)
tests_import_encoding_LDADD = $(import_libs)

import_tests += %D%/bounds
tests_import_bounds_CFLAGS = $(test_cflags)
tests_import_bounds_LDADD = $(import_libs)

import_tests += %D%/corpus
tests_import_corpus_CFLAGS = $(test_cflags)
tests_import_corpus_LDADD = $(import_libs)

check_PROGRAMS += $(import_tests)
TESTS += $(import_tests)
endif
