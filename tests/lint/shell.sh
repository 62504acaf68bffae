#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/files.sh"
bad=0
tracked '*.sh' .ci/run | xargs shellcheck -S warning -e SC1090,SC1091,SC2034,SC2154 || bad=1
# What `make check` starts by its name must be executable.
for script in $(tracked 'tests/cli/*.sh' 'tests/net/*.sh' 'tests/faults/*.sh' | grep -v -E '/(tap|lib)\.sh$'); do
    [ -x "$script" ] || { echo "$script is not executable"; bad=1; }
done
exit $bad
