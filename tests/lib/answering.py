# SPDX-License-Identifier: MIT
"""A guestbook on 127.0.0.1 that takes answers, remembers every one of them, and loses words on the way when it is told to;
and a home of Renown beside it. What must hold of answering is told by the tests that use it."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone

sys.dont_write_bytecode = True

import fake_place                                      # noqa: E402

BEGIN = datetime(2026, 3, 2, 6, 0, tzinfo=timezone.utc)
ENTRY = re.compile(r"^/api/books/[a-z]+/entries/([A-Za-z0-9]+)(/answer)?$")
CONFIG = """store: renown.db
scripts: scripts
zone: Asia/Karachi
replies: { mode: %(mode)s, delay: 10m, rule_delay: 30m, max_per_hour: %(hour)d, max_per_day: %(day)d, canary: %(canary)d, quorum: %(quorum)d }
people:
  - { id: vera, name: Vera, role: viewer }
  - { id: arno, name: Arno, role: agent, mail: arno@example.com, phone: "+92 1" }
  - { id: mona, name: Mona, role: manager, mail: mona@example.com }
  - { id: max, name: Max, role: manager }
channels:
  hook: { type: webhook, url: "http://127.0.0.1:%(port)d/hook", secret: "${env:HOOK_KEY}" }
  room: { type: slack, url: "http://127.0.0.1:%(port)d/hook/room" }
  mail: { type: smtp, url: "smtp://127.0.0.1:%(mail)d", from: renown@example.com }
  list: { type: phone }
brands:
  - name: Harbour
    listings:
      - id: lahore
        lang: [en]
        sources:
          - { plugin: example, name: book, book: harbour, timeout: 5s, endpoint: "http://127.0.0.1:%(port)d", credentials: { token: "${env:BOOK_TOKEN}" } }
