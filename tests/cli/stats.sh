#!/bin/sh
# SPDX-License-Identifier: MIT
# renown stats: rows by everything, figures with their n.
. "$srcdir/tests/cli/reading.inc"

exits "a missing store has no figures" 0 run --json stats
is "and prints none" "$(cat stdout)" ""

fill_few
rows=$(run --json stats)
has "by listing: counts" "$(printf '%s\n' "$rows" | grep '"listing":"oslo"')" '"reviews":2,'
has "by listing: the mean with its n" "$rows" '"rating":{"value":3,"n":2,'
has "answered is a share of n" "$rows" '"answered":{"value":0.5,"n":2,'
has "the stars" "$rows" '"stars":[1,0,0,0,1]'
is "by week: nine rows" "$(run --json stats --by week | wc -l | tr -d ' ')" 9
has "weeks have ISO names" "$(run --json stats --by week)" '"week":"2026-W18"'
has "months" "$(run --json stats --by month)" '"month":"2026-04"'
has "days" "$(run --json stats --by day)" '"day":"2026-04-29"'
has "sources" "$(run --json stats --by source)" '"source":"paper-oslo","listing":"oslo"'
is "stars: five rows" "$(run --json stats --by stars | wc -l | tr -d ' ')" 5
has "one listing alone" "$(run --json stats --by stars --listing bergen)" '"stars":4,"share":{"value":1,"n":1}'
has "any span of days" "$(run --json stats --listing bergen --from 2026-02-01 --to 2026-04-01)" '"removed":1'
has "a table for people" "$(run stats)" "1 of 2"
lacks "without percent under twenty" "$(run stats)" "%"
exits "an unknown word is wrong usage" 2 run stats --by moon
exits "so is a span that ends before it begins" 2 run stats --from 2026-05-01 --to 2026-04-01
exits "so is a listing nobody has" 2 run stats --listing nowhere
done_testing
