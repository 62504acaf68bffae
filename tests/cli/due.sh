#!/bin/sh
# SPDX-License-Identifier: MIT
# renown due: deadlines in business hours, asked from the command line.
. "${srcdir:=.}/tests/cli/tap.sh"

week="mon-sat 09:00-13:00,14:00-18:00"
rn 0 due 2026-05-08T12:30 1h --hours "$week" --zone Asia/Karachi
has "$out" "2026-05-08T09:30:00Z  (2026-05-08T14:30:00 in Asia/Karachi)"
ok "over lunch, in UTC and on the wall"
rn 0 --json due 2026-05-09T17:00Z 30m --hours "$week" --zone Asia/Karachi
has "$out" '{"due":"2026-05-11T04:30:00Z","local":"2026-05-11T09:30:00","zone":"Asia/Karachi"}'
ok "a time with a Z is an instant; Sunday is closed"
rn 0 due 2026-05-08T17:30+04:00 1h --hours "$week" --zone Asia/Tbilisi --holidays 2026-05-09,2026-05-11..2026-05-12
has "$out" "2026-05-13T05:30:00Z"
ok "holidays, one by one and as a stretch"
rn 0 due 2026-03-29T02:30 1m --hours "mon-sun 00:00-24:00" --zone Europe/Berlin
has "$out" "2026-03-29T01:01:00Z"
ok "a wall-clock time that the clocks skip is the moment they are put forward"
rn 1 due 2026-05-08T12:30 1h --hours "mon 09:00-10:00" --zone Asia/Karachi --holidays 2026-05-01..2028-01-01
has "$err" "no open window within a year"
try "an instant on stdout" test ! -s "$out"
ok "no open window: no deadline, said so"
for wrong in "2026-05-08T25:00 1h mon" "2026-05-08T12:00 soon mon" "2026-05-08T12:00 1h moonday" "2026-05 1h mon"; do
    # shellcheck disable=SC2086
    set -- $wrong
    rn 2 due "$1" "$2" --hours "$3 09:00-17:00" --zone Asia/Karachi
    try "something on stdout" test ! -s "$out"
done
rn 2 due 2026-05-08T12:00 1h --hours "mon 09:00-17:00"
has "$err" "--hours and --zone"
rn 2 due 2026-05-08T12:00 1h --hours "mon 09:00-17:00" --zone Asia/Karatschi
has "$err" "Asia/Karachi"
rn 2 due 2026-05-08T12:00 1h --hours "mon 09:00-17:00" --zone Asia/Karachi --holidays 2026-02-30
has "$err" "2026-02-30"
ok "what cannot be read is wrong usage and named"
finish
