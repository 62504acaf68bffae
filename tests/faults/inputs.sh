#!/bin/sh
# SPDX-License-Identifier: MIT
# Bad input from outside: files, pipes, configs, scripts, arguments. A sentence and an exit status; the good rows of
# a file arrive, and what is stored stays.
. "$(dirname "$0")/lib.sh"
home inputs
rows 20 old >"$T/old.jsonl"
import "$T/old.jsonl"
whole "$T/before"

row() { # id, text: a good line
    printf '{"external_id":"%s","text":"%s","stars":4,"created_at":"2026-05-01T10:00:00Z"}\n' "$1" "$2"
}
repeat() { # text, times
    awk -v t="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", t }'
}
# NAME, statuses, pattern of stderr, then how many rows of those named new- are stored afterwards. Starts from $T/before.
takes() {
    ended "$1" "$2" "$3" || { renew; return; }
    if ! whole "$T/after"; then
        fail "$1" "$why"
    elif [ "$(grep -c '^new-' "$T/after")" -ne "$4" ]; then
        fail "$1" "$(grep -c '^new-' "$T/after") new rows instead of $4"
    elif ! grep -v '^new-' "$T/after" | cmp -s "$T/before" -; then
        fail "$1" "what was stored has changed: $(grep -v '^new-' "$T/after" | diff "$T/before" - | head -3)"
    else
        pass "$1"
    fi
    renew
}
renew() {
    rm -f renown.db*
    cp "$T/clean.db" renown.db
}
cp renown.db "$T/clean.db"
# The bad line of $T/bad between two good ones.
between() { # name, statuses, pattern, new rows
    { row new-1 first; cat "$T/bad"; echo; row new-2 last; } >"$T/in.jsonl"
    import "$T/in.jsonl"
    takes "$@"
}

# ---- JSON Lines ----

repeat '[' 200000 >"$T/bad"
between "200,000 brackets deep" 1 "in.jsonl:2" 2
repeat '{"a":' 200000 >"$T/bad"
between "200,000 objects deep" 1 "in.jsonl:2" 2
{ printf '{"external_id":"new-3","text":'; repeat '[' 200000; repeat ']' 200000; printf '}'; } >"$T/bad"
between "a text 200,000 deep" 1 "in.jsonl:2" 2
printf '{"external_id":"new-3","text":"a\0b","stars":4}' >"$T/bad"
between "a NUL byte" "0 1" "" 2
printf '{"external_id":"new-3","text":"a\\u0000b","stars":4}' >"$T/bad"
between "an escaped NUL" "0 1" "" 3
printf '{"external_id":"new-3","text":"\\ud800 alone","stars":4}' >"$T/bad"
between "half a surrogate pair" "0 1" "" 3
printf '{"external_id":"new-3","text":"\377\376 bytes","stars":4}' >"$T/bad"
between "bytes that are no UTF-8" "0 1" "" 2
printf '{"external_id":"new-3","text":"x","stars":1e999}' >"$T/bad"
between "stars beyond all numbers" "0 1" "in.jsonl" 3
printf '{"external_id":"new-3","text":"x","stars":-7}' >"$T/bad"
between "stars below nothing" "0 1" "in.jsonl" 3
printf '{"external_id":"new-3","text":"x","rating":{"value":3,"best":3,"worst":3}}' >"$T/bad"
between "a scale of one step" "0 1" "in.jsonl" 3
printf '{"external_id":"new-3","text":"x","created_at":"2026-02-30T10:00:00Z"}' >"$T/bad"
between "a day that does not exist" "0 1" "in.jsonl:2" 3
printf '{"external_id":"new-3","text":"x","created_at":"0000-00-00"}' >"$T/bad"
between "no day at all" "0 1" "in.jsonl:2" 3
printf '{"external_id":"new-3","text":"x","created_at":"99999-01-01T00:00:00Z"}' >"$T/bad"
between "the year 99999" "0 1" "in.jsonl:2" 3
printf '{"external_id":"new-3"' >"$T/bad"
between "half a line" 1 "in.jsonl:2" 2
printf 'true' >"$T/bad"
between "a line that is no object" 1 "in.jsonl:2" 2
printf '[]' >"$T/bad"
between "a list" 1 "in.jsonl:2" 2
printf '{}' >"$T/bad"
between "nothing said" 1 "in.jsonl" 2
{ printf '{"external_id":"new-3","text":"'; repeat 'long ' 1200000; printf '"}'; } >"$T/bad"
between "a line of 6 MB" 1 "in.jsonl:2" 2
{ printf '{"external_id":"new-3","text":"x","list":['; repeat '1,' 400000; printf '1]}'; } >"$T/bad"
between "400,000 values" "0 1" "" 2
repeat '"a":' 50000 >"$T/bad"
between "keys without end" 1 "in.jsonl:2" 2

