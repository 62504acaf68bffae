#!/bin/sh
# SPDX-License-Identifier: MIT
# The folder source: exports that somebody drops into a folder, each read once.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
brands:
  - name: Harbour
    listings:
      - { id: lahore, sources: [{ plugin: folder, path: drop, place: paper }] }
END
mkdir drop

at() { # options…: a sync whose one row is in $out
    wanted_status=$1
    shift
    rn "$wanted_status" --now 2026-09-02T08:00:00Z --json sync "$@"
}

at 0
has "$out" '"new":0'
ok "an empty folder is read and complete"

printf 'external_id,stars,text\na,5,Fine.\nb,1,Cold.\n' >drop/now.csv
at 0
has "$out" '"new":0'
try "it stays" test -f drop/now.csv
ok "a file that somebody may still be writing waits"

touch -t 202601010000 drop/now.csv
at 0 --dry-run
has "$out" 'drop/now.csv would be imported'
try "a dry run moves nothing" test -f drop/now.csv
at 0
has "$out" '"new":2'
try "moved to done" test -f drop/done/now.csv
ok "a settled file is read once and moved to done"

cp drop/done/now.csv drop/again.csv
touch -t 202601010000 drop/again.csv
at 0
has "$out" 'holds the same bytes'
has "$out" '"new":0'
try "moved to done" test -f drop/done/again.csv
ok "the same bytes under another name are not read again"

printf 'external_id,stars,text\nc,4,Warm.\n' >drop/future.csv
touch -t 209901010000 drop/future.csv
at 0
has "$out" '"new":1'
ok "a file dated in the future is read, not waited for"

{
    printf 'external_id,stars,text\n'
    i=0
    while [ $i -lt 60 ]; do
        printf ',9,\n'
        i=$((i + 1))
    done
    printf 'd,4,Dry.\n'
} >drop/bad.csv
touch -t 202601010000 drop/bad.csv
at 0
has "$out" '"new":1'
has "$out" '40 more rows were passed over'
try "at most twenty rows are named" test "$(grep -o 'bad.csv:[0-9][0-9]*' "$out" | wc -l)" -eq 20
ok "of many bad rows the first are named and the rest counted"

printf 'no,columns,of,ours\n1,2,3,4\n' >drop/foreign.csv
touch -t 202601010000 drop/foreign.csv
at 1
has "$out" '"complete":false'
try "moved to failed" test -f drop/failed/foreign.csv
try "with the reason" grep -q 'no column' drop/failed/foreign.csv.why
ok "a file that is no export goes to failed with the reason beside it"

finish
