#!/bin/sh
# SPDX-License-Identifier: MIT
# renown compare: share of voice, ratings, brands that were not looked at.
. "$srcdir/tests/cli/reading.inc"
sed 's/^people:/  - name: Rival\
    competitor: true\
    listings:\
      - { id: rival, name: Rival One, zone: UTC, lang: [en] }\
  - name: Silent\
    competitor: true\
    listings:\
      - { id: silent, name: Silent One, zone: UTC, lang: [en] }\
people:/' renown.yaml >more.yaml && mv more.yaml renown.yaml && chmod 600 renown.yaml

exits "a missing store compares nothing" 0 run --json compare
is "and prints nothing" "$(cat stdout)" ""

fill_few
fill <<'LINES'
{"listing":"rival","external_id":"r1","author":"Rex","text":"Fine.","lang":"en","stars":2,"at":"2026-04-29T09:00:00Z"}
{"listing":"rival","external_id":"r2","author":"Rex","text":"Fine.","lang":"en","stars":4,"at":"2026-05-03T09:00:00Z"}
{"listing":"rival","external_id":"r3","author":"Rex","text":"Today.","lang":"en","stars":1,"at":"2026-05-04T07:00:00Z"}
{"listing":"rival","external_id":"r4","author":"Rex","text":"Before.","lang":"en","stars":1,"at":"2026-04-05T23:00:00Z"}
LINES
rows=$(run --json compare)
own=$(printf '%s\n' "$rows" | grep '"by":"own"')
has "own reviews of all reviews of the same 28 days" "$own" '"share_of_voice":{"name":"share_of_voice","value":0.6,"n":5,'
has "the denominator in words" "$own" '"of":"reviews of all brands'
has "the days" "$own" '"from":"2026-04-06","to":"2026-05-04"'
rival=$(printf '%s\n' "$rows" | grep '"brand":"Rival"')
has "the rival's share" "$rival" '"share":{"name":"share","value":0.4,"n":5,'
has "its rating in these days" "$rival" '"rating":{"name":"rating","value":3,"n":2,'
has "how far we are ahead, with an interval" "$rival" '"own_rating_ahead":{"name":"own_rating_ahead","value":0.3333333333333335,"n":2,"low":-'
silent=$(printf '%s\n' "$rows" | grep '"brand":"Silent"')
has "who was not looked at is missing" "$silent" '"unseen":["silent"],"missing":true'
lacks "not zero" "$silent" '"reviews"'
has "for people too" "$(run compare)" "silent was not looked at"
has "any days" "$(run --json compare --from 2026-04-01 --to 2026-05-05 | grep '"brand":"Rival"')" '"reviews":4'
exits "days that end before they begin are wrong usage" 2 run compare --from 2026-05-02 --to 2026-05-01

# A source of the config that never ran: its listing was not looked at, whatever was imported.
sed 's/id: silent, name: Silent One, zone: UTC, lang: \[en\]/id: silent, name: Silent One, sources: [{ plugin: appstore, name: shop, app: "1446075923", country: [us] }]/' renown.yaml >more.yaml &&
    mv more.yaml renown.yaml && chmod 600 renown.yaml
has "a source that never ran proves nothing" "$(run --json compare | grep Silent)" '"missing":true'
done_testing
