#!/bin/sh
# SPDX-License-Identifier: MIT
# What a run leaves behind after every kind of fault: its status, its row in the ledger of runs, the cursor, what was
# removed (nothing), what `sources` and the digest say; and that the next good run makes it whole.
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3 to play the place'; exit 0; }
. "$srcdir/tests/cli/tap.sh"

play=$srcdir/tests/lib/fake_place.py
mkfifo .port || exit 99
python3 "$play" serve 900 >.port 2>/dev/null &
place=$!
trap 'kill "$place" 2>/dev/null; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
read -r port <.port
mkdir plugins
ln -s "${RENOWN_PLUGINS:-$builddir/plugins/.libs}/example.so" "$builddir/tests/net/.libs/ledger.so" plugins/
export RENOWN_PLUGINS="$work/plugins" GUEST_TOKEN='token-of-the-guestbook'

control() { python3 "$play" ask "$port" PUT /control "$1" >/dev/null; }
config() { # ENDPOINT [OPTION]
    cat >renown.yaml <<END
store: renown.db
contact: mailto:care@example.com
brands:
  - name: Harbour
    listings:
      - id: lahore
        sources:
          - { plugin: example, name: guests, book: sweep, endpoint: "$1", timeout: 1s, credentials: { token: "\${env:GUEST_TOKEN}" } }
          - { plugin: ledger, name: ledger, book: ledger, endpoint: "$1", timeout: 1s }
END
}
# Of the store, as it stands, in one look and read only: a line a source, then how many are gone and how many there are.
look() {
    python3 - <<'END'
import sqlite3
db = sqlite3.connect("file:renown.db?mode=ro", uri=True)
for n, label, health, complete, cursor in list(db.execute(
        "select n, label, health, datetime(last_complete / 1000000, 'unixepoch'), coalesce(cursor, '') from origin order by label")):
    run = db.execute("select complete, ended is not null, removed, coalesce(note, '') from run where origin = ? order by n desc limit 1", (n,)).fetchone()
    here = db.execute("select count(*) from review where origin = ? and removed_at is null", (n,)).fetchone()[0]
    print(label, health, "complete=%d ended=%d removed=%d" % run[:3], "reviews=%d" % here, "last=" + complete, "cursor=" + cursor, "note=" + run[3])
print("gone=%d" % db.execute("select count(*) from review where removed_at is not null").fetchone())
END
}
same() { # WHAT WANTED GOT
    [ "$2" = "$3" ] || note "$1: '$3', not '$2'"
}

# Before: 120 entries were read to the end. Both sources then have 50-entry pages; the fault is on the third.
mkdir base && cd base && config "http://127.0.0.1:$port"
control '{"forget": true, "entries": 120}'
rn 0 --now 2026-06-01T12:00:00Z --json sync
has "$out" '"source":"guests","listing":"lahore","requests":3,"new":120'
has "$out" '"source":"ledger","listing":"lahore","requests":3,"new":120'
look >"$work/.look"
has "$work/.look" " cursor=e000119 "
rn 0 --now 2026-06-01T12:10:00Z digest --json --period day
has "$out" '"kind":"green"'
ok "before: complete"
cd .. || exit 99

third='"match": "after=e000099"'
tenth='"match": "after=e000219"'
anywhere='"match": "/entries"'

names='guests ledger' many=2 # the sources that are read, and how many

# The run with the fault: what is there up to it stays, and everybody can see that it is not all.
broken_run() { # NOW WORDS CURSOR
    rn 1 --now "$1" --json sync
    same "rows that say why" "$many" "$(grep -F -e '"removed":0,"complete":false,"warnings":["' "$out" | grep -c -F -e "$2")"
    look >"$work/.look"
    for source in $names; do
        grep "^$source " "$work/.look" >"$work/.line"
        has "$work/.line" "$source broken complete=0 ended=1 removed=0"
        has "$work/.line" "last=2026-06-01 12:00:00"
        sed -i 's/.* note=//' "$work/.line"
        has "$work/.line" "$2"
    done
    has "$work/.look" " cursor=$3 "
    has "$work/.look" "gone=0"
    rn 0 --now "$1" sources --json
    same "sources that say why" "$many" "$(grep -F '"health":"broken"' "$out" | grep -c -F -e "$2")"
    rn 0 --now "$1" digest --json --period day
    same "the digest says so" "$many" "$(grep -o -F '"kind":"failed"' "$out" | wc -l)"
    lacks "$out" '"kind":"green"'
}

