# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/digest.h %D%/quote.h %D%/quote.c %D%/msg.h %D%/msg.c \
	%D%/msg_table.h %D%/msg_en.c %D%/msg_ur.c \
	%D%/msg_hi.c %D%/msg_ne.c %D%/msg_ka.c %D%/say.h %D%/say.c %D%/facts.h %D%/receipt.h %D%/receipt.c %D%/receipt_resolve.c \
	%D%/figure.h %D%/figure.c %D%/compare.h %D%/compare.c %D%/first_reply.h %D%/first_reply.c %D%/gather.c \
	%D%/gather_needs.c %D%/gather_cover.c %D%/gather_voices.c %D%/gather_topics.c %D%/phrases.c %D%/phrases.h %D%/build_needs.c \
	%D%/build_changed.c %D%/build_score.c %D%/build_coverage.c %D%/build_trial.c %D%/digest_build.c \
	%D%/digest_text.c %D%/digest_html.c %D%/digest_json.c %D%/digest_email.c
