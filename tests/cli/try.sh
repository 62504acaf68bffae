#!/bin/sh
# SPDX-License-Identifier: MIT
# renown try: an export in, a digest out, and nothing left behind.
. "$srcdir/tests/cli/tap.sh"
TMPDIR=$work/tmp
export TMPDIR
mkdir "$TMPDIR"
NOW=2026-05-06T08:00:00Z

cat >reviews.jsonl <<'LINES'
{"external_id":"a","author":{"name":"Ana K."},"rating":{"value":1,"best":5,"worst":1},"text":"Charged twice, and <b>no</b> refund so far.","created_at":"2025-03-05T09:00:00Z"}
{"external_id":"b","author":{"name":"Per S."},"rating":{"value":5,"best":5,"worst":1},"text":"Wonderful people and a lovely view.","created_at":"2025-03-06T09:00:00Z","reply":{"text":"Thank you.","at":"2025-03-06T12:00:00Z","state":"published","origin":"site"}}
{"external_id":"c","author":{"name":"Jo"},"rating":{"value":4,"best":5,"worst":1},"text":"Good beds, thin walls, nice street.","created_at":"2025-03-11T09:00:00Z"}
{"external_id":"d","rating":{"value":2,"best":5,"worst":1},"text":"The lift was broken all week.","created_at":"2025-03-12T09:00:00Z"}
LINES

rn 0 --now $NOW try reviews.jsonl
has "$out" "Week 10, Mon 3 Mar to Sun 9 Mar, reviews.jsonl"
has "$out" "reviews 2 (0) · rating 3.0"
ok "the digest is about the last full week of the export"

has "$out" "The rule praise would have fired for 2 of 4 reviews."
has "$out" "The rule low-rating would have fired for 2 of 4 reviews."
has "$out" "set 4 tags and written 2 drafts"
lacks "$out" "No rule fired"
ok "the starter rules say what they would have done"

has "$out" "3 of 4 reviews have no public answer; 2 of them give one or two stars."
has "$out" "- Ana K. gave 1★ to reviews.jsonl on Wed 5 Mar:"
has "$out" "somebody without a name gave 2★"
ok "what was never answered is listed"

try "something is left in $TMPDIR" test -z "$(ls "$TMPDIR")"
try "something is left in HOME" test ! -e "$work/.local" -a ! -e "$work/.config" -a ! -e renown.db
grep -q '\[[a-z0-9]\{12\}\]' "$out" && note "a receipt that nothing resolves"
ok "nothing is left, and nothing is promised that is gone"

cp "$out" first
rn 0 --now $NOW try reviews.jsonl
try "another digest" cmp -s first "$out"
ok "the same file and --now, the same bytes"

rn 0 --now $NOW try reviews.jsonl --out page.html
has page.html '<html lang="en" dir="ltr">'
has page.html "NEVER ANSWERED"
has page.html "&lt;b&gt;no"
rn 0 --now $NOW try reviews.jsonl --out page.html --lang ur
has page.html 'dir="rtl"'
ok "a page with --out, outside text escaped"

rn 0 --now $NOW --json try reviews.jsonl
has "$out" '"never_answered":[{"kind":"total"'
has "$out" '"starter_rules":[{"kind":"rule"'
lacks "$out" '"receipt"'
ok "JSON for programs"

head -n 1 reviews.jsonl >one.jsonl
rn 0 --now $NOW try one.jsonl
has "$out" "Week 10"
has "$out" "The file holds no answer at all"
ok "a single week is looked at whole, and a file without answers says so"

rn 0 --now 2025-03-06T20:00:00Z try reviews.jsonl
has "$out" "Week 9"
ok "what lies in the future does not move the clock"

printf 'stars,text\n5,Fine beds\n1,Cold soup\n' >bare.csv
rn 0 --now $NOW try bare.csv
has "$out" "1 of 2 reviews"
ok "a file without dates is new today"

{ cat reviews.jsonl; echo '{"broken'; } >part.jsonl
rn 1 --now $NOW try part.jsonl
has "$out" "NEVER ANSWERED"
has "$err" "part.jsonl"
ok "a row that cannot be read costs itself, and exit 1"

echo junk >junk.csv
rn 2 try junk.csv
: >empty.jsonl
rn 1 try empty.jsonl
has "$err" "no review could be read from empty.jsonl"
rn 1 try missing.csv
rn 2 try -
rn 2 try
rn 2 try reviews.jsonl --zone Nowhere/Here
rn 2 try reviews.jsonl --lang xx
TMPDIR=$work/none rn 1 try reviews.jsonl
try "something is left in $TMPDIR" test -z "$(ls "$work/tmp")"
ok "what cannot be tried is said"
finish