good_run() { # NOW ENTRIES
    rn 0 --now "$1" --json sync
    same "$1: complete" "$many" "$(grep -c -F '"removed":0,"complete":true,"warnings":[]' "$out")"
    look >"$work/.look"
    for source in $names; do
        has "$work/.look" "$source ok complete=1 ended=1 removed=0 reviews=$2"
    done
    has "$work/.look" " cursor=$(printf 'e%06d' $(($2 - 1))) "
    has "$work/.look" "gone=0"
    rn 0 --now "$1" digest --json --period day
    has "$out" '"kind":"green"'
}

# NAME, FAULT (its members but match and times), WORDS of the sentence.
fault() {
    rm -rf "home" && cp -R base home && cd home || exit 99
    state="{\"forget\": true, \"entries\": 320, \"faults\": [{$2, $third, \"times\": 99}, {$2, $tenth, \"times\": 99}]}"
    control "$state"
    broken_run 2026-06-02T13:00:00Z "$3" e000219
    control "$state"
    case $1 in *again*) broken_run 2026-06-03T14:00:00Z "$3" e000219 ;; esac
    control '{"forget": true, "entries": 320}'
    good_run 2026-06-04T15:00:00Z 320
    cd .. || exit 99
    ok "$1"
}

fault "no answer in time" '"kind": "stuck", "seconds": 3' 'no whole answer came in time'
fault "an answer that never ends" '"kind": "slow", "seconds": 3' 'no whole answer came in time'
fault "reset" '"kind": "hangup"' 'try again later'
fault "cut short, and again" '"kind": "cut"' 'broke off'
fault "no HTTP" '"kind": "junk"' 'no HTTP'
fault "503" '"kind": "503"' 'HTTP status 503'
fault "503 for hours" '"kind": "503", "after": 7200' 'HTTP status 503'
fault "429 without a time" '"kind": "429"' 'HTTP status 429'
fault "429, seconds" '"kind": "429", "after": 7200' 'it asks to wait: 7200'
fault "429, a date" '"kind": "429", "date": 7200' 'it asks to wait: '
fault "403" '"kind": "403"' 'HTTP status 403'
fault "404, and again" '"kind": "404"' 'HTTP status 404'
fault "broken JSON, and again" '"kind": "raw", "text": "{\"entries\": [{\"id\": \"e0001"' 'not JSON'
fault "another document" '"kind": "200", "body": {"posts": []}' 'it has no entries'
fault "another kind of content" '"kind": "raw", "type": "image/png", "text": "\u0089PNG\r\n\u001a\n\u0000\u0000"' 'JSON'
fault "a login page, and again" '"kind": "login"' 'JSON'
fault "more than any page" '"kind": "huge"' 'larger than any page'
fault "a bomb" '"kind": "bomb"' 'larger than any page'
fault "redirected to another host" '"kind": "redirect", "to": "http://127.0.0.2:9/"' 'redirects to another host'
fault "redirected for ever" '"kind": "onward"' 'redirects more than'

# A circle: the third page names one that was read.
rm -rf home && cp -R base home && cd home || exit 99
circle='{"forget": true, "entries": 320, "faults": [
  {"kind": "200", "match": "sweep/entries?limit=50&after=e000099", "times": 9, "body": {"entries": [{"id": "e000100", "words": "Word for word number 100.", "stars": 1, "name": "Guest 100", "lang": "en", "written": "2026-05-12T10:00:00Z"}], "next": "e000049"}},
  {"kind": "200", "match": "after=e000219", "times": 9, "body": {"entries": [{"id": "e000219", "words": "Word for word number 219.", "written": "2026-05-05T10:00:00Z"}], "next": "e000169"}}]}'
control "$circle"
broken_run 2026-06-02T13:00:00Z wrap-around e000219
control "$circle"
broken_run 2026-06-03T14:00:00Z wrap-around e000219
control '{"forget": true, "entries": 320}'
good_run 2026-06-04T15:00:00Z 320
cd .. || exit 99
ok "a loop of cursors"

# The listing itself is refused: nothing at all is seen.
for row in '401|HTTP status 401' '403|HTTP status 403' '404|HTTP status 404'; do
    rm -rf home && cp -R base home && cd home || exit 99
    control "{\"forget\": true, \"entries\": 320, \"faults\": [{\"kind\": \"${row%|*}\", $anywhere, \"times\": 99}]}"
    broken_run 2026-06-02T13:00:00Z "${row#*|}" e000119
    has "$work/.look" 'reviews=120 '
    control '{"forget": true, "entries": 320}'
    good_run 2026-06-04T15:00:00Z 320
    cd .. || exit 99
    ok "${row%|*} of the listing"
