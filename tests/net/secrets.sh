#!/bin/sh
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2015 # ${env:…} is renown's
# Secrets stay secret: planted in every way the config knows, sent to a place that quotes them back in all sorts of
# writing, and then looked for in everything that renown leaves behind or shows while it runs.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the place'; exit 0; }
. "$srcdir/tests/cli/tap.sh"

play=$srcdir/tests/lib/fake_place.py
mkfifo .port || exit 99
python3 "$play" serve 900 >.port 2>/dev/null &
place=$!
trap 'kill "$place" 2>/dev/null; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
read -r port <.port
control() { python3 "$play" ask "$port" PUT /control "$1" >/dev/null; }

# Letters that every writing has its own idea of.
export S_BEARER='Bearer-own/a+b"c\d%e&f=1' S_HEADER='Header-own/a+b"c\d%e&f=2' S_CLIENT='Client-own/a+b"c\d%e&f=3'
export S_APISECRET='Apisec-own/a+b"c\d%e&f=4' S_SLACK='https://hooks.example/Slack-own/a+b&f=5'
inline='Inline-own/a+b%e&f=6' refresh='Refresh-own/a+b"c\d%e&f=7' apikey='Apikey-own/a+b%e&f=8' sessions=access-token-
mkdir secret home
printf '%s\n' "$refresh" >secret/google
printf '%s\n' "$apikey" >secret/apikey
if command -v openssl >/dev/null; then
    openssl ecparam -name prime256v1 -genkey -noout 2>/dev/null | openssl pkcs8 -topk8 -nocrypt >secret/apple.p8 2>/dev/null
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 2>/dev/null >secret/rsa.pem
    python3 -c 'import json, sys; print(json.dumps({"type": "service_account", "client_email": "robot@project.example", "private_key_id": "k1", "private_key": open("secret/rsa.pem").read(), "token_uri": "https://oauth2.googleapis.com/token"}))' >secret/robot.json
    keys=yes
else
    keys=
