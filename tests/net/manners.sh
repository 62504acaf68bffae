#!/bin/sh
# SPDX-License-Identifier: MIT
# A polite guest: what has not changed is not fetched again, what is scarce is counted.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the place'; exit 0; }
. "$srcdir/tests/cli/tap.sh"
. "$srcdir/tests/net/place.inc"

answered() { # WORDS: of the last request whose line holds them
    ledger
    grep "$1" "$work/.ledger" | tail -n 1
}
tomorrow() { date -u -d "+$1 days" +%Y-%m-%dT%H:%M:%SZ; }

for state in '"etags": true, "dates": false' '"etags": false, "dates": true' '"etags": false, "dates": false'; do
    fresh "{$good, \"entries\": 120, \"edit\": {}, $state}"
    rn 0 --json sync
    has "$out" '"requests":3,"new":120'
    rn 0 --json sync
    has "$out" '"requests":1,"new":0,"changed":0,"unchanged":50,"removed":0,"complete":true,"warnings":[]'
    try "$state: four requests" test "$(asked entries)" -eq 4
    control '{"edit": {"3": "Word for word, and another one."}}'
    rn 0 --json sync
    has "$out" '"new":0,"changed":1,'
    rn 0 --json sync
    has "$out" '"changed":0,"unchanged":50'
    control '{"entries": 121}' # seen behind the first page: only a run that sees everything can
    rn 0 --json --now "$(tomorrow 2)" sync
    has "$out" '"requests":3,"new":1,"changed":0'
    lacks "$work/.ledger" '"if-none-match": ""'
done
ok "what has not changed is said so once, what has arrives, and once a day all is read"

fresh "{$good, \"entries\": 20, \"edit\": {}, \"etags\": true, \"dates\": true}"
rn 0 --json sync
rn 0 --json sync
ledger
has "$work/.ledger" '"if-none-match": "W/\"'
has "$work/.ledger" '"if-modified-since": "'
rn 0 --json sync --backfill
has "$out" '"requests":1,"new":0,"changed":0,"unchanged":20'
case $(answered entries) in *if-none-match*) note "a run that sees everything asked for changes only" ;; esac
rn 0 --json sync --record tape
case $(answered entries) in *if-none-match*) note "a recording asked for changes only" ;; esac
rn 0 --json sync --replay tape
has "$out" '"unchanged":20,"removed":0,"complete":true,"warnings":[]'
ok "whoever wants all of it, or a recording, gets whole answers"

fresh "{$good, \"entries\": 120, \"edit\": {}, \"etags\": true, \"faults\": [{\"kind\": \"500\", \"match\": \"after=\", \"times\": 99}]}"
rn 1 --json sync
has "$out" '"new":50'
control '{"faults": []}'
rn 0 --json sync
has "$out" '"new":70'
ok "a run that broke behind the first page does not make the first page known"

fresh "{$good, \"entries\": 20, \"etags\": false, \"dates\": false, \"faults\": [{\"kind\": \"304\", \"times\": 99}]}"
rn 1 --json sync
has "$out" '"new":0,"changed":0,"unchanged":0,"removed":0,"complete":false'
has "$out" 'was not asked that'
control '{"faults": []}'
rn 0 --json sync
has "$out" '"new":20'
control '{"faults": [{"kind": "304", "times": 99}]}'
rn 1 --json --now "$(tomorrow 2)" sync
has "$out" '"removed":0,"complete":false'
ok "an answer that nothing has changed, unasked, is no answer"

fresh "{$good, \"entries\": 60, \"edit\": {}, \"etags\": true}"
rn 0 --json sync
control '{"entries": 55}' # five are gone, on the second page
rn 0 --json sync
has "$out" '"removed":0'
rn 0 --json --now "$(tomorrow 2)" sync
has "$out" '"requests":2,"new":0,"changed":0,"unchanged":55,"removed":0'
rn 0 --json --now "$(tomorrow 3)" sync
has "$out" '"removed":5'
ok "an unchanged page proves nothing about what is gone; two whole sweeps do"

fresh "{$good, \"entries\": 500}" 5s 'budget: 4'
rn 1 --json sync
has "$out" 'the budget of 4 requests a day is used up'
has "$out" '"new":200'
has "$out" '"complete":false'
rn 1 --json sync
has "$out" '"new":0'
try "nothing more was asked" test "$(asked entries)" -eq 4
rn 0 --json sources
has "$out" '"requests_today":4,"requests_left":0'
has "$out" '"health":"broken"'
rn 0 sources
has "$out" '4 of 4'
rn 1 --json --now "$(tomorrow 1)" sync
has "$out" '"unchanged":200' # four requests again
rn 0 --json --now "$(tomorrow 1)" sources
has "$out" '"requests_today":4,"requests_left":0'
ok "a budget holds for a day, over all runs of it"

fresh "{$good, \"entries\": 120, \"faults\": [{\"kind\": \"503\", \"times\": 2}]}" 5s 'budget: 100'
rn 0 --json sync
rn 0 --json sources
has "$out" '"requests_today":5,"requests_left":95'
rn 0 --json sync --dry-run
rn 0 --json sources
has "$out" '"requests_today":6,'
ok "every try counts, also in a run that stores nothing"

fresh "{$good, \"entries\": 5000, \"faults\": [{\"kind\": \"stuck\", \"seconds\": 30, \"skip\": 3, \"times\": 99}]}" 40s 'budget: 100'
"$RENOWN" --json sync >"$out" 2>"$err" &
run=$!
for _ in $(seq 100); do
    [ "$(asked entries)" -ge 4 ] && break
    sleep 0.1
done
kill -KILL "$run"
wait "$run" 2>/dev/null
rn 0 --json sources
has "$out" '"requests_today":4,'
ok "what was sent before a kill is counted"

fresh "{$good, \"entries\": 5000}" 5s 'budget: 12'
sed 's/name: guests/name: others/' renown.yaml >others.yaml
rn 0 --json sources
"$RENOWN" --json sync >"$out" 2>"$err" &
run=$!
"$RENOWN" -c others.yaml --json sync >"$work/.out2" 2>"$work/.err2"
wait "$run"
try "twelve of both, not $(asked entries)" test "$(asked entries)" -eq 12
rn 0 --json sources
has "$out" '"requests_today":12,"requests_left":0'
ok "two at once share what there is"

finish
