#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""S3 over the network: SIGKILL at seeded moments of `renown sync`, many rounds long, while the place changes.

    soak.py ROUNDS SEED [tap]      needs RENOWN, RENOWN_PLUGINS, INSPECT; works in the current folder

After each round the store is whole, holds all it held, each review in a version that the place showed, one version an edit seen,
and calls nothing removed that two complete sweeps, 24 hours apart, did not miss. At the end undisturbed syncs give exactly what
the place shows. The same seed gives the same place and the same moments; what the machine does with them differs a little."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
sys.dont_write_bytecode = True

import fake_place                                      # noqa: E402
import guestbook                                       # noqa: E402

DAY = timedelta(hours=24)
PAGES = {"garden": 20, "harbour": 50, "tours": 35}
RULES = """rule "money" { when = all { stars { max = 2 }, mentions { "refund", "charged" } }, actions = { tag "money" } }
rule "praise" { when = stars { min = 5 }, actions = { tag "praise" } }
"""
CONFIG = """store: renown.db
scripts: scripts
zone: Asia/Karachi
brands:
  - name: Harbour
    listings:
"""
LISTING = """      - id: %(name)s
        zone: Asia/Karachi
        lang: [en, ur]
        sources:
          - { plugin: example, name: %(name)s, book: %(name)s, page_size: %(size)d, timeout: 5s,
              endpoint: "http://127.0.0.1:%(port)d", credentials: { token: "${env:SOAK_TOKEN}" } }
"""


class Wrong(Exception):
    pass


def expect(truth, what):
    if not truth:
        raise Wrong(what)