fi
chmod 600 secret/*

config() { # ENDPOINT
    cat >home/renown.yaml <<END
store: renown.db
contact: mailto:care@example.com
credentials:
  google-main: { client_id: public-client, client_secret: "\${env:S_CLIENT}", refresh_token: "\${file:../secret/google}" }
defaults:
  google: { credentials: google-main }
channels:
  slack: { type: slack, url: "\${env:S_SLACK}" }
people:
  - { id: op, name: Op, mail: op@example.com }
brands:
  - name: Harbour
    listings:
      - id: lahore
        sources:
          - { plugin: example, book: sweep, endpoint: "$1", timeout: 1s, credentials: { token: "\${env:S_BEARER}" } }
          - { plugin: google, account: "1", location: "2", endpoint: "$1", timeout: 1s }
          - { plugin: google-places, place: ChIJx, endpoint: "$1", timeout: 1s, credentials: { key: "\${env:S_HEADER}" } }
          - { plugin: tripadvisor, location: "7", endpoint: "$1", timeout: 1s, credentials: { key: "$inline" } }
          - { plugin: trustpilot, business_unit: abc123abc123abc123abc123, endpoint: "$1", timeout: 1s, credentials: { api_key: "\${file:../secret/apikey}", api_secret: "\${env:S_APISECRET}" } }
END
    [ -n "$keys" ] && cat >>home/renown.yaml <<END
          - { plugin: appstore-connect, app: "1446075923", endpoint: "$1", timeout: 1s, credentials: { issuer_id: public-issuer, key_id: PUBLICKEY1, private_key: "\${file:../secret/apple.p8}" } }
          - { plugin: playstore, package: com.example.app, endpoint: "$1", timeout: 1s, credentials: { service_account: "\${file:../secret/robot.json}" } }
END
    chmod 600 home/renown.yaml
}

# Whether any secret stands in these files and folders, in any writing.
spies() {
    python3 - "$inline" "$refresh" "$apikey" "$sessions" "$@" <<'END'
import base64, json, os, sys
from urllib.parse import quote
secrets = dict(inline=sys.argv[1], refresh=sys.argv[2], apikey=sys.argv[3], session=sys.argv[4])
secrets.update({k: v for k, v in os.environ.items() if k.startswith("S_")})
for name in ("apple.p8", "rsa.pem"):
    if os.path.exists("secret/" + name):
        lines = [l for l in open("secret/" + name).read().split("\n") if l and "-----" not in l]
        secrets[name] = lines[len(lines) // 2]
forms = {}
for name, s in secrets.items():
    q, j = quote(s, safe=""), json.dumps(s)[1:-1]
    some = [s, q, q.lower() if q.lower() != s.lower() else q, j, j.replace("/", "\\/"), j.replace("&", "\\u0026")]
    for before in range(3):
        whole = (len(s) + before) * 8 // 6
        some.append(base64.b64encode(b"\0" * before + s.encode()).decode()[[0, 2, 3][before]:whole])
    forms[name] = [f.encode() for f in some if len(f) >= 8]
def files(paths):
    for p in paths:
        if os.path.isdir(p):
            for folder, _, names in os.walk(p):
                yield from (os.path.join(folder, n) for n in names)
        else:
            yield p
for path in files(sys.argv[5:]):
    if path.endswith("renown.yaml") or not os.path.isfile(path):
        continue
    body = open(path, "rb").read()
    for name, some in forms.items():
        for f in some:
            at = body.find(f)
            if at >= 0:
                print(name, "in", path, "near", body[max(0, at - 40):at + len(f) + 10])
                break
END
}
clean() { # WHAT PATHS…
    what=$1
    shift
    found=$(spies "$@")
    [ -z "$found" ] || note "$what: $(echo "$found" | head -n 3 | cut -c 1-200)"
}
# One run with all that it says kept; any exit status will do but a crash.
said=0
run() {
    said=$((said + 1))
    (cd home && "$RENOWN" "$@" >"$work/said/$said.out" 2>"$work/said/$said.err")
    status=$?
    [ "$status" -le 3 ] || note "exit $status of: renown $*"
}
mkdir said

config "http://127.0.0.1:$port"
control '{"forget": true, "token": null, "entries": 60}'
run check
try "check finds nothing wrong ($(cat said/$said.out))" test "$status" -eq 0
run --json check
run sync --record tape example-lahore
run sync --record tape-all
run doctor
run sources --json
run plugins
run reviews --json
run digest --format html --out digest.html
run export --out export.jsonl
run backup copy.db
run init starter
run discover google --record tape-discover
try "something was collected" grep -q '60 new' said/3.out
try "a cassette" test -s home/tape/example-lahore/exchange.txt
python3 "$play" ask "$port" GET /ledger >.ledger
for way in 'Bearer Bearer-own' 'x-goog-api-key": "Header-own' 'key=Inline-own' 'apikey": "Apikey-own' 'client_secret=Client-own' 'refresh_token=Refresh-own' ${keys:+'assertion=ey' 'Bearer ey'}; do
    grep -q -F -e "$way" .ledger || note "the place never saw: $way"
done
clean "a good day" home said
ok "a good day: what verbs print, the store, recordings, exports, copies"

# The place quotes what it was sent.
for fault in '"kind": "echo", "status": 401' '"kind": "echo", "status": 403' '"kind": "echo", "status": 404' '"kind": "echo", "status": 429' '"kind": "echo", "status": 200' \
    '"kind": "echo_away"' '"kind": "stuck", "seconds": 2' '"kind": "hangup"' '"kind": "login"'; do
    control "{\"forget\": true, \"entries\": 60, \"faults\": [{$fault, \"match\": \"/\", \"times\": 99}]}"
    run sync --record "tape$said"
    control "{\"forget\": true, \"entries\": 60, \"faults\": [{$fault, \"match\": \"GET /\", \"times\": 99}]}"
    run sync --record "tape$said"
    run discover google
    run sources
    run digest
    for page in home/renown.db.unexpected/*/*/body-*; do
        [ -f "$page" ] && run parse example "$work/$page"
    done
    clean "$fault" home said
