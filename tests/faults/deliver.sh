#!/bin/sh
# SPDX-License-Identifier: MIT
# S1, S2: what deliver.py tells. 50 kills here; `make soak-deliver` has 1,000.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the place'; exit 0; }
. "$(dirname "$0")/lib.sh"
mkdir "$T/deliver" && cd "$T/deliver" || exit 99
RENOWN=$RENOWN python3 "$srcdir/tests/faults/deliver.py" "${ROUNDS:-50}" "${SEED:-1}"
