#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/files.sh"
tracked 'core/*.c' 'core/*.h' 'plugins/*.c' 'plugins/*.h' 'tests/*.c' 'tests/*.h' | xargs clang-format --dry-run --Werror 2>&1 | grep -E 'error:' | head -n 50 | {
    ! grep .
}
