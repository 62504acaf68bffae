#!/bin/sh
# SPDX-License-Identifier: MIT
# renown digest: what people speak of more than before, and that a quiet week makes no news.
. "$srcdir/tests/cli/reading.inc"
NOW=2026-06-08T08:00:00Z

# kind, number, days from the first of a month, how many days, month, text, stars
rows() {
    awk -v kind="$1" -v n="$2" -v days="$3" -v months="$4" -v first="$5" -v text="$6" -v stars="$7" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "{\"external_id\":\"%s%d\",\"author\":{\"name\":\"%s %d\"},\"stars\":%d,\"text\":\"%s\",\"created_at\":\"2026-%02d-%02dT09:00:00Z\"}\n",
                kind, i, kind, i, stars, text, first + i % months, i % days + 1 }'
}

usual() {
    rows staff 160 28 5 1 "Kind staff and a lovely view over the water." 5
    rows room 160 28 5 1 "The breakfast was fine and the room clean." 4
    rows park 6 28 5 1 "The parking was easy, we came by car." 4
    rows week1 12 6 1 6 "Kind staff and a lovely view over the water." 5
    rows week2 12 6 1 6 "The breakfast was fine and the room clean." 4
}

usual >quiet.jsonl
run import quiet.jsonl --listing oslo --source book >/dev/null
quiet=$(run digest --period week)
lacks "a quiet week: nothing comes up more" "$quiet" "comes up"
lacks "and nothing is new" "$quiet" "is new:"

rows garage 14 5 1 6 "The garage was full and no parking was left." 2 >rise.jsonl
run import rise.jsonl --listing oslo --source book >/dev/null
week=$(run digest --period week)
has "a topic that rose is told" "$week" "Parking comes up more: 14 of 38 reviews"
has "with a quote" "$week" "The garage was full and no parking was left."
has "for programs" "$(run digest --period week --format json)" '"kind":"rising"'
has "in the language of the reader" "$(run digest --period week --lang ne)" "पार्किङको चर्चा बढेको छ"
run digest --period week >first
TZ=Asia/Kathmandu run digest --period week >second
if cmp -s first second; then pass "same bytes in any zone"; else fail "same bytes in any zone" "they differ"; fi

# One person who writes often is no news, nor are two.
rows pool 2 5 1 6 "The swimming pool was closed all week." 1 >few.jsonl
run import few.jsonl --listing oslo --source book >/dev/null
lacks "two reviews are no news" "$(run digest --period week)" "Facilities"

done_testing
