# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/levels.h %D%/levels.c %D%/outbox.h %D%/outbox.c
