# SPDX-License-Identifier: MIT
if HAVE_CMOCKA
rules_tests = tests/rules/conditions tests/rules/lint tests/rules/decide tests/rules/templates tests/rules/fence
check_PROGRAMS += $(rules_tests)
TESTS += $(rules_tests)
endif
rules_support = %D%/support.c %D%/support.h
tests_rules_conditions_SOURCES = %D%/conditions.c $(rules_support)
tests_rules_conditions_CFLAGS = $(test_cflags)
tests_rules_conditions_LDADD = $(test_libs)
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
