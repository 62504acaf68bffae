# SPDX-License-Identifier: MIT
# Pages and feeds, each with its plugin linked in.
fuzz_targets += %D%/plugin_webpage
tests_fuzz_plugin_webpage_SOURCES = %D%/plugin_webpage.c $(webpage_sources)
tests_fuzz_plugin_webpage_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_webpage_LDADD = plugins/libtext.la plugins/libcommon.la $(fuzz_libs) $(XML_LIBS)

fuzz_targets += %D%/plugin_feed
tests_fuzz_plugin_feed_SOURCES = %D%/plugin_feed.c $(feed_sources)
tests_fuzz_plugin_feed_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_feed_LDADD = plugins/libtext.la plugins/libcommon.la $(fuzz_libs) $(XML_LIBS)
