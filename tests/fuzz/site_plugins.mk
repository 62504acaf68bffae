# SPDX-License-Identifier: MIT
# The parsers of the review sites' plugins, each with its plugin linked in.
fuzz_targets += %D%/plugin_yelp
tests_fuzz_plugin_yelp_SOURCES = %D%/plugin_yelp.c plugins/yelp/yelp.c
tests_fuzz_plugin_yelp_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_yelp_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_facebook
tests_fuzz_plugin_facebook_SOURCES = %D%/plugin_facebook.c plugins/facebook/facebook.c \
	plugins/facebook/parse_ratings.c plugins/facebook/parse_comments.c plugins/facebook/events.c
tests_fuzz_plugin_facebook_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_facebook_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_steam
tests_fuzz_plugin_steam_SOURCES = %D%/plugin_steam.c plugins/steam/steam.c plugins/steam/parse_steam.c
tests_fuzz_plugin_steam_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_steam_LDADD = plugins/libcommon.la $(fuzz_libs)

fuzz_targets += %D%/plugin_ebay
tests_fuzz_plugin_ebay_SOURCES = %D%/plugin_ebay.c plugins/ebay/ebay.c plugins/ebay/parse_ebay.c
tests_fuzz_plugin_ebay_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_ebay_LDADD = plugins/libcommonxml.la $(fuzz_libs)

fuzz_targets += %D%/plugin_booking
tests_fuzz_plugin_booking_SOURCES = %D%/plugin_booking.c plugins/booking/booking.c plugins/booking/parse_booking.c
tests_fuzz_plugin_booking_CFLAGS = $(test_cflags) $(XML_CFLAGS)
tests_fuzz_plugin_booking_LDADD = plugins/libcommon.la $(fuzz_libs)
