#!/bin/sh
# SPDX-License-Identifier: MIT
# The demo, as a new user runs it, ends with a digest; twice the same bytes, whatever the machine's zone.
. "$srcdir/tests/cli/tap.sh"

sh "$srcdir/tests/demo/run.sh" "$RENOWN" "$work/demo" >first 2>"$err"
try "the demo ends well" test $? -eq 0
for word in "google-lahore: 1 new" "1 removed" "NEEDS YOU" "CHANGED" "SCORE" "COVERAGE"; do has first "$word"; done
try "coverage is the end" test "$(tail -n 6 first | grep -c COVERAGE)" -eq 1
ok "five places, sixty days, one digest"

TZ=America/New_York LC_ALL=C sh "$srcdir/tests/demo/run.sh" "$RENOWN" "$work/demo2" >second 2>"$err"
sed 's/demo2/demo/g' second | sed 's/chain [^ ]*$/chain/' >second.plain
sed 's/chain [^ ]*$/chain/' first >first.plain
try "the same but for the chain's keys" cmp first.plain second.plain
ok "the same story in another zone and locale"

cd "$work/demo" || exit 99
for lang in "ٹ" "क" "ა"; do
    rn 0 --json reviews --limit 1000
    has "$out" "$lang"
done
rn 0 --json reviews --search 'پیسے' --limit 100
try "Urdu words are found" test "$(wc -l <"$out")" -ge 1
rn 0 --json reviews --search 'रिफ़ंड' --limit 100
try "Hindi words are found" test "$(wc -l <"$out")" -ge 1
rn 0 --json reviews --search 'თანხა' --limit 100
try "Georgian words are found" test "$(wc -l <"$out")" -ge 1
ok "Urdu, Hindi and Georgian are kept and found"

finish
