#!/bin/sh
# SPDX-License-Identifier: MIT
# Sourced by the lints: `tracked PATTERN…` lists the project's own files, in a checkout and in a tarball alike.
cd "$(dirname "$0")/../.." || exit 2

tracked() {
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1 && [ "$(git rev-parse --show-prefix)" = "" ]; then
        git ls-files -- "$@"
    else
        for pattern in "$@"; do
            find . \( -path './build*' -o -path './renown-*' -o -path './.git' -o -path ./config/build-aux -o -name autom4te.cache \) -prune -o \
                -type f -path "./$pattern" ! -name Makefile.in ! -name config.h.in -print
        done | sed 's|^\./||'
    fi
}
