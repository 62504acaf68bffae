#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown receive`: what places push is taken in when its signature holds, once, and proves nothing more.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
zone: UTC
brands:
  - name: Harbour
    listings:
      - id: lahore
        zone: UTC
        lang: [en]
        sources:
          - { plugin: instagram, name: ig, account: "17841400000000001", credentials: { token: "${env:TOKEN}", app_secret: "${env:APP_SECRET}" } }
          - { plugin: facebook, name: fb, page: "104512345678901", credentials: { token: "${env:TOKEN}" } }
          - { plugin: trustpilot, name: tp, business_unit: 46d6a890000064000500e0c3, credentials: { api_key: "${env:TOKEN}" } }
          - { plugin: folder, name: drop, path: . }
END
TOKEN=token-of-the-page APP_SECRET="It's a Secret to Everybody"
export TOKEN APP_SECRET
NOW=2026-07-02T11:05:00Z
# What Python's hmac made of the two bodies with this key.
printf '%s' '{"object":"instagram","entry":[{"id":"17841400000000001","time":1782990002,"changes":[{"field":"comments","value":{"from":{"id":"1780001","username":"anahit.s"},"media":{"id":"17900000000000101"},"id":"17950000000000051","text":"Just now"}}]}]}' >one.json
ONE=sha256=426ca61edc5bb486b291adcc591cc233bdfae20d0539a05042ddaa6e091aef13
printf '%s' '{"object":"instagram","entry":[{"id":"17841400000000001","time":1782990003,"changes":[{"field":"mentions","value":{"media_id":"17960000000000061","comment_id":"17950000000000061"}}]}]}' >named.json
NAMED=sha256=ef30fce7f6519f290efaf504e240fd0de2555853aece8502defaf416280a1222
take() { # wanted status, arguments…
    wanted_status=$1
    shift
    rn "$wanted_status" --now $NOW --json receive "$@"
}
rows() { "$RENOWN" --now $NOW --json reviews | wc -l; }

take 3 ig one.json
has "$err" 'x-hub-signature-256'
take 3 ig one.json --header "X-Hub-Signature-256: sha256=00$(printf '%s' "$ONE" | cut -c10-)"
has "$err" 'does not fit'
sed 's/Just now/Just NOW/' one.json >changed.json
take 3 ig changed.json --header "X-Hub-Signature-256: $ONE"
lacks "$err" Everybody
take 2 fb one.json --header "X-Hub-Signature-256: $ONE"
has "$err" 'app_secret'
try "nothing is stored" test "$(rows)" -eq 0
ok "without a signature that fits nothing is taken in"

take 0 ig one.json --header "X-Hub-Signature-256: $ONE"
has "$out" '"again":false,"new":1'
"$RENOWN" --now $NOW --json reviews >list
has list '"external_id":"17950000000000051"'
has list '"kind":"comment"'
take 0 ig one.json --header "X-Hub-Signature-256: $ONE"
has "$out" '"again":true,"new":0'
try "one row" test "$(rows)" -eq 1
ok "an event is taken in once"

mkdir -p tape/ig
cat >tape/ig/exchange.txt <<'END'
> GET https://graph.facebook.com/v25.0/17841400000000001?fields=mentioned_comment.comment_id%2817950000000000061%29%7Bid%2Ctext%2Ctimestamp%2Cusername%2Cmedia%7Bid%2Cpermalink%7D%7D
< 200
< file body.json
END
printf '%s' '{"mentioned_comment":{"id":"17950000000000061","text":"@harbourhotel is it true?","timestamp":"2026-07-02T11:00:00+0000","username":"chandni"},"id":"17841400000000001"}' >tape/ig/body.json
mkdir -p none/ig && : >none/ig/exchange.txt
take 1 ig named.json --header "X-Hub-Signature-256: $NAMED" --replay none
has "$out" '"complete":false'
take 0 ig named.json --header "X-Hub-Signature-256: $NAMED" --replay tape
has "$out" '"new":1'
"$RENOWN" --now $NOW --json reviews >list
has list 'is it true?'
ok "what an event only names is asked for, and may come again until it was answered"

printf '%s' '{"events":[{"eventName":"service-review-created","eventData":{"id":"66f1a2b3c4d5e6f708091a2b","stars":2,"title":"Cold","text":"Cold soup","consumer":{"id":"c1","name":"Jo"},"createdAt":"2026-07-02T10:00:00Z"}}]}' >tp.json
printf '%s' '{"events":[{"eventName":"service-review-deleted","eventData":{"id":"66f1a2b3c4d5e6f708091a2b","stars":2,"title":"Cold","text":"Cold soup","consumer":{"id":"c1","name":"Jo"}}}]}' >gone.json
take 3 tp tp.json
has "$err" 'vouches'
take 0 tp tp.json --vouched
has "$out" '"new":1'
take 0 tp gone.json --vouched
has "$out" '"removed":1'
"$RENOWN" --now $NOW --json reviews >list
has list 'Cold soup'
ok "a place that does not sign is taken at somebody's word; a deletion is a removal, and the words stay"

printf '{"events":' >cut.json
take 1 tp cut.json --vouched
printf '<html>' >page.json
take 1 tp page.json --vouched
take 2 drop tp.json --vouched
has "$err" 'takes no pushed events'
take 2 nobody tp.json
take 2 ig one.json --header nonsense
take 1 ig missing.json --vouched
ok "what cannot be read is said and costs nothing"

finish
