#!/bin/sh
# SPDX-License-Identifier: MIT
# Plays every story of every plugin: tests/plugins/PLUGIN/NN-name/. With names given, only those plugins'.
set -u
: "${srcdir:=.}" "${builddir:=.}"
: "${RENOWN_PLUGINS:=$builddir/plugins/.libs}"
export RENOWN_PLUGINS
cd "$srcdir/tests/plugins" || exit 99

[ $# -gt 0 ] || set -- */
for plugin in "$@"; do
    plugin=${plugin%/}
    set -- "$plugin"/[0-9][0-9]-*/
    [ -d "$1" ] || continue
    "$builddir/tests/lib/story" "$plugin" "$@"
    [ $? -lt 2 ] || echo "not ok - $plugin: the story runner broke down"
done | awk '
    /^1\.\.[0-9]+$/ { next }
    /^ok /      { sub(/^ok [0-9]* ?/, "");     n++; print "ok " n " " $0; next }
    /^not ok /  { sub(/^not ok [0-9]* ?/, ""); n++; bad = 1; print "not ok " n " " $0; next }
    { print }
    END { print "1.." n + 0; exit bad + (n == 0) }'
