#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown rules test`: what is hoped for against what the rules do.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
scripts: scripts
brands:
  - name: Harbour
    listings: [{ id: lahore, name: Harbour Lahore, lang: [en], labels: { region: punjab } }, { id: oslo, name: Harbour Oslo }]
people:
  - { id: duty, name: Duty, mail: duty@example.com, role: agent }
channels:
  email: { type: smtp, url: "smtp://127.0.0.1:2525", from: renown@example.com }
END
mkdir -p scripts/rules scripts/tests
cat >scripts/rules/10.lua <<'END'
rule "angry" {
  when = all { stars { max = 2 }, mentions { "refund", "charged twice" }, no { replied() } },
  priority = 80,
  actions = { tag "money", assign "duty", set_priority "urgent",
    escalate { key = "money", stop_when = "acknowledged", steps = { { to = "duty", via = "email" } } } },
}
rule "fell" { on = "rating_down", when = stars_changed { by = -1 }, actions = { tag "fell" } }
rule "here" { when = label { region = "punjab" }, actions = { tag "here" } }
rule "old" { when = age { min = "3d" }, actions = { tag "old" } }
rule "busy" { when = count { window = "7d", min = 5 }, actions = { tag "busy" } }
rule "again" { when = author { reviews_min = 3 }, actions = { tag "again" } }
rule "waiting" { after = "4h", when = stars { max = 3 }, actions = { tag "late", notify { to = "duty", via = "email" } } }
END
cat >scripts/tests/10.lua <<'END'
test "money words reach duty" {
  given = { stars = 1, text = "charged twice and no refund" },
  expect = { rule = "angry", tags = { "money" }, escalates_to = "duty", assign = "duty", priority = "urgent", not_rule = "fell" },
}
test "a fall" { given = { stars_before = 4, stars = 2 }, expect = { rule = "fell", not_tags = "money" } }
test "here" { given = { listing = "lahore", stars = 4 }, expect = { rule = "here" } }
test "not there" { given = { listing = "oslo", stars = 4 }, expect = { nothing = true } }
test "age" { given = { listing = "oslo", age = "4d" }, expect = { rule = "old" } }
test "instants" { given = { listing = "oslo", at = "2026-05-01T09:00:00Z", now = "2026-05-04T09:00:00Z" }, expect = { tags = "old" } }
test "waits" { given = { stars = 3 }, expect = { not_rule = "waiting" } }
test "many" { given = { listing = "oslo", count = 5, author = "Ann", author_reviews = 3 }, expect = { rule = { "busy", "again" } } }
test "has waited" { given = { stars = 3, waited = "4h" }, expect = { rule = "waiting", notifies = "duty" } }
END
rn 0 rules test
has "$out" "9 tests passed"
cp "$out" first
TZ=Asia/Kathmandu rn 0 --now 2031-01-01T00:00:00Z rules test
try "the same bytes on another day" cmp -s first "$out"
try "no store is made" test ! -e renown.db
ok "tests pass, on every day, without a store"

cat >scripts/tests/20.lua <<'END'
test "wrong rule" { given = { stars = 4, text = "charged twice" }, expect = { rule = "angry" } }
test "wrong tag" { given = { stars = 1, text = "a refund" }, expect = { tags = { "other" } } }
test "wrong person" { given = { stars = 1, text = "a refund" }, expect = { escalates_to = "lead" } }
test "asked too early" { given = { stars = 3 }, expect = { rule = "waiting" } }
test "not asked at all" { given = { stars = 3 }, expect = { rule = "fell" } }
test "silence" { given = { stars = 5 }, expect = { nothing = true } }
END
rn 1 rules test
has "$out" "not ok: wrong rule (scripts/tests/20.lua:1)"
has "$out" 'rule "angry" should match and does not; rules that match: "here"'
has "$out" "stars 4 ≤ 2 ✗"
has "$out" 'tags: "other" is expected; there is: "money", "here"'
has "$out" 'escalates_to: "lead" is expected; there is: "duty"'
has "$out" 'it waits: write given = { waited = "4h"'
has "$out" "its 'on' does not hold \"new\""
has "$out" 'no rule should match; these do: "here"'
has "$out" "6 of 15 tests failed"
ok "a test that fails is named, with what happened instead"

rn 1 --json rules test "wrong tag"
has "$out" '"test":"wrong tag"'
has "$out" '"passed":false,"instead":['
has "$out" '{"tests":1,"failed":1}'
rn 2 rules test "no such words"
ok "some tests alone, as JSON"

printf 'test "x" { given = { stars = 1 }, expect = { rule = "angri" } }\n' >scripts/tests/20.lua
rn 2 rules check
has "$out" 'scripts/tests/20.lua:1: test "x": there is no rule "angri"; did you mean "angry"?'
rn 1 rules test
has "$out" 'did you mean "angry"?'
for bad in 'given = { star = 1 }, expect = { rule = "angry" }|stars' 'given = { stars = 9 }, expect = { rule = "angry" }|between 1 and 5' \
    'given = { stars = 1 }, expect = { rul = "angry" }|rule' 'given = { stars = 1 }, expect = { }|cannot fail' \
    'given = { on = "newt" }, expect = { rule = "angry" }|new' 'given = { listing = "lahor" }, expect = { rule = "angry" }|lahore' \
    'given = { at = "soon" }, expect = { rule = "angry" }|is no time' 'given = { age = "old" }, expect = { rule = "angry" }|no duration' \
    'given = stars { max = 2 }, expect = { rule = "angry" }|given takes values' 'given = { reply = 3 }, expect = { rule = "angry" }|reply is true'; do
    printf 'test "x" { %s }\n' "${bad%|*}" >scripts/tests/20.lua
    rn 2 rules check
    has "$out" "scripts/tests/20.lua:1: "
    has "$out" "${bad##*|}"
    rn 2 rules test
done
ok "a mistake in a test is named with its line and its cure"

rm -r scripts/tests
rn 2 rules test
has "$err" "there is no test below"
cp -r "$srcdir"/scripts/* scripts/
rm scripts/rules/10.lua
rn 0 rules check
rn 0 rules test
has "$out" "21 tests passed"
ok "what the shipped scripts do is tested"

rn 0 init fresh
rn 0 -c fresh/renown.yaml rules test
has "$out" "2 tests passed"
ok "the starter's tests pass"
finish
