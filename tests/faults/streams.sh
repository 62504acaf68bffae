#!/bin/sh
# SPDX-License-Identifier: MIT
# Streams that end, fill up or are not there; signals; other zones and locales.
. "$(dirname "$0")/lib.sh"
home streams
rows 3000 >"$T/some.jsonl"
import "$T/some.jsonl"
whole "$T/before"

# What prints more than a pipe holds, to a reader that leaves.
for verb in "reviews --json --limit 3000" "export" "digest --period month" "help" "plugins"; do
    { # shellcheck disable=SC2086
        timeout -s KILL 60 "$RENOWN" --now "$now" $verb 2>"$T/err"
        echo $? >"$T/status"
    } | head -n 1 >/dev/null
    status=$(cat "$T/status")
    ended "$verb | head -1" "0 1" "" && pass "$verb | head -1"
    # shellcheck disable=SC2086
    timeout -s KILL 60 "$RENOWN" --now "$now" $verb >/dev/full 2>"$T/err"
    status=$?
    refused "$verb >/dev/full" 1 "stdout|write|space" "$T/before"
    # shellcheck disable=SC2086
    timeout -s KILL 60 "$RENOWN" --now "$now" $verb >&- 2>"$T/err"
    status=$?
    refused "$verb >&-" 1 "stdout|write" "$T/before"
done
timeout -s KILL 60 "$RENOWN" --now "$now" import "$T/some.jsonl" --listing harbour >/dev/full 2>"$T/err"
status=$?
refused "import >/dev/full: stored all the same" 1 "stdout" "$T/before"
timeout -s KILL 60 "$RENOWN" --now "$now" import "$T/some.jsonl" --listing harbour <&- >/dev/null 2>"$T/err"
status=$?
refused "import with stdin closed" 0 "" "$T/before"
timeout -s KILL 60 "$RENOWN" --now "$now" import - --listing harbour --format jsonl <&- >/dev/null 2>"$T/err"
status=$?
refused "import of a closed stdin" "0 1 2" "" "$T/before"
timeout -s KILL 60 "$RENOWN" --now "$now" import - --listing harbour --format jsonl <. >/dev/null 2>"$T/err"
status=$?
refused "import of a folder as stdin" "1 2" "[a-z]" "$T/before"
: >"$T/err"
timeout -s KILL 60 "$RENOWN" --now "$now" import "$T/some.jsonl" --listing harbour >/dev/null 2>&-
status=$?
refused "import with stderr closed" 0 "" "$T/before"
timeout -s KILL 60 "$RENOWN" --now "$now" import "$T/some.jsonl" --listing harbour <&- >&- 2>&-
status=$?
[ "$status" -le 1 ] && whole "$T/after" && cmp -s "$T/before" "$T/after" &&
    pass "import with all three closed" || fail "import with all three closed" "exit status $status"

# ---- signals: what was committed stays, the next run completes ----

rows 6000 >"$T/many.jsonl"
home undisturbed
import "$T/many.jsonl"
whole "$T/wanted"
home signals
for signal in INT TERM HUP PIPE; do
    rm -f renown.db*
    mkfifo "$T/pipe" # it stays open: the import waits in the middle
    exec 9<>"$T/pipe"
    cat "$T/many.jsonl" >&9 &
    timeout --preserve-status -s "$signal" -k 10 3 "$RENOWN" --now "$now" import - --listing harbour --format jsonl <"$T/pipe" >"$T/out" 2>"$T/err"
    status=$?
    kill $! 2>/dev/null
    wait
    exec 9>&-
    rm -f "$T/pipe"
    # a program ended by a signal, a clean end of its own, or (PIPE) one that does not care until killed
    case $status in
    0 | 1 | 129 | 130 | 137 | 141 | 143) status=1 && echo 'ended by a signal' >>"$T/err" ;;
    esac
    ended "SIG$signal in the middle of an import" 1 "" || continue
    if ! whole "$T/after"; then
        fail "SIG$signal in the middle of an import" "$why"
    elif [ ! -s "$T/after" ]; then
        fail "SIG$signal in the middle of an import" "nothing of it was kept"
    else
        pass "SIG$signal in the middle of an import: $(wc -l <"$T/after") reviews kept"
    fi
    import "$T/many.jsonl"
    refused "after SIG$signal the next import completes it" 0 "" "$T/wanted"
done

# ---- zones and locales: same input, same bytes ----

home zones
import "$T/some.jsonl"
first=
for zone in UTC Asia/Kathmandu America/St_Johns Nowhere/Atall :/etc/passwd ''; do
    for locale in C C.UTF-8 tr_TR.UTF-8 de_DE.UTF-8 nonsense; do
        {
            TZ=$zone LC_ALL=$locale LANG=$locale timeout -s KILL 60 "$RENOWN" --now "$now" reviews --json --limit 200
            echo $?
            TZ=$zone LC_ALL=$locale LANG=$locale timeout -s KILL 60 "$RENOWN" --now "$now" digest --period month
            echo $?
        } >"$T/out" 2>&1
        [ -n "$first" ] || { cp "$T/out" "$T/first" && first=1; }
        cmp -s "$T/first" "$T/out" || { fail "the same bytes in TZ=$zone LC_ALL=$locale" "$(diff "$T/first" "$T/out" | head -3)"; first=bad; break 2; }
    done
done
grep -q '"external_id"' "$T/first" || first=bad
[ "$first" = bad ] || pass "reviews and digest are the same bytes in every zone and locale"
for locale in tr_TR.UTF-8 nonsense; do
    home "locale-$locale"
    TZ=America/St_Johns LC_ALL=$locale "$RENOWN" --now "$now" import "$T/some.jsonl" --listing harbour >/dev/null 2>"$T/err"
    status=$?
    refused "an import in locale $locale stores the same" 0 "" "$T/before"
done
finish
