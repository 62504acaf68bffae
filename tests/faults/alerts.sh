#!/bin/sh
# SPDX-License-Identifier: MIT
# S4: what alerts.py tells, with 15 kills.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the channels'; exit 0; }
. "$(dirname "$0")/lib.sh"
mkdir "$T/alerts" && cd "$T/alerts" || exit 99
RENOWN=$RENOWN python3 "$srcdir/tests/faults/alerts.py" "${ROUNDS:-15}" "${SEED:-1}"
