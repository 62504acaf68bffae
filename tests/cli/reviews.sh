#!/bin/sh
# SPDX-License-Identifier: MIT
# renown reviews: filters, pages, JSON, what a terminal gets to see.
. "$srcdir/tests/cli/reading.inc"

exits "a missing store lists nothing" 0 run --json reviews
is "nothing at all on stdout" "$(cat stdout)" ""
has "and says what to do" "$(cat stderr)" "renown import"

fill_few
ids() {
    run --json reviews "$@" | sed 's/.*"external_id":"\([a-z]*\)".*/\1/' | tr -d '\n'
}
is "newest first" "$(ids)" "cbad"
is "by listing" "$(ids --listing oslo)" "ba"
is "by source" "$(ids --source paper-bergen)" "cd"
is "by stars" "$(ids --stars-min 4)" "cb"
is "by few stars" "$(ids --stars-max 2)" "ad"
is "answered" "$(ids --replied yes)" "b"
is "not answered" "$(ids --replied no)" "cad"
is "no longer listed" "$(ids --removed yes)" "d"
is "listed" "$(ids --removed no)" "cba"
is "by time" "$(ids --from 2026-04-30T00:00:00Z --to 2026-05-01T00:00:00Z)" "b"
exits "a span that ends before it begins is wrong usage" 2 run reviews \
    --from 2026-05-01T00:00:00Z --to 2026-04-30T00:00:00Z
has "and it is said" "$(cat stderr)" "--from must lie before --to"
is "by word" "$(ids --search 'refund')" "a"
is "by phrase" "$(ids --search '"thin walls"')" "c"
is "by language" "$(ids --lang nb)" "c"
is "by kind" "$(ids --kind survey)" ""
is "by status" "$(ids --status new)" "cbad"
is "by a tag nobody has" "$(ids --tag money)" ""

exits "pages" 0 run --json reviews --limit 3
key=$(sed -n 's/.*--after //p' stderr)
is "go on after their key" "$(ids --limit 3 --after "$key")" "d"
exits "a key that is none is wrong usage" 2 run reviews --after rubbish

line=$(run --json reviews --search refund)
has "the shape begins with id and kind" "$line" '","kind":"review","source":"paper-oslo","listing":"oslo","external_id":"a"'
has "rating and stars" "$line" '"rating":{"value":1,"best":5,"worst":1},"stars":1'
has "status and version" "$line" '"status":"new","version":1}'
lacks "absent is absent" "$line" 'null'

text=$(run reviews --removed yes)
lacks "no escape reaches a terminal" "$text" "$(printf '\033')"
lacks "no order of direction either" "$text" "$(printf '\342\200\256')"
has "what is gone is said so" "$text" "no longer listed"

exits "an unknown listing is wrong usage" 2 run reviews --listing osol
has "with the nearest one" "$(cat stderr)" "did you mean oslo"
exits "six stars are wrong usage" 2 run reviews --stars-min 6
exits "so is a limit of none" 2 run reviews --limit 0
exits "so is a maybe" 2 run reviews --replied maybe
exits "a search without words is wrong usage" 2 run reviews --search '!!'
done_testing
