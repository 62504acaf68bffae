# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += \
	%D%/db.h %D%/db_sqlite.h %D%/private.h \
	%D%/store.h %D%/origins.h %D%/reviews.h %D%/decisions.h %D%/events.h %D%/rollups.h \
	%D%/db_sqlite.c %D%/db_sqlite_open.c %D%/db_sqlite_stmt.c %D%/db_sqlite_file.c \
	%D%/db_sqlite_error.c %D%/db_sqlite_search.c \
	%D%/store.c %D%/migrate.c %D%/origins.c %D%/runs.c %D%/leases.c %D%/manners.h %D%/manners.c %D%/spent.c \
	%D%/reviews.c %D%/reviews_row.c %D%/reviews_row.h %D%/reviews_write.c %D%/reviews_list.c \
	%D%/activity.h %D%/surveys.h %D%/surveys.c %D%/activity.c %D%/versions.c %D%/tags.c %D%/decisions.c %D%/escalations.c %D%/replies.c %D%/erase.c %D%/expire.c %D%/events.c \
	%D%/reviews.c %D%/reviews_row.c %D%/reviews_row.h %D%/reviews_write.c %D%/reviews_list.c %D%/reviews_around.c \
	%D%/activity.h %D%/activity.c %D%/versions.c %D%/tags.c %D%/decisions.c %D%/escalations.c %D%/replies.c %D%/erase.c %D%/expire.c %D%/events.c \
	%D%/rollups.c %D%/rollups_sums.h %D%/rollups_read.c %D%/sums.c \
	%D%/learned.h %D%/learned.c
core_libcore_la_SOURCES += %D%/outbox.h %D%/outbox.c %D%/outbox_more.c %D%/engine.h %D%/engine.c %D%/replies.h %D%/approvals.c

store_migrations = $(srcdir)/%D%/migrations/0001_start.sql $(srcdir)/%D%/migrations/0002_manners.sql $(srcdir)/%D%/migrations/0003_outbox.sql \
	$(srcdir)/%D%/migrations/0004_retention.sql

EXTRA_DIST += %D%/migrations/0001_start.sql %D%/migrations/0002_manners.sql %D%/migrations/0003_outbox.sql %D%/migrations/0004_retention.sql %D%/migrations/embed.awk
nodist_core_libcore_la_SOURCES += %D%/migrations.c
CLEANFILES += %D%/migrations.c

%D%/migrations.c: $(store_migrations) %D%/migrations/embed.awk
	$(AM_V_GEN)$(MKDIR_P) %D% && \
	$(AWK) -f $(srcdir)/%D%/migrations/embed.awk $(store_migrations) >$@-t && mv $@-t $@
