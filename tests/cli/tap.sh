# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For shell tests of the whole program: a scratch folder, one run with its output kept, TAP lines.
#
#   . "$srcdir/tests/cli/tap.sh"
#   rn 0 check                     # runs renown, wants exit status 0; stdout in $out, stderr in $err
#   has "$out" "is good"           # the file contains the words
#   ok "a good config is said so"  # one case: good when all since the last `ok` was good
#   finish
: "${srcdir:=.}" "${RENOWN:=./renown}"
work=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
out=$work/.out err=$work/.err
cases=0 failures=0 trouble=
cd "$work" || exit 99
HOME=$work XDG_CONFIG_HOME=$work/.config
export HOME XDG_CONFIG_HOME
unset RENOWN_CONFIG

note() {
    trouble="$trouble
# $*"
}

rn() {
    wanted=$1
    shift
    "$RENOWN" "$@" >"$out" 2>"$err"
    status=$?
    [ "$status" -eq "$wanted" ] ||
        note "exit $status, not $wanted, of: renown $* ($(head -c 300 "$err"))"
}

has() {
    grep -q -F -e "$2" "$1" || note "'$2' is not in: $(head -c 500 "$1")"
}

lacks() {
    if grep -q -F -e "$2" "$1"; then note "'$2' is in: $(head -c 500 "$1")"; fi
}

# Any condition: try "what it is" test …
try() {
    what=$1
    shift
    "$@" || note "$what"
}

ok() {
    cases=$((cases + 1))
    if [ -z "$trouble" ]; then
        echo "ok $cases - $1"
    else
        echo "not ok $cases - $1$trouble"
        failures=$((failures + 1))
    fi
    trouble=
}

finish() {
    echo "1..$cases"
    [ "$failures" -eq 0 ]
}
