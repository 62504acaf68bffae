# SPDX-License-Identifier: MIT
renown_SOURCES += %D%/main.c
