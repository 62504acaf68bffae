# SPDX-License-Identifier: MIT
EXTRA_DIST += %D%/renown-plugin.pc.in %D%/packages
