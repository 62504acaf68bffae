/* SPDX-License-Identifier: MIT */
#include "fuzz/plugin.h"

static const struct { /* as in plugins/example/example.c */
    const char *book;
    int64_t page_size;
} config = {"b", 50};

FUZZ_PLUGIN(&config, "https://guestbook.example/api/books/b/entries", "", "entries", "answer")
