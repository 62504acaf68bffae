#!/bin/sh
# SPDX-License-Identifier: MIT
# A plugin can be built by somebody who has nothing but what `make install` leaves: headers, the kit, renown-plugin.pc.
# The module so built must give what the one of the tree gives.
set -u
: "${srcdir:=.}" "${builddir:=.}" "${CC:=cc}"

n=0
bad=0
ok() { # description, command…
    what=$1
    shift
    n=$((n + 1))
    if "$@" >"$work/log" 2>&1; then
        echo "ok $n - $what"
    else
        sed 's/^/# /' "$work/log" | tail -20
        echo "not ok $n - $what"
        bad=1
    fi
}

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
root=$work/root
cp "$srcdir/plugins/example/example.c" "$work/guestbook.c"
sed -i 's/\.name = "example"/.name = "guestbook"/' "$work/guestbook.c"

install_dev() {
    ${MAKE:-make} -s -C "$builddir" DESTDIR="$root" \
        install-renownincludeHEADERS install-libLIBRARIES install-pkgconfigDATA
}
build() {
    pc=$(find "$root" -name renown-plugin.pc)
    PKG_CONFIG_PATH=$(dirname "$pc") PKG_CONFIG_SYSROOT_DIR=$root
    export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
    mkdir -p "$work/plugins"
    # shellcheck disable=SC2046 # words are meant to be split
    $CC -std=c17 -Wall -Wextra -Werror -fPIC -shared -fvisibility=hidden \
        $(pkg-config --cflags renown-plugin) -o "$work/plugins/guestbook.so" "$work/guestbook.c" \
        -Wl,--exclude-libs,ALL $(pkg-config --libs renown-plugin)
}
read_page() { # plugins' folder, plugin
    RENOWN_PLUGINS=$1 "$builddir/renown" --json parse "$2" \
        "$srcdir/tests/plugins/example/01-normal/body-1.json"
}
same() {
    read_page "$work/plugins" guestbook >"$work/outside" || return 1
    read_page "$builddir/plugins/.libs" example >"$work/inside" || return 1
    [ -s "$work/inside" ] && diff "$work/inside" "$work/outside"
}
only_its_symbol() {
    [ "$(nm -D --defined-only "$work/plugins/guestbook.so" | awk '{ print $NF }')" = rn_plugin_v1 ]
}

ok 'headers, kit and renown-plugin.pc are installed' install_dev
ok 'the example builds outside of the tree' build
ok 'it reads a page as the one of the tree does' same
ok 'it exports nothing but its one symbol' only_its_symbol
echo "1..$n"
exit $bad
