# SPDX-License-Identifier: MIT
# What collecting decides, below the command line: identity, versions, absence, sums; sweeps; schedules.
if HAVE_CMOCKA
collect_tests = %D%/ingest %D%/sweep %D%/schedule %D%/facts %D%/undo
collect_tests += %D%/roster
collect_tests += %D%/allowance %D%/retention
tests_collect_retention_SOURCES = %D%/retention.c %D%/desk.c %D%/desk.h
tests_collect_retention_CFLAGS = $(test_cflags)
tests_collect_retention_LDADD = $(test_libs)
collect_tests += %D%/allowance
collect_tests += %D%/reader %D%/collector
tests_collect_reader_CFLAGS = $(test_cflags)
tests_collect_reader_LDADD = $(test_libs)
tests_collect_collector_SOURCES = %D%/collector.c tests/store/help.c tests/store/help.h
tests_collect_collector_CFLAGS = $(test_cflags)
tests_collect_collector_LDADD = $(test_libs)
tests_collect_roster_CFLAGS = $(test_cflags)
tests_collect_roster_LDADD = $(test_libs)
check_PROGRAMS += $(collect_tests)
TESTS += $(collect_tests)
tests_collect_allowance_SOURCES = %D%/allowance.c tests/store/help.c tests/store/help.h
tests_collect_allowance_CFLAGS = $(test_cflags)
tests_collect_allowance_LDADD = $(test_libs)
tests_collect_ingest_SOURCES = %D%/ingest.c %D%/desk.c %D%/desk.h
tests_collect_ingest_CFLAGS = $(test_cflags)
tests_collect_ingest_LDADD = $(test_libs)
tests_collect_sweep_SOURCES = %D%/sweep.c %D%/desk.c %D%/desk.h
tests_collect_sweep_CFLAGS = $(test_cflags)
tests_collect_sweep_LDADD = $(test_libs)
tests_collect_schedule_CFLAGS = $(test_cflags)
tests_collect_schedule_LDADD = $(test_libs)
tests_collect_facts_CFLAGS = $(test_cflags)
tests_collect_facts_LDADD = $(test_libs)
tests_collect_undo_SOURCES = %D%/undo.c %D%/desk.c %D%/desk.h
tests_collect_undo_CFLAGS = $(test_cflags)
tests_collect_undo_LDADD = $(test_libs)
endif
