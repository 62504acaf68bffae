# SPDX-License-Identifier: MIT
renown_CPPFLAGS = $(AM_CPPFLAGS) -DRN_VERSION='"$(VERSION)"'
renown_SOURCES += %D%/verbs.h %D%/main.c %D%/args.c %D%/get.c %D%/cli.c %D%/out.c %D%/table.c \
	%D%/help.c %D%/dump.c %D%/verbs.c
# One line a verb.
renown_SOURCES += %D%/cmd_sync.c %D%/cmd_import.c %D%/cmd_receive.c %D%/import_preview.h %D%/import_preview.c %D%/out_review.c %D%/scripts.h %D%/scripts.c
renown_SOURCES += %D%/reading.h %D%/reading.c %D%/history.h %D%/history.c %D%/cmd_reviews.c %D%/because.h %D%/because.c %D%/cmd_show.c %D%/cmd_digest.c %D%/digest_out.h %D%/cmd_try.c %D%/cmd_receipt.c \
	%D%/cmd_stats.c %D%/days.h %D%/days.c %D%/cmd_compare.c %D%/cmd_due.c %D%/cmd_detect.c %D%/cmd_export.c %D%/cmd_backup.c
renown_SOURCES += %D%/cmd_init.c %D%/starter.c %D%/starter.h
renown_SOURCES += %D%/cmd_check.c %D%/check_secrets.c %D%/check_scripts.c %D%/findings.c %D%/findings.h
renown_SOURCES += %D%/cmd_doctor.c %D%/standing.c %D%/standing.h
renown_SOURCES += %D%/cmd_plugins.c
renown_SOURCES += %D%/cmd_sources.c
renown_SOURCES += %D%/cmd_rules.c %D%/rules_verbs.h %D%/rules_bench.c %D%/rules_explain.c %D%/rules_preview.c
renown_SOURCES += %D%/cmd_parse.c
renown_SOURCES += %D%/cmd_discover.c %D%/discover_lines.h %D%/discover_lines.c %D%/exchanges.h %D%/exchanges.c
renown_SOURCES += %D%/cmd_judge.c
renown_SOURCES += %D%/acting.h %D%/acting.c %D%/cmd_reply.c %D%/cmd_queue.c %D%/cmd_outbox.c
renown_SOURCES += %D%/cmd_deliver.c %D%/cmd_hold.c %D%/cmd_audit.c %D%/cmd_escalations.c %D%/cmd_channels.c %D%/cmd_inbox.c %D%/rules_release.c
renown_SOURCES += %D%/cmd_learn.c
renown_SOURCES += %D%/cmd_serve.c %D%/source_line.h %D%/source_line.c
renown_SOURCES += %D%/rules_test.c %D%/rules_backtest.c %D%/rules_apply.c