done
ok "a place that quotes what it was sent: 401, 403, 404, 429, 200, redirected, no answer, a login page"

for endpoint in "https://127.0.0.1:$port" "http://127.0.0.1:1" "http://places.example" "https://$(printf 'a%.0s' $(seq 70)).example"; do
    config "$endpoint"
    run sync --record "tape$said" example-lahore tripadvisor-lahore
    clean "$endpoint" home said
done
config "http://127.0.0.1:$port"
ok "no TLS, nobody there, no encryption, no such name"

# While it runs: nothing in the process list; what came from files is in no environment.
control '{"forget": true, "faults": [{"kind": "stuck", "seconds": 3, "match": "GET /", "times": 99}]}'
(cd home && exec "$RENOWN" sync >"$work/said/live.out" 2>"$work/said/live.err") &
running=$!
for _ in $(seq 100); do
    python3 "$play" ask "$port" GET /ledger | grep -q stuck && break
    sleep 0.1
done
tr '\0' '\n' <"/proc/$running/cmdline" >live.cmdline
tr '\0' '\n' <"/proc/$running/environ" | grep -v '^S_' >live.environ
kill -TERM "$running"
wait "$running"
try "the process was there" grep -q sync live.cmdline
clean "the process" live.cmdline live.environ said home
ok "while it runs: arguments and environment"

# A config that is wrong is told without what stands in it.
wrong() { # NAME, LINE that takes the example's place
    sed "s|^          - { plugin: example.*|          - $2|" home/renown.yaml >home/wrong.yaml
    chmod "${3:-600}" home/wrong.yaml
    mv home/wrong.yaml home/renown.yaml.wrong
    run -c renown.yaml.wrong check
    try "$1: exit $status" test "$status" -eq 2
    run -c renown.yaml.wrong sync
    rm home/renown.yaml.wrong
    clean "$1" home said
}
config "http://127.0.0.1:$port"
wrong "a secret as the name of a set" "{ plugin: example, book: b, credentials: \"$inline\" }"
wrong "a list" "{ plugin: example, book: b, credentials: { token: [\"$inline\"] } }"
wrong "no end" "{ plugin: example, book: b, credentials: { token: \"$inline } }"
wrong "in a file that others read" "{ plugin: example, book: b, credentials: { token: \"$inline\" } }" 644
wrong "a line break" "{ plugin: example, book: b, credentials: { token: \"$inline\", tokn: \"$inline\" }, bok: 1 }"
chmod 644 secret/google
run check
try "a secret file that others can read: exit $status" test "$status" -eq 2
has "said/$said.out" 'others can read the file ./../secret/google; take their right away (chmod 600)'
run sync google-lahore
try "and is not used" test "$status" -eq 1
chmod 600 secret/google
clean "modes" home said
ok "wrong configs, a secret file that others can read: said without showing it"

# What is written can be read by its owner alone.
(umask 022 && cd home && rm -rf tape export.jsonl copy.db renown.db* && control '{"forget": true, "token": null, "entries": 60}' && "$RENOWN" sync --record tape example-lahore >/dev/null 2>&1 &&
    "$RENOWN" export --out export.jsonl >/dev/null 2>&1 && "$RENOWN" backup copy.db >/dev/null 2>&1)
for file in home/renown.db home/export.jsonl home/copy.db home/tape/example-lahore/exchange.txt home/tape/example-lahore/body-*; do
    mode=$(stat -c %a "$file")
    try "$file has the mode $mode" test "$mode" = 600
done
ok "store, copy, export and recordings are the owner's alone"
finish
