# SPDX-License-Identifier: MIT
core_libcore_la_SOURCES += %D%/transport.h %D%/cassette.h %D%/cassette.c %D%/replay.h %D%/replay.c
core_libcore_la_SOURCES += %D%/redact.h %D%/redact.c %D%/known.c
core_libcore_la_SOURCES += %D%/engine.h %D%/engine.c %D%/job.h %D%/course.c %D%/session.c %D%/gate.c
core_libcore_la_SOURCES += %D%/transfer.h %D%/transfer.c %D%/trouble.c
core_libcore_la_SOURCES += %D%/pace.h %D%/pace.c %D%/retry.h %D%/retry.c %D%/refusal.h %D%/refusal.c
core_libcore_la_SOURCES += %D%/robots.h %D%/robots.c %D%/address.h %D%/address.c
core_libcore_la_SOURCES += %D%/auth.h %D%/auth.c %D%/login.h %D%/login_key.c %D%/login_form.c %D%/login_oauth.c
core_libcore_la_SOURCES += %D%/login_service.c %D%/login_session.c %D%/login_apple.c %D%/login_token.c %D%/jwt.h %D%/jwt.c
core_libcore_la_SOURCES += %D%/notify.h %D%/notify.c
core_libcore_la_SOURCES += %D%/post.h %D%/post.c
