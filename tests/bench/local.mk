# SPDX-License-Identifier: MIT
# Speed, as ratios against references that run in the same rounds:
#     make bench ROUNDS=5 ROWS="200000 1000000"
# Nothing here is built otherwise; use a build without sanitizers on a quiet machine.
bench_programs = %D%/generate %D%/measure %D%/reference %D%/figures %D%/place %D%/parse
EXTRA_PROGRAMS += $(bench_programs)
CLEANFILES += $(bench_programs) %D%/empty
tests_bench_reference_SOURCES = %D%/reference.c %D%/rows.c %D%/rows.h
tests_bench_reference_CFLAGS = $(test_cflags)
tests_bench_reference_LDADD = core/libcore.la
tests_bench_figures_SOURCES = %D%/figures.c %D%/rows.c %D%/rows.h
tests_bench_figures_CFLAGS = $(test_cflags)
tests_bench_figures_LDADD = core/libcore.la
tests_bench_place_SOURCES = %D%/place.c %D%/pages.c %D%/pages.h
tests_bench_place_CFLAGS = $(test_cflags)
tests_bench_parse_SOURCES = %D%/parse.c %D%/pages.c %D%/pages.h
tests_bench_parse_CFLAGS = $(test_cflags)
tests_bench_parse_LDADD = core/libcore.la
EXTRA_LTLIBRARIES = %D%/bench.la
tests_bench_bench_la_SOURCES = %D%/plugin.c
tests_bench_bench_la_CFLAGS = $(plugin_cflags)
tests_bench_bench_la_LDFLAGS = $(plugin_ldflags) -rpath /nowhere
tests_bench_bench_la_LIBADD = $(plugin_libs)
CLEANFILES += %D%/bench.la
# Loads exactly the libraries that renown loads, although it calls none of them.
%D%/empty: %D%/empty.c renown$(EXEEXT)
	$(AM_V_CCLD)$(MKDIR_P) %D% && $(CC) $(CFLAGS) -Wl,--no-as-needed -o $@ $(srcdir)/%D%/empty.c \
	  $$(readelf -d renown$(EXEEXT) | sed -n 's/.*(NEEDED).*\[\(.*\)\]/-l:\1/p')
EXTRA_DIST += %D%/empty.c %D%/bench.sh %D%/net.sh %D%/table.awk %D%/rules.lua %D%/README.md
EXTRA_DIST += %D%/empty.c %D%/bench.sh %D%/table.awk %D%/pages.awk %D%/rules.lua %D%/README.md

bench: all $(bench_programs) %D%/empty
	@builddir='$(abs_top_builddir)' srcdir='$(abs_top_srcdir)' ROUNDS="$${ROUNDS:-5}" ROWS="$${ROWS:-200000 1000000}" \
	  $(SHELL) $(top_srcdir)/%D%/bench.sh
bench-net: all $(bench_programs) %D%/bench.la
	@builddir='$(abs_top_builddir)' srcdir='$(abs_top_srcdir)' ROUNDS="$${ROUNDS:-5}" $(SHELL) $(top_srcdir)/%D%/net.sh
.PHONY: bench bench-net
