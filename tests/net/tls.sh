#!/bin/sh
# SPDX-License-Identifier: MIT
# Who is trusted: a place on 127.0.0.1 that speaks TLS, with certificates of an authority made here.
for program in python3 openssl; do
    command -v $program >/dev/null || { echo "1..0 # SKIP there is no $program to play an encrypted place"; exit 0; }
done
. "$srcdir/tests/cli/tap.sh"

play=$srcdir/tests/lib/fake_place.py
places=
trap 'for p in $places; do kill "$p" 2>/dev/null; done; rm -rf "$work"' EXIT
export GUEST_TOKEN='guest-token-that-nobody-may-see'

make_key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key" 2>/dev/null; }
authority() { # NAME
    make_key "$1"
    openssl req -x509 -new -key "$1.key" -out "$1.pem" -days 2 -subj "/CN=Authority $1" 2>/dev/null
}
certificate() { # NAME HOSTS DAYS AUTHORITY
    make_key "$1"
    openssl req -new -key "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
    echo "subjectAltName=$2" >"$1.ext"
    openssl x509 -req -in "$1.csr" -CA "$4.pem" -CAkey "$4.key" -CAcreateserial -extfile "$1.ext" -out "$1.pem" -days "$3" 2>/dev/null
}
authority ours
authority theirs
certificate good DNS:localhost,IP:127.0.0.1 2 ours
certificate elsewhere DNS:elsewhere.example 2 ours
certificate late DNS:localhost,IP:127.0.0.1 -1 ours
certificate stranger DNS:localhost,IP:127.0.0.1 2 theirs
make_key alone
openssl req -x509 -new -key alone.key -out alone.pem -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null

serve() { # CERTIFICATE [old]: its port in $port
    mkfifo .port
    if [ -n "$1" ]; then
        python3 "$play" serve 120 "$1.pem" "$1.key" ${2:+"$2"} >.port 2>/dev/null &
    else
        python3 "$play" serve 120 >.port 2>/dev/null &
    fi
    places="$places $!"
    read -r port <.port
    rm .port
}
source_at() { # ENDPOINT
    rm -f renown.db*
    cat >renown.yaml <<END
store: renown.db
brands:
  - name: Harbour
    listings:
      - id: lahore
        sources:
          - { plugin: example, name: guests, book: harbour, endpoint: "$1", timeout: 5s, credentials: { token: "\${env:GUEST_TOKEN}" } }
END
}
refused() { # WORDS: nothing was sent, and it is said why
    rn 1 --json sync
    has "$out" '"new":0,"changed":0,"unchanged":0,"removed":0,"complete":false'
    has "$out" "$1"
}

SSL_CERT_FILE=$work/ours.pem
export SSL_CERT_FILE
serve good
source_at "https://127.0.0.1:$port"
rn 0 --json sync
has "$out" '"new":120,"changed":0,"unchanged":0,"removed":0,"complete":true'
source_at "https://localhost:$port"
rn 0 --json sync
has "$out" '"new":120'
ok "a server that proves its name to an authority of the owner's own is read"

unset SSL_CERT_FILE
source_at "https://localhost:$port"
refused 'signed by nobody this machine trusts, so nothing was sent'
has "$out" 'SSL_CERT_FILE'
SSL_CERT_FILE=$work/theirs.pem
export SSL_CERT_FILE
refused 'signed by nobody this machine trusts'
SSL_CERT_FILE=$work/nowhere.pem
refused 'list of trusted certificates cannot be read'
echo 'no certificate' >nonsense.pem
SSL_CERT_FILE=$work/nonsense.pem
refused 'certificate'
ok "without that authority it is not, and what to do is said"

SSL_CERT_FILE=$work/ours.pem
for row in 'elsewhere|made out to another name' 'late|has run out' 'stranger|signed by nobody' 'alone|signed by nobody'; do
    serve "${row%%|*}"
    source_at "https://localhost:$port"
    refused "${row#*|}"
done
ok "another name, a certificate that has run out, a stranger's, nobody's: refused, each with its cure"

serve good old
source_at "https://localhost:$port"
refused 'older than TLS 1.2'
serve ''
source_at "https://localhost:$port"
refused 'does not speak TLS'
ok "old encryption and none at all are refused"

for setting in verify tls_verify insecure; do
    sed "s/timeout: 5s/$setting: false/" renown.yaml >off.yaml
    rn 2 -c off.yaml check
    has "$out" "$setting"
done
ok "nothing switches it off"

finish
