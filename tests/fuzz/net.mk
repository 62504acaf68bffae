# SPDX-License-Identifier: MIT
# What places write into headers.
fuzz_targets += %D%/net
tests_fuzz_net_CFLAGS = $(test_cflags)
tests_fuzz_net_LDADD = $(fuzz_libs)
# What sites write into robots.txt.
fuzz_targets += %D%/robots
tests_fuzz_robots_CFLAGS = $(test_cflags)
tests_fuzz_robots_LDADD = $(fuzz_libs)

fuzz_targets += %D%/seal
tests_fuzz_seal_CFLAGS = $(test_cflags)
tests_fuzz_seal_LDADD = $(fuzz_libs)
