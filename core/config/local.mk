# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/yaml.c %D%/yaml.h %D%/options.c %D%/options.h %D%/fill.h \
	%D%/schema.c %D%/schema.h %D%/load.c %D%/load.h %D%/verify.c %D%/calendar.c %D%/find.c \
	%D%/secret.c %D%/secret.h %D%/source.c %D%/config.h \
	%D%/docs.c %D%/docs.h %D%/sample.c %D%/jsonschema.c %D%/logins.c %D%/sources.c %D%/access.h %D%/access.c
