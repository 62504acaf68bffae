#!/bin/sh
# SPDX-License-Identifier: MIT
# renown receipt: what stands behind the figures of a digest.
. "$srcdir/tests/cli/reading.inc"

exits "a receipt of nothing resolves to nothing" 0 run receipt s0fve757q3jy
has "and says so" "$(cat stdout)" "reviews: 0"

fill_few
text=$(run digest)
ids=$(printf '%s\n' "$text" | sed -n 's/.*\[\([0-9a-z]\{12\}\)\].*/\1/p')
is "the score and two listings carry receipts" "$(printf '%s\n' "$ids" | wc -l | tr -d ' ')" 3
for id in $ids; do
    exits "$id resolves" 0 run receipt "$id"
    has "$id has a formula" "$(cat stdout)" "formula: sum of stars"
done
rating=$(run --json digest | sed -n 's/.*"name":"rating",[^}]*"receipt":"\([0-9a-z]*\)".*/\1/p')
json=$(run --json receipt "$rating")
has "for programs: the figure" "$json" '"value":3.3333'
has "its formula" "$json" '"formula":"sum of stars / number of rated reviews"'
has "its days" "$json" '"from":"2026-04-27","to":"2026-05-04","before_from":"2026-04-20"'
has "its listings" "$json" '"listings":["oslo","bergen"]'
has "its reviews, oldest first" "$json" "\"reviews\":[\"$(sed -n 1p ids)\",\"$(sed -n 2p ids)\",\"$(sed -n 3p ids)\"]"
is "as few as one likes" "$(run --json receipt "$rating" --limit 1 | sed 's/.*"more":\([0-9]*\).*/\1/')" 2
has "reviews for people" "$(run receipt "$rating")" "Charged twice"
exits "a year later" 0 run --now 2027-05-04T08:00:00Z receipt "$rating"
has "it says the same" "$(cat stdout)" "rating: 3.33 stars of 3 ratings"
exits "what is no receipt fails" 1 run receipt zzzz99
has "and is named" "$(cat stderr)" "zzzz99"
exits "a receipt of somebody else's config, too" 1 run receipt s0fve7zzzzzz
exits "a receipt is needed" 2 run receipt
person=$(run --json digest --for duty | sed -n 's/.*"name":"rating",[^}]*"receipt":"\([0-9a-z]*\)".*/\1/p')
has "a person's digest has receipts of its own" "$(run --json receipt "$person")" '"scope":"person:duty","listings":["oslo"]'
done_testing
