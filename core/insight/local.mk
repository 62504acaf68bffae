# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/numbers.h %D%/survey.h %D%/survey.c %D%/numbers.c %D%/period.h %D%/period.c \
	%D%/figures.h %D%/figures.c %D%/volume.c %D%/changes.h %D%/changes.c \
	%D%/coverage.h %D%/coverage.c %D%/terms.c %D%/terms.h %D%/anomaly.h %D%/anomaly.c
