# SPDX-License-Identifier: MIT
dist_doc_DATA += %D%/plugin-tutorial.md %D%/rules.md %D%/importing.md
# Manual pages, sample config and completion are printed by the program itself, from the tables that also
# parse: made in the build folder, never packed into the tarball.
doc_made = docs/man/renown.1 docs/man/renown.yaml.5 config/sample.yaml config/renown.schema.json \
	config/completions/renown docs/sources.md
doc_dump = $(MKDIR_P) $(@D) && RENOWN_PLUGINS='$(abs_top_builddir)/plugins/.libs' \
	'$(abs_top_builddir)/renown$(EXEEXT)'

man_MANS += docs/man/renown.1 docs/man/renown.yaml.5
nodist_doc_DATA = config/sample.yaml config/renown.schema.json docs/sources.md
bashcompletiondir = $(datadir)/bash-completion/completions
nodist_bashcompletion_DATA = config/completions/renown
CLEANFILES += $(doc_made)

docs/man/renown.1: renown$(EXEEXT)
	$(AM_V_GEN)$(doc_dump) --dump-docs=man >$@.new && mv $@.new $@
docs/man/renown.yaml.5: renown$(EXEEXT) $(pkglib_LTLIBRARIES)
	$(AM_V_GEN)$(doc_dump) --dump-docs=man5 >$@.new && mv $@.new $@
config/sample.yaml: renown$(EXEEXT) $(pkglib_LTLIBRARIES)
	$(AM_V_GEN)$(doc_dump) --dump-docs=yaml >$@.new && mv $@.new $@
config/renown.schema.json: renown$(EXEEXT) $(pkglib_LTLIBRARIES)
	$(AM_V_GEN)$(doc_dump) --dump-docs=schema >$@.new && mv $@.new $@
docs/sources.md: renown$(EXEEXT) $(pkglib_LTLIBRARIES)
	$(AM_V_GEN)$(doc_dump) --dump-docs=sources >$@.new && mv $@.new $@
config/completions/renown: renown$(EXEEXT)
	$(AM_V_GEN)$(doc_dump) --dump-docs=completion >$@.new && mv $@.new $@
dist_doc_DATA += %D%/metrics.md
EXTRA_DIST += CONTRIBUTING.md %D%/architecture.md %D%/dependencies.md

# Pages that are read in the tree.
dist_doc_DATA += %D%/architecture.md %D%/dependencies.md
EXTRA_DIST += CONTRIBUTING.md %D%/pictures/digest-day.png %D%/pictures/digest-week.png
dist_doc_DATA += %D%/operations.md
dist_doc_DATA += %D%/sentiment.md
