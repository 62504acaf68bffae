#!/bin/sh
# SPDX-License-Identifier: MIT
# What somebody meets who uses Renown for the first time: a starter that reads its sample at once, files
# without dates, a bad file among good ones, words about gaps.
. "$srcdir/tests/cli/tap.sh"

if [ -e "$RENOWN_PLUGINS/folder.so" ]; then
    rn 0 init first
    rn 0 -c first/renown.yaml sync
    has "$out" "folder-harbour: 6 new"
    ok "the first sync after init reads the sample"
    id=$("$RENOWN" --json -c first/renown.yaml reviews --limit 1 2>/dev/null | cut -c8-23)
    rn 0 -c first/renown.yaml show "$id"
    has "$out" "because    stars"
    has "$out" "draft apology: drafted in en, variant 1"
    lacks "$out" '{"'
    ok "show speaks to people, not in JSON"
    cp first/inbox/done/sample.jsonl future.jsonl
    echo '{"external_id":"later","stars":5,"text":"From a machine ahead of ours."}' >first/inbox/ahead.jsonl
    touch -d '2037-01-01 00:00:00 UTC' first/inbox/ahead.jsonl
    rn 0 -c first/renown.yaml sync
    has "$out" "folder-harbour: 1 new"
    ok "a file whose time lies ahead is read"
else
    cases=$((cases + 1))
    echo "ok $cases # SKIP the plugin folder is not built"
fi

mkdir -p scripts/rules
cat >scripts/rules/a.lua <<'LUA'
rule "low" { on = { "new" }, when = stars { max = 2 },
  actions = { tag "low", escalate { key = "low", stop_when = "acknowledged", steps = { { to = "duty", via = "phone" } } } } }
LUA
cat >renown.yaml <<'YAML'
store: renown.db
scripts: scripts
zone: Asia/Karachi
contact: mailto:care@harbour.example
brands: [{ name: Harbour, listings: [{ id: lahore, name: Harbour Lahore, lang: [ur, en] }] }]
people: [{ id: duty, name: Duty, mail: duty@harbour.example, role: agent }]
channels: { phone: { type: phone } }
YAML
cat >undated.jsonl <<'JSON'
{"external_id":"u1","stars":1,"text":"Nobody knows when this was written.","lang":"ur-PK"}
{"external_id":"u2","stars":1,"text":"This one is of today.","created_at":"2026-11-22T08:00:00Z","lang":"en"}
JSON
rn 0 --now 2026-11-22T09:00:00Z import undated.jsonl --listing lahore
rn 0 --json reviews --search "nobody knows"
id=$(cut -c8-23 "$out")
rn 0 --json show "$id"
has "$out" '"historic":true'
lacks "$out" '"escalations"'
rn 0 --json reviews --search "of today"
rn 0 --json show "$(cut -c8-23 "$out")"
has "$out" '"escalations"'
ok "a file's review without a date alerts nobody, one of today does"

rn 0 --json reviews --lang UR
has "$out" '"lang":"ur-PK"'
lacks "$out" '"external_id":"u2"'
rn 0 reviews --limit 1
has "$out" " UTC  lahore"
ok "a language holds for its countries; times say their zone"

: >empty.csv
printf 'text,stars\nGood beds,5\n' >good.csv
rn 2 import empty.csv good.csv empty.csv --listing lahore
has "$err" "empty.csv is empty"
has "$out" "good.csv: 1 new"
ok "a file that cannot be read does not keep the next one out"

sed 's/lang: \[ur, en\]/lang: [ur, en], sources: [{ plugin: google, account: "1", location: "2" }]/' renown.yaml >gap.yaml
sed -i 's/renown.db/gap.db/' gap.yaml
if [ -e "$RENOWN_PLUGINS/google.so" ]; then
    rn 0 -c gap.yaml --now 2026-11-24T09:00:00Z digest
    has "$out" "Nothing seen needs you · no ratings · 1 of 1 sources not up to date"
    has "$out" "Nothing that was seen needs you"
    ok "nobody is told that all is quiet over a gap"
else
    cases=$((cases + 1))
    echo "ok $cases # SKIP the plugin google is not built"
fi

rn 0 digest --lang ur
has "$out" "اعداد و شمار"
rn 1 digest --out nowhere/x.html
has "$err" "cannot create nowhere/x.html: "
rn 2 sources extra
has "$err" "one word too many: renown sources (see"
ok "sentences name what was asked for"

mkdir -p .config/renown elsewhere
cp renown.yaml .config/renown/
cd elsewhere || exit 99
RENOWN_CONFIG=$work/none.yaml
export RENOWN_CONFIG
rn 2 reviews
has "$err" "RENOWN_CONFIG"
cd ..
unset RENOWN_CONFIG
ok "a config that was named is not replaced by another one"

sed 's/scripts: scripts/scripts: scirpts/' renown.yaml >typo.yaml
rn 0 -c typo.yaml check
cat "$err" >>"$out"
has "$out" "scirpts is not there"
ok "a folder of scripts that is not there is said"
finish