printf '{"external_id":9007199254740993,"text":"one","stars":4}\n{"external_id":9007199254740992,"text":"two","stars":4}\n{"external_id":123456789012345678901234567890,"text":"three","stars":4}\n' >"$T/in.jsonl"
import "$T/in.jsonl"
ended "ids above 2^53 as numbers" "0 1" "" && whole "$T/after" &&
    for id in 9007199254740993 9007199254740992 123456789012345678901234567890; do
        grep -q "^$id " "$T/after" && pass "the id $id arrives to the digit" || fail "the id $id arrives to the digit" "$(grep '^[0-9]' "$T/after")"
    done
renew

# ---- whole files ----

{ row new-1 first; row new-2 last; } >"$T/good.jsonl"
iconv -f UTF-8 -t UTF-16LE "$T/good.jsonl" >"$T/in.jsonl"
import "$T/in.jsonl"
takes "UTF-16 without a mark" 0 "" 2
iconv -f UTF-8 -t UTF-16BE "$T/good.jsonl" >"$T/in.jsonl"
import "$T/in.jsonl"
takes "UTF-16, big end first, without a mark" "0 1 2" "" "$(grep -ac . /dev/null)"
: >"$T/in.jsonl"
import "$T/in.jsonl"
takes "an empty file" "0 1 2" "" 0
printf '\n\n   \n' >"$T/in.jsonl"
import "$T/in.jsonl"
takes "a file of blanks" "0 1 2" "" 0
head -c 300000 "$RENOWN" >"$T/in.jsonl"
import "$T/in.jsonl"
takes "a program instead of reviews" "1 2" "in\.jsonl" 0
for format in csv tsv play-console nps csat ces; do
    run import "$T/in.jsonl" --listing harbour --format "$format"
    takes "a program instead of $format" "1 2" "in\.jsonl" 0
done
import "$T"
takes "a folder" "1 2" "renown-faults|folder|directory" 0
import "$T/nowhere.jsonl"
takes "a file that is not there" "1 2" "nowhere\.jsonl" 0
import /dev/null
takes "/dev/null" "0 1 2" "" 0
limit=20 import /dev/zero
takes "/dev/zero ends in bounded time" "1 2 137" "" 0
mkfifo "$T/fifo.jsonl"
cat "$T/good.jsonl" >"$T/fifo.jsonl" &
import "$T/fifo.jsonl"
wait
takes "a FIFO" 0 "" 2
input=$T/good.jsonl import -
takes "standard input" 0 "" 2

# ---- without an end ----

# Memory is limited where sanitizers do not need it all.
bounded() { # MiB, command…
    mib=$1
    shift
    (
        # shellcheck disable=SC3045 # dash has it; where a shell has not, nothing is limited
        [ -n "$sanitized" ] || ulimit -v $((mib * 1024))
        "$@"
        echo "$status" >"$T/status"
    )
    status=$(cat "$T/status")
}
endless() { # name, format, beginning
    mkfifo "$T/pipe"
    { printf '%s' "$3"; head -c 67108864 /dev/zero | tr '\0' 'x'; } >"$T/pipe" 2>/dev/null &
    input=$T/pipe bounded 700 run import - --listing harbour --format "$2"
    wait
    rm -f "$T/pipe"
    takes "$1" "1 2" "[a-z]" 0
}
endless "64 MiB without a line end" jsonl ''
endless "64 MiB in one string" jsonl '{"external_id":"new-1","text":"'
endless "64 MiB in one quoted field" csv 'external_id,text
new-1,"'
endless "64 MiB in one field" tsv 'external_id	text
new-1	'

