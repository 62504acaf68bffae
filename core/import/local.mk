# SPDX-License-Identifier: MIT
# Reviews from files.
core_libcore_la_SOURCES += \
	core/import/import.h core/import/import.c core/import/inside.h \
	core/import/source.h core/import/source.c \
	core/import/encoding.h core/import/encoding.c \
	core/import/window.h core/import/window.c \
	core/import/scan.h core/import/scan.c \
	core/import/csv.h core/import/csv.c \
	core/import/jsonl.h core/import/jsonl.c \
	core/import/draft.h core/import/draft.c core/import/field.c \
	core/import/mapping.h core/import/mapping.c core/import/mapped.c \
	core/import/guess.h core/import/guess.c \
	core/import/known.h core/import/known.c \
	core/import/form.h core/import/form.c core/import/detect.c \
	core/import/play_console.c core/import/survey.c
