#!/bin/sh
# SPDX-License-Identifier: MIT
# `retention`: what may not be kept any longer goes with `sync --due`, from every file, and figures stay.
. "$srcdir/tests/cli/tap.sh"

mkdir drop in
cat >renown.yaml <<'END'
store: renown.db
zone: UTC
brands:
  - name: Harbour
    listings:
      - id: lahore
        name: Harbour Lahore
        zone: UTC
        lang: [en]
        sources:
          - { plugin: folder, name: shortlived, path: drop, every: 365d, retention: 30d }
END
printf '%s\n' '{"external_id":"gone","rating":{"value":2,"best":5,"worst":1},"text":"The quibblezorn must go.","author":{"id":"p77","name":"Zora Vlimtack"},"created_at":"2026-05-03T10:00:00Z"}' >in/gone.jsonl
printf '%s\n' '{"external_id":"stay","rating":{"value":4,"best":5,"worst":1},"text":"The plundrifax may stay.","created_at":"2026-05-03T10:00:00Z"}' >in/stay.jsonl
rn 0 --now 2026-05-04T09:00:00Z import in/gone.jsonl --listing lahore --source shortlived
rn 0 --now 2026-05-04T09:00:00Z import in/stay.jsonl --listing lahore --source paper
rm -r in
stats() {
    rn 0 --now 2026-06-12T09:00:00Z --json stats --from 2026-05-01 --to 2026-06-01
    cp "$out" "$1"
}
stats before
rn 0 --now 2026-05-20T09:00:00Z sync --due
rn 0 --now 2026-05-20T09:00:00Z --json reviews
has "$out" quibblezorn
has "$out" plundrifax
ok "within its time everything is there"

rn 0 --now 2026-06-10T09:00:00Z sync --due --dry-run
rn 0 --now 2026-06-10T09:00:00Z --json reviews
has "$out" quibblezorn
ok "a dry run takes nothing away"

rn 0 --now 2026-06-10T09:00:00Z sync --due
has "$err" 'the words of 1 review may not be kept any longer'
rn 0 --now 2026-06-10T09:00:00Z --json reviews
lacks "$out" quibblezorn
lacks "$out" Vlimtack
has "$out" plundrifax
rn 0 --now 2026-06-10T09:00:00Z --json reviews --search quibblezorn
try "no row" test ! -s "$out"
rn 0 --now 2026-06-10T09:00:00Z --json reviews --search plundrifax
has "$out" '"external_id":"stay"'
for word in quibblezorn bblezorn QUIBBLEZORN Vlimtack mtack p77; do
    try "no file with $word" test -z "$(grep -r -l -a -F -e "$word" . --exclude=.out --exclude=.err)"
done
ok "after it the words are gone from the reviews, the index and every file; the other's stay"

stats after
try "the same figures" cmp before after
rn 0 --now 2026-06-10T09:00:00Z sync --due
lacks "$err" 'may not be kept'
ok "the figures stay, and it is done once"

sed -i 's/, retention: 30d//' renown.yaml
rn 0 --now 2027-06-10T09:00:00Z sync --due
rn 0 --now 2027-06-10T09:00:00Z --json reviews
has "$out" plundrifax
ok "what no term is set for stays"

finish
