# SPDX-License-Identifier: MIT
# Whole programs under faults: kills, full disks, broken stores, hostile input. inspect says whether a store is whole,
# tamper makes one that is not.
faults_scripts = %D%/kills.sh %D%/together.sh %D%/disk.sh %D%/stores.sh %D%/inputs.sh %D%/streams.sh %D%/clocks.sh \
	%D%/soak.sh
faults_scripts += %D%/deliver.sh %D%/alerts.sh
check_PROGRAMS += %D%/inspect %D%/tamper
tests_faults_inspect_CFLAGS = $(test_cflags)
tests_faults_inspect_LDADD = core/libcore.la
tests_faults_tamper_CFLAGS = $(test_cflags)
tests_faults_tamper_LDADD = core/libcore.la
dist_check_SCRIPTS += $(faults_scripts)
TESTS += $(faults_scripts)
EXTRA_DIST += %D%/deliver.py %D%/alerts.py tests/lib/answering.py
EXTRA_DIST += %D%/lib.sh %D%/soak.py tests/lib/guestbook.py

# Kills during network syncs for minutes: `make soak ROUNDS=500 SEED=1`. The short form is soak.sh of `make check`.
soak: all %D%/inspect
	@srcdir='$(abs_top_srcdir)' builddir='$(abs_top_builddir)' LONG=1 \
	  ROUNDS="$${ROUNDS:-500}" SEED="$${SEED:-1}" $(SHELL) $(top_srcdir)/%D%/soak.sh
.PHONY: soak

# Kills while answers are sent: `make soak-deliver ROUNDS=1000 SEED=1`.
soak-deliver: all
	@srcdir='$(abs_top_srcdir)' builddir='$(abs_top_builddir)' ROUNDS="$${ROUNDS:-1000}" SEED="$${SEED:-1}" \
	  $(SHELL) $(top_srcdir)/%D%/deliver.sh
.PHONY: soak-deliver
