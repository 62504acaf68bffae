#!/bin/sh
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # ${env:…} and `…` are renown's
# `renown discover`: what a login can read, as lines for the config; from recordings and over the network.
. "$srcdir/tests/cli/tap.sh"

stories=$(cd "$srcdir/tests/plugins/google" && pwd)
tape() { # STORY NAME: the story is what the place answers to that login
    rm -rf tape && mkdir tape && cp -R "$stories/$1" "tape/$2" && chmod -R u+w tape
}
export GS='client-secret-of-google' GR='refresh-token-of-google'
head='store: renown.db
contact: mailto:care@example.com
scripts: .
people:
  - { id: op, name: Op, mail: op@example.com }
credentials:
  google-main: { client_id: abc, client_secret: "${env:GS}", refresh_token: "${env:GR}" }
  xplace: { client_id: abc, client_secret: "${env:GS}", refresh_token: "${env:GR}" }'

echo "$head" >renown.yaml
tape 30-discover discover-google
rn 0 discover google --replay tape
has "$out" '  - name: "Café Group"'
has "$out" '      - id: cafe-noir'
has "$out" '          - { plugin: google, account: "11", location: "901", credentials: "google-main" }'
has "$out" '        name: "ہاربر کراچی"'
has "$out" '        # at "12 Example Road, Lahore, 54000, PK, LHE-1"'
has "$err" '4 found, 4 not in renown.yaml yet: put these lines at its end'
cat "$out" >>renown.yaml
rn 0 check
has "$out" 'is good: 4 listings, 4 sources'
lacks "$out" warning
ok "a config that has none yet: the lines make it whole"

tape 30-discover google-cafe-noir
rn 0 discover google --replay tape
has "$out" '# there already: listing cafe-noir, source google-cafe-noir: Café Noir'
lacks "$out" 'id:'
has "$err" '4 found, all of them in renown.yaml already'
rn 0 --json discover google --replay tape
has "$out" '"options":{"account":"33","location":"904"},"new":false,"source":"google-cafe-noir","listing":"cafe-noir"}'
try "four lines" test "$(wc -l <"$out")" -eq 4
sed -i 's/account: "11", location: "902"/account: "7", location: "902"/; s/location: "903"/location: "1903"/' renown.yaml
rn 0 --json discover google --replay tape
has "$out" '"location":"902"},"new":false'
has "$out" '"location":"903"},"new":true,"listing":"harbour-quetta-903","config":"      - id: harbour-quetta-903\n'
ok "what is there is named, by the location alone; a taken id gets the number"

rn 0 discover google --replay tape
cat "$out" >>renown.yaml
rn 0 check
has "$out" 'is good: 5 listings, 5 sources'
ok "lines added to a list of listings"

{ echo "$head" && echo 'brands: [ { name: "H", listings: [] } ]'; } >renown.yaml
tape 34-discover-hostile discover-google
rn 0 discover google --replay tape
lacks "$out" "$(printf '\033')"
try "no control characters" test -z "$(tr -d '\n\040-\176\200-\377' <"$out")"
{ echo "$head" && printf 'brands:\n  - name: H\n    listings:\n' && cat "$out"; } >renown.yaml
rn 0 check
has "$out" 'is good: 3 listings, 3 sources'
ok "names that try to be config stay names"

{ echo "$head" && echo 'brands: []'; } >renown.yaml
for story in 31-discover-nothing 32-discover-not-approved 33-discover-switched-off 35-discover-changed; do
    tape "$story" discover-google
    case $story in
        31*) rn 0 discover google --replay tape; has "$err" 'sees no account' ;;
        32*) rn 1 discover google --replay tape; has "$err" 'access is not approved yet' ;;
        33*) rn 1 discover google --replay tape; has "$err" 'switch on the three interfaces' ;;
        35*) rn 1 discover google --replay tape; has "$err" 'no list' ;;
    esac
    try "$story: nothing on stdout" test ! -s "$out"
done
ok "no account, no access, switched off, changed: a sentence each"

rn 2 discover example
has "$err" 'those that can: google'
rn 2 discover gogle
has "$err" 'did you mean "google"'
rn 2 discover google --credentials gogle-main
has "$err" 'the nearest is google-main'
rn 2 discover
tape 30-discover discover-google
rn 0 discover google --credentials xplace --replay tape
has "$out" 'credentials: "xplace"'
sed -i '/google-main/d' renown.yaml
rn 2 discover google --replay tape
has "$err" 'write `credentials: { google-main: { client_id: …, client_secret: …, refresh_token: … } }`'
lacks "$err" 'xplace'
ok "wrong usage; a login of another place is never taken by itself"

