# SPDX-License-Identifier: MIT
renown_CPPFLAGS = $(AM_CPPFLAGS) -DRN_VERSION='"$(VERSION)"'
renown_SOURCES += %D%/verbs.h %D%/main.c %D%/args.c %D%/get.c %D%/cli.c %D%/out.c %D%/table.c \
	%D%/help.c %D%/dump.c %D%/verbs.c
# One line a verb.
renown_SOURCES += %D%/cmd_parse.c
