# SPDX-License-Identifier: MIT
# The config: YAML, option tables, the whole file. Sources lie in tests/unit with the other units.
config_tests = tests/unit/yaml tests/unit/options tests/unit/config
if HAVE_CMOCKA
check_PROGRAMS += $(config_tests)
TESTS += $(config_tests)
endif
tests_unit_yaml_SOURCES = tests/unit/yaml.c
tests_unit_yaml_CFLAGS = $(test_cflags)
tests_unit_yaml_LDADD = $(test_libs)
tests_unit_options_SOURCES = tests/unit/options.c
tests_unit_options_CFLAGS = $(test_cflags)
tests_unit_options_LDADD = $(test_libs)
tests_unit_config_SOURCES = tests/unit/config.c
tests_unit_config_CFLAGS = $(test_cflags)
tests_unit_config_LDADD = $(test_libs)
