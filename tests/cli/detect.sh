#!/bin/sh
# SPDX-License-Identifier: MIT
# renown detect: a series in, scores out, each row as it comes.
. "${srcdir:=.}/tests/cli/tap.sh"

# so many rows of 7, five minutes apart
series() {
    awk -v n="$1" 'BEGIN { print "timestamp,value"
        for (i = 0; i < n; i++) printf "2026-05-%02dT%02d:%02d:00Z,7\n", i / 288 + 1, i / 12 % 24, i % 12 * 5 }'
}

series 600 >calm.csv
rn 0 detect calm.csv
has "$out" "timestamp,value,score"
try "a row is missing" test "$(wc -l <"$out")" -eq 601
cp "$out" from-file
"$RENOWN" detect <calm.csv >from-pipe
try "standard input gives other bytes" cmp -s from-file from-pipe
ok "a file and standard input give the same scores"
{ cat calm.csv; echo "2026-05-03T02:00:00Z,700"; } >loud.csv
rn 0 detect loud.csv
try "no alarm" test "$(tail -1 "$out" | awk -F, '{ print ($3 >= 0.9) }')" -eq 1
head -601 "$out" >before
try "scores before it have changed" cmp -s before from-file
ok "a shout is heard, and what was said before stays"
{ printf '\357\273\277'; sed 's/$/\r/' calm.csv; } >windows.csv
rn 0 detect windows.csv
try "other scores" cmp -s "$out" from-file
ok "a byte order mark and CR LF change nothing"

# name, the row in place of line 22, what is said
bad() {
    series 40 | sed "22s/.*/$2/" >bad.csv
    rn 1 detect bad.csv
    has "$err" ":22:"
    has "$err" "$3"
    try "the rows before are not there" test "$(wc -l <"$out")" -eq 21
    ok "$1"
}
bad "no value" "2026-05-01T01:40:00Z," "no finite number"
bad "a word for a value" "2026-05-01T01:40:00Z,many" "no finite number"
bad "infinity" "2026-05-01T01:40:00Z,1e999" "no finite number"
bad "hexadecimal" "2026-05-01T01:40:00Z,0x10" "no finite number"
bad "no timestamp" ",7" "timestamp"
bad "no such date" "2026-02-30T00:00:00Z,7" "timestamp"
bad "the same time twice" "2026-05-01T01:35:00Z,7" "twice"
bad "back in time" "2026-05-01T00:35:00Z,7" "before"
bad "one column" "2026-05-01T01:40:00Z" "one column"
bad "three columns" "2026-05-01T01:40:00Z,7,8" "more than two"
bad "a quote that is not closed" "\"2026-05-01T01:40:00Z,7" "never closed"
bad "a row without end" "$(printf '%05000d' 1)" "4,096"
printf 'when,what\n1,2\n' >bad.csv
rn 1 detect bad.csv
has "$err" "timestamp,value"
: >empty.csv
rn 1 detect empty.csv
rn 1 detect nowhere.csv
rn 2 detect --budget none calm.csv
ok "a wrong header, an empty file, no file, a bad budget"
# 90 after fourteen 7s is an alarm for who bears many, and none for who bears few
{ series 14; echo "2026-05-01T01:10:00Z,90"; } >doubtful.csv
last() { "$RENOWN" detect --budget "$1" doubtful.csv | tail -1 | awk -F, '{ print ($3 >= 0.9) }'; }
try "no alarm within a large budget" test "$(last 10)" -eq 1
try "an alarm within a small budget" test "$(last 1)" -eq 0
ok "the budget decides what is an alarm"
finish
