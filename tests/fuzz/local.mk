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

fuzz_targets += %D%/judge
tests_fuzz_judge_CFLAGS = $(test_cflags)
tests_fuzz_judge_LDADD = $(fuzz_libs)
fuzz_targets += %D%/sentiment
tests_fuzz_sentiment_CFLAGS = $(test_cflags)
tests_fuzz_sentiment_LDADD = $(fuzz_libs) -lm

fuzz_targets += %D%/html
tests_fuzz_html_CFLAGS = $(test_cflags)
tests_fuzz_html_LDADD = $(fuzz_libs)

fuzz_targets += %D%/stamp
tests_fuzz_stamp_CFLAGS = $(test_cflags)
tests_fuzz_stamp_LDADD = $(fuzz_libs)

fuzz_targets += %D%/url
tests_fuzz_url_CFLAGS = $(test_cflags)
tests_fuzz_url_LDADD = $(fuzz_libs)

EXTRA_DIST += %D%/import.h
fuzz_targets += %D%/csv
tests_fuzz_csv_CFLAGS = $(test_cflags)
tests_fuzz_csv_LDADD = $(fuzz_libs)

fuzz_targets += %D%/jsonl
tests_fuzz_jsonl_CFLAGS = $(test_cflags)
tests_fuzz_jsonl_LDADD = $(fuzz_libs)

fuzz_targets += %D%/play_console
tests_fuzz_play_console_CFLAGS = $(test_cflags)
tests_fuzz_play_console_LDADD = $(fuzz_libs)

fuzz_targets += %D%/survey
tests_fuzz_survey_CFLAGS = $(test_cflags)
tests_fuzz_survey_LDADD = $(fuzz_libs)

fuzz_targets += %D%/mapping
tests_fuzz_mapping_CFLAGS = $(test_cflags)
tests_fuzz_mapping_LDADD = $(fuzz_libs)

fuzz_targets += %D%/guess
tests_fuzz_guess_CFLAGS = $(test_cflags)
tests_fuzz_guess_LDADD = $(fuzz_libs)

fuzz_targets += %D%/encoding
tests_fuzz_encoding_CFLAGS = $(test_cflags)
tests_fuzz_encoding_LDADD = $(fuzz_libs)

# Parsers of plugins: the plugin's own files are linked in, and plugin.c's sink that only counts.
fuzz_plugin = %D%/plugin.h %D%/plugin.c

fuzz_targets += %D%/google
tests_fuzz_google_SOURCES = %D%/google.c $(fuzz_plugin) plugins/google/google.c plugins/google/parse.c plugins/google/discover.c
tests_fuzz_google_CFLAGS = $(test_cflags)
tests_fuzz_google_LDADD = $(fuzz_libs)

fuzz_targets += %D%/google_discover
tests_fuzz_google_discover_SOURCES = %D%/google_discover.c $(fuzz_plugin) plugins/google/google.c \
	plugins/google/parse.c plugins/google/discover.c
tests_fuzz_google_discover_CFLAGS = $(test_cflags)
tests_fuzz_google_discover_LDADD = $(fuzz_libs)

fuzz_targets += %D%/google_places
tests_fuzz_google_places_SOURCES = %D%/google_places.c $(fuzz_plugin) \
	plugins/google-places/places.c plugins/google-places/parse.c
tests_fuzz_google_places_CFLAGS = $(test_cflags)
tests_fuzz_google_places_LDADD = $(fuzz_libs)

fuzz_targets += %D%/example
tests_fuzz_example_SOURCES = %D%/example.c $(fuzz_plugin) plugins/example/example.c
tests_fuzz_example_CFLAGS = $(test_cflags)
tests_fuzz_example_LDADD = $(fuzz_libs)

fuzz_targets += %D%/exchange
tests_fuzz_exchange_CFLAGS = $(test_cflags)
tests_fuzz_exchange_LDADD = $(fuzz_libs)
fuzz_targets += %D%/yaml
tests_fuzz_yaml_CFLAGS = $(test_cflags)
tests_fuzz_yaml_LDADD = $(fuzz_libs)
include tests/fuzz/store_plugins.mk
include tests/fuzz/pages.mk
include tests/fuzz/site_plugins.mk
include tests/fuzz/social_plugins.mk
include tests/fuzz/rules.mk
include tests/fuzz/net.mk
include tests/fuzz/net_auth.mk

check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)

# Long runs, best in a build with --enable-sanitizers:
#     make fuzz                                        every target, 20 minutes of CPU each
#     make fuzz FUZZ_MINUTES=1 FUZZ=tests/fuzz/json    one of them, a minute
FUZZ = $(fuzz_targets)
FUZZ_MINUTES = 20
fuzz: $(fuzz_targets)
	@srcdir='$(abs_top_srcdir)' builddir='$(abs_top_builddir)' FUZZ_MINUTES='$(FUZZ_MINUTES)' \
	  $(SHELL) $(top_srcdir)/%D%/fuzz.sh $(FUZZ)
.PHONY: fuzz
EXTRA_DIST += %D%/fuzz.sh
