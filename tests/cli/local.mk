# SPDX-License-Identifier: MIT
# The whole program through its command line: shell scripts that speak TAP.
EXTRA_DIST += %D%/tap.sh
cli_tests =
cli_tests += %D%/help.sh
cli_tests += %D%/init.sh
cli_tests += %D%/check.sh
cli_tests += %D%/due.sh
cli_tests += %D%/detect.sh
# Verbs that read: they share a store filled by hand.
EXTRA_DIST += %D%/reading.inc
cli_tests += %D%/digest.sh %D%/try.sh %D%/receipt.sh %D%/reviews.sh %D%/show.sh %D%/stats.sh %D%/export.sh %D%/backup.sh
cli_tests += %D%/sync.sh
cli_tests += %D%/import.sh %D%/preview.sh
cli_tests += %D%/sync.sh %D%/judge.sh
cli_tests += %D%/import.sh
cli_tests += %D%/demo.sh
cli_tests += %D%/folder.sh %D%/broken-plugins.sh
cli_tests += %D%/firsthand.sh
cli_tests += %D%/discover.sh %D%/retention.sh
cli_tests += %D%/listening.sh
cli_tests += %D%/learn.sh
cli_tests += %D%/topics.sh
dist_check_SCRIPTS += $(cli_tests)
TESTS += $(cli_tests)
