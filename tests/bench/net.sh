#!/bin/sh
# SPDX-License-Identifier: MIT
# The network against curl, and 1,000 sources due at once; `make bench-net`. README.md says what
# each line means.
set -eu
: "${builddir:?}" "${srcdir:?}" "${ROUNDS:=5}" "${PAGES:=2000}" "${BYTES:=50000}" "${BOOKS:=50}" "${SOURCES:=1000}"
here=$builddir/tests/bench
work=$here/work-net
results=$here/results-net
rm -rf "$work"
mkdir -p "$work/scripts"
: >"$results"
place=
trap '[ -z "$place" ] || kill "$place"; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
RENOWN_PLUGINS=$here/.libs
export RENOWN_PLUGINS
cd "$work"

note() { # key, value, reference
    printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$results"
}

# A place of so many pages; becomes $place, listening on $port.
serve() { # pages, bytes
    mkfifo port stop 2>/dev/null || :
    "$here/place" reviews.jsonl "$1" "$2" <stop >port &
    place=$!
    exec 3>stop
    read -r port <port
}
leave() {
    exec 3>&-
    wait "$place" || :
    place=
}

config() { # file, books, pages of a book, further options
    {
        printf 'store: %s.db\nscripts: scripts\nzone: Asia/Kathmandu\nbrands:\n  - name: Bench\n    listings:\n' "${1%.yaml}"
        awk -v books="$2" -v pages="$3" -v more="$4" -v port="$port" 'BEGIN {
            for (i = 0; i < books; i++) {
                printf "      - id: l%d\n        zone: Asia/Kathmandu\n        lang: [en]\n        sources:\n", i
                printf "          - { plugin: bench, name: b%d, book: %d, pages: %d, endpoint: \"http://127.0.0.1:%d\"%s }\n", i, i, pages, port, more
            }
        }'
    } >"$1"
}

renown() { # config, words…: prints "wall cpu kib"
    config=$1
    shift
    "$here/measure" "$builddir/renown" --config "$config" --now 2026-11-21T12:00:00Z "$@" 2>err || { tail -n 3 err >&2; exit 1; }
}
curl_all() {
    "$here/measure" curl -s --parallel --parallel-max "$BOOKS" -K urls 2>/dev/null
}
clean() { rm -f ./*.db ./*.db-*; }

net_round() {
    # shellcheck disable=SC2046 # three numbers each
    set -- $(curl_all) $(renown fetch.yaml sync) $(renown wide.yaml sync) $(renown read.yaml sync) $("$here/parse" reviews.jsonl "$PAGES" "$BYTES" 2>/dev/null)
    clean
    curl=$1 fetch=$4 wide=$7 read=${10} parse=${13}
    larger=$(awk -v a="$fetch" -v b="$parse" 'BEGIN { print (a > b ? a : b) }')
    note "fetch $PAGES pages, wall s" "$fetch" "$curl"
    note "fetch $PAGES pages, cpu s" "$5" "$2"
    note "  from $PAGES sources, wall s" "$wide" "$curl"
    note "fetch and read, wall s" "$read" "$larger"
    note "  of it reading alone, s" "$parse" "$read"
}

store_round() {
    # shellcheck disable=SC2046
    set -- $("$here/measure" "$builddir/renown" --config import.yaml --now 2026-11-21T12:00:00Z import rows.jsonl --listing l0 --format jsonl) $(renown store.yaml sync)
    note "fetch, read and store, wall s" "$4" "$1"
    # shellcheck disable=SC2046
    set -- "$4" $(renown store.yaml sync)
    note "  again, wall s" "$2" "$1"
    clean
}

memory() {
    # shellcheck disable=SC2046
    set -- $(renown due.yaml sync --due)
    note "$SOURCES sources due at once, peak MiB" "$(($3 / 1024))" 1
    note "  it takes, wall s" "$1" 1
    clean
}

"$here/generate" $((PAGES * 92)) >reviews.jsonl
serve "$PAGES" "$BYTES"
awk -v pages="$PAGES" -v port="$port" 'BEGIN {
    for (i = 0; i < pages; i++)
        printf "url = \"http://127.0.0.1:%d/book/%d\"\noutput = /dev/null\n", port, i
}' >urls
each=$((PAGES / BOOKS))
config fetch.yaml "$BOOKS" "$each" ', read: false'
config wide.yaml "$PAGES" 1 ', read: false'
config read.yaml "$BOOKS" "$each" ''
config store.yaml "$BOOKS" "$each" ', retention: 3650d'
config import.yaml 1 1 ''
config due.yaml "$SOURCES" 2 ', retention: 3650d'
# the rows that the pages hold, for the import beside it
head -n "$("$here/parse" reviews.jsonl "$PAGES" "$BYTES" 2>&1 >/dev/null | awk '{ print $3 }')" reviews.jsonl >rows.jsonl

round=0
while [ "$round" -lt "$ROUNDS" ]; do
    round=$((round + 1))
    printf 'round %s of %s\n' "$round" "$ROUNDS" >&2
    net_round
done
store_round
memory
leave

awk -f "$srcdir/tests/bench/table.awk" "$results"
