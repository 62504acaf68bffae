#!/bin/sh
# SPDX-License-Identifier: MIT
# The `folder` source: each export once, then done/ or failed/; and a place that forbids storing.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
brands:
  - name: Harbour
    listings:
      - id: lahore
        sources:
          - { plugin: folder, name: inbox, path: inbox }
END
NOW=2026-11-21T12:00:00Z
old() { touch -d '1 minute ago' "$@"; }
sync() { # wanted status, options…
    wanted_status=$1
    shift
    rn "$wanted_status" --now $NOW --json sync "$@"
}

sync 1
has "$out" 'inbox is not there'
ok "a folder that is not there is said"

mkdir inbox
printf '{"external_id":"1","stars":5,"text":"کمرہ بہت اچھا تھا"}\n' >"inbox/گھر والے.jsonl"
printf 'external_id,score,text,created_at\nn1,10,Wonderful,2026-05-01T10:00:00Z\n' >inbox/nps.csv
printf 'still being written' >inbox/partial.jsonl
printf 'hidden' >inbox/.hidden.jsonl
mkfifo inbox/pipe.jsonl
old "inbox/گھر والے.jsonl" inbox/nps.csv inbox/.hidden.jsonl inbox/pipe.jsonl
sync 0 --dry-run
has "$out" 'would be imported'
try "a dry run moves nothing" test -f inbox/nps.csv
sync 0
has "$out" '"new":2'
try "moved to done" test -f "inbox/done/گھر والے.jsonl" -a -f inbox/done/nps.csv
has "$out" "partial.jsonl may still be written to: the next run reads it"
try "what is being written is left" test -f inbox/partial.jsonl
try "a pipe and a hidden file are left" test -p inbox/pipe.jsonl -a -f inbox/.hidden.jsonl
ok "exports are taken and moved to done; young, hidden and odd files are left"

cp inbox/done/nps.csv inbox/again.csv
old inbox/again.csv
sync 0
has "$out" '"new":0'
has "$out" 'same bytes'
try "moved away" test -f inbox/done/again.csv
ok "the same bytes under another name are not read twice"

old inbox/partial.jsonl
sync 1
has "$out" '"complete":false'
try "moved to failed" test -f inbox/failed/partial.jsonl
try "with the reason" test -s inbox/failed/partial.jsonl.why
sync 0
ok "a file that is nothing goes to failed with the reason, once"

printf '{"external_id":"2","text":"fine"}\n{"external_id":"3","text":"cut\n' >inbox/half.jsonl
old inbox/half.jsonl
sync 0
has "$out" '"new":1'
has "$out" 'half.jsonl:2'
try "done with" test -f inbox/done/half.jsonl
ok "a bad row is said and costs only itself"

printf '{"external_id":"4","text":"one"}\n' >inbox/half.jsonl
old inbox/half.jsonl
sync 0
try "no file of done/ is overwritten" test -f inbox/done/half.jsonl -a -f inbox/done/half.jsonl.2
ok "a name that is taken in done/ gets a number"

printf '{"external_id":"5","text":"tomorrow"}\n' >inbox/future.jsonl
touch -t 209901010000 inbox/future.jsonl
sync 0
has "$out" '"new":1'
ok "a file dated in the future is read, not waited for"

{
    yes ',9,' | head -n 60
    echo '6,4,dry'
} | sed '1i external_id,stars,text' >inbox/bad.csv
old inbox/bad.csv
sync 0
has "$out" '"new":1'
has "$out" '40 more rows were passed over'
try "twenty rows are named" test "$(grep -o 'bad.csv:[0-9][0-9]*' "$out" | wc -l)" -eq 20
ok "of many bad rows the first are named and the rest counted"

# Exports of an account that another source reads: one copy of each review, a state for each source.
mkdir both && cd both || exit 99
cat >renown.yaml <<'END'
brands:
  - name: Harbour
    listings:
      - id: app
        sources:
          - { plugin: playstore, name: play, package: com.example.harbour }
          - { plugin: folder, name: months, path: months, place: playstore, account: com.example.harbour }
END
mkdir months
printf '{"external_id":"gp:1","stars":2,"text":"slow since the update"}\n' >months/a.jsonl
old months/a.jsonl
sync 0 months
has "$out" '"source":"months"'
has "$out" '"new":1'
rn 0 --json reviews
has "$out" '"source":"play"'
rn 0 --now $NOW --json sources
grep '"play"' "$out" >play
lacks play last_complete
grep '"months"' "$out" >months.state
has months.state 2026-11-21T12:00:00Z
ok "a folder of another source's exports adds its reviews there and keeps its state to itself"
cd ..

# A place whose terms forbid storing.
mkdir trip && cd trip || exit 99
cat >renown.yaml <<'END'
brands: [{ name: Harbour, listings: [{ id: lahore, sources: [{ plugin: tripadvisor, location: "188151" }] }] }]
END
mkdir -p tape/tripadvisor-lahore
cat >tape/tripadvisor-lahore/exchange.txt <<'END'
> GET https://api.content.tripadvisor.com/api/v1/location/188151/reviews?language=en
< 200
< file body.json
END
printf '{"data":[{"id":7,"lang":"en","location_id":188151,"published_date":"2026-11-01T10:15:00Z","rating":5,"text":"unforgettable breakfast","title":"T","user":{"username":"marie quill"}}]}' >tape/tripadvisor-lahore/body.json
sync 0 --replay tape
has "$out" 'forbid storing'
has "$out" '"new":0'
try "no word of it in the store" test "$(cat renown.db* | grep -a -c -i -e unforgettable -e quill)" -eq 0
sed -i 's/"188151" }/"188151", retention: 30d }/' renown.yaml
sync 0 --replay tape
has "$out" '"new":1'
ok "a place that forbids storing leaves no word behind, unless the owner has a contract"

finish
