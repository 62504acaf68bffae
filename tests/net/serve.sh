#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown serve` against places on 127.0.0.1: on schedule, through signals, beside others, after a kill.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the place'; exit 0; }
. "$srcdir/tests/cli/tap.sh"

play=$srcdir/tests/lib/fake_place.py
mkfifo .port || exit 99
python3 "$play" serve 400 >.port 2>/dev/null &
place=$!
read -r port <.port
started=
trap 'kill "$place" 2>/dev/null; for p in $started; do kill -KILL "$p" 2>/dev/null; done; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
export GUEST_TOKEN='guest-token-that-nobody-may-see'
good='"token": "guest-token-that-nobody-may-see", "forget": true'

control() { python3 "$play" ask "$port" PUT /control "$1" >/dev/null; }
asked() { # WORDS: how many requests held them
    python3 "$play" ask "$port" GET /ledger >"$work/.ledger"
    grep -c "$1" "$work/.ledger"
}
source_of() { # NAME BOOK [MORE]
    echo "          - { plugin: example, name: $1, book: $2, page_size: 50, every: ${every:-1h}, timeout: 5s, endpoint: \"http://127.0.0.1:$port\", credentials: { token: \"\${env:GUEST_TOKEN}\" }${3:+, $3} }"
}
config() { # sources
    cat >.new <<END
store: renown.db
brands:
  - name: Harbour
    listings:
      - id: lahore
        zone: Asia/Karachi
        lang: [en]
        sources:
$*
END
    mv .new renown.yaml
}
fresh() { # JSON of the place's state: a new home
    number=$((${number:-0} + 1))
    mkdir "$work/home$number" && cd "$work/home$number" || exit 99
    control "$1"
}
begin() { # NAME: renown serve in the background; $served, its lines in NAME.out
    "$RENOWN" serve >"$1.out" 2>"$1.err" &
    served=$!
    started="$started $served"
    until_true many 'the next is due at' "$1.err" 1
}
until_true() { # within a minute
    for _ in $(seq 600); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.1
    done
    note "never came: $*"
    return 1
}
lines() { grep -c "$1" "$2"; }
many() { [ "$(grep -c "$1" "$2")" -ge "$3" ]; } # WORDS FILE COUNT
settled() { [ "$(asked entries)" -ge "$1" ]; }
end() { # NAME: SIGTERM, exit 0
    kill -TERM "$served"
    wait "$served"
    status=$?
    try "exit $status of serve: $(cat "$1.err")" test "$status" -eq 0
}
reviews() { "$RENOWN" --json reviews --limit 1000 >"$work/.reviews" && grep -c external_id "$work/.reviews"; }
free() { # every lease was given back: a sync may read at once
    rn 0 sync
    lacks "$err" 'another renown'
}

every=1s
fresh "{$good, \"entries\": 60}"
config "$(source_of guests harbour)"
since=$(date +%s)
begin one
until_true many 'guests: ' one.out 3
end one
passed=$(($(date +%s) - since + 1))
has one.out 'guests: 60 new, 0 changed'
has one.out 'guests: 0 new, 0 changed'
runs=$(lines 'guests: ' one.out)
try "$runs runs in $passed s" test "$runs" -le $((passed * 10 / 9 + 2))
try "60 reviews" test "$(reviews)" -eq 60
free
ok "a source is read again and again, each time when it is due; SIGTERM ends it with 0"

every=1h
fresh "{$good, \"entries\": 60}"
config "$(source_of guests harbour)"
begin one
until_true many 'guests: ' one.out 1
before=$(asked entries)
sleep 2
try "not asked while nothing is due" test "$(asked entries)" -eq "$before"
end one
begin two
sleep 1
end two
try "not read at a restart" test ! -s two.out
ok "what is not due is not read, after a restart neither"

fresh "{$good, \"entries\": 60}"
config "$(source_of guests harbour)"
begin one
until_true many 'guests: ' one.out 1
config "  nonsense: ["
kill -HUP "$served"
until_true many 'stays in force' one.err 1
config "$(source_of guests harbour)
$(source_of others town)"
kill -HUP "$served"
until_true many 'others: 60 new' one.out 1
try "guests were not read again: $(cat one.out)" test "$(lines guests: one.out)" -eq 1
has one.err 'again: 2 sources'
config "$(source_of guests harbour)
$(source_of more village)"
kill -HUP "$served"
until_true many 'more: 60 new' one.out 1
end one
ok "SIGHUP: a bad config is said and changes nothing, a good one is in force at once"

