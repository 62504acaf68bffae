# SPDX-License-Identifier: MIT
core_libkit_la_SOURCES += %D%/buf.c %D%/utf8.c %D%/json.c %D%/jsonread.c %D%/jsonw.c %D%/stamp.c \
	%D%/stampparse.c %D%/duration.c %D%/url.c %D%/jsontree.h %D%/stampscan.h
