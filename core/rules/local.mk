# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/rules.h %D%/read.c \
	%D%/budget.c %D%/budget.h %D%/fence.c %D%/fence.h \
	%D%/env_base.c %D%/env_string.c %D%/env_table.c \
	%D%/lex.c %D%/lex.h %D%/lint.c %D%/lint.h \
	%D%/load.h %D%/args.c %D%/value.c %D%/unit.c %D%/rule.c \
	%D%/cond.h %D%/cond_join.c %D%/cond_number.c %D%/cond_words.c %D%/cond_place.c \
	%D%/cond_judged.c %D%/topic.c %D%/topic.h \
	%D%/action.c %D%/action.h %D%/automaton.c %D%/automaton.h \
	%D%/set.h %D%/compile.c %D%/decide.c %D%/explain.c %D%/where.c \
	%D%/slots.c %D%/slots.h %D%/template.c %D%/template.h %D%/render.c \
	%D%/test.c %D%/test.h %D%/expect.c
core_libcore_la_SOURCES += %D%/cond_match.c %D%/cond_around.c
