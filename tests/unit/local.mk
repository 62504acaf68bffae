# SPDX-License-Identifier: MIT
# One program a thing: tests/unit/buf.c tests core/kit/buf.c.
# (cmocka 1.1's TAP prints a skipped case as "not ok": a test that may have to skip prints its own TAP.)
EXTRA_DIST += %D%/unit.h

check_PROGRAMS += %D%/collection
TESTS += %D%/collection
tests_unit_collection_CFLAGS = $(test_cflags)
tests_unit_collection_LDADD = core/libcore.la

if HAVE_CMOCKA
unit_tests =

unit_tests += %D%/buf
tests_unit_buf_CFLAGS = $(test_cflags)
tests_unit_buf_LDADD = $(test_libs)

unit_tests += %D%/sentiment
tests_unit_sentiment_CFLAGS = $(test_cflags)
tests_unit_sentiment_LDADD = $(test_libs)

unit_tests += %D%/signs
EXTRA_DIST += %D%/signs.tsv
tests_unit_signs_CFLAGS = $(test_cflags)
tests_unit_signs_LDADD = $(test_libs)

unit_tests += %D%/learned
tests_unit_learned_CFLAGS = $(test_cflags)
tests_unit_learned_LDADD = $(test_libs) -lm

unit_tests += %D%/query
tests_unit_query_CFLAGS = $(test_cflags)
tests_unit_query_LDADD = plugins/libcommon.la $(test_libs)

unit_tests += %D%/utf8
tests_unit_utf8_CFLAGS = $(test_cflags)
tests_unit_utf8_LDADD = $(test_libs)

unit_tests += %D%/json
tests_unit_json_CFLAGS = $(test_cflags)
tests_unit_json_LDADD = $(test_libs)

unit_tests += %D%/jsonw
tests_unit_jsonw_CFLAGS = $(test_cflags)
tests_unit_jsonw_LDADD = $(test_libs)

unit_tests += %D%/stamp
tests_unit_stamp_CFLAGS = $(test_cflags)
tests_unit_stamp_LDADD = $(test_libs)

unit_tests += %D%/url
tests_unit_url_CFLAGS = $(test_cflags)
tests_unit_url_LDADD = $(test_libs)

unit_tests += %D%/mem
tests_unit_mem_CFLAGS = $(test_cflags)
tests_unit_mem_LDADD = $(test_libs)

unit_tests += %D%/id
tests_unit_id_CFLAGS = $(test_cflags)
tests_unit_id_LDADD = $(test_libs)

unit_tests += %D%/process
tests_unit_process_CFLAGS = $(test_cflags)
tests_unit_process_LDADD = $(test_libs)

unit_tests += %D%/business
tests_unit_business_CFLAGS = $(test_cflags)
tests_unit_business_LDADD = $(test_libs)

unit_tests += %D%/file
tests_unit_file_CFLAGS = $(test_cflags)
tests_unit_file_LDADD = $(test_libs)

unit_tests += %D%/zone
tests_unit_zone_CFLAGS = $(test_cflags)
tests_unit_zone_LDADD = $(test_libs)

unit_tests += %D%/log
tests_unit_log_CFLAGS = $(test_cflags)
tests_unit_log_LDADD = $(test_libs)

unit_tests += %D%/near
tests_unit_near_CFLAGS = $(test_cflags)
tests_unit_near_LDADD = $(test_libs)

unit_tests += %D%/script
tests_unit_script_CFLAGS = $(test_cflags)
tests_unit_script_LDADD = $(test_libs)

unit_tests += %D%/words
tests_unit_words_CFLAGS = $(test_cflags)
tests_unit_words_LDADD = $(test_libs)

unit_tests += %D%/language
tests_unit_language_CFLAGS = $(test_cflags)
tests_unit_language_LDADD = $(test_libs)

unit_tests += %D%/judgement
tests_unit_judgement_CFLAGS = $(test_cflags)
tests_unit_judgement_LDADD = $(test_libs)

unit_tests += %D%/html
tests_unit_html_CFLAGS = $(test_cflags)
tests_unit_html_LDADD = $(test_libs)

check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
