#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown rules backtest`: other rules over the history of the store, as it was then.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
scripts: scripts
brands:
  - name: Harbour
    listings: [{ id: lahore, name: Harbour Lahore, lang: [en] }]
people:
  - { id: duty, name: Duty, mail: duty@example.com, role: agent }
channels:
  email: { type: smtp, url: "smtp://127.0.0.1:2525", from: renown@example.com }
END
mkdir -p scripts/rules
cat >scripts/rules/10-low.lua <<'END'
rule "low" { when = stars { max = 1 }, actions = { tag "low", notify { to = "duty", via = "email" } } }
rule "fell" { on = "rating_down", when = stars_changed { by = -1 }, actions = { tag "fell" } }
rule "open" { on = "new", when = no { replied() }, actions = { tag "open" } }
END
NOW=2026-05-06T09:00:00Z
back() {
    wanted_status=$1
    shift
    rn "$wanted_status" --now $NOW "$@"
}
row() { # id, stars, text, created, more
    printf '{"external_id":"%s","stars":%s,"text":"%s","created_at":"%s"%s}\n' "$1" "$2" "$3" "$4" "$5"
}
{
    row one 1 "cold soup" 2026-04-20T08:00:00Z
    row two 2 "the parking was full" 2026-04-20T09:00:00Z
    row five 5 "kind people" 2026-04-20T10:00:00Z ',"reply":{"text":"Thank you","at":"2026-04-29T10:00:00Z","state":"published"}'
    row calm 2 "slow" 2026-04-20T10:30:00Z ',"reply":{"text":"Sorry","at":"2026-04-20T11:00:00Z","state":"published"}'
    row old 1 "long ago" 2025-12-01T08:00:00Z
} >one.jsonl
rn 0 --now 2026-04-20T12:00:00Z import one.jsonl --listing lahore
row two 5 "they put it right" 2026-04-20T09:00:00Z ',"updated_at":"2026-05-01T09:00:00Z"' >two.jsonl
row five 2 "worse now" 2026-04-20T10:00:00Z ',"updated_at":"2026-05-01T09:00:00Z"' >>two.jsonl
rn 0 --now 2026-05-01T10:00:00Z import two.jsonl --listing lahore
"$RENOWN" --now $NOW --json reviews >rows
id() { sed -n "/\"external_id\":\"$1\"/s/^{\"id\":\"\\([a-z0-9]*\\)\".*/\\1/p" rows; }

cat >new.lua <<'END'
rule "low" { when = stars { max = 2 }, actions = { tag "low", notify { to = "duty", via = "email" } } }
rule "open" { on = "new", when = no { replied() }, actions = { tag "open" } }
END
cp scripts/rules/10-low.lua same.lua
sum=$(cksum <renown.db)
back 0 --json rules backtest --from 90d same.lua new.lua
has "$out" "{\"review\":\"$(id two)\",\"version\":1,\"at\":\"2026-04-20T09:00:00Z\",\"rule\":\"low\",\"change\":\"gains\"}"
has "$out" "{\"review\":\"$(id calm)\",\"version\":1,\"at\":\"2026-04-20T10:30:00Z\",\"rule\":\"low\",\"change\":\"gains\"}"
has "$out" "{\"review\":\"$(id five)\",\"version\":2,\"at\":\"2026-05-01T09:00:00Z\",\"rule\":\"fell\",\"change\":\"loses\"}"
has "$out" "{\"review\":\"$(id five)\",\"version\":2,\"at\":\"2026-05-01T09:00:00Z\",\"rule\":\"low\",\"change\":\"gains\"}"
try "four differences" test "$(grep -c change "$out")" -eq 4
has "$out" '"reviews":4,"versions":6,"gains":3,"loses":1,'
has "$out" '"alerts":{"before":1,"after":4}'
ok "each version is asked about as it was then; what is older than the span is left out"

cp "$out" first
TZ=Asia/Kathmandu LC_ALL=C rn 0 --now $NOW --json rules backtest --from 90d same.lua new.lua
try "the same bytes" cmp -s first "$out"
try "the store is as it was" test "$sum" = "$(cksum <renown.db)"
ok "the same bytes in every zone, and nothing stored"

mkdir copy
cp same.lua copy/10-low.lua
back 0 --json rules backtest --from 365d copy/10-low.lua
has "$out" '"gains":0,"loses":0,"matches":{"before":7,"after":7}'
try "totals alone" test "$(wc -l <"$out")" -eq 1
cat >scripts/rules/20-more.lua <<'END'
rule "more" { when = stars { min = 4 }, actions = { tag "more" } }
END
cat >20-more.lua <<'END'
rule "more" { when = stars { min = 5 }, actions = { tag "more" } }
rule "most" { when = mentions "kind", actions = { tag "most" } }
END
back 0 rules backtest 20-more.lua
has "$out" "gains 1"
has "$out" "loses 0"
has "$out" "most  kind people"
has "$out" "nothing was stored or sent"
ok "one file stands in the place of the installed one of its name, or beside the others"

i=0
while [ $i -lt 25 ]; do
    row "n$i" 3 "number $i" 2026-05-02T08:00:00Z
    i=$((i + 1))
done >many.jsonl
rn 0 --now $NOW import many.jsonl --listing lahore
printf 'rule "three" { when = stars { is = 3 }, actions = { tag "three" } }\n' >three.lua
back 0 rules backtest three.lua
has "$out" "gains 25, ten of them:"
try "ten samples" test "$(grep -c '  three  number' "$out")" -eq 10
ok "ten samples of a side"

printf 'rule "x" { when = starz { max = 2 }, actions = { tag "x" } }\n' >bad.lua
back 2 rules backtest bad.lua
has "$out" "bad.lua:1: "
back 2 rules backtest same.lua
has "$out" "there is a rule \"low\" already"
back 1 rules backtest nothing.lua
has "$err" "nothing.lua"
back 2 rules backtest
back 2 rules backtest --from 4h three.lua
back 2 rules backtest --from soon three.lua
printf 'rule "w" { where = function(r) while true do end end, actions = { tag "w" } }\n' >loop.lua
back 0 rules backtest loop.lua
has "$out" "gains 0"
ok "a bad file, a missing one, an endless function: said, and no harm done"
finish
