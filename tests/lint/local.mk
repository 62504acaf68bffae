# SPDX-License-Identifier: MIT
dist_check_SCRIPTS += %D%/plugin-symbols.sh
TESTS += %D%/plugin-symbols.sh

check_LTLIBRARIES += %D%/forbidden.la
tests_lint_forbidden_la_SOURCES = %D%/forbidden.c
tests_lint_forbidden_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -rpath /nowhere
