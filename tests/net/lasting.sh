#!/bin/sh
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # ${env:…} is renown's
# `renown serve` as a process that lives for long: it keeps its tokens, notices that a source was taken from it, and does not grow.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the place'; exit 0; }
. "$srcdir/tests/cli/tap.sh"

play=$srcdir/tests/lib/fake_place.py
mkfifo .port || exit 99
python3 "$play" serve 400 >.port 2>/dev/null &
place=$!
served=
trap 'kill "$place" 2>/dev/null; [ -z "$served" ] || kill -KILL "$served" 2>/dev/null; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
read -r port <.port
export GS='client-secret-of-google' GR='refresh-token-of-google' GUEST_TOKEN='guest-token-that-nobody-may-see'

control() { python3 "$play" ask "$port" PUT /control "$1" >/dev/null; }
asked() { # WORDS: how many requests held them
    python3 "$play" ask "$port" GET /ledger >"$work/.ledger"
    grep -c -F -e "$1" "$work/.ledger"
}
home() { # NAME, the listings of its config on stdin
    mkdir "$work/$1" && cd "$work/$1" || exit 99
    {
        printf 'store: renown.db\nbrands:\n  - name: Harbour\n    listings:\n'
        cat
    } >renown.yaml
}
begin() {
    "$RENOWN" serve >out 2>err &
    served=$!
}
end() {
    kill -TERM "$served"
    wait "$served"
    status=$?
    served=
    try "exit $status of serve: $(cat err)" test "$status" -eq 0
}
until_true() { # within a minute
    for _ in $(seq 600); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.1
    done
    note "never came: $*"
    return 1
}
many() { [ "$(grep -c -e "$1" out)" -ge "$2" ]; } # WORDS COUNT
count() { # REQUEST: that many came
    [ "$(asked "$1")" -ge "$2" ]
}
store() { # SQL: its one number
    python3 - "$1" <<'END'
import sqlite3, sys, time
db = sqlite3.connect("renown.db", timeout=30)
row = db.execute(sys.argv[1].replace("NOW", str(int(time.time() * 1000000)))).fetchone()
db.commit()
print(row[0] if row else "")
END
}

reviews='"answers": {"/v4/accounts/1/locations/2/reviews?pageSize=50&orderBy=updateTime%20desc": {"reviews": [{"reviewId": "a", "starRating": "FIVE", "createTime": "2026-05-01T10:00:00Z"}], "totalReviewCount": 1}}'
home tokens <<END
      - id: lahore
        sources:
          - { plugin: google, account: "1", location: "2", every: 1s, endpoint: "http://127.0.0.1:$port", credentials: { client_id: abc, client_secret: "\${env:GS}", refresh_token: "\${env:GR}" } }
END
control "{\"forget\": true, $reviews}"
begin
until_true many 'google-lahore: ' 4
end
lacks out INCOMPLETE
try "one token for all runs, not $(asked /token)" test "$(asked '"path": "/token')" -eq 1
try "asked each time" test "$(asked '"path": "/v4')" -ge 4
ok "a token that lives is used by the next runs"

home fence <<END
      - id: lahore
        sources:
          - { plugin: example, name: guests, book: harbour, page_size: 50, every: 1s, timeout: 20s, endpoint: "http://127.0.0.1:$port", credentials: { token: "\${env:GUEST_TOKEN}" } }
END
control '{"token": "guest-token-that-nobody-may-see", "forget": true, "entries": 400, "faults": [{"kind": "slow", "seconds": 3, "skip": 4, "times": 1}]}'
begin
until_true count entries 5
store "update lease set owner = 'elsewhere 1 1 1', fence = fence + 1, until = NOW + 1200000000 where name = 'source:guests'"
held=$(store 'select count(*) from review')
until_true many 'INCOMPLETE' 1
has out 'another renown has taken this source over'
try "nothing was written since: $(store 'select count(*) from review'), not $held" test "$(store 'select count(*) from review')" -eq "$held"
try "the other's lease stands" test "$(store "select count(*) from lease where owner = 'elsewhere 1 1 1' and until > 0")" -eq 1
until_true many 'is being read by another renown' 1
store "update lease set until = 0"
until_true many 'guests: .* requests$' 1
end
try "all of them: $(store 'select count(*) from review')" test "$(store 'select count(*) from review')" -eq 400
ok "a source that was taken over is left alone, and read again when it is free"

{
    printf '      - id: lahore\n        sources:\n'
    for n in a b c d e f g h i j; do
        echo "          - { plugin: example, name: $n, book: $n, page_size: 50, every: 1s, endpoint: \"http://127.0.0.1:$port\", credentials: { token: \"\${env:GUEST_TOKEN}\" } }"
    done
} >"$work/.ten"
home growth <"$work/.ten"
control '{"token": "guest-token-that-nobody-may-see", "forget": true, "entries": 100}'
memory() { # KiB that are its own
    awk '/^RssAnon:/ { print $2 }' "/proc/$served/status"
}
if [ -r "/proc/$$/status" ]; then
    # What a sanitizer holds back of what was freed is no growth.
    ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1"
    export ASAN_OPTIONS
    begin
    until_true many ' new, ' 60
    before=$(memory)
    until_true many ' new, ' 260
    after=$(memory)
    end
    lacks out INCOMPLETE
    try "from $before KiB to $after KiB in 200 runs" test "$after" -lt $((before + 8192))
    ok "200 runs later it holds no more memory"
fi

finish