class Soak:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.now = guestbook.BEGIN
        self.books = [guestbook.Book(name, random.Random("%d %s" % (seed, name)), 130, self.now) for name in sorted(PAGES)]
        self.port = guestbook.serve(self.books)
        self.rows = {}                                 # what the store held after the last round
        self.usual, self.pages = 0.3, 6                # seconds and pages of an undisturbed run
        self.count = {"runs": 0, "killed": 0, "middle": 0, "pairs": 0, "broken": 0}
        os.environ["SOAK_TOKEN"] = "token-of-the-soak"
        os.makedirs("scripts/rules", exist_ok=True)
        with open("scripts/rules/10-soak.lua", "w", encoding="utf-8") as out:
            out.write(RULES)
        with open("renown.yaml", "w", encoding="utf-8") as out:
            out.write(CONFIG + "".join(LISTING % {"name": n, "size": s, "port": self.port} for n, s in sorted(PAGES.items())))

    # ---- the program ----

    def stamp(self):
        return guestbook.stamp(self.now)

    def start(self):
        self.count["runs"] += 1
        log = "run-%d" % (self.count["runs"] % 4)
        with open(log + ".out", "w", encoding="utf-8") as out, open(log + ".err", "w", encoding="utf-8") as err:
            child = subprocess.Popen([os.environ["RENOWN"], "--json", "--now", self.stamp(), "sync"], stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        child.log = log
        return child

    def wait(self, child):
        """Its exit status and what it says of its sources; a sentence on stderr when it failed, never a crash."""
        try:
            status = child.wait(timeout=240)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            raise Wrong("a sync did not end within 240 s") from None
        with open(child.log + ".err", encoding="utf-8", errors="replace") as handle:
            said = handle.read()
        expect(status in (0, 1, 3, -signal.SIGKILL) and "Sanitizer" not in said and "runtime error" not in said, "exit status %d: %s" % (status, said[-2000:]))
        if status == -signal.SIGKILL:
            return status, {}
        with open(child.log + ".out", encoding="utf-8") as handle:
            found = {row["source"]: row for row in map(json.loads, handle)}
        expect(status == 0 or said.strip() or any(row["warnings"] for row in found.values()), "exit status %d without a sentence" % status)
        return status, found

    def call(self, *words):
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=240, check=False)
        expect(done.returncode == 0, "%s: %s" % (" ".join(words[:1] + words[-2:]), done.stderr.decode("utf-8", "replace")[-1000:]))
        return done.stdout

    def kill(self, child):
        """At a moment of its usual time, or a moment after one of its pages was given out."""
        rng, begun, given = self.rng, time.monotonic(), guestbook.Handler.pages
        until, pages, more = rng.uniform(0, self.usual), rng.randint(1, self.pages), rng.choice((0, 0.001, 0.004, 0.015)) * rng.random()
        by_pages = rng.random() < 0.5
        while child.poll() is None and time.monotonic() - begun < (until if not by_pages else 20):
            if by_pages and guestbook.Handler.pages - given >= pages:
                time.sleep(more)
                break
            time.sleep(0.0005)
        child.kill()
        if self.wait(child)[0] == -signal.SIGKILL:
            self.count["killed"] += 1
            self.count["middle"] += guestbook.Handler.pages > given
        elif guestbook.Handler.pages > given:          # it was quicker than thought
            self.usual, self.pages = time.monotonic() - begun, max(2, guestbook.Handler.pages - given)

    # ---- a round ----

    def faults(self):
        found = []
        for _ in range(self.rng.choice((0, 0, 0, 1, 1, 2))):
            book, kind = self.rng.choice(self.books).name, self.rng.choice(("503", "500", "429", "hangup", "cut", "broken"))
            times = self.rng.choice((1, 1, 2, 99 if kind != "429" else 1))        # a run waits long for who says "later" for ever
            found.append({"kind": kind, "match": "/books/%s/" % book, "skip": self.rng.randint(0, 4), "times": times})
        guestbook.faults(found)
        return found

    def sweep(self, name, surely):
        """A run may have seen, or surely saw, the whole list of a book at this moment."""
        for book in self.books:
            for entry in book.entries.values() if book.name == name else ():
                if entry.gone:
                    entry.maybe.append(self.now)
                    entry.surely += [self.now] if surely else []
                elif surely:
                    entry.reset()

    def undisturbed(self, child, ended):
        status, found = self.wait(child)
        for book in self.books:
            row = found.get(book.name)
            whole = row is not None and row["complete"] and not row["warnings"] and book.ended > ended[book.name]
            if book.ended > ended[book.name]:
                self.sweep(book.name, whole)
        return status, found

    def step(self):
        """One or two syncs at this moment, of which some die."""
        ended = {book.name: book.ended for book in self.books}
        kind = self.rng.choice(("kill", "kill", "kill", "pair", "kill both", "no kill"))
        first = self.start()
        if kind in ("pair", "kill both"):
            self.count["pairs"] += 1
            time.sleep(self.rng.choice((0, 0.01, 0.05)) * self.rng.random())
            second = self.start()
            if self.rng.random() < 0.5:
                first, second = second, first
            self.kill(first)
            if kind == "pair":
                self.undisturbed(second, ended)
            else:
                self.kill(second)
        elif kind == "kill":
            self.kill(first)
        else:
            self.undisturbed(first, ended)
        for book in self.books:
            if book.ended > ended[book.name]:
                self.sweep(book.name, False)

    def round(self):
        self.now += timedelta(minutes=self.rng.choice((20, 20, 70, 300, 600, 1500)))
        for book in self.books:
            book.turn(self.now)
        found = self.faults()
        self.count["broken"] += bool(found)
        self.step()
        if self.rng.random() < 0.3:                    # again at once: the dead one's lease holds nobody up
            self.step()
        self.check()

    # ---- the store against the place ----

    def stored(self):
        if not self.call(os.environ["INSPECT"], "renown.db"):
            return {}                                  # no store yet, or nothing in it
        if os.path.exists("all.jsonl"):
            os.unlink("all.jsonl")
        self.call(os.environ["RENOWN"], "--now", self.stamp(), "export", "all.jsonl")
        rows = {}
        with open("all.jsonl", encoding="utf-8") as handle:
            for row in map(json.loads, handle):
                if "external_id" in row:
                    key = (row["source"], row["external_id"])
                    expect(key not in rows, "%s stands in the store once" % (key,))
                    rows[key] = row
        return rows

    def check(self):
        rows = self.stored()
        lost = set(self.rows) - set(rows)
        expect(not lost, "stored before and gone now: %s" % sorted(lost)[:3])
        for book in self.books:
            for entry in book.entries.values():
                row = rows.get((book.name, entry.id))
                if row is not None:
                    self.check_row(entry, row, self.rows.get((book.name, entry.id)))
        expect(len(rows) == sum((b.name, e) in rows for b in self.books for e in b.entries), "nothing that no place ever showed")
        self.rows = rows

    def check_row(self, entry, row, before):
        at = content_of(entry, row)
        if before is not None:
            old = content_of(entry, before)
            expect(at >= old, "%s goes back to an older text" % entry.id)
            expect(row["version"] == before["version"] + (at > old), "%s: version %d after %d, text %d after %d" % (entry.id, row["version"], before["version"], at, old))
        else:
            expect(row["version"] == 1, "%s is new and has version %d" % (entry.id, row["version"]))
        expect(len(row.get("versions", [])) == row["version"] - 1, "%s: %d versions kept of %d" % (entry.id, len(row.get("versions", [])), row["version"]))
        fired = [(d.get("rule"), d.get("version")) for d in row.get("decisions", [])]
        expect(len(fired) == len(set(fired)) or before is not None, "%s: a rule fired twice: %s" % (entry.id, fired))
        if row.get("removed") and (before is None or not before.get("removed")):
            expect(entry.maybe and self.now - entry.maybe[0] >= DAY, "%s is called removed after sweeps at %s" % (entry.id, entry.maybe))
        if len(entry.surely) > 1 and entry.surely[-1] - entry.surely[0] >= DAY:
            expect(row.get("removed"), "%s was missed by complete sweeps at %s and is not called removed" % (entry.id, entry.surely))

    # ---- the end ----

    def final(self, hours):
        """An undisturbed sync a day later, so that it sweeps the whole list."""
        self.now += timedelta(hours=hours)
        guestbook.faults([])
        ended = {book.name: book.ended for book in self.books}
        status, found = self.undisturbed(self.start(), ended)
        expect(status == 0 and all(row["complete"] and not row["warnings"] for row in found.values()), "the undisturbed sync: %s" % found)
        self.check()
        for book in self.books:
            for entry in book.entries.values():
                self.check_shown(book, entry, self.rows.get((book.name, entry.id)))
        return found

    def check_shown(self, book, entry, row):
        if entry.gone:
            return
        expect(row is not None, "%s of %s is not stored" % (entry.id, book.name))
        expect(content_of(entry, row) == len(entry.history) - 1, "%s has its last text" % entry.id)
        expect(not row.get("removed"), "%s is there and called removed" % entry.id)
        expect((row.get("reply") or {}).get("text") == entry.answer, "the answer to %s: %s" % (entry.id, row.get("reply")))

    def end(self):
        self.final(25)
        self.final(25)
        for book in self.books:
            for entry in book.entries.values():
                row = self.rows.get((book.name, entry.id))
                expect(not entry.gone or row is None or row.get("removed"), "%s is gone and not called removed" % entry.id)
        for name, row in self.final(1).items():
            expect((row["new"], row["changed"], row["removed"]) == (0, 0, 0), "nothing new in a sync of what is known: %s %s" % (name, row))


