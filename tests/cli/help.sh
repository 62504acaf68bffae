#!/bin/sh
# SPDX-License-Identifier: MIT
# The frame: overview, help of every verb, options, wrong usage, stdout that cannot be written.
. "$srcdir/tests/cli/tap.sh"

rn 2
has "$out" "renown [-c FILE]"
has "$out" "check"
ok "without a verb the overview is printed, exit 2"

rn 0 help
cp "$out" overview
rn 0 --help
try "--help differs from help" cmp -s overview "$out"
ok "help and --help print the overview"

verbs=$(sed -n 's/^  \([a-z]\{3,\}\) .*/\1/p' overview | grep -v '^renown$')
try "there are verbs" test "$(echo "$verbs" | wc -l)" -ge 7
for verb in $verbs; do
    rn 0 help "$verb"
    cp "$out" page
    has page "renown $verb"
    has page "Example:"
    rn 0 "$verb" --help
    try "help $verb differs from $verb --help" cmp -s page "$out"
    try "lines of help $verb are short" test "$(awk '{ if (length($0) > 110) n++ } END { print n + 0 }' page)" -eq 0
done
ok "every verb has its page, by help and by --help"

rn 2 chekc
has "$err" "did you mean 'check'?"
rn 2 help chekc
has "$err" "did you mean 'check'?"
ok "an unknown verb names the nearest"

rn 2 check --jsno
has "$err" "did you mean --json?"
rn 2 check -x
has "$err" "no option -x"
rn 2 check --config
has "$err" "--config wants a value"
rn 2 check --json=yes
has "$err" "takes no value"
rn 2 check surplus
has "$err" "'surplus' is one word too many"
rn 2 init
has "$err" "something is missing: renown init DIR"
ok "wrong options and words are named"

for now in tomorrow 2026-05-04 2026-05-04T09:10 "2026-05-04 09:10:11Z" 2026-02-30T00:00:00Z 2026-05-04T09:10:11 "" 99999; do
    rn 2 --now "$now" version
    has "$err" "'$now'"
done
rn 0 --now 2026-05-04T09:10:11Z version
rn 0 version --now=2026-05-04T09:10:11.5+05:45
ok "--now is RFC 3339, before or after the verb"

rn 0 version
has "$out" "renown "
rn 0 --version
rn 0 --json version
has "$out" '{"version":"'
ok "the version, for people and programs"

if [ -e /dev/full ]; then
    "$RENOWN" help >/dev/full 2>"$err"
    try "exit 1 on a full disk" test $? -eq 1
    has "$err" "could not write to stdout"
fi
"$RENOWN" help >&- 2>"$err"
try "exit 1 without stdout" test $? -eq 1
has "$err" "could not write to stdout"
{ "$RENOWN" help 2>"$err"; echo $? >status; } | :
sleep 0.1
try "a closed pipe is no death by signal" test "$(cat status)" -le 1
ok "a stdout that cannot be written is said, exit 1"

rn 2 -c "$work/none.yaml" check
has "$err" "none.yaml"
rn 2 check
has "$err" "renown init DIR"
ok "without a config: the places looked at, and the way to one"

rn 0 --dump-docs=man
has "$out" ".SH VERBS"
rn 0 --dump-docs=man5
has "$out" "lang_fallback"
rn 0 --dump-docs=completion
cp "$out" completion
if command -v bash >/dev/null; then
    try "the completion is bash" bash -n completion
    bash -c '. ./completion; COMP_WORDS=(renown che); COMP_CWORD=1; _renown; echo "${COMPREPLY[*]}"' >"$out"
    has "$out" check
fi
rn 0 --dump-docs=yaml
cp "$out" sample.yaml
rn 0 --dump-docs=schema
has "$out" '"$schema"'
has "$out" '"lang_fallback"'
has "$out" '{"const":"google"}'
try "it is one line of JSON that closes" test "$(tail -c 4 "$out" | head -c 3)" = '}}}'
rn 0 --dump-docs=sources
has "$out" '| `yelp` |'
has "$out" '| 1 day |'
has "$out" '| yes, 4096 bytes |'
rn 2 --dump-docs=pdf
has "$err" "man5"
ok "the program prints its manual, sample and completion"

rn 0 -c sample.yaml sources
has "$out" "example-lahore"
ok "the sample config loads"

finish
