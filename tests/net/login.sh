#!/bin/sh
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # ${env:…} is renown's
# A login that is refused for good: the person reads which one, where it stands and what to do, not a bare number.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the place'; exit 0; }
. "$srcdir/tests/cli/tap.sh"

play=$srcdir/tests/lib/fake_place.py
mkfifo .port || exit 99
python3 "$play" serve 300 >.port 2>/dev/null &
place=$!
trap 'kill "$place" 2>/dev/null; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
read -r port <.port
export GS='client-secret-of-google' GR='refresh-token-of-google' GUEST_TOKEN='token-of-the-guestbook'

control() { python3 "$play" ask "$port" PUT /control "$1" >/dev/null; }
asked() {
    python3 "$play" ask "$port" GET /ledger >.ledger
    grep -c -F -e "\"path\": \"$1" .ledger
}
cat >renown.yaml <<END
store: renown.db
contact: mailto:care@example.com
brands:
  - name: H
    listings:
      - id: one
        sources:
          - plugin: google
            account: "1"
            location: "2"
            endpoint: "http://127.0.0.1:$port"
            credentials:
              client_id: abc
              client_secret: "\${env:GS}"
              refresh_token: "\${env:GR}"
          - { plugin: example, book: harbour, endpoint: "http://127.0.0.1:$port", credentials: { token: "\${env:GUEST_TOKEN}" } }
END
reviews='"answers": {"/v4/accounts/1/locations/2/reviews?pageSize=50&orderBy=updateTime%20desc": {"reviews": [{"reviewId": "a", "starRating": "FIVE", "createTime": "2026-05-01T10:00:00Z"}], "totalReviewCount": 1}}'
ended='{"kind": "400", "match": "POST /token", "times": 9, "body": {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}}'
where="(credential 'refresh_token': renown.yaml:15, from \${env:GR})"

control "{\"forget\": true, $reviews}"
rn 0 --json sync google-one
has "$out" '"new":1'
ok "it works at all"

control "{\"forget\": true, $reviews, \"faults\": [$ended]}"
rn 1 --json sync google-one
has "$out" 'source google-one: the token service refused the login (invalid_grant): the sign-in has ended or was withdrawn; sign in again'
has "$out" "$where"
try "asked once" test "$(asked /token)" -eq 1
try "no reviews were asked for" test "$(asked /v4)" -eq 0
rn 0 sources
has "$out" 'the sign-in has ended'
ok "an ended sign-in"

no='{"kind": "401", "match": "/v4/", "times": 99, "body": {"error": {"code": 401, "status": "UNAUTHENTICATED", "message": "Somebody changed the password"}}}'
control "{\"forget\": true, $reviews, \"faults\": [$no]}"
rn 1 --json sync google-one
has "$out" 'HTTP status 401: Somebody changed the password (UNAUTHENTICATED); source google-one: the place refused the login (401), with a new token too;'
has "$out" 'renew its consent'
has "$out" "$where"
try "two tokens" test "$(asked /token)" -eq 2
try "two questions" test "$(asked /v4)" -eq 2
ok "a place that takes no token of this sign-in"

control "{\"forget\": true, $reviews, \"faults\": [$no, {\"kind\": \"400\", \"match\": \"POST /token\", \"skip\": 1, \"times\": 9, \"body\": {\"error\": \"invalid_grant\"}}]}"
rn 1 --json sync google-one
has "$out" 'refused the login (invalid_grant)'
has "$out" "$where"
try "one question" test "$(asked /v4)" -eq 1
ok "refused at first, and the sign-in has ended meanwhile"

control '{"forget": true, "token": "another"}'
rn 1 --json sync example-one
has "$out" "Nobody knows this token (UNAUTHENTICATED); source example-one: the place refused the login (401); make a new access token at the place and put it into credential 'token' (credential 'token': renown.yaml:16, from \${env:GUEST_TOKEN})"
try "asked once" test "$(asked /api)" -eq 1
ok "a token that a person made"

many=
for n in 1 2 3 4 5 6 7 8; do many="$many${many:+, }{\"name\": \"accounts/$n\"}"; done
control "{\"forget\": true, \"answers\": {\"/v1/accounts\": {\"accounts\": [$many]}}, \"faults\": [{\"kind\": \"401\", \"match\": \"/locations\", \"times\": 99}]}"
rn 1 discover google
try "eight sentences" test "$(grep -c -F -e "$where" "$err")" -eq 8
lacks "$err" 'check the credentials of this source'
ok "many that were asked with one login: none is told a bare number"

if grep -r -q -F -e "$GS" -e "$GR" -e "$GUEST_TOKEN" "$work" --exclude=.ledger; then note "a secret was written down"; fi
ok "no sentence shows a secret"
# Two sources on one set of credentials: the place lets only its newest token live.
rm -f renown.db*
cat >renown.yaml <<END
store: renown.db
contact: mailto:care@example.com
credentials:
  chain: { client_id: abc, client_secret: "\${env:GS}", refresh_token: "\${env:GR}" }
brands:
  - name: H
    listings:
      - id: one
        sources:
          - { plugin: google, account: "1", location: "2", endpoint: "http://127.0.0.1:$port", credentials: chain }
      - id: two
        sources:
          - { plugin: google, account: "1", location: "3", endpoint: "http://127.0.0.1:$port", credentials: chain }
END
both='"answers": {"/v4/accounts/1/locations/2/reviews?pageSize=50&orderBy=updateTime%20desc": {"reviews": [{"reviewId": "a", "starRating": "FIVE", "createTime": "2026-05-01T10:00:00Z"}], "totalReviewCount": 1},
  "/v4/accounts/1/locations/3/reviews?pageSize=50&orderBy=updateTime%20desc": {"reviews": [{"reviewId": "b", "starRating": "ONE", "createTime": "2026-05-01T10:00:00Z"}], "totalReviewCount": 1}}'
control "{\"forget\": true, $both}"
rn 0 --json sync
try "both are new" test "$(grep -c '"new":1' "$out")" -eq 2
try "one token for both, $(asked /token) asked for" test "$(asked /token)" -eq 1
control "{\"forget\": true, $both, \"faults\": [$ended]}"
rn 1 --json sync
try "both are incomplete" test "$(grep -c '"complete":false' "$out")" -eq 2
has "$out" 'refused the login (invalid_grant)'
try "asked once" test "$(asked /token)" -eq 1
ok "one login for the sources of one set of credentials"

finish
