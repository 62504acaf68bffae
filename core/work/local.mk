# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/levels.h %D%/levels.c %D%/outbox.h %D%/outbox.c
core_libcore_la_SOURCES += %D%/speak.h %D%/speak.c %D%/deliver.h %D%/deliver.c %D%/alert.h %D%/alert.c %D%/ladder.h %D%/ladder.c %D%/message.h %D%/message.c %D%/replying.h %D%/replying.c %D%/replying_back.c
