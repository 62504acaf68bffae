# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += \
	%D%/item.h %D%/item.c %D%/facts.h %D%/facts.c %D%/ruleset.h %D%/ruleset.c \
	%D%/effects.h %D%/effects.c %D%/ingest.h %D%/ingest.c %D%/pipeline.h %D%/pipeline.c \
	%D%/sweep.h %D%/sweep.c %D%/run.h %D%/run.c %D%/answer.h %D%/answer.c \
	%D%/schedule.h %D%/schedule.c %D%/folder.h %D%/folder.c %D%/undo.h %D%/undo.c %D%/intake.h %D%/intake.c \
	%D%/group.h %D%/group.c %D%/reader.h %D%/reader.c \
	%D%/network.h %D%/network.c %D%/discover.h %D%/discover.c \
	%D%/allowance.h %D%/allowance.c %D%/keeper.h %D%/keeper.c %D%/unchanged.h %D%/unchanged.c
core_libcore_la_SOURCES += %D%/retention.h %D%/retention.c %D%/retention_pages.c
core_libcore_la_SOURCES += %D%/own.h %D%/own.c %D%/answering.h %D%/answering.c
core_libcore_la_SOURCES += %D%/taught.h %D%/taught.c
core_libcore_la_SOURCES += %D%/collector.h %D%/collector.c %D%/twins.h %D%/twins.c
core_libcore_la_SOURCES += %D%/roster.h %D%/roster.c %D%/serve.h %D%/serve.c
core_libcore_la_SOURCES += %D%/rehearse.h %D%/rehearse.c
core_libcore_la_SOURCES += %D%/backtest.h %D%/backtest.c
core_libcore_la_SOURCES += %D%/around.h %D%/around.c
core_libcore_la_SOURCES += %D%/live.h %D%/live.c
