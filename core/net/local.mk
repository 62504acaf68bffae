# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/transport.h %D%/cassette.h %D%/cassette.c %D%/replay.h %D%/replay.c \
	%D%/redact.h %D%/redact.c
core_libcore_la_SOURCES += %D%/engine.h %D%/engine.c %D%/job.h %D%/course.c %D%/session.c %D%/transfer.h %D%/transfer.c \
	%D%/trouble.c %D%/pace.h %D%/pace.c %D%/retry.h %D%/retry.c %D%/address.h %D%/address.c
