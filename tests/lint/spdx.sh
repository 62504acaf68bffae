#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source file says its licence in one of its first three lines.
. "$(dirname "$0")/files.sh"
bad=0
for file in $(tracked '*.c' '*.h' '*.sh' '*.mk' '*.am' '*.ac' '*.lua' '*.sql' '*.py' '*.md' '*.in' | grep -v -E '^(tests/fuzz/seeds/|tests/.*/(broken|hostile|seeds)/)'); do
    head -n 3 "$file" | grep -q 'SPDX-License-Identifier: MIT' || { echo "$file: no SPDX line"; bad=1; }
done
exit $bad
