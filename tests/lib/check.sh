#!/bin/sh
# SPDX-License-Identifier: MIT
# Every test there is, counted: `sh tests/lib/check.sh BUILD`, where BUILD was made with sanitizers.
# Ends with the line `N passed, N failed` (and skipped ones); exit status 0 only when none failed.
set -u
cd "$(dirname "$0")/../.."
build=$1
jobs=$(nproc)
passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# One check of its own: name, command…; what it printed is shown when it fails.
step() {
    name=$1
    shift
    if "$@" >"$log" 2>&1; then
        echo "ok $name"
        passed=$((passed + 1))
    else
        echo "not ok $name"
        tail -n 60 "$log" | sed 's/^/    /'
        failed=$((failed + 1))
    fi
}

# The cases that automake's drivers counted below a build folder.
count() {
    results=$(find "$1" -name '*.trs' -exec grep -h '^:test-result:' {} +)
    of() { printf '%s\n' "$results" | grep -c -E "^:test-result: ($1)\\b"; }
    passed=$((passed + $(of 'PASS|XFAIL')))
    failed=$((failed + $(of 'FAIL|XPASS|ERROR')))
    skipped=$((skipped + $(of 'SKIP')))
    find "$1" -name '*.trs' | sort | while read -r trs; do
        if grep -q -E '^:test-result: (FAIL|XPASS|ERROR)' "$trs"; then
            echo "not ok ${trs%.trs}"
            grep -E '^:test-result: (FAIL|XPASS|ERROR)' "$trs" | head -n 20 | sed 's/^/    /'
            tail -n 40 "${trs%.trs}.log" | sed 's/^/    /'
        fi
    done
}

echo "== tests under AddressSanitizer and UndefinedBehaviorSanitizer"
find "$build" -name '*.trs' -delete
make -s -C "$build" -j"$jobs" check-programs >"$log" 2>&1 || { tail -n 40 "$log"; }
make -s -k -C "$build" -j"$jobs" check >"$log" 2>&1
checked=$?
count "$build"
if [ "$checked" -ne 0 ] && [ "$failed" -eq 0 ]; then
    tail -n 60 "$log"
    failed=$((failed + 1))
fi

echo "== lints"
for lint in format layers spdx sizes shell cppcheck; do
    step "lint $lint" sh "tests/lint/$lint.sh"
done
step "lint plugin symbols" sh tests/lint/plugin-symbols.sh "$build/plugins/.libs"

echo "== valgrind"
plain=build-plain
mkdir -p "$plain"
step "plain build" sh -c "cd $plain && ../configure -q --enable-werror && make -s -j$jobs && make -s -j$jobs check-programs"
for program in $(make -s -C "$plain" print-valgrind); do
    step "valgrind $program" env CMOCKA_MESSAGE_OUTPUT=TAP srcdir="$PWD" builddir="$PWD/$plain" \
        RENOWN="$PWD/$plain/renown" RENOWN_PLUGINS="$PWD/$plain/plugins/.libs" TZ=UTC LC_ALL=C.UTF-8 RN_UNDER_VALGRIND=1 \
        valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
        "$plain/$program"
done

echo "== distribution"
step "make distcheck" make -s -C "$plain" -j"$jobs" distcheck

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
