#!/bin/sh
# SPDX-License-Identifier: MIT
# Every test there is, counted: `sh tests/lib/check.sh BUILD`, where BUILD was made with sanitizers.
# Says how long each part took; ends with the line `N passed, N failed, N skipped`. Exit status 0 only
# when none failed.
set -u
cd "$(dirname "$0")/../.." || exit 2
build=$1
plain="build-plain"
jobs=$(nproc)
passed=0 failed=0 skipped=0
begun=$(date +%s)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
log=$work/log

seconds() { echo $(($(date +%s) - begun)); }
part() { printf '== %s (%d s so far)\n' "$1" "$(seconds)"; }

# One check of its own: name, command…; what it printed is shown when it fails.
step() {
    name=$1 since=$(seconds)
    shift
    if "$@" >"$log" 2>&1; then
        echo "ok $name ($(($(seconds) - since)) s)"
        passed=$((passed + 1))
    else
        echo "not ok $name"
        grep -E '^(FAIL|XPASS|ERROR): |^not ok|: error: |\*\*\* ' "$log" | head -n 40 | sed 's/^/    /'
        echo "    ..."
        tail -n 30 "$log" | sed 's/^/    /'
        failed=$((failed + 1))
        return 1
    fi
}

# What `make check` prints, a line a case, made into a line for every few hundred; failures whole.
progress() {
    awk '
        /^(PASS|SKIP|XFAIL): / { if (++n % 200 == 0) { print "   " n " cases, the last of " $2; fflush() } }
        /^(FAIL|XPASS|ERROR): / { print "   " $0; fflush() }'
}

# The cases that automake's drivers counted below a build folder.
count() {
    find "$1" -name '*.trs' -exec grep -h '^:test-result:' {} + >"$work/results"
    of() { grep -c -E "^:test-result: ($1)( |\$)" "$work/results"; }
    echo "$(of 'PASS|XFAIL') passed, $(of 'FAIL|XPASS|ERROR') failed, $(of SKIP) skipped"
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

part "lints"
for lint in format layers spdx sizes shell cppcheck; do
    step "lint $lint" sh "tests/lint/$lint.sh"
done

part "tests under AddressSanitizer and UndefinedBehaviorSanitizer"
find "$build" -name '*.trs' -delete
if step "test programs are built" make -s -C "$build" -j"$jobs" check-programs; then
    { make -s -k -C "$build" -j"$jobs" check 2>&1; echo $? >"$work/status"; } | tee "$log" | progress
    before=$failed
    count "$build"
    if [ "$(cat "$work/status")" -ne 0 ] && [ "$failed" -eq "$before" ]; then
        echo "not ok make check ended with status $(cat "$work/status")"
        tail -n 60 "$log" | sed 's/^/    /'
        failed=$((failed + 1))
    fi
fi

part "valgrind"
mkdir -p "$plain"
if step "plain build" sh -c "cd $plain && ../configure -q --enable-werror && make -s -j$jobs && make -s -j$jobs check-programs"; then
    # Side by side; each leaves its output and its status.
    make -s -C "$plain" print-valgrind | tr -s ' ' '\n' | grep '^tests/' >"$work/programs"
    xargs -P "$jobs" -n 1 sh tests/lib/valgrind.sh "$plain" "$work" <"$work/programs"
    while read -r program; do
        step "valgrind $program" sh -c 'cat "$1.out"; exit "$(cat "$1.status")"' sh "$work/$(echo "$program" | tr / -)"
    done <"$work/programs"
fi

# The same tests again, from a tarball, out of read-only sources; fewer mutations and kills than above.
part "distribution"
step "make distcheck" env FUZZ_RUNS=50 ROUNDS=5 make -s -C "$plain" -j"$jobs" distcheck

part "done"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
