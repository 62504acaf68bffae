#!/bin/sh
# SPDX-License-Identifier: MIT
# renown judge: the lines that went in come out with a judgement, whatever stands beside a text.
. "$srcdir/tests/cli/reading.inc"

cat >in.jsonl <<'LINES'
{"id":"a","text":"Das Zimmer war sauber und ruhig.","n":12345678901234567890.50,"x":{"y":[1,null,"z"]}}

{"id":"b","title":"Sehr gut","text":""}
LINES
out=$("$RENOWN" judge in.jsonl 2>err)
is "nothing to say about good lines" "$(cat err)" ""
is "a line for a line" "$(printf '%s\n' "$out" | wc -l | tr -d ' ')" 2
has "the line as it was, up to its end" "$out" '{"id":"a","text":"Das Zimmer war sauber und ruhig.","n":12345678901234567890.50,"x":{"y":[1,null,"z"]},"judgement":{"lang":"de",'
has "a title is judged too" "$out" '{"id":"b","title":"Sehr gut","text":"","judgement":{"lang":"de",'
is "standard input gives the same" "$("$RENOWN" judge <in.jsonl)" "$out"
is "so does -" "$("$RENOWN" --json judge - <in.jsonl)" "$out"
is "in any locale and zone" "$(LC_ALL=C TZ=Asia/Kathmandu "$RENOWN" judge in.jsonl)" "$out"

once=$(printf '{"text":"Wir kommen wieder","judgement":{"lang":"xx"},"z":1}\n' | "$RENOWN" judge)
has "a judgement that was there is replaced" "$once" '{"text":"Wir kommen wieder","z":1,"judgement":{"lang":"de",'
lacks "and does not stay" "$once" '"xx"'
has "judged lines can be judged again" "$(printf '%s\n' "$once" | "$RENOWN" judge)" '{"text":"Wir kommen wieder","z":1,"judgement":{"lang":"de",'

printf '{"text":"evil \302\233 \342\200\256 \342\200\250 \177 \\u0000","a\\"b":true}\n' >odd.jsonl
odd=$("$RENOWN" judge odd.jsonl)
has "what a terminal could obey is escaped" "$odd" '"evil \u009b \u202e \u2028 \u007f \u0000"'
has "keys are kept" "$odd" '"a\"b":true'

printf '{"id":1,"text":"good"}\n{"id":2,"text":17}\nnot json\n["text"]\n{"id":5}\n{"id":6,"text":"\377"}\n{"id":7,"text":"bad"}' >bad.jsonl
exits "bad lines make the exit status 1" 1 run judge bad.jsonl
is "the others are judged" "$(grep -c judgement stdout)" 2
for n in 2 3 4 5 6; do
    has "line $n is named" "$(cat stderr)" "bad.jsonl:$n:"
done
exits "a file that is not there" 1 run judge nowhere.jsonl
has "is named" "$(cat stderr)" nowhere.jsonl
exits "an array is not JSON Lines" 1 run judge - <<'ARRAY'
[{"text":"a"}]
ARRAY
: >empty.jsonl
exits "nothing in, nothing out" 0 run judge empty.jsonl
exits "two files are wrong usage" 2 run judge a b
: >many.jsonl
i=0
while [ $i -lt 150 ]; do echo x >>many.jsonl; i=$((i + 1)); done
exits "a file of bad lines" 1 run judge many.jsonl
has "is not listed without end" "$(tail -n 1 stderr)" "150 lines of many.jsonl were passed over"
done_testing
