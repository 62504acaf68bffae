#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown sync --replay`: what several days of recorded answers come to.
. "$srcdir/tests/cli/tap.sh"

LIST="https://mybusiness.googleapis.com/v4/accounts/1/locations/2/reviews?pageSize=50&orderBy=updateTime%20desc"
cat >renown.yaml <<'END'
store: renown.db
brands:
  - name: Harbour
    listings:
      - { id: lahore, zone: Asia/Karachi, lang: [en], sources: [{ plugin: google, account: "1", location: "2" }] }
END

# row ID STARS TEXT TIME [REPLY]: one review as Google writes it
row() {
    printf '{"reviewId":"%s","starRating":"%s","comment":"%s","reviewer":{"displayName":"Ada Quill"},"createTime":"2026-09-01T08:00:00Z","updateTime":"%s"' "$1" "$2" "$3" "$4"
    [ -z "${5:-}" ] || printf ',"reviewReply":{"comment":"%s","updateTime":"%s","reviewReplyState":"APPROVED"}' "$5" "$4"
    printf '}'
}

# tape NAME STATUS [BODY [URL]]: adds an exchange to the cassette NAME
tape() {
    folder=$1/google-lahore
    mkdir -p "$folder"
    number=$(find "$folder" -name 'body-*' | wc -l)
    printf '> GET %s\n< %s\n< file body-%s.json\n\n' "${4:-$LIST}" "$2" "$number" >>"$folder/exchange.txt"
    printf '%s' "${3:-}" >"$folder/body-$number.json"
}

at() { # TIME, options…: a sync whose one row is in $out
    now=$1
    wanted_status=$2
    shift 2
    rn "$wanted_status" --now "$now" --json sync "$@"
}

tape one 200 "{\"reviews\":[$(row A FIVE 'Lovely stay.' 2026-09-01T08:00:00Z),$(row B TWO 'Cold soup.' 2026-09-01T08:00:00Z)],\"totalReviewCount\":2}"
at 2026-09-02T08:00:00Z 0 --dry-run --replay one
has "$out" '"new":2'
at 2026-09-02T08:00:00Z 0 --replay one
has "$out" '{"source":"google-lahore","listing":"lahore","requests":1,"new":2,"changed":0,"unchanged":0,"removed":0,"complete":true,"warnings":[]}'
ok "a dry run stores nothing; the run after it finds both as new"

at 2026-09-02T09:00:00Z 0 --replay one
has "$out" '"new":0,"changed":0,"unchanged":2'
ok "the same again changes nothing"

tape edit 200 "{\"reviews\":[$(row B FOUR 'They sent hot soup at once.' 2026-09-03T08:00:00Z 'We are glad.'),$(row A FIVE 'Lovely stay.' 2026-09-01T08:00:00Z)],\"totalReviewCount\":2}"
at 2026-09-03T09:00:00Z 0 --replay edit
has "$out" '"new":0,"changed":1,"unchanged":1'
rn 0 --now 2026-09-03T09:00:00Z --json reviews --search 'hot soup'
has "$out" '"version":2'
has "$out" '"origin":"site"'
id=$(sed -n 's/.*"id":"\([0-9a-z]*\)".*/\1/p' "$out" | head -n 1)
rn 0 --json show "$id"
has "$out" 'Cold soup.'
has "$out" 'rating_up'
ok "an edit is a version with its events, an answer at the place is seen"

tape gone 200 "{\"reviews\":[$(row A FIVE 'Lovely stay.' 2026-09-01T08:00:00Z)],\"totalReviewCount\":1}"
at 2026-09-04T10:00:00Z 0 --backfill --replay gone
has "$out" '"removed":0'
at 2026-09-05T09:59:59Z 0 --backfill --replay gone
has "$out" '"removed":0'
at 2026-09-05T10:00:00Z 0 --backfill --replay gone
has "$out" '"removed":1'
at 2026-09-05T11:00:00Z 0 --backfill --replay edit
has "$out" '"new":0'
rn 0 --json show "$id"
has "$out" restored
ok "removed after two complete sweeps a day apart, never before; then restored"

