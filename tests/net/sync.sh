#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown sync` over the network: against a place on 127.0.0.1 that is played by tests/lib/fake_place.py.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the place'; exit 0; }
. "$srcdir/tests/cli/tap.sh"

. "$srcdir/tests/net/place.inc"

fresh "{$good, \"entries\": 120}"
rn 0 --json sync
has "$out" '"requests":3,"new":120,"changed":0,"unchanged":0,"removed":0,"complete":true,"warnings":[]'
try "three pages" test "$(asked entries)" -eq 3
try "one User-Agent" test "$(asked '"user-agent": "Renown/[0-9.]* (+mailto:care@example.com)"')" -eq 3
rn 0 --json sync
has "$out" '"new":0,"changed":0'
ok "pages are read to the end, a second sync finds nothing new"

fresh "{$good, \"entries\": 120, \"faults\": [{\"kind\": \"503\", \"skip\": 1, \"times\": 2}, {\"kind\": \"cut\", \"skip\": 1}, {\"kind\": \"429\", \"after\": 1}]}"
rn 0 --json sync
has "$out" '"requests":3,"new":120'
try "seven tries" test "$(asked entries)" -eq 7
ok "a place's bad minutes are survived"

for kind in 503 hangup cut; do
    fresh "{$good, \"entries\": 120, \"faults\": [{\"kind\": \"$kind\", \"skip\": 1, \"times\": 99}]}"
    rn 1 --json sync
    has "$out" '"new":50'
    has "$out" '"complete":false'
    has "$out" '"warnings":["'
    tries=$(asked entries)
    try "$kind: $tries tries" test "$tries" -ge 3 -a "$tries" -le 13
    control '{"faults": []}'
    rn 0 --json sync
    has "$out" '"new":70'
done
ok "what does not end makes the run incomplete; the next one goes on"

fresh "{$good, \"entries\": 5, \"faults\": [{\"kind\": \"429\", \"after\": 7200, \"times\": 99}]}"
rn 1 --json sync
has "$out" 'it asks to wait: 7200'
try "asked once" test "$(asked entries)" -eq 1
ok "a place that wants to be left alone for hours is"

fresh "{$good, \"entries\": 5, \"faults\": [{\"kind\": \"slow\", \"times\": 99}]}" 1s
rn 1 --json sync
has "$out" 'no whole answer came in time'
ok "a place that dribbles does not hold a run"

for kind in huge bomb; do
    fresh "{$good, \"entries\": 5, \"faults\": [{\"kind\": \"$kind\", \"times\": 99}]}"
    rn 1 --json sync
    has "$out" 'larger than any page of reviews'
    try "asked once" test "$(asked entries)" -eq 1
done
ok "an answer without end is cut off, also when it comes compressed"

fresh "{$good, \"entries\": 5, \"faults\": [{\"kind\": \"redirect\", \"to\": \"http://127.0.0.2:9/elsewhere\", \"times\": 99}]}"
rn 1 --json sync
has "$out" 'redirects to another host (127.0.0.2)'
fresh "{$good, \"entries\": 5, \"faults\": [{\"kind\": \"login\", \"times\": 99}]}"
rn 1 --json sync
has "$out" '"new":0'
fresh "{\"token\": \"another\", \"forget\": true, \"entries\": 5}"
rn 1 --json sync
has "$out" '401'
try "asked at most three times" test "$(asked entries)" -le 3
ok "another host, a login page, a refused token: said, nothing stored"

fresh "{$good, \"entries\": 120}"
rn 0 --json sync --record tape
has "$out" '"new":120'
try "a cassette" test -s tape/guests/exchange.txt
control '{"forget": true, "entries": 0}'
mv renown.db first.db && rm -f renown.db-*
rn 0 --json sync --replay tape
has "$out" '"new":120'
try "nobody was asked" test "$(asked entries)" -eq 0
ok "recorded from the network, replayed without it"

hasnt_secret() { ! grep -r -q "$GUEST_TOKEN" "$work" --include='*' --exclude=.ledger; }
try "the token is in no file" hasnt_secret
ok "the credential stays where it belongs"

fresh "{$good, \"entries\": 5000, \"faults\": [{\"kind\": \"stuck\", \"seconds\": 30, \"skip\": 3, \"times\": 99}]}" 40s
"$RENOWN" --json sync >"$out" 2>"$err" &
run=$!
for _ in $(seq 100); do
    ledger
    [ "$(grep -c entries "$work/.ledger")" -ge 4 ] && break
    sleep 0.1
done
kill -TERM "$run" # a shell has its background jobs ignore SIGINT
wait "$run"
status=$?
try "exit status $status" test "$status" -eq 1
has "$out" '"new":150'
has "$out" 'stopped before it was read to the end'
control '{"faults": [], "entries": 160}'
rn 0 --json sync
has "$out" '"new":10'
ok "an interrupted sync ends cleanly, keeps what it has, and the next one goes on"

sed -i 's/, credentials: .*$/ }/' renown.yaml
rn 1 --json sync
has "$out" 'credential'
sed -i 's|http://127.0.0.1|http://places.example|' renown.yaml
rn 1 --json sync
has "$out" 'not encrypted'
ok "no credential, an endpoint without encryption: a sentence each, nothing asked"

finish
