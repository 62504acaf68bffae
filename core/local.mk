# SPDX-License-Identifier: MIT
# The public headers, the kit that plugins link, the core as one convenience library, the program.

renownincludedir = $(includedir)/renown
renowninclude_HEADERS =

noinst_LTLIBRARIES += core/libkit.la core/libcore.la
core_libkit_la_SOURCES =
core_libkit_la_CFLAGS = $(AM_CFLAGS) $(YAJL_CFLAGS)
core_libkit_la_LIBADD = $(YAJL_LIBS)

core_libcore_la_SOURCES =
nodist_core_libcore_la_SOURCES =
core_libcore_la_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS) $(XML_CFLAGS) $(LUA_CFLAGS) $(SQLITE_CFLAGS) \
	$(YAML_CFLAGS) $(TALLOC_CFLAGS) $(YAJL_CFLAGS) $(ICU_CFLAGS) $(SODIUM_CFLAGS) $(CRYPTO_CFLAGS) $(PCRE2_CFLAGS)
core_libcore_la_LIBADD = core/libkit.la $(CURL_LIBS) $(XML_LIBS) $(LUA_LIBS) $(SQLITE_LIBS) \
	$(YAML_LIBS) $(TALLOC_LIBS) $(YAJL_LIBS) $(ICU_LIBS) $(SODIUM_LIBS) $(CRYPTO_LIBS) $(PCRE2_LIBS) -lm -ldl

# The same kit as an archive for plugins that are built outside the tree.
lib_LIBRARIES += librenown-kit.a
librenown_kit_a_SOURCES = $(core_libkit_la_SOURCES)
librenown_kit_a_CFLAGS = $(AM_CFLAGS) $(YAJL_CFLAGS) -fPIC

bin_PROGRAMS += renown
renown_SOURCES =
renown_CFLAGS = $(core_libcore_la_CFLAGS)
renown_LDADD = core/libcore.la

include core/renown/local.mk
include core/kit/local.mk
include core/base/local.mk
include core/config/local.mk
include core/plugin/local.mk
include core/net/local.mk
include core/text/local.mk
include core/store/local.mk
include core/collect/local.mk
include core/import/local.mk
include core/rules/local.mk
include core/insight/local.mk
include core/work/local.mk
include core/report/local.mk
include core/cli/local.mk
