# SPDX-License-Identifier: MIT
# What becomes of work: decisions without a store or a network.
if HAVE_CMOCKA
work_tests = %D%/outbox %D%/ladder
tests_work_ladder_CFLAGS = $(test_cflags)
tests_work_ladder_LDADD = $(test_libs)
check_PROGRAMS += $(work_tests)
TESTS += $(work_tests)
tests_work_outbox_CFLAGS = $(test_cflags)
tests_work_outbox_LDADD = $(test_libs)
endif
