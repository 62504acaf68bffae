#!/bin/sh
# SPDX-License-Identifier: MIT
# `renown check`, `sources`, `plugins`, `doctor`: findings with file and line, secrets never shown.
. "$srcdir/tests/cli/tap.sh"

# One listing read by the example plugin.
config() {
    mkdir -p scripts
    cat >renown.yaml <<END
contact: mailto:care@example.com
brands:
  - name: Harbour
    listings:
      - id: lahore
        sources:
          - plugin: example
            book: harbour-hotel
            credentials: { token: "$1" }
people:
  - { id: duty, mail: duty@example.com }
END
    chmod 600 renown.yaml
}

config "\${env:RN_TOKEN}"
RN_TOKEN=hush-hush-hush
export RN_TOKEN
rn 0 check
has "$out" "renown.yaml is good: 1 listing, 1 source"
lacks "$out" hush
rn 0 --json check
try "nothing to say in JSON" test ! -s "$out"
ok "a good config: one line, exit 0"

unset RN_TOKEN
rn 2 check
has "$out" "renown.yaml:9: credential 'token' of source example-lahore"
has "$out" RN_TOKEN
rn 2 --json check
has "$out" '"level":"error","file":"renown.yaml","line":9,'
ok "a missing secret is named by its variable"

config "hush-hush-hush"
rn 0 check
chmod 644 renown.yaml
rn 2 check
has "$out" "renown.yaml:9: "
has "$out" "others can read"
lacks "$out" hush
lacks "$err" hush
rn 2 sources
lacks "$out" hush
lacks "$err" hush
ok "S10 a literal secret in a file others can read is refused and not repeated"

config "\${file:token}"
echo hush-hush-hush >token
chmod 644 token
rn 2 check
has "$out" "token"
lacks "$out" hush
chmod 600 token
rn 0 check
ok "secrets from files: only when others cannot read them"

config "\${file:token}"
sed -i 's/book:/boook:/' renown.yaml
rn 2 check
has "$out" "renown.yaml:8: source example-lahore: 'boook' is not known here; did you mean 'book'?"
sed -i 's/plugin: example/plugin: exampel/' renown.yaml
rn 2 check
has "$out" "renown.yaml:7:"
has "$out" "example"
config x
sed -i '/credentials/d' renown.yaml
rn 2 check
has "$out" "credential 'token' is missing"
ok "unknown plugins and options, missing logins"

config "\${file:token}"
sed -i 's/id: duty,/id: duty, listings: [lahore],/' renown.yaml
cat >>renown.yaml <<'END'
  - { id: lead, hours: nowhere }
stroe: x
END
rn 2 check
has "$out" "renown.yaml:12: there is no calendar"
has "$out" "renown.yaml:13: 'stroe' is not known here; did you mean 'store'?"
try "two findings" test "$(wc -l <"$out")" -eq 2
rn 2 sources
has "$err" "renown.yaml:13"
ok "every finding at once, in check and for other verbs"

config "\${file:token}"
cat >>renown.yaml <<'END'
teams: []
END
sed -i 's/id: duty,/id: duty, listings: [],/; s/^people:/hours: {}\npeople:/' renown.yaml
sed -i 's/      - id: lahore/      - { id: oslo }\n      - id: lahore/; s/listings: \[\],/listings: [lahore],/' renown.yaml
rn 0 check
has "$out" "renown.yaml:5: warning: nobody covers listing 'oslo'"
ok "a listing nobody covers is a warning"

config "\${file:token}"
sed -i 's/book: harbour-hotel/&\n            spend: 5/' renown.yaml
rn 0 check
has "$out" "warning: source example-lahore: 'spend' limits nothing, because Guestbook has no price for a request"
ok "a limit of money where nothing costs money is a warning"

# Hostile files: a diagnosis and exit 2, quickly.
hostile() {
    timeout 20 "$RENOWN" -c "$1" check >"$out" 2>"$err"
    status=$?
    try "$1: exit 2, not $status" test "$status" -eq 2
    try "$1: something is said" test -s "$out" -o -s "$err"
}
printf 'a: &a [x,x]\nb: &b [*a,*a]\n' >bomb.yaml
printf 'a:\n\tb: 1\n' >tab.yaml
printf 'a: 1\nb: \000\n' >nul.yaml
printf 'a: \377\376\n' >latin.yaml
printf 'store: a\nstore: b\n' >twice.yaml
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "[" }' >deep.yaml
awk 'BEGIN { for (i = 0; i < 700000; i++) print "# filler" }' >large.yaml
awk 'BEGIN { for (i = 0; i < 60000; i++) print "k" i ": 1" }' >keys.yaml
printf '%s' '{"brands": [' >cut.yaml
head -c 4096 /dev/urandom >noise.yaml
mkdir folder.yaml
mkfifo pipe.yaml
for file in bomb tab nul latin twice deep large keys cut noise folder pipe; do
    hostile "$file.yaml"
done
ok "hostile configs end with a sentence"

config "\${file:token}"
sed -i 's/$/\r/' renown.yaml
printf '\357\273\277' | cat - renown.yaml >mark.yaml
chmod 600 mark.yaml
rn 0 -c mark.yaml check
ok "a byte-order mark and line ends of Windows are fine"

config "\${file:token}"
rn 0 sources
has "$out" "example-lahore"
has "$out" "never"
rn 0 --json sources
has "$out" '{"source":"example-lahore","listing":"lahore","plugin":"example","health":"new","stored":0}'
try "no store was made" test ! -e renown.db
ok "sources without a store"

cp renown.yaml one.yaml
# shellcheck disable=SC2016 # ${env:…} is renown's
sed -i 's|^people:|      - { id: delhi, sources: [ { plugin: example, book: harbour-hotel, credentials: { token: "${env:RN_TOKEN}" } } ] }\n      - { id: goa, sources: [ { plugin: example, book: another, credentials: { token: "${env:RN_TOKEN}" } } ] }\npeople:|' renown.yaml
line=$(grep -n 'id: delhi' renown.yaml | cut -d : -f 1)
export RN_TOKEN=hush-hush-hush
rn 2 check
has "$out" "renown.yaml:$line: source example-delhi reads the same account as source example-lahore (line "
lacks "$out" "goa"
sed -i '/id: delhi/d' renown.yaml
rn 0 check
unset RN_TOKEN
mv one.yaml renown.yaml
ok "two sources of one account"

rn 0 plugins
has "$out" "example"
rn 0 plugins example
has "$out" "book (text, required)"
has "$out" "credentials: token"
has "$out" "retention:"
rn 0 --json plugins example
has "$out" '"plugin":"example"'
rn 2 plugins exampel
has "$err" "example"
ok "plugins: all of them, and one"

rn 0 doctor
has "$out" "all is well"
printf 'not a database, but long enough to be looked at' >renown.db
cp renown.db copy.db
rn 1 doctor
has "$out" "renown.db"
try "a file that is no store stays untouched" cmp -s renown.db copy.db
rm renown.db
sed -i '1i store: nowhere/renown.db' renown.yaml
rn 1 doctor
has "$out" "nowhere"
rn 1 --json doctor
has "$out" '{"level":"error","message":"'
ok "doctor: well, a file that is no store, a folder that is not there"

finish