def content_of(entry, row):
    """Which of the contents that the place ever showed this is."""
    found = [i for i, (stars, words) in enumerate(entry.history) if words == row["text"] and stars == row["rating"]["value"]]
    expect(found, "%s holds what no place ever showed: %s" % (entry.id, row["text"][:100]))
    return found[-1]


def main():
    rounds, seed, tap = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] == ["tap"]
    soak, number, begun = Soak(seed), 0, time.monotonic()
    name = "each of %d rounds leaves the store whole, with nothing lost, doubled or made up" % rounds
    try:
        for number in range(1, rounds + 1):
            soak.round()
            if not tap and (number % 10 == 0 or number == rounds):
                print("round %d of %d, %d s: %s, %d reviews" % (number, rounds, time.monotonic() - begun, soak.count, len(soak.rows)), flush=True)
        if tap:
            print("ok 1 - " + name)
        name = "undisturbed syncs give exactly what the places show"
        soak.end()
    except Wrong as why:
        print("not ok %d - %s" % (1 if number < rounds or name.startswith("each") else 2, name))
        print("# round %d: %s" % (number, why))
        print("# again: make soak ROUNDS=%d SEED=%d" % (max(rounds, number), seed))
        return 1
    print("ok 2 - " + name)
    middle = soak.count["middle"] * 5 >= rounds
    print("%s 3 - kills came in the middle\n# %s" % ("ok" if middle else "not ok", soak.count))
    return 0 if middle else 1


if __name__ == "__main__":
    sys.exit(main())
