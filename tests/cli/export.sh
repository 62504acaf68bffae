#!/bin/sh
# SPDX-License-Identifier: MIT
# renown export: all of it, whole or not at all.
. "$srcdir/tests/cli/reading.inc"

exits "no store, no export" 1 run export all.jsonl
lacks "and no file" "$(ls)" "all.jsonl"

fill_few
exits "to a file" 0 run export all.jsonl
has "it says how many" "$(cat stdout)" "4 reviews"
is "nothing is left beside it" "$(find . -name '*part*')" ""
has "the first line tells the format" "$(head -n 1 all.jsonl)" '{"kind":"export","format":1,'
is "origins" "$(grep -c '^{"kind":"origin"' all.jsonl)" 2
is "every review, removed ones too" "$(grep -c '"external_id":' all.jsonl)" 4
run export >stdout
if cmp -s stdout all.jsonl; then pass "stdout gets the same"; else fail "stdout gets the same" "differs"; fi
exits "--out is the same as a word" 0 run export --out again.jsonl
if cmp -s again.jsonl all.jsonl; then pass "and the same bytes"; else fail "and the same bytes" "differs"; fi
exits "two places are wrong usage" 2 run export a --out b
exits "a folder that is not there is an error" 1 run export nowhere/all.jsonl
has "which names it" "$(cat stderr)" "nowhere/all.jsonl"
if [ -w /dev/full ]; then
    run export >/dev/full
    is "a full disk is told" "$?" 1
fi
done_testing
