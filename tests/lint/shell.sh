#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/files.sh"
tracked '*.sh' .ci/run | xargs shellcheck -S warning -e SC1090,SC1091,SC2034,SC2154
