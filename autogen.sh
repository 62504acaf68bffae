#!/bin/sh
# SPDX-License-Identifier: MIT
#
#   ./autogen.sh          makes ./configure
#   ./autogen.sh demo     installs what is missing, builds, runs the demo: ends with a digest
#   ./autogen.sh check    installs what is missing, builds with sanitizers, runs every test
#
# Packages: config/packages. Builds go to build-demo/ and build-check/.
set -eu
cd "$(dirname "$0")"

say() { printf '== %s\n' "$*" >&2; }

# Packages of the wanted kinds that the system lacks; installed with apt-get, through sudo when not root.
packages() {
    missing=""
    for name in $(awk -v kinds=" $* " '!/^#/ && NF == 2 && index(kinds, " " $1 " ") { print $2 }' config/packages); do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing="$missing $name"
    done
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || { say "please install:$missing"; exit 1; }
    say "installing:$missing"
    root=""
    [ "$(id -u)" = 0 ] || root="sudo"
    $root apt-get update -qq >&2
    # shellcheck disable=SC2086 # words are meant to be split
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >&2
}

build() { # folder, options of configure…
    folder=$1
    shift
    [ -x configure ] && [ -z "$(find configure.ac -newer configure)" ] || autoreconf -fi >&2
    mkdir -p "$folder"
    (cd "$folder" && ../configure -q "$@" >&2 && make -s -j"$(nproc)" >&2)
}

case "${1:-}" in
"")
    exec autoreconf -fi
    ;;
demo)
    packages build
    build build-demo
    exec sh tests/demo/run.sh build-demo/renown
    ;;
check)
    packages build test
    build build-check --enable-sanitizers --enable-werror
    exec sh tests/lib/check.sh build-check
    ;;
*)
    say "usage: ./autogen.sh [demo|check]"
    exit 2
    ;;
esac
