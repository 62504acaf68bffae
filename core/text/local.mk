# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/words.c %D%/words.h %D%/letter.c %D%/letter.h %D%/html.c %D%/html.h \
	%D%/entity.c %D%/entity.h %D%/escape.c %D%/script.c %D%/script.h \
	%D%/judgement.c %D%/judgement.h %D%/judgement_kept.c %D%/judgement_kept.h \
	%D%/language.c %D%/language.h %D%/sentiment.c %D%/sentiment.h
core_libcore_la_SOURCES += %D%/grams.c %D%/grams.h %D%/language_model.h

# The language models are made of the word lists when the program is built. A list is languages/CODE.txt; a
# dash stands between the scripts, in the order of enum rn_model_script.
language_lists = $(latin_lists) $(arabic_lists) $(devanagari_lists) $(cyrillic_lists)
latin_lists = en es pt it fr de nl no sv da tr uz id ms vi hi-Latn ur-Latn ne-Latn
arabic_lists = ar ur fa
devanagari_lists = hi ne mr
cyrillic_lists = ru uk bg kk
language_files = $(language_lists:%=core/text/languages/%.txt)
EXTRA_DIST += $(language_files)

noinst_PROGRAMS += core/text/languages/learn
core_text_languages_learn_SOURCES = %D%/languages/learn.c core/text/grams.c core/text/words.c core/text/letter.c \
	core/base/mem.c core/base/id.c
core_text_languages_learn_CFLAGS = $(AM_CFLAGS) $(TALLOC_CFLAGS) $(ICU_CFLAGS) $(SODIUM_CFLAGS)
core_text_languages_learn_LDADD = core/libkit.la $(TALLOC_LIBS) $(ICU_LIBS) $(SODIUM_LIBS) -lm

nodist_core_libcore_la_SOURCES += core/text/language_model.c
core/text/language_model.c: core/text/languages/learn$(EXEEXT) $(language_files)
	$(AM_V_GEN)cd $(srcdir)/core/text/languages && $(abs_builddir)/core/text/languages/learn$(EXEEXT) \
		$(latin_lists:%=%.txt) - $(arabic_lists:%=%.txt) - $(devanagari_lists:%=%.txt) - $(cyrillic_lists:%=%.txt) \
		>$(abs_builddir)/$@.new && mv $(abs_builddir)/$@.new $(abs_builddir)/$@
CLEANFILES += core/text/language_model.c
core_libcore_la_SOURCES += %D%/slug.c

# Sentiment: lexicons become constant tables by a small program, fitted figures by a script.
core_libcore_la_SOURCES += %D%/clause.c %D%/clause.h %D%/emoji.c %D%/emoji.h \
	%D%/lexicon.c %D%/lexicon.h %D%/lexicon_key.c %D%/lexicon_key.h %D%/linear.c %D%/linear.h \
	%D%/blend.c %D%/blend.h %D%/fit.c %D%/fit.h %D%/reading.c %D%/reading.h \
	%D%/learned.c %D%/learned.h %D%/learn.c %D%/learn.h
nodist_core_libcore_la_SOURCES += %D%/lexicons.c %D%/models.c %D%/sign_lexicons.c
CLEANFILES += %D%/lexicons.c %D%/models.c %D%/sign_lexicons.c
core_libcore_la_SOURCES += %D%/sign.c %D%/sign.h %D%/signs.c %D%/signs.h %D%/personal.c %D%/personal.h \
	%D%/intent.c %D%/intent.h %D%/aspect.c %D%/aspect.h

lexicon_files = \
	%D%/lexicon/ar.txt %D%/lexicon/de.txt %D%/lexicon/en.txt %D%/lexicon/es.txt %D%/lexicon/fr.txt \
	%D%/lexicon/hi.txt %D%/lexicon/hi-Latn.txt %D%/lexicon/id.txt %D%/lexicon/it.txt %D%/lexicon/ja.txt \
	%D%/lexicon/ka.txt %D%/lexicon/kk.txt %D%/lexicon/ko.txt %D%/lexicon/ms.txt %D%/lexicon/ne.txt \
	%D%/lexicon/pt.txt %D%/lexicon/ru.txt %D%/lexicon/th.txt %D%/lexicon/tr.txt %D%/lexicon/ur.txt \
	%D%/lexicon/ur-Latn.txt %D%/lexicon/uz.txt %D%/lexicon/zh.txt
model_files = \
	%D%/model/blend.tsv %D%/model/linear-en.txt %D%/model/linear-kk.txt %D%/model/linear-ko.txt \
	%D%/model/linear-th.txt %D%/model/linear-ur.txt %D%/model/linear-ur-Latn.txt
sign_files = \
	%D%/signs/ar.txt %D%/signs/de.txt %D%/signs/en.txt %D%/signs/es.txt %D%/signs/fr.txt %D%/signs/hi.txt \
	%D%/signs/hi-Latn.txt %D%/signs/id.txt %D%/signs/it.txt %D%/signs/ja.txt %D%/signs/ka.txt %D%/signs/kk.txt \
	%D%/signs/ko.txt %D%/signs/ms.txt %D%/signs/ne.txt %D%/signs/pt.txt %D%/signs/ru.txt %D%/signs/th.txt \
	%D%/signs/tr.txt %D%/signs/ur.txt %D%/signs/ur-Latn.txt %D%/signs/uz.txt %D%/signs/zh.txt
EXTRA_DIST += $(lexicon_files) $(sign_files) $(model_files) %D%/model/embed.awk %D%/model/report.txt

noinst_PROGRAMS += core/text/lexgen
core_text_lexgen_SOURCES = %D%/lexgen.c %D%/lexicon_key.c %D%/sign.c %D%/words.c %D%/letter.c core/base/mem.c core/base/id.c
core_text_lexgen_CFLAGS = $(core_libcore_la_CFLAGS)
core_text_lexgen_LDADD = core/libkit.la $(TALLOC_LIBS) $(ICU_LIBS) $(SODIUM_LIBS)

%D%/lexicons.c: core/text/lexgen$(EXEEXT) $(lexicon_files)
	$(AM_V_GEN)cd $(srcdir) && $(abs_builddir)/core/text/lexgen$(EXEEXT) $(lexicon_files) >$(abs_builddir)/$@-t && \
	mv $(abs_builddir)/$@-t $(abs_builddir)/$@

%D%/sign_lexicons.c: core/text/lexgen$(EXEEXT) $(sign_files)
	$(AM_V_GEN)cd $(srcdir) && $(abs_builddir)/core/text/lexgen$(EXEEXT) --signs $(sign_files) >$(abs_builddir)/$@-t && \
	mv $(abs_builddir)/$@-t $(abs_builddir)/$@

%D%/models.c: $(model_files) %D%/model/embed.awk
	$(AM_V_GEN)cd $(srcdir) && $(AWK) -f core/text/model/embed.awk $(model_files) >$(abs_builddir)/$@-t && \
	mv $(abs_builddir)/$@-t $(abs_builddir)/$@
core_libcore_la_SOURCES += %D%/mail.h %D%/mail.c
