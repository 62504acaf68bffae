# SPDX-License-Identifier: MIT
# The parsers of the stores' plugins, each with its plugin linked in.
EXTRA_DIST += %D%/store_plugin.h

fuzz_targets += %D%/plugin_appstore
tests_fuzz_plugin_appstore_SOURCES = %D%/plugin_appstore.c plugins/appstore/appstore.c plugins/appstore/parse_json.c plugins/appstore/parse_xml.c
tests_fuzz_plugin_appstore_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_appstore_LDADD = plugins/libcommonxml.la $(fuzz_libs)

fuzz_targets += %D%/plugin_appstore_connect
tests_fuzz_plugin_appstore_connect_SOURCES = %D%/plugin_appstore_connect.c plugins/appstore-connect/appstore-connect.c plugins/appstore-connect/parse_connect.c
tests_fuzz_plugin_appstore_connect_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_appstore_connect_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_playstore
tests_fuzz_plugin_playstore_SOURCES = %D%/plugin_playstore.c plugins/playstore/playstore.c
tests_fuzz_plugin_playstore_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_playstore_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_tripadvisor
tests_fuzz_plugin_tripadvisor_SOURCES = %D%/plugin_tripadvisor.c plugins/tripadvisor/tripadvisor.c
tests_fuzz_plugin_tripadvisor_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_tripadvisor_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_trustpilot
tests_fuzz_plugin_trustpilot_SOURCES = %D%/plugin_trustpilot.c plugins/trustpilot/trustpilot.c plugins/trustpilot/parse_trustpilot.c
tests_fuzz_plugin_trustpilot_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_trustpilot_LDADD = plugins/libcommon.la $(fuzz_libs)
