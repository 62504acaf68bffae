# SPDX-License-Identifier: MIT
# Every test speaks TAP, so that each case counts.
LOG_DRIVER = $(SHELL) $(top_srcdir)/config/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
TEST_EXTENSIONS = .sh
AM_TESTS_ENVIRONMENT = \
	srcdir='$(abs_top_srcdir)' builddir='$(abs_top_builddir)' \
	RENOWN='$(abs_top_builddir)/renown' RENOWN_PLUGINS='$(abs_top_builddir)/plugins/.libs' \
	CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC; \
	export srcdir builddir RENOWN RENOWN_PLUGINS CMOCKA_MESSAGE_OUTPUT LC_ALL TZ;

test_cflags = $(core_libcore_la_CFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)/tests
test_libs = core/libcore.la $(CMOCKA_LIBS)
check_LTLIBRARIES =

include tests/lib/local.mk
include tests/unit/local.mk
include tests/net/local.mk
include tests/net_auth/local.mk
include tests/config/local.mk
include tests/import/local.mk
include tests/store/local.mk
include tests/report/local.mk
include tests/rules/local.mk
include tests/plugins/local.mk
include tests/pages/local.mk
include tests/collect/local.mk
include tests/work/local.mk
include tests/cli/local.mk
include tests/faults/local.mk
include tests/fuzz/local.mk
include tests/lint/local.mk
include tests/bench/local.mk
include tests/train/local.mk

# What check.sh does beside `make check`.
check-programs: $(check_PROGRAMS) $(check_LTLIBRARIES)
print-valgrind:
	@echo $(unit_tests) $(config_tests) $(import_tests) $(store_tests) $(collect_tests) $(rules_tests) \
	  $(host_tests) $(report_tests) $(net_tests) $(net_auth_tests) $(work_tests)
.PHONY: check-programs print-valgrind

# Black-box checks that live outside the project; nothing happens where they are missing.
accept: all
	@if test -x $(top_srcdir)/../shared/accept/run; then \
	  RENOWN='$(abs_top_builddir)/renown' $(top_srcdir)/../shared/accept/run $(ACCEPT); \
	else echo 'skipped: ../shared/accept is not here'; fi
.PHONY: accept

EXTRA_DIST += tests/lib/check.sh tests/lib/valgrind.sh tests/lint/files.sh tests/lint/layers.sh tests/lint/format.sh tests/lint/spdx.sh \
	tests/lint/sizes.sh tests/lint/shell.sh tests/lint/cppcheck.sh

# The demo's story.
EXTRA_DIST += tests/demo/pictures.sh tests/demo/run.sh tests/demo/make.py tests/demo/renown.yaml tests/demo/cassettes
