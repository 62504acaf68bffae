#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown import --preview` and exports known by name: what is shown before anything is stored, and what lands then.
. "$srcdir/tests/cli/tap.sh"
NOW=2026-11-21T12:00:00Z

cat >guests.csv <<'END'
Nr;Gast;Datum;Bewertung;Kommentar;Zimmer
1;Anahit;04.05.2026;8,5;Schöne Aussicht.;12
2;Bijan;31.05.2026;3;Suppe kalt.;7
END
rn 0 import guests.csv --preview
has "$out" 'created_at   <- Datum   e.g. 04.05.2026'
has "$out" '-            <- Zimmer'
has "$out" 'dates: ["%d.%m.%Y"]'
has "$out" '4.3 of 5  2026-05-04  Anahit'
try "nothing was stored" test ! -e renown.db
ok "columns are guessed and shown, without a config"

rn 0 --json import guests.csv --preview
has "$out" '{"column":"Bewertung","field":"rating","sample":"8,5"}'
has "$out" '"kind":"review","external_id":"1"'
try "two reviews" test "$(grep -c '"kind":"review"' "$out")" -eq 2
ok "the same as JSON"

cat >renown.yaml <<'END'
store: renown.db
brands:
  - name: Harbour
    listings: [{ id: lahore, zone: Asia/Karachi, lang: [de] }]
END
rn 2 --now $NOW import guests.csv --listing lahore
has "$err" '--preview'
rn 0 import guests.csv --preview
sed -n '/^columns:/,$p' "$out" >map.yaml
rn 0 --now $NOW import guests.csv --listing lahore --map map.yaml
has "$out" '2 new, 0 changed, 0 unchanged, 0 passed over'
rn 0 import guests.csv --preview --map map.yaml
has "$out" 'read as csv'
lacks "$out" 'what its columns may be'
ok "the shown mapping works as it stands"

cat >export.csv <<'END'
"Review date","Guest name","Reservation number","Review title","Positive review","Negative review","Review score","Property reply"
"2026-05-04 09:10:11","Anahit","4001002003","A quiet house","The terrace.","The lift.","9.2","Thank you, Anahit."
"2026-05-03 09:10:11","","4001002004","","","Cold soup.","3",""
"no date","x","4001002005","","","","not a score",""
END
rn 0 import export.csv --preview
has "$out" 'read as booking'
has "$out" '+ The terrace.'
rn 1 --now $NOW import export.csv --listing lahore
has "$out" '2 new, 0 changed, 0 unchanged, 1 passed over'
rn 0 --now $NOW --json reviews --search terrace
has "$out" '"source":"booking-lahore"'
has "$out" '"external_id":"4001002003"'
has "$out" '"stars":4.6'
rn 1 --now $NOW import export.csv --listing lahore --format booking
has "$out" '0 new, 0 changed, 2 unchanged'
ok "an export known by its header goes to its place, once"

printf 'text,\033[31mrating\007,<script>\n\033]0;owned\007cold,5,x\n' >evil.csv
rn 0 import evil.csv --preview
if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" "$out"; then note "control characters"; fi
rn 1 import none.csv --preview
has "$err" 'none.csv'
rn 2 import - --preview
printf 'a,b\n1,2\n' >odd.csv
rn 2 import odd.csv --preview
has "$err" 'no column looks like'
rn 2 import odd.csv --format agoda --preview
has "$err" 'odd.csv has none of the columns'
rn 2 import odd.csv --format agodo --preview
has "$err" 'did you mean "agoda"'
ok "hostile and hopeless files"

finish
