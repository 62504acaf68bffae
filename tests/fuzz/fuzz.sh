#!/bin/sh
# SPDX-License-Identifier: MIT
# Called by `make fuzz`: every target for FUZZ_MINUTES of CPU, one after the other, a line each. What made one
# fail is kept in tests/fuzz/found of the build folder. Exit 1 when there is anything in it.
set -u
: "${srcdir:?}" "${builddir:?}" "${FUZZ_MINUTES:=20}" "${FUZZ_SEED:=$$}"
FUZZ_SECONDS=$((FUZZ_MINUTES * 60))
FUZZ_KEEP=$builddir/tests/fuzz/found
export srcdir FUZZ_SECONDS FUZZ_SEED FUZZ_KEEP
mkdir -p "$FUZZ_KEEP" || exit 99

bad=0
for target in "$@"; do
    log=$FUZZ_KEEP/$(basename "$target").log
    if "$builddir/$target" >"$log" 2>&1; then
        said=$(sed -n 's/^ok 1 - //p' "$log")
        echo "ok ${said:-$target}, $FUZZ_MINUTES minutes of CPU, seed $FUZZ_SEED"
        rm -f "$log"
    else
        bad=1
        echo "FOUND $(basename "$target"): the input and what was said are in $FUZZ_KEEP"
        grep -E 'ERROR|runtime error|SUMMARY|^#' "$log" | head -n 3
    fi
done
exit $bad
