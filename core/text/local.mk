# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/words.c %D%/words.h %D%/letter.c %D%/letter.h %D%/html.c %D%/html.h \
	%D%/entity.c %D%/entity.h %D%/escape.c %D%/script.c %D%/script.h \
	%D%/judgement.c %D%/judgement.h %D%/language.c %D%/language.h %D%/sentiment.c %D%/sentiment.h
core_libcore_la_SOURCES += %D%/slug.c

# Sentiment: lexicons become constant tables by a small program, fitted figures by a script.
core_libcore_la_SOURCES += %D%/clause.c %D%/clause.h %D%/emoji.c %D%/emoji.h \
	%D%/lexicon.c %D%/lexicon.h %D%/lexicon_key.c %D%/lexicon_key.h %D%/linear.c %D%/linear.h \
	%D%/blend.c %D%/blend.h %D%/fit.c %D%/fit.h
nodist_core_libcore_la_SOURCES += %D%/lexicons.c %D%/models.c
CLEANFILES += %D%/lexicons.c %D%/models.c

lexicon_files = \
	%D%/lexicon/ar.txt %D%/lexicon/de.txt %D%/lexicon/en.txt %D%/lexicon/es.txt %D%/lexicon/fr.txt \
	%D%/lexicon/hi.txt %D%/lexicon/hi-Latn.txt %D%/lexicon/id.txt %D%/lexicon/it.txt %D%/lexicon/ja.txt \
	%D%/lexicon/ka.txt %D%/lexicon/kk.txt %D%/lexicon/ko.txt %D%/lexicon/ms.txt %D%/lexicon/ne.txt \
	%D%/lexicon/pt.txt %D%/lexicon/ru.txt %D%/lexicon/th.txt %D%/lexicon/tr.txt %D%/lexicon/ur.txt \
	%D%/lexicon/ur-Latn.txt %D%/lexicon/uz.txt %D%/lexicon/zh.txt
model_files = \
	%D%/model/blend.tsv %D%/model/linear-en.txt %D%/model/linear-kk.txt %D%/model/linear-ko.txt \
	%D%/model/linear-th.txt %D%/model/linear-ur.txt %D%/model/linear-ur-Latn.txt
EXTRA_DIST += $(lexicon_files) $(model_files) %D%/model/embed.awk

noinst_PROGRAMS += core/text/lexgen
core_text_lexgen_SOURCES = %D%/lexgen.c %D%/lexicon_key.c %D%/words.c %D%/letter.c core/base/mem.c core/base/id.c
core_text_lexgen_CFLAGS = $(core_libcore_la_CFLAGS)
core_text_lexgen_LDADD = core/libkit.la $(TALLOC_LIBS) $(ICU_LIBS) $(SODIUM_LIBS)

%D%/lexicons.c: core/text/lexgen$(EXEEXT) $(lexicon_files)
	$(AM_V_GEN)cd $(srcdir) && $(abs_builddir)/core/text/lexgen$(EXEEXT) $(lexicon_files) >$(abs_builddir)/$@-t && \
	mv $(abs_builddir)/$@-t $(abs_builddir)/$@

%D%/models.c: $(model_files) %D%/model/embed.awk
	$(AM_V_GEN)cd $(srcdir) && $(AWK) -f core/text/model/embed.awk $(model_files) >$(abs_builddir)/$@-t && \
	mv $(abs_builddir)/$@-t $(abs_builddir)/$@
