#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown import`: what lands in the store, what is said, what the exit status tells.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
brands:
  - name: Harbour
    listings:
      - { id: lahore, zone: Asia/Karachi, lang: [en] }
      - id: app
        sources: [{ plugin: playstore, name: play, package: com.example.harbour }]
END
NOW=2026-11-21T12:00:00Z
bring() { # wanted status, arguments…
    wanted_status=$1
    shift
    rn "$wanted_status" --now $NOW import "$@"
}
stored() { "$RENOWN" --now $NOW --json reviews --limit 100000 "$@"; }

cat >own.jsonl <<'END'
{"external_id":"1","rating":{"value":2,"best":5,"worst":1},"text":"Cold soup, سوپ ٹھنڈا تھا","author":{"name":"Ada Quill"},"created_at":"2026-11-21T10:00:00Z"}
{"external_id":"9007199254740993","stars":5,"text":"ძალიან კარგი","created_at":"2026-02-30T10:00:00Z"}
{"external_id":9007199254740995,"stars":4,"text":"a number as id"}
END
bring 0 own.jsonl --listing lahore
has "$out" '3 new, 0 changed, 0 unchanged, 0 passed over'
has "$err" 'own.jsonl:2'
stored >rows
has rows '"external_id":"9007199254740993"'
has rows '"external_id":"9007199254740995"'
bring 0 own.jsonl --listing lahore
has "$out" '0 new, 0 changed, 3 unchanged'
stored >again
try "nothing changed" cmp rows again
ok "own shape: ids as they stand, a date that does not exist costs only itself, the second import changes nothing"

printf '%s\n' '{"external_id":"x1","text":"fine"}' '{"external_id":"x2","text":"cut' '[1,2]' '{"external_id":"x3","text":"also fine"}' >mixed.jsonl
bring 1 mixed.jsonl --listing lahore --source mixed
has "$err" 'mixed.jsonl:2'
has "$err" 'mixed.jsonl:3'
has "$out" '2 new'
ok "a bad line is named and costs only itself"

cat >map.yaml <<'END'
columns: { nr: external_id, note: rating, text: text, datum: created_at, gast: author.name }
scale: { best: 10, worst: 1 }
dates: "%d.%m.%Y"
END
printf 'sep=;\r\nnr;note;text;datum;gast\r\n1;9;"Schön; gern wieder";14.03.2026;Jörg\r\n2;;Geht so;15.03.2026;Zoë\r\n' >gäste.csv
bring 0 gäste.csv --listing lahore --source desk --map map.yaml
stored --source desk >rows
has rows '"rating":{"value":9,"best":10,"worst":1}'
has rows '"text":"Schön; gern wieder"'
sed -i 's/text: text/text: txet/' map.yaml
bring 2 gäste.csv --listing lahore --source desk --map map.yaml
has "$err" txet
has "$err" map.yaml
ok "a table through a mapping; an unknown field is named with its file"

cat >map.yaml <<'END'
columns: { nr: external_id, text: text, at: created_at }
dates: "%d.%m.%Y %H:%M"
END
printf 'nr,text,at\n1,evening,20.11.2026 22:05\n2,told,2026-11-20T22:05:00Z\n' >walls.csv
bring 0 walls.csv --listing lahore --source walls --map map.yaml
stored --source walls >rows
has rows '2026-11-20T17:05:00Z'
has rows '2026-11-20T22:05:00Z'
printf 'zone: Europe/Berlin\n' >>map.yaml
bring 0 walls.csv --listing lahore --source walls2 --map map.yaml
stored --source walls2 >rows
has rows '2026-11-20T21:05:00Z'
sed -i 's/%d.%m.%Y %H:%M/DD.MM.YYYY/' map.yaml
bring 2 walls.csv --listing lahore --source walls3 --map map.yaml
has "$err" 'is no date pattern'
sed -i 's/"DD.MM.YYYY"/"%d.%m.%Y %H:%M"/; s/Berlin/Berlim/' map.yaml
bring 2 walls.csv --listing lahore --source walls3 --map map.yaml
has "$err" 'Europe/Berlin'
ok "a time that tells no zone is one of the listing's, or of the mapping's"

{
    printf '\377\376'
    printf 'Package Name,Review Submit Date and Time,Review Last Update Millis Since Epoch,Star Rating,Review Text,Review Link\ncom.example.harbour,2026-10-01T10:00:00Z,1790848800000,1,"It broke,\n""twice""",https://play.example/x?reviewId=gp%%3AAOq1\n' | iconv -f UTF-8 -t UTF-16LE
} >reviews_com.example.harbour_202610.csv
bring 0 reviews_com.example.harbour_202610.csv --listing app --format play-console
stored --listing app >rows
has rows '"source":"play"'
has rows '"external_id":"gp:AOq1"'
has rows 'It broke,\n\"twice\"'
ok "a Play Console file meets the source of the same app"

bring 2 own.jsonl --listing lahor
has "$err" lahor
has "$err" 'the nearest is lahore'
bring 2 own.jsonl --listing lahore --format cvs
has "$err" csv
bring 2 own.jsonl
has "$err" '--listing'
rn 1 --now $NOW import nothing-there.jsonl --listing lahore
has "$err" nothing-there.jsonl
mkdir folder.jsonl
"$RENOWN" --now $NOW import folder.jsonl --listing lahore >"$out" 2>"$err"
try "a folder is refused" test $? -ne 0
ok "wrong names and files that are none: a sentence each"

mkdir -p scripts/rules
printf 'rule "broken" { when = \n' >scripts/rules/10.lua
printf 'rule "low" { on = { "new" }, when = stars { max = 2 }, actions = { tag "low" } }\n' >scripts/rules/20.lua
printf '{"external_id":"r1","stars":1,"text":"never again"}\n' >new.jsonl
bring 0 new.jsonl --listing lahore --source rules
has "$err" 10.lua
rn 0 --json reviews --tag low
has "$out" '"external_id":"r1"'
ok "beside a broken script the rows are taken and the other rules decide"

printf 'rule "low" { on = { "new" }, when = stars { max = 2 }, actions = ' >scripts/rules/20.lua
printf '{"external_id":"r2","stars":1,"text":"never, ever again"}\n' >new.jsonl
bring 0 new.jsonl --listing lahore --source rules
rn 0 --json reviews --tag low --search ever
has "$out" '"external_id":"r2"'
ok "the last good version of a file that broke stays in force"

printf '{"external_id":"1","stars":5,"text":"Warm soup after all","updated_at":"2026-11-21T11:00:00Z"}\n{"external_id":"u9","stars":1,"text":"by mistake"}\n' >mistake.jsonl
stored --listing lahore | sort >before
bring 0 --json mistake.jsonl --listing lahore
has "$out" '"new":1,"changed":1'
run=$(sed -n 's/.*"run":\([0-9]*\).*/\1/p' "$out")
rn 0 --now $NOW import --undo "$run"
has "$out" '1 reviews gone, 1 as they were'
stored --listing lahore | sort >after
try "everything is as it was" cmp before after
rn 0 --json reviews --search mistake
try "no word of it is found" test ! -s "$out"
rn 0 --json reviews --search 'cold soup'
try "the words before are found again" test -s "$out"
rn 1 --now $NOW import --undo "$run"
has "$err" 'taken back already'
rn 1 --now $NOW import --undo 999
ok "an import can be taken back, once"

printf '{"external_id":"s","text":"through a pipe"}\n' | "$RENOWN" --now $NOW import - --listing lahore --format jsonl >"$out" 2>"$err"
try "standard input" test $? -eq 0
has "$out" '1 new'
ok "- reads standard input"

finish
