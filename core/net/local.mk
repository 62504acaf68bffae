# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/transport.h %D%/cassette.h %D%/cassette.c %D%/replay.h %D%/replay.c \
	%D%/redact.h %D%/redact.c
