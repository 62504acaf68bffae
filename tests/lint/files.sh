#!/bin/sh
# SPDX-License-Identifier: MIT
# Sourced by the lints: `tracked PATTERN…` lists the project's own files, in a checkout and in a tarball alike.
cd "$(dirname "$0")/../.." || exit 2

tracked() {
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1 && [ "$(git rev-parse --show-prefix)" = "" ]; then
        git ls-files -- "$@"
    else
        for pattern in "$@"; do find . -path './build*' -prune -o -name "${pattern##*/}" -type f -print; done | sed 's|^\./||'
    fi
}
