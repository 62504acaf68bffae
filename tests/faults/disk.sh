#!/bin/sh
# SPDX-License-Identifier: MIT
# S3: a full disk costs a clear error and no data. A file system of its own where that is possible (root), and in any
# case a limit on the size of files.
. "$(dirname "$0")/lib.sh"
demo=$srcdir/tests/demo
room='disk|space|full|too large|no room|renown\.db'

keeps() { # name: the last run was refused for want of room, and all of $T/before is still there
    ended "$1" "1 3" "$room" || return 1
    if ! whole "$T/after" "$store"; then
        fail "$1" "$why"
    elif [ -n "$(comm -13 "$T/after" "$T/before")" ]; then
        fail "$1" "gone: $(missing "$T/after" "$T/before")"
    else
        pass "$1"
    fi
}
completes() { # name, wanted
    ended "$1" 0 "" || return
    whole "$T/after" "$store" && cmp -s "$2" "$T/after" && pass "$1" || fail "$1" "$why $(diff "$2" "$T/after" | head -3)"
}

why=
rows 4000 >"$T/many.jsonl"
head -50 "$T/many.jsonl" >"$T/few.jsonl"
home undisturbed
import "$T/many.jsonl"
store=renown.db
whole "$T/wanted"

# ---- a limit on the size of files ----

limited() { # KiB beyond what the largest file here has, command…
    largest=$(find . -type f -exec wc -c {} + | awk '$2 != "total" && $1 > n { n = $1 } END { print int(n / 512) }')
    blocks=$((largest + $1 * 2))
    shift
    (
        ulimit -f "$blocks"
        run "$@"
        echo "$status" >"$T/status"
    ) 2>/dev/null
    status=$(cat "$T/status")
}
home limit
import "$T/few.jsonl"
whole "$T/before"
limited 48 import "$T/many.jsonl" --listing harbour
keeps "import with a limit on file size"
import "$T/many.jsonl"
completes "import with room again" "$T/wanted"
whole "$T/before"
limited -24 backup copy.db
keeps "backup with a limit on file size"
[ ! -e copy.db ] && pass "no half backup is left" || fail "no half backup is left" "copy.db is there"
run backup copy.db
store=copy.db
completes "backup with room again" "$T/wanted"
store=renown.db

# ---- a small file system ----

small() { # mounts 64 KiB's room more than what is there, or fails
    mkdir -p "$T/small"
    umount -l "$T/small" 2>/dev/null
    [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size="$1" tmpfs "$T/small" 2>/dev/null
}
fill_up() { # leaves so many KiB
    left=$(df -Pk "$T/small" | awk 'NR == 2 { print $4 }')
    [ "$left" -le "$1" ] || dd if=/dev/zero of="$T/small/filler" bs=1024 count=$((left - $1)) 2>/dev/null
}
if small 8m; then
    home disk
    sed -i "s|^store:.*|store: $T/small/renown.db|" renown.yaml
    store=$T/small/renown.db
    import "$T/few.jsonl"
    whole "$T/before" "$store"
    for kib in 0 20 300; do
        fill_up "$kib"
        import "$T/many.jsonl"
        keeps "import on a disk with $kib KiB left"
        run reviews --limit 3
        ended "reading on a full disk" 0 "" && pass "reading on a disk with $kib KiB left"
        rm -f "$T/small/filler"
    done
    mount -o remount,size=64m "$T/small"
    import "$T/many.jsonl"
    completes "import once the disk has room" "$T/wanted"
    whole "$T/before" "$store"

    fill_up 20
    run export --out "$T/small/export.jsonl"
    keeps "export on a full disk"
    [ ! -e "$T/small/export.jsonl" ] && pass "no half export is left" || fail "no half export is left" "it is there"
    run backup "$T/small/copy.db"
    keeps "backup on a full disk"
    [ ! -e "$T/small/copy.db" ] && pass "no half backup is left on a full disk" || fail "no half backup is left on a full disk" "it is there"
    run init "$T/small/fresh"
    ended "init on a full disk" "1 3" "$room|fresh" && pass "init on a full disk"
    rm -f "$T/small/filler"
    run init "$T/small/fresh"
    ended "init once the disk has room" 0 "" && pass "init once the disk has room"

    small 8m
    fill_up 0
    import "$T/few.jsonl"
    ended "the making of a store on a full disk" "1 3" "$room" && pass "the making of a store on a full disk"
    rm -f "$T/small/filler"
    import "$T/few.jsonl"
    ended "a store is made once the disk has room" 0 "" && pass "a store is made once the disk has room"

    if [ -d "$demo/cassettes/1" ]; then
        now=2026-09-22T06:00:00Z
        home sync-undisturbed
        cp "$demo/renown.yaml" .
        run sync --replay "$demo/cassettes/1"
        store=renown.db
        whole "$T/wanted"
        small 8m
        sed -i "s|^store:.*|store: $T/small/renown.db|" renown.yaml
        store=$T/small/renown.db
        run sync google-lahore --replay "$demo/cassettes/1"
        whole "$T/before" "$store"
        fill_up 16
        run sync --replay "$demo/cassettes/1"
        keeps "sync on a full disk"
        rm -f "$T/small/filler"
        run sync --replay "$demo/cassettes/1"
        completes "sync once the disk has room" "$T/wanted"
    fi
    umount -l "$T/small"
else
    skip "a small file system" "no right to mount one"
fi
finish
