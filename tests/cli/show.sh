#!/bin/sh
# SPDX-License-Identifier: MIT
# renown show: one review, for people and for programs.
. "$srcdir/tests/cli/reading.inc"

exits "no store, no review" 1 run show aaaaaaaaaaaaaaaa
has "it says how one comes to be" "$(cat stderr)" "renown import"
exits "an id is needed" 2 run show

fill_few
id=$(head -n 1 ids)
exits "a review by its id" 0 run show "$id"
has "who" "$(cat stdout)" "Ana K."
has "what" "$(cat stdout)" "Charged twice"
has "its events" "$(cat stdout)" "new by sync:demo"
exits "as one object" 0 run --json show "$id"
is "on one line" "$(wc -l <stdout | tr -d ' ')" 1
has "with the id" "$(cat stdout)" "{\"id\":\"$id\",\"kind\":\"review\""
has "and the chain's events" "$(cat stdout)" '"events":[{"n":1,'
exits "the hostile one" 0 run show "$(tail -n 1 ids)"
lacks "has no escapes" "$(cat stdout)" "$(printf '\033')"
exits "an unknown id" 1 run show zzzzzzzzzzzzzzzz
has "is named" "$(cat stderr)" "zzzzzzzzzzzzzzzz"
done_testing
