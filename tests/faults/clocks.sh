#!/bin/sh
# SPDX-License-Identifier: MIT
# Clocks that go back, stand far ahead or are no clock at all; cursors that are not one's own.
. "$(dirname "$0")/lib.sh"
demo=$srcdir/tests/demo
rows 300 >"$T/some.jsonl"
home clocks
import "$T/some.jsonl"
whole "$T/before"

for now in 2020-01-01T00:00:00Z 2026-11-21T11:59:59Z 1970-01-01T00:00:00Z 2099-12-31T23:59:59Z 9999-12-31T23:59:59Z; do
    import "$T/some.jsonl"
    case $now in
    9999*) refused "an import again at $now" "0 1 2" "" "$T/before" ;;
    *) refused "an import again at $now" 0 "" "$T/before" ;;
    esac
    run reviews --json --limit 3
    ended "reviews at $now" "0 2" "" && pass "reviews at $now"
    for period in day week month; do
        run digest --period "$period"
        ended "digest of a $period at $now" "0 1 2" "" && pass "digest of a $period at $now"
    done
    run doctor
    cat "$T/out" >>"$T/err" # its findings are its output
    ended "doctor at $now" "0 1 2" "" && pass "doctor at $now"
done
for now in 0000-00-00T00:00:00Z 2026-02-30T00:00:00Z 2026-11-21 noon 99999999999999999999 '' '2026-11-21T12:00:00+99:99' -1; do
    run reviews
    refused "--now '$now'" "0 2" "" "$T/before"
done

# An edit seen by a clock that went back is still another version, once.
now=2026-11-21T12:00:00Z
home edits
import "$T/some.jsonl"
sed 's/Number 7:/Number seven:/' "$T/some.jsonl" >"$T/edited.jsonl"
now=2026-11-20T12:00:00Z
import "$T/edited.jsonl"
ended "an edit while the clock is back" 0 "" && pass "an edit while the clock is back"
whole "$T/after"
[ "$(awk '$2 == 2' "$T/after" | wc -l)" -eq 1 ] && [ "$(wc -l <"$T/after")" -eq 300 ] &&
    pass "an edit while the clock is back: one more version" || fail "an edit while the clock is back: one more version" "${why:-}"
import "$T/edited.jsonl"
refused "the same edit again" 0 "" "$T/after"

if [ -d "$demo/cassettes/1" ]; then
    now=2026-09-22T06:00:00Z
    home sync
    cp "$demo/renown.yaml" .
    run sync --replay "$demo/cassettes/1"
    whole "$T/before"
    now=2026-09-21T06:00:00Z
    run sync --replay "$demo/cassettes/1"
    refused "a sync with the clock set back" "0 1" "" "$T/before"
    now=2099-09-21T06:00:00Z
    run sync --replay "$demo/cassettes/1"
    refused "a sync with the clock far ahead" "0 1 3" "" "$T/before"
    now=2026-09-22T08:00:00Z
    run sync --replay "$demo/cassettes/1"
    refused "a sync after the clock came back" "0 1" "" "$T/before"
    "$builddir/tests/faults/tamper" renown.db cursor
    run sync --replay "$demo/cassettes/1"
    refused "cursors of another plugin: sync" "0 1" "" "$T/before"
    run sync --backfill --replay "$demo/cassettes/1"
    refused "cursors of another plugin: sync --backfill" 0 "" "$T/before"
    run sync --replay "$demo/cassettes/nowhere"
    refused "cassettes that are not there" "1 2" "nowhere" "$T/before"
else
    skip "sync with other clocks" "no demo in this tree"
fi
finish
