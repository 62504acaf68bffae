# SPDX-License-Identifier: MIT
# The network: its decisions without one, the engine and the whole program against a place on 127.0.0.1.
EXTRA_DIST += tests/lib/fake_place.py %D%/fake.h %D%/place.inc
dist_check_SCRIPTS += %D%/sync.sh %D%/manners.sh %D%/tls.sh
TESTS += %D%/sync.sh %D%/manners.sh %D%/tls.sh
dist_check_SCRIPTS += %D%/login.sh
TESTS += %D%/login.sh

if HAVE_CMOCKA
net_tests = %D%/retry %D%/pace %D%/address %D%/robots %D%/robots_corpus
tests_net_robots_CFLAGS = $(test_cflags)
tests_net_robots_LDADD = $(test_libs)
tests_net_robots_corpus_CFLAGS = $(test_cflags)
tests_net_robots_corpus_LDADD = $(test_libs)
tests_net_retry_CFLAGS = $(test_cflags)
tests_net_retry_LDADD = $(test_libs)
tests_net_pace_CFLAGS = $(test_cflags)
tests_net_pace_LDADD = $(test_libs)
tests_net_address_CFLAGS = $(test_cflags)
tests_net_address_LDADD = $(test_libs)

net_tests += %D%/reach
tests_net_reach_CFLAGS = $(test_cflags)
tests_net_reach_LDADD = $(test_libs)

net_tests += %D%/engine %D%/waits %D%/gate %D%/cruel
net_fake = %D%/fake.c %D%/fake.h
tests_net_engine_SOURCES = %D%/engine.c $(net_fake)
tests_net_engine_CFLAGS = $(test_cflags)
tests_net_engine_LDADD = $(test_libs)
tests_net_waits_SOURCES = %D%/waits.c $(net_fake)
tests_net_waits_CFLAGS = $(test_cflags)
tests_net_waits_LDADD = $(test_libs)
tests_net_cruel_SOURCES = %D%/cruel.c $(net_fake)
tests_net_cruel_CFLAGS = $(test_cflags)
tests_net_cruel_LDADD = $(test_libs)
tests_net_gate_SOURCES = %D%/gate.c $(net_fake)
tests_net_gate_CFLAGS = $(test_cflags)
tests_net_gate_LDADD = $(test_libs)

check_PROGRAMS += $(net_tests)
TESTS += $(net_tests)
endif

# A plugin with a cursor, for the check only; -rpath makes libtool build a shared object of it.
dist_check_SCRIPTS += %D%/coverage.sh %D%/secrets.sh
TESTS += %D%/coverage.sh %D%/secrets.sh
check_LTLIBRARIES += %D%/ledger.la
tests_net_ledger_la_SOURCES = %D%/ledger.c
tests_net_ledger_la_CFLAGS = $(plugin_cflags)
tests_net_ledger_la_LDFLAGS = $(plugin_ldflags) -rpath /nowhere
tests_net_ledger_la_LIBADD = $(plugin_libs)

dist_check_SCRIPTS += %D%/serve.sh %D%/service.sh %D%/lasting.sh
TESTS += %D%/serve.sh %D%/service.sh %D%/lasting.sh
