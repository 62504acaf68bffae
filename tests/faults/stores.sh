#!/bin/sh
# SPDX-License-Identifier: MIT
# Stores that are not as they should be: each is refused with a sentence that names it, and left as it was.
. "$(dirname "$0")/lib.sh"
tamper=$builddir/tests/faults/tamper
rows 300 >"$T/some.jsonl"
head -50 "$T/some.jsonl" >"$T/few.jsonl"

fresh() { # name: a home with 50 reviews
    home "$1"
    import "$T/few.jsonl"
    whole "$T/before"
}
untouched() { # name, wanted statuses: the last run said the store's name and changed no byte of it
    ended "$1" "$2" "renown\.db" || return
    cmp -s renown.db "$T/bytes" && pass "$1" || fail "$1" "the file has changed"
}
# Every verb that opens the store.
verbs() { # name, statuses of those that write, of those that read
    cp renown.db "$T/bytes"
    import "$T/some.jsonl"
    untouched "$1: import" "$2"
    run reviews --json
    untouched "$1: reviews" "$3"
    run digest --period week
    untouched "$1: digest" "$3"
    run backup "$T/copy.db"
    untouched "$1: backup" "$3"
    rm -f "$T/copy.db"
    run export --out "$T/copy.jsonl"
    untouched "$1: export" "$3"
}

fresh text
rm -f renown.db-*
yes 'this is no database at all, but it is what the disk gave back' | head -400 >renown.db
verbs "text instead of a store" 1 1

fresh foreign
printf 'SQLite format 3\0' >renown.db
head -c 20000 /dev/zero >>renown.db
verbs "a head without a database" 1 1

fresh newer
"$tamper" renown.db newer
verbs "a store of a newer Renown" "1 2 3" "1 2 3"

fresh folder
rm -f renown.db*
mkdir renown.db
import "$T/few.jsonl"
ended "a folder instead of a store" "1 2" "renown\.db" && pass "a folder instead of a store"

fresh fifo
rm -f renown.db*
mkfifo renown.db
limit=20 import "$T/few.jsonl"
ended "a FIFO instead of a store" "1 2" "renown\.db" && pass "a FIFO instead of a store"

fresh link
rm -f renown.db*
ln -s renown.db renown.db
import "$T/few.jsonl"
ended "a store that is a link to itself" "1 2" "renown\.db" && pass "a store that is a link to itself"

fresh no-folder
sed -i 's|^store:.*|store: nowhere/renown.db|' renown.yaml
import "$T/few.jsonl"
ended "a store in no folder" "1 2" "renown\.db" && pass "a store in no folder"

# Damage within: it is said or does not matter, and never a crash.
fresh pages
size=$(wc -c <renown.db)
for page in 2 3 5 8 12 20; do
    [ $((page * 4096)) -lt "$size" ] || continue
    cp renown.db whole.db
    yes damaged | dd of=renown.db bs=4096 seek="$page" count=1 conv=notrunc iflag=fullblock 2>/dev/null
    import "$T/some.jsonl"
    # shellcheck disable=SC2015
    ended "a damaged page $page: import" "0 1" "" && { [ "$status" -eq 0 ] || grep -q 'renown\.db' "$T/err"; } &&
        pass "a damaged page $page: import" || fail "a damaged page $page: import" "no store named"
    for verb in "reviews --json" "export" "digest --period week" "doctor" "sources"; do
        # shellcheck disable=SC2086
        run $verb
        cat "$T/out" >>"$T/err" # findings are the output of some
        ended "a damaged page $page: $verb" "0 1 2 3" "" && pass "a damaged page $page: $verb"
    done
    mv whole.db renown.db
    rm -f renown.db-*
done

for part in 100 4096 5000 20480; do
    fresh "truncated-$part"
    truncate -s "$part" renown.db
    import "$T/some.jsonl"
    ended "a store cut to $part bytes: import" "1" "renown\.db" && pass "a store cut to $part bytes: import"
    run reviews
    ended "a store cut to $part bytes: reviews" "0 1" "" && pass "a store cut to $part bytes: reviews"
done
fresh emptied
: >renown.db
import "$T/few.jsonl"
ended "a store emptied to nothing is made anew" 0 "" && { whole "$T/after" && cmp -s "$T/before" "$T/after"; } &&
    pass "a store emptied to nothing is made anew" || fail "a store emptied to nothing is made anew" "${why:-differs}"

# The log of a killed program, lost.
fresh wal
timeout -s KILL 0.4 "$RENOWN" --now "$now" import "$T/some.jsonl" --listing harbour >/dev/null 2>&1
rm -f renown.db-wal renown.db-shm
import "$T/some.jsonl"
ended "a lost log" 0 "" && { whole "$T/after" && [ "$(wc -l <"$T/after")" -eq 300 ]; } &&
    pass "a lost log costs what was in it and no more" || fail "a lost log costs what was in it and no more" "${why:-}"
printf 'not a log' >renown.db-wal
import "$T/some.jsonl"
ended "a log of nonsense" "0 1" "" && { whole "$T/after" && [ "$(wc -l <"$T/after")" -eq 300 ]; } &&
    pass "a log of nonsense" || fail "a log of nonsense" "${why:-}"

# ---- without the right ----

# A copy of the program: the folder it was built in may be closed to others. timeout starts it, since
# setpriv itself still has root's ways while it does.
as_nobody() { # command…
    RENOWN_PLUGINS=$T/bin setpriv --reuid=65534 --regid=65534 --clear-groups \
        timeout -s KILL 60 "$T/bin/renown" --now "$now" "$@" >"$T/out" 2>"$T/err"
    status=$?
}
fresh rights
mkdir "$T/bin" && cp "$RENOWN" "$T/bin/renown" && cp "$RENOWN_PLUGINS"/*.so "$T/bin/" && chmod -R a+rX "$T/bin"
status=1
[ "$(id -u)" -ne 0 ] || as_nobody --version
if [ "$status" -eq 0 ]; then
    chmod 755 . && chmod 644 renown.db && chmod -R go+rX scripts renown.yaml "$T/some.jsonl"
    as_nobody import "$T/some.jsonl" --listing harbour
    refused "a store that may not be written: import" 1 "renown\.db" "$T/before"
    as_nobody reviews --json --limit 3
    # shellcheck disable=SC2015
    ended "a store in a folder that may not be written: reviews" 0 "" && [ "$(wc -l <"$T/out")" -eq 3 ] &&
        pass "a store in a folder that may not be written: reviews" || fail "a store in a folder that may not be written: reviews" "no rows"
    as_nobody digest --period week
    ended "a store in a folder that may not be written: digest" 0 "" && pass "a store in a folder that may not be written: digest"
    chmod 600 renown.db
    as_nobody reviews
    refused "a store that may not be read: reviews" 1 "renown\.db" "$T/before"
    rm -f renown.db*
    as_nobody import "$T/some.jsonl" --listing harbour
    ended "a store that may not be made" 1 "renown\.db" && pass "a store that may not be made"
    as_nobody init fresh
    ended "init without the right" 1 "fresh" && pass "init without the right"
else
    skip "without the right" "not root, or the program is not there for others"
fi
finish
