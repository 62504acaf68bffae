# SPDX-License-Identifier: MIT
# The plugin host and the cassette, tested without a network. The bad modules are built for the check only;
# -rpath makes libtool build shared objects of them.
EXTRA_DIST += %D%/host.h
if HAVE_CMOCKA
host_tests = %D%/contract %D%/loader %D%/harvest %D%/clean %D%/outcome %D%/cassette %D%/redact

tests_plugins_host_contract_SOURCES = %D%/contract.c %D%/toy.c
tests_plugins_host_contract_CFLAGS = $(test_cflags)
tests_plugins_host_contract_LDADD = $(test_libs)
tests_plugins_host_loader_CFLAGS = $(test_cflags)
tests_plugins_host_loader_LDADD = $(test_libs)
host_tests += %D%/candidates
tests_plugins_host_candidates_SOURCES = %D%/candidates.c %D%/toy.c
tests_plugins_host_candidates_CFLAGS = $(test_cflags)
tests_plugins_host_candidates_LDADD = $(test_libs)
tests_plugins_host_harvest_SOURCES = %D%/harvest.c %D%/toy.c
tests_plugins_host_harvest_CFLAGS = $(test_cflags)
tests_plugins_host_harvest_LDADD = $(test_libs)
tests_plugins_host_clean_CFLAGS = $(test_cflags)
tests_plugins_host_clean_LDADD = $(test_libs)
tests_plugins_host_outcome_CFLAGS = $(test_cflags)
tests_plugins_host_outcome_LDADD = $(test_libs)
tests_plugins_host_cassette_CFLAGS = $(test_cflags)
tests_plugins_host_cassette_LDADD = $(test_libs)
tests_plugins_host_redact_CFLAGS = $(test_cflags)
tests_plugins_host_redact_LDADD = $(test_libs)

check_PROGRAMS += $(host_tests)
TESTS += $(host_tests)

bad_ldflags = $(AM_LDFLAGS) -module -avoid-version -shared -rpath /nowhere
check_LTLIBRARIES += %D%/good.la %D%/nosymbol.la %D%/small.la %D%/misnamed.la %D%/nooptions.la

tests_plugins_host_good_la_SOURCES = %D%/bad.c
tests_plugins_host_good_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_NAME='"good"'
tests_plugins_host_good_la_LDFLAGS = $(bad_ldflags)
tests_plugins_host_nosymbol_la_SOURCES = %D%/bad.c
tests_plugins_host_nosymbol_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_NAME='"nosymbol"' -DBAD_SYMBOL
tests_plugins_host_nosymbol_la_LDFLAGS = $(bad_ldflags)
tests_plugins_host_small_la_SOURCES = %D%/bad.c
tests_plugins_host_small_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_NAME='"small"' -DBAD_SIZE
tests_plugins_host_small_la_LDFLAGS = $(bad_ldflags)
tests_plugins_host_misnamed_la_SOURCES = %D%/bad.c
tests_plugins_host_misnamed_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_NAME='"other"'
tests_plugins_host_misnamed_la_LDFLAGS = $(bad_ldflags)
tests_plugins_host_nooptions_la_SOURCES = %D%/bad.c
tests_plugins_host_nooptions_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_NAME='"nooptions"' -DBAD_OPTIONS
tests_plugins_host_nooptions_la_LDFLAGS = $(bad_ldflags)
endif
