#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/files.sh"
exec cppcheck --quiet --error-exitcode=1 --std=c11 --library=lua --enable=warning,portability --inline-suppr -j "$(nproc)" \
    --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches --suppress=unknownMacro \
    -D'RN_PLUGIN_DIR=""' -D'RN_DATA_DIR=""' -I core core plugins
