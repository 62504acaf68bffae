# SPDX-License-Identifier: MIT
# The whole program through its command line: shell scripts that speak TAP.
EXTRA_DIST += %D%/tap.sh
cli_tests =
cli_tests += %D%/help.sh
cli_tests += %D%/init.sh
cli_tests += %D%/check.sh
cli_tests += %D%/sync.sh
cli_tests += %D%/import.sh
cli_tests += %D%/demo.sh
dist_check_SCRIPTS += $(cli_tests)
TESTS += $(cli_tests)
