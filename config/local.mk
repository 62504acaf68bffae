# SPDX-License-Identifier: MIT
EXTRA_DIST += %D%/renown-plugin.pc.in %D%/packages

# Units name the program where it will lie. They are installed when configure was told where they go.
EXTRA_DIST += %D%/systemd/renown.service.in %D%/systemd/renown-sync.service.in %D%/systemd/renown-sync.timer
unit_made = config/systemd/renown.service config/systemd/renown-sync.service
config/systemd/renown.service: %D%/systemd/renown.service.in
config/systemd/renown-sync.service: %D%/systemd/renown-sync.service.in
$(unit_made): Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && sed 's|@bindir[@]|$(bindir)|g' '$(srcdir)/$@.in' >$@.new && mv $@.new $@
CLEANFILES += $(unit_made)
if SYSTEMD_UNITS
nodist_systemdsystemunit_DATA = $(unit_made)
dist_systemdsystemunit_DATA = %D%/systemd/renown-sync.timer
endif
