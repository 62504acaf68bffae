#!/bin/sh
# SPDX-License-Identifier: MIT
# Places that listen, through the whole program: one post on two servers, alternatives that overlap, what its
# writer took away.
. "$srcdir/tests/cli/tap.sh"

cat >renown.yaml <<'END'
store: renown.db
brands:
  - name: Harbour
    listings:
      - id: lahore
        zone: Asia/Karachi
        sources:
          - { plugin: mastodon, name: toots, host: [one.example, two.example], tag: [harbour] }
          - { plugin: hackernews, name: hn, query: harbour OR hotel }
          - { plugin: reddit, name: threads, subreddit: [lahore], query: harbour }
END

# tape NAME SOURCE URL BODY [LINK]: adds an exchange to the cassette NAME
tape() {
    folder=$1/$2
    mkdir -p "$folder"
    number=$(find "$folder" -name 'body-*' | wc -l)
    {
        printf '> GET %s\n< 200\n' "$3"
        [ -z "${5:-}" ] || printf '< link: %s\n' "$5"
        printf '< file body-%s.json\n\n' "$number"
    } >>"$folder/exchange.txt"
    printf '%s' "$4" >"$folder/body-$number.json"
}

toot() { # ID SERVER TEXT: a post of bohdan's, known on that server under ID
    printf '{"id":"%s","created_at":"2026-08-01T13:55:55.867Z","language":"en","uri":"https://home.example/users/bohdan/statuses/%s","url":"https://home.example/@bohdan/1","content":"<p>%s</p>","account":{"acct":"bohdan@home.example","display_name":"Bohdan"}}' "$1" "$2" "$3"
}
ONE='https://one.example/api/v1/timelines/tag/harbour?limit=40'
TWO='https://two.example/api/v1/timelines/tag/harbour?limit=40'
tape two-servers toots "$ONE" "[$(toot 71 1 'The harbour sings.'),$(toot 72 2 'The harbour stinks.')]"
tape two-servers toots "$TWO" "[$(toot 18 2 'The harbour stinks.')]" "<$TWO&max_id=18>; rel=\"next\""
tape two-servers toots "$TWO&max_id=18" '[]'
rn 0 --now 2026-08-02T08:00:00Z --json sync toots --replay two-servers
has "$out" '"requests":3,"new":2'
has "$out" '"complete":true'
lacks "$out" wrap-around
rn 0 --json reviews
try "two mentions" test "$(wc -l <"$out")" -eq 2
ok "a post that two servers know counts once, and a page of known ones is no circle"

HN='https://hn.algolia.com/api/v1/search_by_date?tags=%28story%2Ccomment%2Cpoll%29&query='
hit='{"objectID":"41","author":"anahit","created_at_i":1785592555,"comment_text":"the harbour hotel","story_id":40,"parent_id":40}'
tape alternatives hn "${HN}harbour&hitsPerPage=100" "{\"hits\":[$hit]}"
tape alternatives hn "${HN}hotel&hitsPerPage=100" "{\"hits\":[$hit,{\"objectID\":\"42\",\"author\":\"elif\",\"created_at_i\":1785592550,\"comment_text\":\"hotels\"}]}"
rn 0 --now 2026-08-02T08:00:00Z --json sync hn --replay alternatives
has "$out" '"requests":2,"new":1'
ok "what two alternatives find counts once; what is merely like the words does not"

SEARCH='https://oauth.reddit.com/r/lahore/search?sort=new&t=all&type=link&limit=100&raw_json=1&restrict_sr=true&q=harbour'
COMMENTS='https://oauth.reddit.com/r/lahore/comments?limit=100&raw_json=1'
nothing='{"kind":"Listing","data":{"after":null,"children":[]}}'
comment() { # AUTHOR BODY
    printf '{"kind":"Listing","data":{"after":null,"children":[{"kind":"t1","data":{"id":"c1","name":"t1_c1","author":"%s","body":"%s","link_id":"t3_p1","parent_id":"t3_p1","created_utc":1785592555.0,"edited":false}}]}}' "$1" "$2"
}
tape said threads "$SEARCH" "$nothing"
tape said threads "$COMMENTS" "$(comment farid 'My aunt drowned in that harbour.')"
tape taken-away threads "$SEARCH" "$nothing"
tape taken-away threads "$COMMENTS" "$(comment '[deleted]' '[deleted]')"
rn 0 --now 2026-08-02T08:00:00Z --json sync threads --replay said
has "$out" '"new":1'
rn 0 --json reviews --search aunt
has "$out" farid
rn 0 --now 2026-08-04T08:00:00Z --json sync threads --replay taken-away
has "$out" '"removed":1'
cp -r two-servers/toots alternatives/hn taken-away/
rn 0 --now 2026-08-05T08:00:00Z sync --due --replay taken-away
rn 0 --now 2026-08-05T08:00:00Z --json reviews
lacks "$out" aunt
lacks "$out" farid
lacks renown.db aunt
rn 0 audit --verify
ok "what its writer took away is not kept: its words are in no file, and the chain still holds"

finish
