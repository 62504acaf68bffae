#!/bin/sh
# SPDX-License-Identifier: MIT
# renown digest: shapes, periods, people, files, wrong words.
. "$srcdir/tests/cli/reading.inc"

exits "a missing store reads as an empty one" 0 run digest
has "and says that nothing needs you" "$(cat stdout)" "Nothing needs you"
lacks "no store is made by reading" "$(ls)" "renown.db"

fill_few
text=$(run digest)
has "the verdict is the first line" "$(printf '%s\n' "$text" | head -n 1)" "1 needs you · 3.3"
has "who is to be answered, and when it was due" "$text" "1. Answer Ana K. (1★, Harbour Oslo)"
has "coverage always stands there" "$text" "COVERAGE "
order=$(printf '%s\n' "$text" | grep -oE '^(NEEDS YOU|CHANGED|SCORE|WHY|DONE|COVERAGE)' | tr '\n' ' ')
is "the sections in their order" "$order" "NEEDS YOU CHANGED SCORE WHY DONE COVERAGE "
lacks "no percent sign under twenty" "$text" "%"

for format in text html email json; do
    run digest --format $format >first
    TZ=Asia/Kathmandu LC_ALL=C run digest --format $format >second
    if [ -s first ] && cmp -s first second; then pass "same bytes: $format"; else fail "same bytes: $format" "they differ"; fi
done
has "HTML is a page" "$(run digest --format html)" '<html lang="en" dir="ltr">'
has "a mail has one subject" "$(run digest --format email | grep -c '^Subject: ')" 1
has "a mail for a person goes to them" "$(run digest --format email --for duty)" "To: duty@example.com"
has "--json is the shape for programs" "$(run --json digest)" '"figures":[{"name":"reviews"'

has "a person sees their own listings" "$(run digest --for duty)" "Harbour Oslo, times UTC"
lacks "and no others" "$(run digest --for duty --format json)" "bergen"
has "a day on a Monday goes back to Friday" "$(run digest --period day)" "Fri 1 May to Sun 3 May"
has "a month is the last full one" "$(run digest --period month)" "Apr 2026, "

run digest >wanted
exits "--out writes a file" 0 run digest --out out.txt
if cmp -s wanted out.txt; then pass "the file is what stdout would be"; else fail "the file is what stdout would be" "differs"; fi
exits "a folder that is not there is an error" 1 run digest --out nowhere/out.txt
has "which names it" "$(cat stderr)" "nowhere/out.txt"

exits "an unknown language is wrong usage" 2 run digest --lang xx-klingon
has "and named" "$(cat stderr)" "xx-klingon"
is "and nothing is printed" "$(cat stdout)" ""
exits "an unknown person is wrong usage" 2 run digest --for dutty
has "with the nearest one" "$(cat stderr)" "did you mean duty"
exits "an unknown period is wrong usage" 2 run digest --period year
for lang in ur hi ne ka; do
	has "a page in $lang says so" "$(run digest --lang $lang --format html)" "<html lang=\"$lang\""
done

printf 'this is no store\n' >renown.db
rm -f renown.db-wal renown.db-shm
exits "what is no store is an error" 1 run digest
done_testing
