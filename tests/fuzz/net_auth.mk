# SPDX-License-Identifier: MIT
# Answers of token services.
fuzz_targets += %D%/token
tests_fuzz_token_CFLAGS = $(test_cflags)
tests_fuzz_token_LDADD = $(fuzz_libs)
