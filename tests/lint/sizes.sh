#!/bin/sh
# SPDX-License-Identifier: MIT
# Rooms that grew too large: a C file over 600 lines, a function over 60.
. "$(dirname "$0")/files.sh"
bad=0
for file in $(tracked 'core/*.c' 'core/*.h' 'plugins/*.c' 'plugins/*.h'); do
    lines=$(wc -l <"$file")
    [ "$lines" -le 600 ] || { echo "$file: $lines lines"; bad=1; }
    awk -v f="$file" '/^\{/ { s = NR } /^\}/ && s { if (NR - s > 60) { printf "%s:%d: a function of %d lines\n", f, s, NR - s; bad = 1 } s = 0 } END { exit bad }' "$file" || bad=1
done
exit $bad
