# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/mem.c %D%/mem.h %D%/clock.c %D%/clock.h %D%/id.c %D%/id.h \
	%D%/file.c %D%/file.h %D%/zone.c %D%/zone.h %D%/log.c %D%/log.h %D%/term.c %D%/near.c %D%/near.h \
	%D%/process.c %D%/process.h \
	%D%/business.c %D%/business.h %D%/businesstext.c