"""


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class Place:
    """What the place holds. `effects` are all answers that ever became public, in order."""
    lock = threading.Lock()
    entries, effects, latency = {}, [], 0.0
    told = []                                          # what hooks were told: path, headers, body


class Handler(fake_place.Handler):
    def place(self, path, query):
        time.sleep(Place.latency)
        if path.startswith("/hook"):
            with Place.lock:
                Place.told.append((path, {k.lower(): v for k, v in self.headers.items()}, json.loads(self.body)))
            return self.answer(200, b"ok")
        found = ENTRY.match(path)
        with Place.lock:
            if found is None:
                return self.answer(200, json.dumps({"entries": [e for e in Place.entries.values() if not e.get("gone")]}).encode())
            entry = Place.entries.get(found.group(1))
            if entry is None or entry.get("gone"):
                return self.answer(404, b'{"error": "no such entry"}')
            if found.group(2):
                self.take(entry)
            return self.answer(200, json.dumps(entry).encode())

    def fail_done(self, found):
        """Applied, and then no word of it."""
        match = ENTRY.match(self.path)
        with Place.lock:
            if match is not None and match.group(2) and match.group(1) in Place.entries:
                self.take(Place.entries[match.group(1)])
        if self.path.startswith("/hook"):
            with Place.lock:
                Place.told.append((self.path, {k.lower(): v for k, v in self.headers.items()}, json.loads(self.body)))
        self.fail_hangup(found)

    def take(self, entry):
        if self.command == "DELETE":
            entry.pop("answer", None)
            return
        words = json.loads(self.body)["words"]
        Place.effects.append((entry["id"], words))
        entry["answer"] = {"words": words, "written": "2026-03-02T09:00:00Z"}


def serve():
    server = fake_place.Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


class Mails:
    """A mail server that takes one mail a connection, refuses, or says nothing at the end."""
    got, refuse, lose, port = [], None, 0, None


def take_mail(connection):
    stream = connection.makefile("rwb")

    def say(line):
        stream.write(line.encode() + b"\r\n")
        stream.flush()
    say("220 here")
    for line in stream:
        word = line[:4].upper()
        if word == b"RCPT" and Mails.refuse:
            say(Mails.refuse)
        elif word == b"DATA":
            say("354 go on")
            lines = []
            for data in stream:
                if data == b".\r\n":
                    break
                lines.append(data)
            Mails.got.append(b"".join(lines).decode())
            if Mails.lose > 0:
                Mails.lose -= 1
                break
            say("250 taken")
        else:
            say("221 bye" if word == b"QUIT" else "250 fine")
    connection.close()


def mail_port():
    if Mails.port is None:
        sock = socket.create_server(("127.0.0.1", 0))
        Mails.port = sock.getsockname()[1]

        def accept():
            while True:
                connection, _ = sock.accept()
                connection.settimeout(30)
                threading.Thread(target=take_mail, args=(connection,), daemon=True).start()
        threading.Thread(target=accept, daemon=True).start()
    Mails.got, Mails.refuse, Mails.lose = [], None, 0
    return Mails.port


def fault(*found):
    with fake_place.State.lock:
        fake_place.State.faults = list(found)


def posts():
    with fake_place.State.lock:
        return [row for row in fake_place.State.ledger if row["method"] == "PUT" and row["path"].endswith("/answer")]


class Desk:
    """One home, one book of `count` entries, a clock that the test moves."""
    port = None

    def __init__(self, name, count=4, mode="suggest", hour=1000, day=1000, canary=1000, quorum=1):
        Desk.port = Desk.port or serve()
        self.settings = {"mode": mode, "hour": hour, "day": day, "canary": canary, "quorum": quorum, "port": Desk.port, "mail": mail_port()}
        self.folder = os.path.abspath(name)
        os.makedirs(os.path.join(self.folder, "scripts", "rules"))
        os.makedirs(os.path.join(self.folder, "scripts", "templates"))
        self.now = BEGIN
        with Place.lock:
            Place.entries, Place.effects, Place.told, Place.latency = {}, [], [], 0.0
        with fake_place.State.lock:
            fake_place.State.ledger.clear()
        fault()
        for number in range(1, count + 1):
            self.add("e%d" % number)
        self.write("renown.yaml", CONFIG % self.settings)

    def add(self, ident, stars=5, words=None):
        Place.entries[ident] = {"id": ident, "name": "Guest " + ident, "stars": stars, "lang": "en", "written": stamp(self.now - timedelta(hours=2)),
                                "words": words or "We had a lovely stay and slept very well in the room by the garden, says %s." % ident}

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as out:
            out.write(text)
        os.chmod(os.path.join(self.folder, name), 0o600)

    def start(self, *words):
        return subprocess.Popen([os.environ["RENOWN"], "--now", stamp(self.now)] + list(words), cwd=self.folder, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ, BOOK_TOKEN="token-of-the-book", HOOK_KEY="whsec_c2VjcmV0IG9mIHRoZSBob29rIHRlc3Q="))

    def run(self, *words, code=0):
        process = self.start(*words)
        out, err = process.communicate(timeout=300)
        if process.returncode != code:
            raise AssertionError("exit %s, not %s, of %s: %s" % (process.returncode, code, " ".join(words), err.decode()[-600:]))
        return out.decode() + err.decode()

    def rows(self, *words):
        return [json.loads(line) for line in self.run("--json", *words).splitlines() if line.startswith("{")]

    def sync(self):
        return self.run("sync")

    def deliver(self, code=0, **delta):
        self.now += timedelta(**delta)
        return self.run("deliver", code=code)

    def id(self, ident):
        return next(r["id"] for r in self.rows("reviews", "--limit", "1000") if r["external_id"] == ident)

    def reply(self, ident, *words, text=None, code=0, person=None):
        given = ["--as", person] if person else []
        given += ["reply", self.id(ident)]
        if text is not None:
            self.write("answer.txt", text)
            given += ["--text", "answer.txt"]
        return self.run(*given, *words, code=code)

    def states(self, ident):
        return [r["state"] for r in self.rows("show", self.id(ident))[0].get("replies", [])]
