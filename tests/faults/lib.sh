# SPDX-License-Identifier: MIT
# Read by every script of this folder: a home of its own, the program with a time limit, TAP.
# shellcheck shell=sh disable=SC2034,SC2154
set -u
: "${srcdir:=.}" "${builddir:=.}" "${RENOWN:=$builddir/renown}" "${RENOWN_PLUGINS:=$builddir/plugins/.libs}"
export RENOWN_PLUGINS
ASAN_OPTIONS="exitcode=99:${ASAN_OPTIONS:-}"
UBSAN_OPTIONS="halt_on_error=1:exitcode=99:print_stacktrace=1:${UBSAN_OPTIONS:-}"
export ASAN_OPTIONS UBSAN_OPTIONS
unset RENOWN_CONFIG XDG_CONFIG_HOME NO_COLOR
inspect=$builddir/tests/faults/inspect
now=2026-11-21T12:00:00Z
tests=0
T=$(mktemp -d "${TMPDIR:-/tmp}/renown-faults.XXXXXX") || exit 99
chmod 755 "$T" # a test may look in as somebody else
trap 'umount -l "$T/small" 2>/dev/null; chmod -R u+w "$T"; rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
case $(ldd "$RENOWN" 2>/dev/null) in
*libasan*) sanitized=1 ;;
*) sanitized= ;;
esac

# ---- TAP ----

pass() { tests=$((tests + 1)); echo "ok $tests - $1"; }
fail() { # name, why
    tests=$((tests + 1))
    echo "not ok $tests - $1"
    echo "# $2"
    head -c 1500 "$T/err" 2>/dev/null | tr -d '\000' | sed 's/^/#   stderr: /'
}
skip() { tests=$((tests + 1)); echo "ok $tests - $1 # SKIP $2"; }
finish() { echo "1..$tests"; }

# A file to say no more about: the names of what is in "$2" and not in "$1", both sorted.
missing() { comm -13 "$1" "$2" | head -3 | tr '\n' ';'; }

# ---- homes and rows ----

# A folder with a config of two listings and three rules; becomes the current one.
home() { # name
    mkdir -p "$T/$1/scripts/rules"
    cd "$T/$1" || exit 99
    cat >renown.yaml <<YAML
store: renown.db
scripts: scripts
zone: Asia/Karachi
brands:
  - name: Harbour
    listings:
      - { id: harbour, name: Harbour Lahore, zone: Asia/Karachi, lang: [ur, en] }
      - { id: tours, name: Harbour Tours, zone: Asia/Tbilisi, lang: [ka, en] }
YAML
    cat >scripts/rules/10-money.lua <<'LUA'
rule "money" {
  when = all { stars { max = 2 }, mentions { "refund", "charged" } },
  actions = { tag "money", set_priority "urgent" },
}
rule "praise" { when = stars { min = 5 }, actions = { tag "praise" } }
LUA
}

# JSON Lines with ids PREFIX000001…, of invented guests.
rows() { # count, prefix
    awk -v n="$1" -v p="${2:-r}" 'BEGIN {
        split("room staff clean noisy breakfast refund waiting again friendly garden lift charged bed price value", w, " ")
        for (i = 1; i <= n; i++) {
            t = ""
            for (k = 0; k < 14; k++) t = t w[(i * 7 + k * k * 3 + k) % 15 + 1] " "
            printf "{\"kind\":\"review\",\"external_id\":\"%s%06d\",\"author\":{\"name\":\"Guest %d\"},", p, i, i % 97
            printf "\"rating\":{\"value\":%d,\"best\":5,\"worst\":1},\"text\":\"Number %d: %sدیر\",\"lang\":\"en\",", i % 5 + 1, i, t
            printf "\"created_at\":\"2026-%02d-%02dT%02d:00:00Z\"}\n", i % 9 + 1, i % 28 + 1, i % 24
        }
    }'
}

# ---- the program ----

# Runs it in the home with a time limit; fills $status, $T/out and $T/err. stdin is $input, else empty.
input=/dev/null
run() {
    timeout -s KILL "${limit:-120}" "$RENOWN" --now "$now" "$@" >"$T/out" 2>"$T/err" <"$input"
    status=$?
}
import() { run import "$@" --listing harbour --format jsonl; }

# No crash, no finding of a sanitizer, no time-out: prints why not.
unsound() {
    [ "$status" -lt 99 ] || { echo "exit status $status"; return; }
    grep -aE -m1 'Sanitizer|runtime error:|Assertion|stack smashing|core dumped' "$T/err"
}

# NAME, allowed exit statuses ("1 3"), a pattern that stderr must have ("" for any): the last run ended in order.
ended() {
    case " $2 " in
    *" $status "*) ;;
    *) fail "$1" "exit status $status, not one of $2"; return 1 ;;
    esac
    why=$(unsound)
    if [ -n "$why" ]; then
        fail "$1" "$why"
    elif [ -n "$3" ] && ! grep -aqiE -- "$3" "$T/err"; then
        fail "$1" "stderr has nothing like /$3/"
    elif [ "$status" -ne 0 ] && ! grep -aq '[a-z]' "$T/err"; then
        fail "$1" "no sentence on stderr"
    else
        return 0
    fi
    return 1
}

# The store is whole; its rows go to the file $1. False, and $why, otherwise.
whole() {
    if "$inspect" "${2:-renown.db}" >"$1" 2>"$T/inspect"; then
        return 0
    fi
    why=$(head -c 400 "$T/inspect")
    return 1
}

# NAME: the last run ended with a status of $2 and said $3, and the store is whole and as in the file $4.
refused() {
    ended "$1" "$2" "$3" || return 1
    if ! whole "$T/after"; then
        fail "$1" "$why"
    elif ! cmp -s "$4" "$T/after"; then
        fail "$1" "the store has changed: $(diff "$4" "$T/after" | head -3 | tr '\n' ' ')"
    else
        pass "$1"
    fi
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }
# The Nth number of a seeded series between 0 and $3 milliseconds, as seconds.
moment() { # seed, number, most
    awk -v s="$1" -v n="$2" -v most="$3" 'BEGIN { srand(s * 1000 + n); rand(); printf "%.3f", 0.004 + rand() * most / 1000 }'
}
