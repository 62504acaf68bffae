#!/bin/sh
# SPDX-License-Identifier: MIT
# S3 over the network, the short form: soak.py tells what must hold; `make soak` has 500 rounds.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the place'; exit 0; }
. "$(dirname "$0")/lib.sh"
mkdir "$T/soak" && cd "$T/soak" || exit 99
echo '1..3'
INSPECT=$inspect RENOWN=$RENOWN python3 "$srcdir/tests/faults/soak.py" "${ROUNDS:-15}" "${SEED:-1}" ${LONG:-tap}
