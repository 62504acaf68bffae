# SPDX-License-Identifier: MIT
# Verbs that read.
reading_scripts = %D%/digest.sh %D%/reviews.sh %D%/show.sh %D%/stats.sh %D%/export.sh %D%/backup.sh
dist_check_SCRIPTS += $(reading_scripts)
TESTS += $(reading_scripts)
EXTRA_DIST += %D%/reading.inc
