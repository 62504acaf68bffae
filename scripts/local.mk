# SPDX-License-Identifier: MIT
# Examples to copy from: installed beside the program, never live by themselves.
nobase_dist_pkgdata_DATA += %D%/lib/meta.lua %D%/lib/words.lua \
	%D%/rules/10-triage.lua %D%/rules/20-money.lua %D%/rules/30-safety.lua %D%/rules/40-praise.lua \
	%D%/rules/50-app.lua \
	%D%/tests/10-triage.lua %D%/tests/20-money.lua %D%/tests/30-safety.lua %D%/tests/40-praise.lua %D%/tests/50-app.lua \
	%D%/templates/10-apology.lua %D%/templates/20-thanks.lua %D%/templates/30-app.lua
