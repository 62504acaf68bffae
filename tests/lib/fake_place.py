#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A place on 127.0.0.1 for tests: a guestbook with pages, and every way in which a place goes wrong.

    fake_place.py serve SECONDS [CERTIFICATE KEY [old]]
                                     prints its port, serves (TLS with a certificate, TLS 1.1 if old), ends after SECONDS at the
                                     latest, or when killed
    fake_place.py ask PORT METHOD PATH [BODY]      one request, its answer on stdout

    GET /api/books/NAME/entries?limit=N&after=ID   pages of /control's "entries" (default 120)
    POST /token                                    an access token; the last one given out is the valid one
    PUT /control  {"entries": N, "token": "..." or null, "faults": [{"kind", "match", "times", "skip", …}],
                   "answers": {"/path?query": JSON that is answered there}}
    GET /ledger                                    every other request so far, one JSON object a line
    GET /size?bytes=N                              so many bytes
    GET /robots.txt                                /control's "robots"; 404 when it is null
    GET /…?fault=KIND&times=N&…                    a fault written into the address; counted by address

Kinds: any HTTP status (after=SECONDS or date=SECONDS for Retry-After, body=JSON), hangup (no answer), cut (half of it), slow
(a byte now and then), stuck (nothing at all), huge (100 MB, or bytes=), bomb (100 MB in 100 kB of gzip), headers (endless),
login (a web page), raw (text= as type=), echo (status=; quotes credentials in all sorts of writing), echo_away (redirects
with them to another host), junk (no HTTP), redirect (to=, status=), onward (to itself, for ever), done (applied, then no answer).
nested (a bomb in layers=), bytes (head= and then text= as it is, repeat= times), drip (the same, a byte at a time).
With /control's "etags": true, pages carry an ETag and are not sent again to those who name it; "dates" does the same with Last-Modified.
"""

import base64
import gzip
import hashlib
import http.client
import io
import json
import os
import socket
import ssl
import struct
import sys
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

HUGE = 100 << 20
PAGE = b"<!DOCTYPE html><html><body><form action=\"/login\"><input type=\"password\"></form></body></html>"


class State:
    lock = threading.Lock()
    ledger = []
    faults = []
    counted = {}
    entries = 120
    answers = {}
    bomb = None                                    # made once
    token = None                                   # None: nobody needs one
    given = 0
    robots = None
    edits = {}                                     # words of an entry by its number
    etags = dates = False
    changed = 0                                    # how often the entries were changed


def entry(number):
    words = State.edits.get(str(number), "Word for word number %d." % number)
    return {"id": "e%06d" % number, "name": "Guest %d" % number, "stars": 1 + number % 5, "lang": "en", "words": words,
            "written": "2026-05-%02dT10:00:00Z" % (28 - number % 28)}


def pick(line, query):
    """The fault for this request, if there is one left."""
    with State.lock:
        for fault in State.faults:
            if fault.get("match", "") not in line or fault.get("times", 1) == 0:
                continue
            if fault.get("skip", 0) > 0:
                fault["skip"] -= 1
                continue
            fault["times"] = fault.get("times", 1) - 1
            return fault
        if "fault" in query:
            count = State.counted[line] = State.counted.get(line, 0) + 1
            if count <= int(query.get("times", "1000000")):
                return dict(query, kind=query["fault"])
    return None


def pack_bomb():
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as out:
        for _ in range(HUGE >> 20):
            out.write(b"\0" * (1 << 20))
    return packed.getvalue()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def serve(self):
        started = time.monotonic()
        body = self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        query = {k: v[-1] for k, v in parse_qs(parts.query).items()}
        if parts.path == "/control":
            return self.control(json.loads(body))
        if parts.path == "/ledger":
            with State.lock:
                return self.answer(200, "".join(json.dumps(r) + "\n" for r in State.ledger).encode(), kind="text/plain")
        fault = pick("%s %s" % (self.command, self.path), query)
        with State.lock:
            State.ledger.append({"t": round(started, 3), "method": self.command, "path": self.path, "fault": fault["kind"] if fault else None,
                                 "headers": {k.lower(): v for k, v in self.headers.items()}, "body": body.decode("utf-8", "replace")})
        if fault is not None:
            return self.fail(fault)
        return self.place(parts.path, query)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = serve

    def control(self, wanted):
        with State.lock:
            State.changed += wanted.get("entries", State.entries) != State.entries or "edit" in wanted
            State.entries = wanted.get("entries", State.entries)
            State.token = wanted.get("token", State.token)
            State.robots = wanted.get("robots", State.robots)
            State.etags = wanted.get("etags", State.etags)
            State.dates = wanted.get("dates", State.dates)
            State.edits = wanted.get("edit", State.edits)
            State.faults = wanted.get("faults", [])
            State.answers = wanted.get("answers", {})
            if wanted.get("forget"):
                State.ledger.clear()
                State.counted.clear()
        self.answer(200, b"{}")

    def place(self, path, query):
        if path == "/token":
            with State.lock:
                State.given += 1
                State.token = "access-token-%d-of-the-guestbook" % State.given
                return self.json(200, {"access_token": State.token, "expires_in": 3600, "token_type": "Bearer"})
        if path == "/robots.txt" and State.robots is not None:
            return self.answer(200, State.robots.encode(), kind="text/plain")
        if path == "/robots.txt":
            return self.answer(404, b"no such file", kind="text/plain")
        if path == "/size":
            return self.answer(200, b"x" * int(query.get("bytes", "0")), kind="text/plain")
        if State.token is not None and self.headers.get("Authorization") != "Bearer " + State.token:
            return self.json(401, {"error": {"message": "Nobody knows this token", "status": "UNAUTHENTICATED"}})
        if self.path in State.answers:
            return self.json(200, State.answers[self.path])
        if self.command != "GET" or not path.endswith("/entries"):
            return self.json(200, {"path": path})
        first = int(query.get("after", "e-1")[1:]) + 1
        limit = min(int(query.get("limit", "50")), 100)
        rows = [entry(n) for n in range(first, min(first + limit, State.entries))]
        page = {"entries": rows}
        if first + limit < State.entries:
            page["next"] = rows[-1]["id"]
        return self.page(json.dumps(page).encode())

    def page(self, body):
        known = {}
        if State.etags:
            known["ETag"] = 'W/"%s"' % hashlib.sha256(body).hexdigest()[:20]
        if State.dates:
            known["Last-Modified"] = formatdate(1780000000 + State.changed, usegmt=True)
        asked = {"ETag": self.headers.get("If-None-Match"), "Last-Modified": self.headers.get("If-Modified-Since")}
        if any(asked[name] == value for name, value in known.items()):
            self.head(304, known)
        else:
            self.answer(200, body, known)

    # ---- faults ----

    def fail(self, fault):
        kind = fault["kind"]
        if kind == "304":
            return self.head(304, {})
        if kind.isdigit():
            headers = {}
            if "after" in fault:
                headers["Retry-After"] = str(fault["after"])
            if "date" in fault:
                headers["Retry-After"] = formatdate(time.time() + float(fault["date"]), usegmt=True)
            for name in ("x-ratelimit-remaining", "x-ratelimit-reset"):
                if name in fault:
                    headers[name] = str(fault[name])
            return self.json(int(kind), fault.get("body", {"error": {"message": "made to fail with %s" % kind}}), headers)
        return getattr(self, "fail_" + kind)(fault)

    def fail_hangup(self, _):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    fail_done = fail_hangup

    def fail_cut(self, _):
        body = json.dumps({"entries": [entry(n) for n in range(20)]}).encode()
        self.head(200, {"Content-Length": str(len(body)), "Content-Type": "application/json"})
        self.wfile.write(body[:len(body) // 2])
        self.close_connection = True

    def fail_slow(self, fault):
        self.head(200, {"Content-Length": "100000", "Content-Type": "application/json"})
        until = time.monotonic() + float(fault.get("seconds", "20"))
        while time.monotonic() < until:
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def fail_stuck(self, fault):
        time.sleep(float(fault.get("seconds", "20")))
        self.close_connection = True

    def fail_huge(self, fault):
        size = int(fault.get("bytes", HUGE))
        self.head(200, {"Content-Length": str(size), "Content-Type": "application/json"})
        for _ in range(size >> 16):
            self.wfile.write(b"[" * 65536)
        self.wfile.write(b"[" * (size & 65535))

    def fail_bomb(self, _):
        with State.lock:
            if State.bomb is None:
                State.bomb = pack_bomb()
        self.answer(200, State.bomb, {"Content-Encoding": "gzip"})

    def fail_headers(self, _):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100000):
            self.wfile.write(b"X-More-%d: %s\r\n" % (number, b"y" * 500))
        self.close_connection = True

    def fail_nested(self, fault):
        layers = int(fault.get("layers", 2))
        packed = b"\0" * int(fault.get("bytes", HUGE))
        for _ in range(layers):
            packed = gzip.compress(packed, 9)
        self.answer(200, packed, {"Content-Encoding": ", ".join(["gzip"] * layers)})

    def fail_bytes(self, fault):
        data = fault["text"].encode("latin-1")
        self.wfile.write(fault.get("head", "").encode("latin-1"))
        for _ in range(int(fault.get("repeat", 1))):
            self.wfile.write(data)
        self.close_connection = True

    def fail_drip(self, fault):
        for byte in fault["text"].encode("latin-1"):
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(float(fault.get("every", 0.05)))
        self.close_connection = True

    def fail_login(self, _):
        self.answer(200, PAGE, kind="text/html")

    def fail_raw(self, fault):
        self.answer(200, fault["text"].encode("latin-1"), kind=fault.get("type", "application/json"))

    def quoted(self):
        """What came with the request, in the writings in which places quote it."""
        own = [v for k, v in self.headers.items() if k.lower() in ("authorization", "x-goog-api-key", "apikey")]
        own += [v.split(" ", 1)[1] for v in own if " " in v]
        own += [v for values in parse_qs(urlsplit(self.path).query).values() for v in values if len(v) > 8]
        return own

    def fail_echo(self, fault):
        own = self.quoted()
        plain = json.dumps({"error": {"message": "no: " + " and ".join(own), "status": "PERMISSION_DENIED"}, "seen": own, "address": self.path})
        more = {"percent": [quote(v, safe="") for v in own], "base64": [base64.b64encode(b"." * n + v.encode()).decode() for v in own for n in range(3)]}
        slashed = json.dumps({"seen": own}).replace("/", "\\/")
        text = plain[:-1] + ", \"more\": [" + json.dumps(more) + ", " + slashed + "]}"
        self.answer(int(fault.get("status", "403")), text.encode(), {"X-Echo": " ".join(own), "WWW-Authenticate": "Bearer realm=\"" + own[0] + "\"" if own else "Bearer"})

    def fail_echo_away(self, _):
        own = self.quoted()
        self.answer(302, b"", {"Location": "http://127.0.0.2:9/?token=" + quote(own[-1] if own else "", safe="")})

    def fail_junk(self, _):
        self.wfile.write(b"220 mail.example ESMTP\r\n")
        self.close_connection = True

    def fail_redirect(self, fault):
        self.answer(int(fault.get("status", "302")), b"", {"Location": fault["to"]})

    def fail_onward(self, _):
        self.answer(302, b"", {"Location": self.path})

    # ---- answers ----

    def head(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def answer(self, status, body, headers=None, kind="application/json"):
        self.head(status, dict({"Content-Type": kind, "Content-Length": str(len(body)), "X-Odd-CASE": "Kept As It Is", "Set-Cookie": "crumb=1"}, **(headers or {})))
        self.wfile.write(body)

    def json(self, status, tree, headers=None):
        self.answer(status, json.dumps(tree).encode(), headers)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        pass                                       # a client that left is no news


def encrypt(server, certificate, key, old=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if old is not None:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)


def serve(seconds, *encryption):
    server = Server(("127.0.0.1", 0), Handler)
    if encryption:
        encrypt(server, *encryption)
    print(server.server_address[1], flush=True)
    timer = threading.Timer(seconds, lambda: os._exit(0))
    timer.daemon = True
    timer.start()
    server.serve_forever()


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body)
    sys.stdout.write(connection.getresponse().read().decode())


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(float(sys.argv[2]), *sys.argv[3:])
    else:
        ask(int(sys.argv[2]), *sys.argv[3:])
