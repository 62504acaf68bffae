#!/bin/sh
# SPDX-License-Identifier: MIT
# The demo: the real pipeline over recorded answers, from first contact to the digest of a Saturday morning.
#
#   sh tests/demo/run.sh RENOWN [FOLDER]     FOLDER keeps config, scripts and store (default: build-demo/demo)
set -eu
renown=$(realpath "$1")
source=$(cd "$(dirname "$0")" && pwd)
home=${2:-$(dirname "$renown")/demo}

rm -rf "$home"
mkdir -p "$home"
cp "$source/renown.yaml" "$home/"
cp -r "$source/../../scripts" "$home/scripts"
cd "$home"

step() { # number, time
    printf '\n$ renown --now %s sync --replay cassettes/%s\n' "$2" "$1"
    "$renown" --now "$2" sync --replay "$source/cassettes/$1"
}
step 1 2026-09-22T06:00:00Z
step 2 2026-10-12T06:00:00Z
step 3 2026-11-09T06:00:00Z
step 4 2026-11-19T05:00:00Z
step 5 2026-11-20T18:30:00Z
step 5 2026-11-21T02:20:00Z

printf '\n$ renown --now 2026-11-21T02:30:00Z reviews --search "charged twice" --limit 3\n'
"$renown" --now 2026-11-21T02:30:00Z reviews --search "charged twice" --limit 3
printf '\n$ renown --now 2026-11-21T02:30:00Z stats --by listing\n'
"$renown" --now 2026-11-21T02:30:00Z stats --by listing
"$renown" --now 2026-11-21T02:30:00Z digest --period day --format html --out digest.html
printf '\nThe same digest as a page: %s\n' "${home##*/}/digest.html"
printf '\n$ renown --now 2026-11-21T02:30:00Z digest --period day\n'
exec "$renown" --now 2026-11-21T02:30:00Z digest --period day
