#!/bin/sh
# SPDX-License-Identifier: MIT
# S3: what was committed survives a kill at any moment, and the next run completes the work, each review once.
. "$(dirname "$0")/lib.sh"
rounds=${ROUNDS:-20}

# COMMAND… killed at a random moment of its usual time, many times over; each time the store must be whole and
# hold all that it held before. Then an undisturbed run must give exactly the rows of $wanted.
kill_rounds() { # name, seed, usual ms, command…
    name=$1 seed=$2 usual=$3 killed=0 round=0 partly=0
    shift 3
    : >"$T/before"
    while [ "$round" -lt "$rounds" ]; do
        round=$((round + 1))
        timeout -s KILL "$(moment "$seed" "$round" "$usual")" "$RENOWN" --now "$now" "$@" >"$T/out" 2>"$T/err"
        status=$?
        # a run that came to its end was quicker than thought
        if [ "$status" -eq 137 ]; then killed=$((killed + 1)); else usual=$((usual * 4 / 5)); fi
        whole "$T/rows" || { fail "$name: the store is whole after kill $round" "$why"; return; }
        # a review may have become another version since; its id may not have gone
        cut -d' ' -f1 "$T/rows" >"$T/held"
        if [ -n "$(comm -13 "$T/held" "$T/before")" ]; then
            fail "$name: nothing committed is lost by kill $round" "gone: $(missing "$T/held" "$T/before")"
            return
        fi
        cmp -s "$wanted" "$T/rows" || [ ! -s "$T/rows" ] || partly=$((partly + 1))
        mv "$T/held" "$T/before"
        # start over now and then, so that the making of the store is hit too
        [ $((round % 4)) -ne 0 ] || { rm -f renown.db*; : >"$T/before"; }
    done
    pass "$name: whole and nothing lost after each of $rounds runs, $killed of them killed, $partly with a part"
    [ "$killed" -ge $((rounds / 4)) ] && pass "$name: kills came in the middle" ||
        fail "$name: kills came in the middle" "only $killed of $rounds"
    run "$@"
    ended "$name: the next run ends well" 0 "" || return
    whole "$T/rows" && cmp -s "$wanted" "$T/rows" && pass "$name: the next run completes the work, each review once" ||
        fail "$name: the next run completes the work, each review once" "$why $(diff "$wanted" "$T/rows" | head -3)"
}

usual_time() { # command…: runs it once in a home of its own; prints milliseconds
    before=$(milliseconds)
    "$RENOWN" --now "$now" "$@" >"$T/out" 2>"$T/err"
    echo $(($(milliseconds) - before))
}

why=
home undisturbed
rows 12000 >"$T/many.jsonl" # more than one transaction
usual=$(usual_time import "$T/many.jsonl" --listing harbour)
wanted=$T/wanted-import
whole "$wanted"
home import
kill_rounds "import" 7 "$usual" import "$T/many.jsonl" --listing harbour

# The demo's places, recorded: first contact of five sources.
demo=$srcdir/tests/demo
if [ -d "$demo/cassettes/1" ]; then
    now=2026-09-22T06:00:00Z
    home sync-undisturbed
    cp "$demo/renown.yaml" .
    usual=$(usual_time sync --replay "$demo/cassettes/1")
    wanted=$T/wanted-sync
    whole "$wanted"
    home sync
    cp "$demo/renown.yaml" .
    kill_rounds "sync" 11 "$usual" sync --replay "$demo/cassettes/1"
else
    skip "sync" "no demo in this tree"
fi
finish
