#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown rules check` and `rules explain`, on a store filled by an import.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
scripts: scripts
brands:
  - name: Harbour
    listings: [{ id: lahore, name: Harbour Lahore, lang: [en], labels: { region: punjab } }]
people:
  - { id: duty, name: Duty, mail: duty@example.com, role: agent }
END
mkdir -p scripts/rules scripts/templates scripts/lib
cat >scripts/rules/10-good.lua <<'END'
rule "angry" {
  when = all { stars { max = 2 }, mentions { "refund", "charged twice" }, no { replied() } },
  priority = 80, actions = { tag "money", assign "duty" },
}
rule "small" { priority = 10, when = all { stars { max = 3 }, label { region = "punjab" } }, actions = { assign "role:manager" } }
rule "broken" { where = function(r) return #r.title > 2 end, actions = { tag "x" } }
END
NOW=2026-11-21T12:00:00Z
rules() {
    wanted_status=$1
    shift
    rn "$wanted_status" --now $NOW "$@"
}

rules 0 rules check
has "$out" "3 rules and 0 templates are good"
ok "good scripts are said so"

printf '%s\n' '{"external_id":"a","stars":1,"text":"Charged twice, where is my refund?","created_at":"2026-11-20T10:00:00Z"}' \
    '{"external_id":"b","text":"words","created_at":"2026-11-20T10:00:00Z"}' >in.jsonl
rules 0 import in.jsonl --listing lahore
"$RENOWN" --now $NOW --json reviews >rows
id=$(sed -n '/"external_id":"a"/s/^{"id":"\([a-z0-9]*\)".*/\1/p' rows)
other=$(sed -n '/"external_id":"b"/s/^{"id":"\([a-z0-9]*\)".*/\1/p' rows)
has rows '"tags":["money"]'
rules 0 rules explain "$id"
has "$out" "angry: matches"
has "$out" "stars 1 ≤ 2 ✓"
has "$out" "*refund*"
has "$out" "replied ✗"
has "$out" "(not done: angry goes first)"
has "$out" "broken: does not match"
has "$out" "its where function failed: "
ok "explain: conditions with their values, losers with the winner, the failure of a function"

rules 0 --json rules explain "$other"
has "$out" '{"rule":"angry","priority":80,"matched":false,"conditions":[{"text":"stars max 2","holds":false,'
lacks "$out" null
cp "$out" first
rules 0 --json rules explain "$other"
try "the same bytes" cmp -s first "$out"
ok "explain --json: absent values are absent, the same bytes every time"

rules 0 rules whynot "$id" small
has "$out" "small: matches"
lacks "$out" "angry: "
rules 2 rules whynot "$id" smal
has "$err" "small"
ok "whynot: one rule alone; an unknown one with the nearest name"

cat >scripts/templates/t.lua <<'END'
template "sorry" { en = { "We are sorry, {name|there}, at {listing}." } }
template "urdu" { ur = { "معذرت" } }
END
rules 0 rules preview sorry --review "$id"
has "$out" "We are sorry, there, at Harbour Lahore."
rules 0 --json rules preview sorry --review "$id"
has "$out" '{"template":"sorry","lang":"en","variant":1,"short":false,"text":"'
rules 1 rules preview urdu --review "$id"
has "$err" "language"
rules 1 rules preview sory --review "$id"
has "$err" '"sorry"'
rules 2 rules preview sorry
ok "preview: the text, or why there is none"

rules 1 rules explain nosuchreview
rules 2 rules explain
rules 2 rules explian "$id"
has "$err" "explain"
rules 2 rules watch
has "$err" "not available in this version"
ok "wrong words end with 2, an unknown review with 1"

printf 'rule "late" { after = "4h", actions = { assign "dutty" } }\n' >scripts/rules/20-bad.lua
printf 'os.exit(0)\n' >"scripts/rules/30-$(printf '\033')[31mred.lua"
rules 2 rules check
has "$out" "scripts/rules/20-bad.lua:1: "
has "$out" "'duty'"
has "$out" "red.lua:1: "
lacks "$out" "$(printf '\033')"
rules 2 --json rules check
has "$out" '"level":"error","file":"'
rules 0 --json rules explain "$id"
has "$out" '"rule":"angry"'
lacks "$out" '"rule":"late"'
ok "bad files: named with line and cure, their names shown inert, the good ones stay in force"

rm scripts/rules/*
cp -R "$srcdir/scripts/rules" "$srcdir/scripts/templates" "$srcdir/scripts/lib" scripts/ 2>/dev/null
rules 0 rules check
has "$out" "templates are good"
ok "the installed examples are good in a config that knows nobody else"
finish
