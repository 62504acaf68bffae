#!/bin/sh
# SPDX-License-Identifier: MIT
# What lies around `renown serve` as a service: the units, and what it tells its manager.
. "$srcdir/tests/cli/tap.sh"

for unit in renown.service renown-sync.service; do
    sed "s|@bindir@/renown|$RENOWN|" "$srcdir/config/systemd/$unit.in" >"$unit"
    try "$unit names the program" grep -q "^ExecStart=$RENOWN -c " "$unit"
done
cp "$srcdir/config/systemd/renown-sync.timer" .
if command -v systemd-analyze >/dev/null && systemd-analyze --man=no verify ./renown.service >verified 2>&1; then
    for unit in renown.service renown-sync.service renown-sync.timer; do
        systemd-analyze --man=no verify "./$unit" >verified 2>&1 || note "$unit: $(cat verified)"
        lacks verified "$unit:"
    done
    ok "systemd finds nothing wrong with the units"
elif grep -q 'renown.service:' verified 2>/dev/null; then
    note "$(cat verified)"
    ok "systemd finds nothing wrong with the units"
else
    cases=$((cases + 1))
    echo "ok $cases - # SKIP systemd-analyze is not here, or cannot work here"
fi

if ! command -v python3 >/dev/null; then
    cases=$((cases + 1))
    echo "ok $cases - # SKIP there is no python3 to play the manager"
    finish
    exit
fi

# Plays the manager: binds the socket, starts serve with a watchdog of a second, asks for a reload, ends it, and
# prints what was said, a message a line.
cat >manager.py <<'END'
import os, signal, socket, subprocess, sys, time
name, config, program = sys.argv[1:4]
listen = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listen.bind("\0" + name[1:] if name[0] == "@" else name)
listen.settimeout(60)
service = subprocess.Popen([program, "-c", config, "serve"], env=dict(os.environ, NOTIFY_SOCKET=name, WATCHDOG_USEC="1000000"))
def until(wanted):
    while True:
        said = listen.recv(4096).decode()
        print(said.replace("\n", " | "), flush=True)
        if wanted in said:
            return
until("READY=1")
until("STATUS=1 sources, 0 being read, the next at 20")
until("WATCHDOG=1")
until("WATCHDOG=1")
service.send_signal(signal.SIGHUP)
until("RELOADING=1")
until("READY=1")
service.terminate()
until("STOPPING=1")
sys.exit(service.wait(60))
END
mkdir scripts drop
cat >renown.yaml <<'END'
store: renown.db
brands:
  - name: Harbour
    listings:
      - id: lahore
        zone: Asia/Karachi
        sources:
          - { plugin: folder, path: drop, every: 1h }
END
for name in "$work/manager.socket" "@renown-test-$$"; do
    timeout -s KILL 120 python3 manager.py "$name" renown.yaml "$RENOWN" >said 2>"$err"
    status=$?
    try "exit $status of serve: $(cat "$err" said)" test "$status" -eq 0
    has said "STOPPING=1"
done
ok "the manager hears: ready, what it does, that it is alive, reloading, stopping"

NOTIFY_SOCKET=nowhere WATCHDOG_USEC=x "$RENOWN" serve >"$out" 2>"$err" &
served=$!
for _ in $(seq 600); do
    if grep -q 'the next is due at' "$err"; then break; fi
    sleep 0.1
done
kill -TERM "$served"
wait "$served"
status=$?
try "exit $status" test "$status" -eq 0
ok "a manager who is not there is no fault"
finish
