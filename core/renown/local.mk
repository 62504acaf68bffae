# SPDX-License-Identifier: MIT
renowninclude_HEADERS += %D%/status.h %D%/str.h %D%/model.h %D%/option.h %D%/plugin.h \
	%D%/buf.h %D%/utf8.h %D%/json.h %D%/stamp.h %D%/url.h
