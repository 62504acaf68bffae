# SPDX-License-Identifier: MIT
# The parsers of the networks' plugins, each with its plugin linked in.
fuzz_targets += %D%/plugin_x
tests_fuzz_plugin_x_SOURCES = %D%/plugin_x.c plugins/x/x.c plugins/x/parse_x.c plugins/x/state.c plugins/x/reply.c
tests_fuzz_plugin_x_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_x_LDADD = plugins/libcommon.la $(fuzz_libs)
