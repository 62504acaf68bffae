# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/loader.h %D%/loader.c %D%/contract.c %D%/harvest.h %D%/harvest.c %D%/gather.h %D%/candidates.c \
	%D%/clean.c %D%/shape.h %D%/shape.c %D%/outcome.h %D%/outcome.c
