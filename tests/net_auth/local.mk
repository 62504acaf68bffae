# SPDX-License-Identifier: MIT
# Logins: no socket, keys made by the tests themselves.
EXTRA_DIST += %D%/desk.h
net_auth_cflags = $(test_cflags) $(CRYPTO_CFLAGS)
net_auth_libs = $(test_libs) $(CRYPTO_LIBS)

net_auth_tests = %D%/jwt %D%/kinds %D%/answers %D%/renewal
if HAVE_CMOCKA
check_PROGRAMS += $(net_auth_tests)
TESTS += $(net_auth_tests)
endif
tests_net_auth_jwt_SOURCES = %D%/jwt.c %D%/desk.c %D%/keys.c
tests_net_auth_jwt_CFLAGS = $(net_auth_cflags)
tests_net_auth_jwt_LDADD = $(net_auth_libs)
tests_net_auth_kinds_SOURCES = %D%/kinds.c %D%/desk.c %D%/keys.c
tests_net_auth_kinds_CFLAGS = $(net_auth_cflags)
tests_net_auth_kinds_LDADD = $(net_auth_libs)
tests_net_auth_answers_SOURCES = %D%/answers.c %D%/desk.c
tests_net_auth_answers_CFLAGS = $(net_auth_cflags)
tests_net_auth_answers_LDADD = $(net_auth_libs)
tests_net_auth_renewal_SOURCES = %D%/renewal.c %D%/desk.c %D%/keys.c
tests_net_auth_renewal_CFLAGS = $(net_auth_cflags)
tests_net_auth_renewal_LDADD = $(net_auth_libs)
