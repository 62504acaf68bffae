# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/words.c %D%/words.h %D%/letter.c %D%/letter.h %D%/html.c %D%/html.h \
	%D%/entity.c %D%/entity.h %D%/escape.c %D%/script.c %D%/script.h \
	%D%/judgement.c %D%/judgement.h %D%/language.c %D%/language.h %D%/sentiment.c %D%/sentiment.h
core_libcore_la_SOURCES += %D%/slug.c
