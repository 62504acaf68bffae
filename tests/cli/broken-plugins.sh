#!/bin/sh
# SPDX-License-Identifier: MIT
# A folder of plugins that holds cut, foreign and odd files: each is named, none ends the program.
. "$srcdir/tests/cli/tap.sh"

mkdir plugins
echo junk >plugins/junk.so
: >plugins/empty.so
ln -s loop.so plugins/loop.so
mkdir plugins/folder.so
mkfifo plugins/pipe.so
program=$(command -v "$RENOWN") || program=$RENOWN
# An ELF file that was cut at several places: the program itself, for want of a plugin at hand.
for bytes in 20 64 500 5000 50000; do
    head -c $bytes "$program" >plugins/cut$bytes.so
done
RENOWN_PLUGINS=$work/plugins
export RENOWN_PLUGINS
echo '{}' >page.json

for name in junk empty folder pipe cut20 cut64 cut500 cut5000 cut50000; do
    rn 1 parse $name page.json
    has "$err" "plugins/$name.so"
done
ok "a file that is no whole shared object is named and never opened as code"

rn 2 parse loop page.json
has "$err" loop
rn 1 plugins
has "$err" "plugins/junk.so"
has "$err" "plugins/pipe.so"
has "$err" "plugins/cut5000.so"
ok "the list of plugins names each of them"

finish
