#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown parse` as a person meets it: exit statuses, where things are said, and what is never printed.
set -u
: "${srcdir:=.}" "${builddir:=.}" "${RENOWN:=$builddir/renown}"
: "${RENOWN_PLUGINS:=$builddir/plugins/.libs}"
export RENOWN_PLUGINS

n=0
bad=0
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
stories=$srcdir/tests/plugins/google

# ok DESCRIPTION STATUS ARGUMENTS…: runs parse, keeps $work/out and $work/err; further words are checked by has/hasnt.
ok() {
    what=$1 wanted=$2
    shift 2
    "$RENOWN" "$@" >"$work/out" 2>"$work/err" <"${stdin:-/dev/null}"
    status=$?
    n=$((n + 1))
    if [ $status -eq "$wanted" ]; then
        echo "ok $n - $what"
    else
        echo "# exit $status, not $wanted"
        sed 's/^/# /' "$work/err"
        echo "not ok $n - $what"
        bad=1
    fi
}
line() { # ok|not ok, description
    n=$((n + 1))
    echo "$1 $n - $2"
    [ "$1" = ok ] || bad=1
}
has() { grep -qF -- "$2" "$work/$1" && line ok "… $1 has $2" || line 'not ok' "… $1 has $2"; }
hasnt() { grep -qF -- "$2" "$work/$1" && line 'not ok' "… $1 has no $2" || line ok "… $1 has no $2"; }
lines() { # KIND NUMBER
    came=$(grep -c "\"kind\":\"$1\"" "$work/out")
    [ "$came" -eq "$2" ] && line ok "… $2 of kind $1" || line 'not ok' "… $2 of kind $1, not $came"
}

printf '{"reviews":[' >"$work/cut.json"
printf '{}' >"$work/none.json"
printf '{"hello":"world"}' >"$work/other.json"
: >"$work/empty.json"
page=$stories/01-normal/body-1.json

ok 'a saved page without config and options' 0 --json parse google "$page"
lines review 7
lines aggregate 1
lines request 0
ok 'empty standard input is no page' 1 --json parse google -
stdin=$page
ok 'a page from standard input' 0 --json parse google -
lines review 7
stdin=/dev/null
ok 'the name of a source is printed' 0 --json parse google "$page" --source harbour
has out '"source":"harbour"'

ok 'a bad file among good ones' 1 --json parse google "$page" "$work/cut.json" "$page"
lines review 14
has err cut.json
ok 'a missing file' 1 --json parse google "$work/absent.json"
has err absent.json
ok 'a folder' 1 --json parse google "$work"
ok 'an empty file' 1 --json parse google "$work/empty.json"
has err empty.json
ok 'another document' 1 --json parse google "$work/other.json"
lines review 0
ok 'a valid answer without reviews is said' 0 --json parse google "$work/none.json"
lines warning 1
ok 'an answer that was an error' 1 --json parse google "$stories/13-expired-login/body-1.json" --status 401
has err 'authentication credentials'
has err 'body-1.json'

ok 'an unknown plugin' 2 parse gogle "$page"
has err 'did you mean "google"'
ok 'a path for a plugin' 2 parse ../google "$page"
ok 'an unknown option' 2 parse google "$page" --option acount=1
has err account
ok 'an option without a value' 2 parse google "$page" --option account
ok 'a status that is none' 2 parse google "$page" --status 99
ok 'no file' 2 parse google

ok 'people see text and no controls' 0 parse google "$stories/08-hostile-text/body-1.json" "$page"
has out 'The view from the terrace'
if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" "$work/out"; then
    line 'not ok' '… no control characters'
else
    line ok '… no control characters'
fi
echo "1..$n"
exit $bad
