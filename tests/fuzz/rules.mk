# SPDX-License-Identifier: MIT
fuzz_targets += %D%/rule_file
tests_fuzz_rule_file_CFLAGS = $(test_cflags)
tests_fuzz_rule_file_LDADD = $(fuzz_libs)

fuzz_targets += %D%/template
tests_fuzz_template_CFLAGS = $(test_cflags)
tests_fuzz_template_LDADD = $(fuzz_libs)
