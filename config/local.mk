# SPDX-License-Identifier: MIT
EXTRA_DIST += %D%/renown-plugin.pc.in %D%/packages
# configure's own clean-up stops at our folder named core, and leaves this behind.
DISTCLEANFILES += confdefs.h
