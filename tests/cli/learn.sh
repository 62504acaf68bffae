#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown learn`: house words are learned from rated reviews, garbage is not, undo takes it back.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
brands:
  - name: Harbour
    listings:
      - { id: oslo, zone: UTC, lang: [en] }
END
NOW=2026-05-04T08:00:00Z
# Words that no lexicon has: "zindy" is what people say here of what they like, "mordle" of what not.
reviews() { # prefix, word with one star, word with five
    awk -v p="$1" -v bad="$2" -v good="$3" 'BEGIN {
        split("room soup desk stair porch lamp table chair", thing, " ")
        for (i = 1; i <= 320; i++)
            printf "{\"external_id\":\"%s%d\",\"stars\":%d,\"text\":\"The %s here is %s and the %s near the %s too.\",\"created_at\":\"2026-04-%02dT09:00:00Z\"}\n",
                p, i, i % 2 ? 1 : 5, thing[int(i / 2) % 8 + 1], i % 2 ? bad : good, thing[int(i / 2) % 7 + 1], thing[int(i / 2) % 5 + 1], i % 28 + 1
    }'
}
label() {
    printf '{"text":"%s"}\n' "$1" | "$RENOWN" --now $NOW judge | sed 's/.*"label":"\([a-z]*\)".*/\1/'
}

rn 1 --now $NOW learn
has "$err" "no reviews yet"
ok "without a store there is nothing to learn from"

printf '%s\n' '{"external_id":"1","stars":5,"text":"Good beds."}' >few.jsonl
rn 0 --now $NOW import few.jsonl --listing oslo
rn 1 --now $NOW learn
has "$err" "too few to learn from"
rn 1 --now $NOW learn --undo
has "$err" "nothing was learned"
ok "too few reviews are said, and so is an undo of nothing"

reviews a mordle zindy >own.jsonl
rn 0 --now $NOW import own.jsonl --listing oslo
try "the word is not known at first" test "$(label 'The room is zindy and the soup near the desk is too.')" != pos
rn 0 --now $NOW learn
has "$out" "before"
has "$out" "kept:"
try "now it is good" test "$(label 'The room is zindy and the soup near the desk is too.')" = pos
try "and the other is bad" test "$(label 'The room is mordle and the soup near the desk is too.')" = neg
try "a language that was not learned is judged as before" test "$(label 'Das Zimmer war schmutzig.')" = neg
ok "what people here say is learned from their stars"

rn 0 --now $NOW --json learn
has "$out" '"unseen":'
has "$out" '"before":{"macro_f1":'
has "$out" '"kept":true'
"$RENOWN" --now $NOW judge own.jsonl >one
"$RENOWN" --now $NOW learn >/dev/null
"$RENOWN" --now $NOW judge own.jsonl >two
try "the same reviews teach the same" cmp one two
ok "figures as JSON; learning again gives the same"

for _ in 1 2 3; do rn 0 --now $NOW learn --undo; done
try "the word is unknown again" test "$(label 'The room is zindy and the soup near the desk is too.')" != pos
rn 1 --now $NOW learn --undo
ok "undo takes back one by one"

rm renown.db*
reviews b zindy zindy >noise.jsonl
rn 0 --now $NOW import noise.jsonl --listing oslo
rn 0 --now $NOW learn
has "$out" "not kept"
try "judged as before" test "$(label 'The room is zindy and the soup near the desk is too.')" != pos
ok "stars that say nothing about the texts are not learned"
finish
