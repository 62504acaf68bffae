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
has "a rating that few reviews cannot move far" "$rows" '"rating_weighted":{"value":3.38888'
lacks "stars are no survey" "$rows" nps

i=0
echo external_id,score,text,created_at >nps.csv
for score in 10 9 9 8 7 6 0 10 5 9; do
    i=$((i + 1))
    echo "n$i,$score,answer $i,2026-04-2$((i % 10))T09:00:00Z" >>nps.csv
done
exits "a survey comes in" 0 run import nps.csv --listing bergen --format nps
rows=$(run --json stats)
has "promoters less detractors" "$rows" '"nps":{"name":"nps","value":20,"n":10,"low":'
lacks "a listing without a survey has none" "$(printf '%s\n' "$rows" | grep '"listing":"oslo"')" nps
has "by week" "$(run --json stats --by week | grep W17)" '"nps":{"name":"nps","value":42.857'
has "by source" "$(run --json stats --by source | grep '"source":"import-bergen"')" '"nps":'
printf 'external_id,score,text,created_at\nc1,5,a,2026-04-21T09:00:00Z\nc2,4,b,2026-04-21T09:00:00Z\nc3,1,c,2026-04-21T09:00:00Z\n' >csat.csv
printf 'external_id,score,text,created_at\ne1,7,a,2026-04-21T09:00:00Z\ne2,4,b,2026-04-21T09:00:00Z\n' >ces.csv
run import csat.csv --listing oslo --format csat >/dev/null
run import ces.csv --listing oslo --format ces >/dev/null
rows=$(run --json stats --listing oslo)
has "satisfied are 4 and 5" "$rows" '"csat":{"name":"csat","value":0.66666'
has "ease is a mean" "$rows" '"ces":{"name":"ces","value":5.5,"n":2,'
exits "an unknown word is wrong usage" 2 run stats --by moon
exits "so is a span that ends before it begins" 2 run stats --from 2026-05-01 --to 2026-04-01
exits "so is a listing nobody has" 2 run stats --listing nowhere
done_testing