# ---- configs, scripts, arguments ----

cp renown.yaml "$T/good.yaml"
bad_config() { # name, pattern
    import "$T/good.jsonl"
    takes "$1" 2 "$2" 0
    cp "$T/good.yaml" renown.yaml
}
printf 'store: renown.db\nbrands:\n\t- name: Tabs\n' >renown.yaml
bad_config "a config with tabs" "renown\.yaml:3"
printf '\377\376\000' >renown.yaml
bad_config "a config that is no text" "renown\.yaml"
: >renown.yaml
bad_config "an empty config" "renown\.yaml|harbour"
{ cat "$T/good.yaml"; repeat '[' 100000; } >renown.yaml
bad_config "a config 100,000 deep" "renown\.yaml"
printf 'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: [*g,*g,*g,*g,*g,*g,*g,*g,*g]\n' >renown.yaml
bad_config "a config that laughs a billion times" "renown\.yaml"
sed 's/zone: Asia\/Tbilisi/zone: Asia\/Nowhere/' "$T/good.yaml" >renown.yaml
bad_config "a zone that does not exist" "renown\.yaml:8"
rm -f renown.yaml
mkdir renown.yaml
bad=$(import "$T/good.jsonl"; echo "$status")
rmdir renown.yaml
status=$bad
bad_config "a folder instead of a config" "renown\.yaml"

printf 'rule "broken" { when = stars { max = 1 }, actions = { tag "x" }\n' >scripts/rules/20-broken.lua
sed 's/"stars":4/"stars":5/' "$T/good.jsonl" >"$T/five.jsonl"
import "$T/five.jsonl"
# shellcheck disable=SC2015
ended "a script with a syntax error: the import is whole" 0 "20-broken\.lua" && whole "$T/after" && [ "$(grep -c '^new-.* praise' "$T/after")" -eq 2 ] &&
    pass "a script with a syntax error: the other rules are in force" || fail "a script with a syntax error: the other rules are in force" "$(grep '^new' "$T/after")"
renew
printf 'while true do end\n' >scripts/rules/20-broken.lua
import "$T/good.jsonl"
takes "a script without an end" 0 "20-broken\.lua" 2
printf 'local s = "x" while true do s = s .. s end\n' >scripts/rules/20-broken.lua
import "$T/good.jsonl"
takes "a script that eats memory" 0 "20-broken\.lua" 2
repeat '(' 100000 >scripts/rules/20-broken.lua
import "$T/good.jsonl"
takes "a script 100,000 deep" 0 "20-broken\.lua" 2
printf '\033Lua\123' >scripts/rules/20-broken.lua
import "$T/good.jsonl"
takes "compiled Lua" 0 "20-broken\.lua" 2
rm -f scripts/rules/20-broken.lua
ln -s /etc/passwd scripts/rules/20-link.lua
import "$T/good.jsonl"
takes "a script that is a link out of the folder" 0 "20-link\.lua" 2
rm -f scripts/rules/20-link.lua
mkfifo scripts/rules/20-pipe.lua
limit=30 import "$T/good.jsonl"
takes "a script that is a pipe" 0 "20-pipe\.lua" 2
rm -f scripts/rules/20-pipe.lua

huge=$(repeat 'x' 120000)
for verb in "$huge" "import $huge --listing harbour" "import x.jsonl --listing $huge" "import x.jsonl --format $huge" \
    "reviews --search $huge" "reviews --listing $huge" "reviews --limit $huge" "show $huge" "reviews --after $huge" "--$huge" "-c $huge reviews" "--as $huge reviews" "help $huge"; do
    # shellcheck disable=SC2086
    run $verb
    takes "a huge argument: $(printf '%.30s' "$verb")" "0 1 2" "" 0
done
for words in "reviews --limit -1" "reviews --limit 99999999999999999999" "reviews --limit 0x10" \
    "reviews --search ***" "reviews --after garbage" "show ../../etc/passwd" "show %s%n" "import" "import --listing" "reviews --json extra" "nonsense"; do
    # shellcheck disable=SC2086
    run $words
    takes "odd arguments: $words" "0 1 2" "" 0
done
finish
