# SPDX-License-Identifier: MIT
"""Guestbooks on 127.0.0.1 that change: entries come, are edited, answered, taken away and come back, by a seed. Each entry
remembers what it was, so that a store can be held against it. Served by the fake place with its faults."""

import json
import threading
import time
from datetime import datetime, timedelta, timezone

import fake_place

WORDS = "room staff clean noisy breakfast refund waiting again friendly garden lift charged bed price value دیر کمرہ".split()


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class Entry:
    def __init__(self, number, written, stars, words):
        self.id = "g%06d" % number
        self.written = self.changed = written
        self.history = [(stars, words)]                # every content it ever had; texts never repeat
        self.answer = None
        self.gone = False
        self.reset()

    def reset(self):
        """It was seen: what is counted of absences begins anew."""
        self.maybe, self.surely = [], []               # sweeps without it that may have been, and surely were, complete

    def shown(self):
        stars, words = self.history[-1]
        row = {"id": self.id, "name": "Guest %s" % self.id, "stars": stars, "words": words, "lang": "en", "written": stamp(self.written)}
        if self.changed != self.written:
            row["changed"] = stamp(self.changed)
        if self.answer is not None:
            row["answer"] = {"words": self.answer, "written": stamp(self.written + timedelta(hours=1))}
        return row


class Book:
    """One book. `page` and `turn` may be called by different threads: the place shows what there was when it was asked."""

    def __init__(self, name, rng, count, now):
        self.name, self.rng, self.number = name, rng, 0
        self.entries = {}
        self.lock = threading.Lock()
        self.ended = 0                                 # how often the last page was shown
        for index in range(count):
            self.add(now - timedelta(minutes=30 + 97 * index))

    def words(self):
        return " ".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(3, 25)))

    def add(self, at):
        self.number += 1
        entry = Entry(self.number, at, self.rng.randint(1, 5), "Entry %d: %s" % (self.number, self.words()))
        self.entries[entry.id] = entry

    def edit(self, entry, at):
        entry.history.append((self.rng.randint(1, 5), "Entry %s, edit %d: %s" % (entry.id, len(entry.history), self.words())))
        if self.rng.random() < 0.9:                    # some places do not tell that something was edited
            entry.changed = at

    def reply(self, entry, at):
        entry.answer = None if entry.answer is not None and self.rng.random() < 0.3 else "Thank you, %s. %s" % (entry.id, self.words())
        if self.rng.random() < 0.5:
            entry.changed = at

    def turn(self, now):
        """What happens between two rounds."""
        rng = self.rng
        with self.lock:
            for index in range(rng.randint(0, 8)):
                self.add(now - timedelta(minutes=15 - index))
            here = [e for e in self.entries.values() if not e.gone]
            for entry in rng.sample(here, rng.randint(0, 4)):
                self.edit(entry, now - timedelta(minutes=rng.randint(1, 15)))
            for entry in rng.sample(here, rng.randint(0, 2)):
                self.reply(entry, now - timedelta(minutes=rng.randint(1, 15)))
            for entry in rng.sample(here, rng.randint(0, 2)):
                entry.gone = True
            away = [e for e in self.entries.values() if e.gone]
            for entry in rng.sample(away, min(len(away), rng.choice((0, 0, 0, 1)))):
                entry.gone = False
                entry.surely = []

    def page(self, after, limit):
        with self.lock:
            here = sorted((e for e in self.entries.values() if not e.gone), key=lambda e: (e.changed, e.id), reverse=True)
            first = next((i + 1 for i, e in enumerate(here) if e.id == after), 0) if after else 0
            tree = {"entries": [e.shown() for e in here[first:first + limit]]}
            if first + limit < len(here):
                tree["next"] = here[first + limit - 1].id
            else:
                self.ended += 1
            return tree


class Handler(fake_place.Handler):
    books, latency, pages = {}, 0.002, 0

    def place(self, path, query):
        name = path.split("/")[-2]
        time.sleep(Handler.latency)
        body = json.dumps(self.books[name].page(query.get("after"), min(int(query.get("limit", "50")), 100))).encode()
        with fake_place.State.lock:
            Handler.pages += 1
        self.answer(200, body)

    def fail_broken(self, _):
        self.answer(200, b'{"entries": [{"id": "g0')


def serve(books):
    """Serves them until the process ends; gives the port."""
    Handler.books = {book.name: book for book in books}
    server = fake_place.Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def faults(found):
    """From now on these, and nothing of what was asked so far."""
    with fake_place.State.lock:
        fake_place.State.faults = found
        fake_place.State.ledger.clear()


BEGIN = datetime(2026, 3, 2, 6, 0, tzinfo=timezone.utc)