cat >renown.yaml <<END
store: renown.db
defaults: { google: { credentials: main, timeout: 20s } }
credentials: { main: { client_id: abc, client_secret: "\${env:GS}", refresh_token: "\${env:GR}" } }
brands:
  - name: H
    listings:
      - { id: one, sources: [ { plugin: google, account: "11", location: "901" } ] }
      - { id: two, sources: [ { plugin: google, account: "11", location: "902" } ] }
      - { id: three, sources: [ { plugin: google, account: "5", location: "1", credentials: { client_id: x, client_secret: literal-secret-of-three, refresh_token: "\${env:GR}" } } ] }
END
chmod 600 renown.yaml
tape 30-discover google-one
cp -R tape/google-one tape/google-three
rn 0 discover google --replay tape
has "$out" '- { plugin: google, account: "33", location: "904" }'
has "$out" 'there already: listing one, source google-one'
has "$out" '# the login of source google-three is not repeated here'
lacks "$out" 'literal-secret'
ok "each login of the sources is asked once; what defaults give is not repeated, a secret never"

if ! command -v python3 >/dev/null; then
    ok "over the network # SKIP there is no python3 to play the place"
    finish
    exit
fi
play=$srcdir/tests/lib/fake_place.py
mkfifo .port || exit 99
python3 "$play" serve 300 >.port 2>/dev/null &
place=$!
trap 'kill "$place" 2>/dev/null; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
read -r port <.port
control() { python3 "$play" ask "$port" PUT /control "$1" >/dev/null; }
asked() {
    python3 "$play" ask "$port" GET /ledger >.ledger
    grep -c -F -e "$1" .ledger
}
mask='locations?readMask=name,title,storeCode,languageCode,storefrontAddress,metadata&pageSize=100'
answers="\"answers\": {\"/v1/accounts\": {\"accounts\": [{\"name\": \"accounts/1\", \"accountName\": \"One\"}, {\"name\": \"accounts/2\"}]},
 \"/v1/accounts/1/$mask\": {\"locations\": [{\"name\": \"locations/10\", \"title\": \"Ten\"}], \"nextPageToken\": \"p 2\"},
 \"/v1/accounts/1/$mask&pageToken=p%202\": {\"locations\": [{\"name\": \"locations/11\", \"title\": \"Ten\"}], \"nextPageToken\": \"p 3\"},
 \"/v1/accounts/1/$mask&pageToken=p%203\": {\"locations\": [{\"name\": \"locations/12\", \"title\": \"Twelve\"}]},
 \"/v1/accounts/2/$mask\": {\"locations\": [{\"name\": \"locations/10\", \"title\": \"Ten\"}]}}"
cat >renown.yaml <<END
store: renown.db
contact: mailto:care@example.com
defaults: { google: { credentials: google, endpoint: "http://127.0.0.1:$port", timeout: 5s } }
credentials: { google: { client_id: abc, client_secret: "\${env:GS}", refresh_token: "\${env:GR}" } }
END
control "{\"forget\": true, $answers}"
rn 0 discover google --record tape2
has "$out" '- { plugin: google, account: "1", location: "12" }'
try "each location once" test "$(grep -c 'id: ' "$out")" -eq 3
has "$out" 'id: ten-11'
try "one login" test "$(asked '"POST", "path": "/token"')" -eq 1
try "six questions" test "$(asked '"GET", "path": "/v1/accounts')" -eq 5
cp "$out" first
rn 0 discover google --replay tape2
try "the same from the recording" cmp -s first "$out"
if grep -r -q -e "$GS" -e "$GR" tape2 first "$err"; then note "a secret was written down"; fi
ok "over the network: pages, accounts side by side, a recording without secrets"

control "{\"forget\": true, $answers, \"faults\": [{\"kind\": \"403\", \"match\": \"accounts/2/\", \"times\": 9, \"body\": {\"error\": {\"message\": \"not yours\"}}}]}"
rn 1 discover google
has "$out" 'location: "12"'
has "$err" 'not yours'
has "$err" 'not all could be asked'
control "{\"forget\": true, $answers, \"faults\": [{\"kind\": \"429\", \"match\": \"v1/accounts\", \"times\": 9, \"body\": {\"error\": {\"status\": \"RESOURCE_EXHAUSTED\", \"message\": \"Quota exceeded\", \"details\": [{\"metadata\": {\"quota_limit_value\": \"0\"}}]}}}]}"
rn 1 discover google
has "$err" 'access is not approved yet'
try "not asked again" test "$(asked '/v1/accounts')" -eq 1
control "{\"forget\": true, $answers, \"faults\": [{\"kind\": \"400\", \"match\": \"/token\", \"times\": 9, \"body\": {\"error\": \"invalid_grant\"}}]}"
rn 1 discover google
has "$err" 'sign in again'
try "not asked again" test "$(asked '/token')" -eq 1
ok "one account that is closed costs itself only; no access and an ended sign-in are not asked for twice"

finish
