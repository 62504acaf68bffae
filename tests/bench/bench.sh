#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs Renown and its references in the same rounds and prints the table of ratios; exit 1 when a bar is missed.
# Called by `make bench`; README.md says what each line means.
set -eu
: "${builddir:?}" "${srcdir:?}" "${ROUNDS:=5}" "${ROWS:=200000 1000000}"
here=$builddir/tests/bench
work=$here/work
results=$here/results
rm -rf "$work"
mkdir -p "$work/scripts/rules"
: >"$results"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
RENOWN_PLUGINS=$builddir/plugins/.libs
export RENOWN_PLUGINS

cp "$srcdir/tests/bench/rules.lua" "$work/scripts/rules/10-bench.lua"
cat >"$work/renown.yaml" <<YAML
store: renown.db
scripts: scripts
zone: Asia/Kathmandu
brands:
  - name: Bench
    listings:
      - { id: bench, name: Bench, zone: Asia/Kathmandu, lang: [en] }
YAML
cd "$work"

note() { # key, value, reference
    printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$results"
}

bytes() { # of a store with its log
    cat "$1" "$1-wal" 2>/dev/null | wc -c
}

import() { # file: prints "wall cpu kib"
    "$here/measure" -o out "$builddir/renown" --now 2026-11-21T12:00:00Z import "$1" --listing bench --format jsonl
}

# One round of one size: reference, import, the same import again.
size_round() { # rows
    file=reviews-$1.jsonl
    sync
    # shellcheck disable=SC2046 # two numbers
    set -- "$1" $("$here/reference" "$file" reference.db)
    reference_wall=$2 reference_cpu=$3
    reference_bytes=$(bytes reference.db)
    rm -f reference.db*
    sync
    # shellcheck disable=SC2046
    set -- "$1" $(import "$file")
    note "import $1, wall s" "$2" "$reference_wall"
    note "import $1, cpu s" "$3" "$reference_cpu"
    note "import $1, peak MiB" "$(($4 / 1024))" 1
    note "import $1, store bytes" "$(bytes renown.db)" "$(wc -c <"$file")"
    note "  reference's store bytes" "$reference_bytes" "$(wc -c <"$file")"
    first=$2
    sync
    # shellcheck disable=SC2046
    set -- "$1" $(import "$file")
    note "import $1 again, wall s" "$2" "$first"
    rm -f renown.db*
}

figures_round() {
    # shellcheck disable=SC2046
    set -- $("$here/figures" reviews-200000.jsonl figures.db)
    note "figures of 12 weeks, us" "$1" "$2"
    rm -f figures.db*
}

start_round() {
    # shellcheck disable=SC2046
    set -- $("$here/measure" -n 50 "$builddir/renown" --version) $("$here/measure" -n 50 "$here/empty")
    note "renown --version, wall s" "$1" "$4"
}

# Input without an end of line or quote: what it costs in memory, which no reference can tell.
endless() { # name, format, opening bytes
    # shellcheck disable=SC2046
    set -- "$1" $({ printf '%s' "$3"; head -c 500000000 /dev/zero | tr '\0' 'x'; } |
        { "$here/measure" "$builddir/renown" import - --listing bench --format "$2" 2>/dev/null || :; })
    note "$1, peak MiB" "$(($4 / 1024))" 1
    rm -f renown.db*
}

# A saved answer and a saved page of 20 MB each; the reference is the time that the wanted speed allows.
parse_round() { # plugin, file, megabytes a second that are wanted
    size=$(wc -c <"$2")
    # shellcheck disable=SC2046
    set -- "$1" "$2" "$3" $("$here/measure" "$builddir/renown" --json parse "$1" "$2")
    note "parse $1, cpu s" "$5" "$(echo "$size $3" | awk '{ print $1 / $2 / 1e6 }')"
    echo "$1 $size $5" | awk '{ printf "# parse %s: %.0f MB/s\n", $1, $2 / $3 / 1e6 }' >&2
}

for rows in $ROWS 200000; do
    [ -f "reviews-$rows.jsonl" ] || "$here/generate" "$rows" >"reviews-$rows.jsonl"
done
awk -v form=json -f "$srcdir/tests/bench/pages.awk" >answer.json
awk -v form=html -f "$srcdir/tests/bench/pages.awk" >page.html
round=0
while [ "$round" -lt "$ROUNDS" ]; do
    round=$((round + 1))
    printf 'round %s of %s\n' "$round" "$ROUNDS" >&2
    for rows in $ROWS; do
        size_round "$rows"
    done
    figures_round
    start_round
    parse_round google answer.json 100
    parse_round webpage page.html 30
done
endless 'one line of 500 MB' jsonl '{"external_id":"x","text":"'
endless 'one quoted field of 500 MB' csv 'external_id,text
x,"'

awk -f "$srcdir/tests/bench/table.awk" "$results"
