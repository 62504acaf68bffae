# SPDX-License-Identifier: MIT
if HAVE_CMOCKA
rules_tests = tests/rules/conditions tests/rules/lint tests/rules/decide tests/rules/templates tests/rules/fence \
	tests/rules/starter tests/rules/around tests/rules/judged
check_PROGRAMS += $(rules_tests)
TESTS += $(rules_tests)
endif
rules_support = %D%/support.c %D%/support.h
tests_rules_conditions_SOURCES = %D%/conditions.c $(rules_support)
tests_rules_conditions_CFLAGS = $(test_cflags)
tests_rules_conditions_LDADD = $(test_libs)
tests_rules_judged_SOURCES = %D%/judged.c $(rules_support)
tests_rules_judged_CFLAGS = $(test_cflags)
tests_rules_judged_LDADD = $(test_libs)
tests_rules_lint_SOURCES = %D%/lint.c $(rules_support)
tests_rules_lint_CFLAGS = $(test_cflags)
tests_rules_lint_LDADD = $(test_libs)
tests_rules_decide_SOURCES = %D%/decide.c $(rules_support)
tests_rules_decide_CFLAGS = $(test_cflags)
tests_rules_decide_LDADD = $(test_libs)
tests_rules_templates_SOURCES = %D%/templates.c $(rules_support)
tests_rules_templates_CFLAGS = $(test_cflags)
tests_rules_templates_LDADD = $(test_libs)
tests_rules_fence_SOURCES = %D%/fence.c $(rules_support)
tests_rules_fence_CFLAGS = $(test_cflags)
tests_rules_fence_LDADD = $(test_libs)
tests_rules_starter_SOURCES = %D%/starter.c $(rules_support)
tests_rules_starter_CFLAGS = $(test_cflags)
tests_rules_starter_LDADD = $(test_libs)
tests_rules_around_SOURCES = %D%/around.c $(rules_support)
tests_rules_around_CFLAGS = $(test_cflags)
tests_rules_around_LDADD = $(test_libs)
# Not run by `make check`: figures for a plain build.
EXTRA_PROGRAMS += tests/rules/speed
tests_rules_speed_SOURCES = %D%/speed.c $(rules_support)
tests_rules_speed_CFLAGS = $(test_cflags)
tests_rules_speed_LDADD = $(test_libs)
dist_check_SCRIPTS += %D%/verbs.sh
TESTS += %D%/verbs.sh
dist_check_SCRIPTS += %D%/tested.sh
TESTS += %D%/tested.sh
dist_check_SCRIPTS += %D%/backtest.sh
TESTS += %D%/backtest.sh
dist_check_SCRIPTS += %D%/apply.sh
TESTS += %D%/apply.sh
