#!/bin/sh
# SPDX-License-Identifier: MIT
# renown backup: a copy that reads as the store does.
. "$srcdir/tests/cli/reading.inc"

exits "no store, no copy" 1 run backup copy.db
exits "a name is needed" 2 run backup

fill_few
run --json reviews >wanted
exits "a copy" 0 run backup copy.db
has "with its size" "$(cat stdout)" "copy.db: "
exits "never over a file" 1 run backup copy.db
has "and says so" "$(cat stderr)" "copy.db"
exits "--out is the same as a word" 0 run backup --out second.db
exits "for programs" 0 run --json backup third.db
has "an object" "$(cat stdout)" '{"file":"third.db","bytes":'
rm -f renown.db renown.db-wal renown.db-shm
mv copy.db renown.db
run --json reviews >got
if cmp -s wanted got; then pass "the copy reads the same"; else fail "the copy reads the same" "$(diff wanted got)"; fi
done_testing
