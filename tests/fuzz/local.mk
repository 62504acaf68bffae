# SPDX-License-Identifier: MIT
#
# To add a fuzz target NAME: write NAME.c here with `int LLVMFuzzerTestOneInput(const uint8_t *, size_t)`,
# put at least one small input of our own invention into seeds/NAME/, and add three lines:
#     fuzz_targets += %D%/NAME
#     tests_fuzz_NAME_CFLAGS = $(test_cflags)
#     tests_fuzz_NAME_LDADD = $(fuzz_libs)
# (A target that needs no more than the core has default sources: NAME.c.) driver.c tells how it is run.
noinst_LTLIBRARIES += tests/fuzz/libdriver.la
tests_fuzz_libdriver_la_SOURCES = %D%/driver.c
fuzz_libs = tests/fuzz/libdriver.la core/libcore.la
fuzz_targets =
EXTRA_DIST += %D%/seeds

fuzz_targets += %D%/json
tests_fuzz_json_CFLAGS = $(test_cflags)
tests_fuzz_json_LDADD = $(fuzz_libs)

fuzz_targets += %D%/words
tests_fuzz_words_CFLAGS = $(test_cflags)
tests_fuzz_words_LDADD = $(fuzz_libs)

fuzz_targets += %D%/html
tests_fuzz_html_CFLAGS = $(test_cflags)
tests_fuzz_html_LDADD = $(fuzz_libs)

fuzz_targets += %D%/stamp
tests_fuzz_stamp_CFLAGS = $(test_cflags)
tests_fuzz_stamp_LDADD = $(fuzz_libs)

fuzz_targets += %D%/url
tests_fuzz_url_CFLAGS = $(test_cflags)
tests_fuzz_url_LDADD = $(fuzz_libs)

fuzz_targets += %D%/yaml
tests_fuzz_yaml_CFLAGS = $(test_cflags)
tests_fuzz_yaml_LDADD = $(fuzz_libs)

check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)
