#!/bin/sh
# SPDX-License-Identifier: MIT
# One test program under valgrind: BUILD, the folder for NAME.out and NAME.status, PROGRAM below BUILD.
# Called by check.sh. A test that is too slow for it does less when RN_UNDER_VALGRIND is set.
build=$1 results=$2 program=$3
name=$results/$(echo "$program" | tr / -)
begun=$(date +%s)
CMOCKA_MESSAGE_OUTPUT=TAP srcdir=$PWD builddir=$PWD/$build RENOWN=$PWD/$build/renown \
    RENOWN_PLUGINS=$PWD/$build/plugins/.libs TZ=UTC LC_ALL=C.UTF-8 RN_UNDER_VALGRIND=1 \
    "$build/libtool" --mode=execute valgrind -q --error-exitcode=9 --leak-check=full \
    --show-leak-kinds=definite --errors-for-leak-kinds=definite "$build/$program" >"$name.out" 2>&1
echo $? >"$name.status"
echo "   $program: $(($(date +%s) - begun)) s"