done

# Names that lead nowhere (too long to be asked for), no TLS behind https, nobody behind the address.
label=$(printf 'a%.0s' $(seq 70))
for row in "a name that leads nowhere|https://$label.example|name" "no TLS|https://127.0.0.1:$port|does not speak TLS" \
    "nobody there|http://127.0.0.1:1|nobody answers"; do
    rm -rf home && cp -R base home && cd home || exit 99
    endpoint=${row#*|} && endpoint=${endpoint%|*}
    config "$endpoint"
    broken_run 2026-06-02T13:00:00Z "${row##*|}" e000119
    config "http://127.0.0.1:$port"
    control '{"forget": true, "entries": 320}'
    good_run 2026-06-04T15:00:00Z 320
    cd .. || exit 99
    ok "${row%%|*}"
done

# Somebody else's certificate.
if command -v openssl >/dev/null; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout own.key -out own.pem -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
    python3 "$play" serve 300 own.pem own.key >.port 2>/dev/null &
    own=$!
    read -r safe <.port
    rm -rf home && cp -R base home && cd home || exit 99
    config "https://127.0.0.1:$safe"
    broken_run 2026-06-02T13:00:00Z 'SSL_CERT_FILE' e000119
    kill "$own"
    config "http://127.0.0.1:$port"
    control '{"forget": true, "entries": 320}'
    good_run 2026-06-04T15:00:00Z 320
    cd .. || exit 99
    ok "a certificate that nobody vouches for"
fi

# robots.txt says no, and later no more. It is kept for a day of the real clock, so what is kept is taken away.
names=ledger many=1
rm -rf home && mkdir home && cd home || exit 99
config "http://127.0.0.1:$port"
sed -i '/plugin: example/d; s/book: ledger/book: ledger, page: true/' renown.yaml
control '{"forget": true, "entries": 120, "robots": null}'
rn 0 --now 2026-06-01T12:00:00Z sync
forget_robots() { python3 -c 'import sqlite3; db = sqlite3.connect("renown.db"); db.execute("delete from robots"); db.commit()'; }
forget_robots
control '{"forget": true, "entries": 320, "robots": "User-agent: *\nDisallow: /api/\n"}'
broken_run 2026-06-02T13:00:00Z 'robots.txt' e000119
python3 "$play" ask "$port" GET /ledger >"$work/.ledger"
lacks "$work/.ledger" '/entries'
forget_robots
control '{"forget": true, "entries": 320, "robots": null}'
good_run 2026-06-04T15:00:00Z 320
cd .. || exit 99
names='guests ledger' many=2
ok "robots.txt says no"

# Faults that pass: the run is whole, nobody need hear of it.
passing() {
    rm -rf home && cp -R base home && cd home || exit 99
    control "{\"forget\": true, \"entries\": 320, \"faults\": [{$2, $third, \"times\": 1}, {$2, $tenth, \"times\": 1}]}"
    good_run 2026-06-02T13:00:00Z 320
    cd .. || exit 99
    ok "$1"
}
passing "passing: reset" '"kind": "hangup"'
passing "passing: 500" '"kind": "500"'
passing "passing: 429, seconds" '"kind": "429", "after": 1'
passing "passing: 429, a date" '"kind": "429", "date": 1'
passing "passing: cut short" '"kind": "cut"'
# An empty page in the middle is said; what it may have hidden is not taken as gone.
rm -rf home && cp -R base home && cd home || exit 99
for now in 2026-06-02T13:00:00Z 2026-06-03T14:00:00Z 2026-06-04T15:00:00Z; do
    control "{\"forget\": true, \"entries\": 120, \"faults\": [{\"kind\": \"200\", \"match\": \"sweep/entries?limit=50&after=e000049\", \"times\": 9, \"body\": {\"entries\": [], \"next\": \"e000099\"}}]}"
    rn 0 --now "$now" --json sync guests
    has "$out" '"removed":0,"complete":true,"warnings":["this page of the guestbook is empty"]'
done
look >"$work/.look"
has "$work/.look" 'gone=0'
rn 0 --now 2026-06-04T15:00:00Z sources --json
has "$out" 'this page of the guestbook is empty'
ok "an empty page in the middle"
cd .. || exit 99

finish
