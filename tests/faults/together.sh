#!/bin/sh
# SPDX-License-Identifier: MIT
# Two programs at one store: each does its part or says that another one is at work; nothing is lost or doubled.
. "$(dirname "$0")/lib.sh"
demo=$srcdir/tests/demo

# Starts two commands (words in files $T/one and $T/two, one a line) at once and waits for both.
start() { # which, log
    xargs -d '\n' timeout -s KILL 120 "$RENOWN" --now "$now" <"$T/$1" >"$T/$1.out" 2>"$T/$1.err"
    echo $? >"$T/$1.status"
}
both() {
    start one &
    start two
    wait
}
words() { # which, words…
    where=$T/$1
    shift
    printf '%s\n' "$@" >"$where"
}
in_order() { # name: both ended with 0, 1 or 3, one of them with 0
    best=9
    for which in one two; do
        status=$(cat "$T/$which.status")
        [ "$status" -ne 123 ] || status=1 # what xargs makes of 1 to 125
        cp "$T/$which.err" "$T/err"
        ended "$1" "0 1 3" "" || return 1
        [ "$status" -ge "$best" ] || best=$status
    done
    [ "$best" -eq 0 ] || { fail "$1" "neither finished its work"; return 1; }
    pass "$1"
}
holds() { # name, wanted rows
    if whole "$T/rows" && cmp -s "$2" "$T/rows"; then
        pass "$1"
    else
        fail "$1" "${why:-} $(diff "$2" "$T/rows" | head -3)"
    fi
}

rows 3000 >"$T/many.jsonl"
rows 3000 s >"$T/others.jsonl"
home alone
import "$T/many.jsonl"
import "$T/others.jsonl"
whole "$T/wanted"
awk '/^r/' "$T/wanted" >"$T/wanted-r"

home same
words one import "$T/many.jsonl" --listing harbour
cp "$T/one" "$T/two"
both
in_order "two imports of one file at once end in order"
import "$T/many.jsonl"
ended "an import after them ends well" 0 "" && holds "two imports of one file: each review once" "$T/wanted-r"

home different
words one import "$T/many.jsonl" --listing harbour
words two import "$T/others.jsonl" --listing harbour
both
in_order "imports of two files at once end in order"
import "$T/many.jsonl" "$T/others.jsonl"
ended "an import of both after them ends well" 0 "" && holds "imports of two files: each review once" "$T/wanted"

if [ -d "$demo/cassettes/1" ]; then
    now=2026-09-22T06:00:00Z
    home sync-alone
    cp "$demo/renown.yaml" .
    run sync --replay "$demo/cassettes/1"
    whole "$T/wanted-sync"
    home syncs
    cp "$demo/renown.yaml" .
    words one sync --replay "$demo/cassettes/1"
    cp "$T/one" "$T/two"
    both
    in_order "two syncs at once end in order"
    holds "two syncs at once: each review once" "$T/wanted-sync"

    home beside
    cp "$demo/renown.yaml" .
    words one sync --replay "$demo/cassettes/1"
    words two import "$T/many.jsonl" --listing lahore
    both
    in_order "a sync beside an import: both end in order"
    whole "$T/rows"
    cut -d' ' -f1 "$T/rows" >"$T/ids"
    cut -d' ' -f1 "$T/wanted-sync" "$T/wanted-r" | sort >"$T/both"
    sort -o "$T/ids" "$T/ids"
    cmp -s "$T/ids" "$T/both" && pass "a sync beside an import: all reviews of both, each once" ||
        fail "a sync beside an import: all reviews of both, each once" "$(diff "$T/both" "$T/ids" | head -3)"
else
    skip "syncs at once" "no demo in this tree"
fi
finish