every=1s
fresh "{$good, \"entries\": 40}"
config "$(source_of guests harbour)"
begin one
until_true many 'guests: ' one.out 1
config "$(source_of guests harbour)
$(source_of others town)"
until_true many 'others: 40 new' one.out 1
mkdir -p scripts/rules
cat >scripts/rules/10.lua <<'END'
rule "seen" { when = stars { max = 5 }, actions = { tag "seen" } }
END
control "{$good, \"entries\": 41}"
until_true many 'guests: 1 new' one.out 1
"$RENOWN" --json reviews --limit 1000 | grep -F '"tags":["seen"]' >tagged
try "the new review has the new rule's tag" test -s tagged
printf 'rule "broken" {' >scripts/rules/20.lua
until_true many '20.lua' one.err 1
control "{$good, \"entries\": 42}"
until_true many 'guests: 1 new' one.out 2
try "said once" test "$(lines 'script file(s) are broken' one.err)" -eq 1
end one
ok "changed files are taken up by themselves; a broken script is said once and costs itself"

fresh "{$good, \"entries\": 60, \"faults\": [{\"kind\": \"403\", \"match\": \"/bad/\", \"times\": 999}, {\"kind\": \"stuck\", \"match\": \"/slow/\", \"seconds\": 60, \"times\": 999}]}"
config "$(source_of bad bad)
$(source_of slow slow)
$(source_of guests harbour)
          - { plugin: nosuch, name: odd }"
begin one
until_true many 'guests: ' one.out 3
until_true many 'bad: .*INCOMPLETE' one.out 2
has one.out 'odd: 0 new'
try "still there" kill -0 "$served"
end one
has one.out 'slow: 0 new'
has one.out 'stopped before it was read to the end'
ok "a source that fails, one that hangs and one that cannot be read do not hold up the others"

fresh "{$good, \"entries\": 500}"
config "$(source_of guests harbour)
$(source_of others town)"
begin one
first=$served
begin two
second=$served
until_true many 'guests: ' one.out 2
until_true many 'others: ' two.out 2
served=$first
end one
served=$second
end two
try "each review once: $(reviews)" test "$(reviews)" -eq 1000
added=$(cat one.out two.out | awk '{ n += $2 } END { print n }')
try "$added taken in" test "$added" -eq 1000
free
ok "two of them on one store: each review once"

fresh "{$good, \"entries\": 500, \"faults\": [{\"kind\": \"stuck\", \"seconds\": 30, \"skip\": 4, \"times\": 1}]}"
config "$(source_of guests harbour)"
begin one
until_true settled 5
kill -KILL "$served"
wait "$served" 2>/dev/null
try "some were stored" test "$(reviews)" -ge 50
begin two
until_true many 'guests: ' two.out 1
has two.out 'guests: '
lacks two.out 'another renown'
end two
try "all of them: $(reviews)" test "$(reviews)" -eq 500
ok "killed in the middle and started again: all there, each once"

every=1h
fresh "{$good, \"entries\": 500, \"faults\": [{\"kind\": \"stuck\", \"seconds\": 30, \"skip\": 4, \"times\": 1}]}"
config "$(source_of guests harbour)"
begin one
until_true settled 5
end one
has one.out 'stopped before it was read to the end'
begin two
until_true many 'guests: ' two.out 1
end two
try "all of them" test "$(reviews)" -eq 500
ok "ended in the middle: the next one goes on at once"

fresh "{$good, \"entries\": 5}"
config "$(source_of guests harbour)"
rn 2 serve --listen 127.0.0.1:8080
has "$err" 'no web pages'
config "  nonsense: ["
rn 2 serve
config "$(source_of guests harbour)"
echo "this is no store" >renown.db
rn 1 serve
has "$err" 'not a Renown store'
rm -f renown.db*
ok "what cannot begin says why"

finish
