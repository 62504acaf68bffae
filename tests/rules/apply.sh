#!/bin/sh
# SPDX-License-Identifier: MIT
# `activate: on_apply`: what is live is what somebody applied, whatever lies in the folder.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
scripts: scripts
rules: { activate: on_apply }
brands:
  - name: Harbour
    listings: [{ id: lahore, name: Harbour Lahore, lang: [en] }]
people:
  - { id: duty, name: Duty, mail: duty@example.com, role: agent }
  - { id: lead, name: Lead, mail: lead@example.com, role: manager }
END
mkdir -p scripts/rules scripts/tests scripts/lib
NOW=2026-05-04T10:00:00Z
now() {
    wanted_status=$1
    shift
    rn "$wanted_status" --now $NOW "$@"
}
rule() { printf 'rule "%s" { on = "new", when = stars { max = 2 }, actions = { tag "%s" } }\n' "$1" "$2"; }
# The tags that a new review gets: tags ID WANTED
tags() {
    printf '{"external_id":"%s","stars":1,"text":"words","created_at":"2026-05-04T09:00:00Z"}\n' "$1" >in.jsonl
    now 0 import in.jsonl --listing lahore
    now 0 --json reviews
    got=$(sed -n "/\"external_id\":\"$1\"/s/.*\"tags\":\\[\\([^]]*\\)\\].*/\\1/p" "$out")
    [ "$got" = "$2" ] || note "tags of $1: '$got', not '$2'"
}

rule a one >scripts/rules/10.lua
now 0 rules status
has "$out" "no rules are live"
has "$out" "rules/10.lua: in the folder, not live"
try "asking makes no store" test ! -e renown.db
tags r1 ''
now 0 rules apply
has "$out" "set 1 is live"
tags r2 '"one"'
ok "nothing is live before the first apply"

rule a two >scripts/rules/10.lua
rule b more >scripts/rules/20.lua
tags r3 '"one"'
now 0 rules status
has "$out" "set 1 is live, applied at 2026-05-04T10:00:00Z by human:"
has "$out" "rules/10.lua: live, changed in the folder"
has "$out" "rules/20.lua: in the folder, not live"
now 0 --as lead rules apply
tags r4 '"more","two"'
rm scripts/rules/20.lua
tags r5 '"more","two"'
now 0 rules status
has "$out" "by human:lead"
has "$out" "rules/20.lua: live, gone from the folder"
now 0 --json rules status
has "$out" '{"set":2,"applied_at":"2026-05-04T10:00:00Z","by":"human:lead"}'
ok "what is saved, added or deleted changes nothing until it is applied"

now 0 rules rollback
has "$out" "set 1 is live again"
tags r6 '"one"'
now 1 rules rollback
has "$err" "no set of rules before"
tags r7 '"one"'
now 0 rules apply
has "$out" "set 3 is live"
now 0 rules apply
has "$out" "nothing to apply"
now 0 rules rollback
has "$out" "set 1 is live again"
ok "a rollback makes the set before live, and a second one says that there is none"

rule a "three" | sed 's/stars/starz/' >scripts/rules/10.lua
now 2 rules apply
has "$out" "scripts/rules/10.lua:1: "
tags r8 '"one"'
rule a three >scripts/rules/10.lua
printf 'test "x" { given = { star = 1 } }\n' >scripts/tests/10.lua
now 0 rules apply
tags r9 '"three"'
ok "a mistake is never applied; tests do not belong to what is live"

now 3 --as duty rules apply
has "$err" "manager"
now 3 --as duty rules rollback
now 2 --as dutty rules apply
tags r10 '"three"'
sed 's/on_apply/on_save/' renown.yaml >save.yaml
now 2 -c save.yaml rules apply
has "$err" "activate"
now 0 -c save.yaml rules status
has "$out" "rules/10.lua: live"
ok "who may apply, and where there is nothing to apply"

now 0 --json audit
has "$out" rules_applied
has "$out" rules_rolled_back
now 0 audit --verify
now 0 backup copy.db
rm -r scripts
cp copy.db renown.db
rm -f renown.db-wal renown.db-shm
tags r11 '"three"'
ok "the live set is in the chain, and in the store: a copy works by it without the folder"
finish