tape short 200 "{\"reviews\":[$(row A FIVE 'Lovely stay.' 2026-09-01T08:00:00Z)],\"totalReviewCount\":2}"
for day in 06 07 08 09; do
    at 2026-09-${day}T12:00:00Z 0 --backfill --replay short
    has "$out" '"removed":0'
    has "$out" 'counts 2 reviews but listed 1'
done
ok "a place whose own count says otherwise proves no removal"

tape login 200 '<html><form action="/login"></form></html>'
at 2026-09-10T12:00:00Z 1 --replay login
has "$out" '"complete":false'
try "the page is kept" test -s "$(find renown.db.unexpected -name 'body-*' | head -n 1)"
tape limited 429 '{"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED"}}'
at 2026-09-10T13:00:00Z 1 --replay limited
has "$out" 'Quota exceeded'
tape expired 401 '{"error":{"code":401,"message":"Request had invalid credentials","status":"UNAUTHENTICATED"}}'
at 2026-09-10T14:00:00Z 1 --replay expired
rn 0 --json reviews
try "two reviews are still there" test "$(wc -l <"$out")" -eq 2
rn 0 sources
has "$out" broken
ok "a login page, a limit, an expired login: incomplete, said, nothing lost"

tape circle 200 "{\"reviews\":[$(row A FIVE 'Lovely stay.' 2026-09-01T08:00:00Z)],\"nextPageToken\":\"t1\"}"
tape circle 200 "{\"reviews\":[$(row A FIVE 'Lovely stay.' 2026-09-01T08:00:00Z)],\"nextPageToken\":\"t2\"}" "$LIST&pageToken=t1"
at 2026-09-11T12:00:00Z 1 --backfill --replay circle
has "$out" wrap-around
ok "a place that runs in circles is left with a warning"

rn 1 --now 2026-09-12T12:00:00Z sync --replay nowhere-recorded
has "$err" nowhere-recorded
rn 2 sync google-lahor --replay one
has "$err" 'the nearest is google-lahore'
rn 2 sync --baseline --backfill --replay one
rn 1 --now 2026-09-12T13:00:00Z sync
has "$err" 'credential'
ok "an unknown cassette, a misspelt source, contradicting options, no credentials: a sentence each"

mkdir twins && cd twins || exit 99
cat >renown.yaml <<'END'
brands:
  - name: Harbour
    listings:
      - { id: lahore, sources: [{ plugin: google, account: "1", location: "2" }] }
      - { id: multan, sources: [{ plugin: google, account: "1", location: "2" }] }
END
mkdir tape && cp -r ../one/google-lahore tape/ && cp -r ../one/google-lahore tape/google-multan
at 2026-09-02T08:00:00Z 1 --replay tape
has "$out" 'reads the same account as source google-lahore'
has "$out" '"source":"google-lahore","listing":"lahore","requests":1,"new":2'
ok "two sources of one account are not both read"
cd ..

mkdir second && cp renown.yaml second/ && cd second || exit 99
mkdir -p scripts/rules
printf 'rule "low" { on = { "new" }, when = stars { max = 2 }, actions = { tag "low", escalate { key = "low", steps = { { to = "operator" } } } } }\n' >scripts/rules/10.lua
at 2026-09-02T08:00:00Z 0 --baseline --replay ../one
rn 0 --json reviews --tag low
try "no rule was asked" test ! -s "$out"
ok "--baseline stores and asks no rule"

cd .. && mkdir third && cp renown.yaml third/ && cp -r second/scripts third/ && cd third || exit 99
sed -i 's/{ to = "operator" }/{ to = "role:agent", via = "phone" }/' scripts/rules/10.lua
printf 'channels: { phone: { type: phone } }\npeople: [{ id: duty, role: agent, phone: "+92 1" }]\n' >>renown.yaml
at 2026-09-05T08:00:00Z 0 --replay ../one
rn 0 --json reviews --tag low
try "the old one is tagged" test "$(wc -l <"$out")" -eq 1
id=$(sed -n 's/.*"id":"\([0-9a-z]*\)".*/\1/p' "$out")
rn 0 --json show "$id"
has "$out" '"historic":true'
has "$out" 'held back'
ok "at first contact an old review is decided, tagged, and alerts nobody"

finish
