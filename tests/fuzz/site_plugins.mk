# SPDX-License-Identifier: MIT
# The parsers of the review sites' plugins, each with its plugin linked in.
fuzz_targets += %D%/plugin_yelp
tests_fuzz_plugin_yelp_SOURCES = %D%/plugin_yelp.c plugins/yelp/yelp.c
tests_fuzz_plugin_yelp_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_yelp_LDADD = plugins/libcommon.la $(fuzz_libs)
