#!/bin/sh
# SPDX-License-Identifier: MIT
# Draws the README's pictures from the demo; run by hand when the digest changes its looks (needs chromium).
#
#   sh tests/demo/pictures.sh RENOWN
set -eu
renown=$(realpath "$1")
source=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sh "$source/run.sh" "$renown" "$scratch/demo" >/dev/null
mkdir -p "$source/../../docs/pictures"
for period in day week; do
    (cd "$scratch/demo" && "$renown" --now 2026-11-21T02:30:00Z digest --period "$period" --format html --out "$scratch/$period.html")
    height=$([ "$period" = day ] && echo 860 || echo 960)
    chromium --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync \
        --no-first-run --hide-scrollbars --user-data-dir="$scratch/chromium" --window-size="720,$height" \
        --screenshot="$source/../../docs/pictures/digest-$period.png" "file://$scratch/$period.html" >/dev/null 2>&1
done
