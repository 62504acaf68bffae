#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""S4: what rules ask people to be told arrives, or is seen not to; and nobody is told twice without need.

    alerts.py ROUNDS SEED      needs RENOWN, RENOWN_PLUGINS; works in the current folder; TAP"""

import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from answering import Desk, Mails, Place, fault        # noqa: E402
from deliver import equal, holds, kill_after, main, settle  # noqa: E402

CASES = []
LADDER = """rule "angry" { when = stars { max = 2 }, actions = { escalate { key = "money", stop_when = "acknowledged",
  steps = { { to = "arno", via = "room" }, { after = "30m", to = "mona", via = "mail" }, { after = "2h", to = "mona", via = "hook" } } } } }
"""
NOTICE = 'rule "angry" { when = stars { max = 2 }, actions = { notify { to = "%s", via = "%s" } } }\n'


def case(function):
    CASES.append(function)
    return function


def alarmed(name, rules, count=1):
    desk = Desk(name, count=2)
    desk.write("scripts/rules/10-angry.lua", rules)
    desk.run("rules", "check")
    desk.run("sync", "--baseline")
    for number in range(count):
        desk.add("bad%d" % number, stars=1, words="The soup was cold <!channel> and number %d was charged twice." % number)
    desk.sync()
    return desk


def told():
    rooms = [1 for path, _, _ in Place.told if path == "/hook/room"]
    return len(rooms), len(Mails.got), len(Place.told) - len(rooms)


@case
def a_ladder_climbs_with_the_clock():
    desk = alarmed("climb", LADDER)
    seen = []
    for minutes in (0, 29, 2, 118, 6, 6000):
        desk.deliver(minutes=minutes)
        seen.append(told())
    equal(seen, [(1, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 0), (1, 1, 1), (1, 1, 1)], "room, mails, hook")
    holds(desk.run("escalations"), "no more steps")
    if "<!channel>" in Place.told[0][2]["text"]:
        raise AssertionError("a guest has paged the room")


@case
def somebody_has_it():
    desk = alarmed("ack", LADDER)
    desk.deliver()
    ident = desk.rows("escalations")[0]["id"]
    desk.run("--as", "vera", "escalations", "ack", ident, code=3)
    desk.run("escalations", "ack", "nothing", code=1)
    desk.run("--as", "arno", "escalations", "ack", ident)
    desk.run("escalations", "ack", ident, code=1)
    desk.deliver(hours=9)
    equal((told(), desk.rows("escalations")), ((1, 0, 0), []), "told, and what is open")
    desk.run("audit", "--verify")


@case
def an_answer_stops_it():
    desk = alarmed("answered", LADDER)
    desk.deliver()
    Place.entries["bad0"]["answer"] = {"words": "Please call us.", "written": "2026-03-02T06:05:00Z"}
    desk.sync()
    desk.deliver(hours=9)
    equal(told(), (1, 0, 0), "room, mails, hook")


@case
def the_work_of_an_inbox():
    desk = alarmed("inbox", LADDER)
    desk.deliver()
    ident = desk.id("bad0")
    desk.run("--as", "vera", "tag", ident, "money", code=3)
    desk.run("tag", ident, "two words", code=1)
    desk.run("--as", "arno", "tag", ident, "money", "later")
    desk.run("tag", ident, "--", "-later")
    desk.run("assign", ident, "monna", code=1)
    desk.run("assign", ident, "mona")
    desk.run("note", ident, "Called her; she is fine.")
    desk.run("close", ident)
    row = desk.rows("show", ident)[0]
    equal((row["tags"], row["assignee"], row["status"], row["notes"][0]["text"]), (["money"], "mona", "done", "Called her; she is fine."), "work")
    desk.deliver(hours=9)
    equal(told(), (1, 0, 0), "told after it was closed")
    if "she is fine" in desk.run("audit", "--limit", "1000"):
        raise AssertionError("a note's text stands in the chain")


@case
def what_fails_climbs_and_is_seen():
    desk = alarmed("climbs-on", LADDER)
    fault({"kind": "404", "match": "/hook/room", "times": 99})
    desk.deliver(code=1)
    desk.deliver(minutes=1)
    equal(told(), (0, 1, 0), "room, mails, hook")
    holds(desk.run("escalations"), "404")
    holds(desk.run("outbox"), "failed")


@case
def notices_are_throttled_and_none_is_lost():
    desk = alarmed("throttle", NOTICE % ("arno", "room"), count=13)
    desk.deliver()
    desk.add("late", stars=1, words="Late, and charged twice.")
    desk.sync()
    desk.deliver(minutes=20)
    equal(told(), (1, 0, 0), "messages within the hour")
    holds(Place.told[0][2]["text"], "and 3 more")
    desk.deliver(minutes=45)
    equal(told(), (2, 0, 0), "messages after the hour")
    holds(Place.told[1][2]["text"], "Late, and charged twice.")
    desk.deliver(hours=30)
    equal(told(), (2, 0, 0), "messages a day later")


@case
def a_busy_channel_is_asked_later_and_a_lost_word_repeated_once():
    desk = alarmed("busy", NOTICE % ("arno", "hook"))
    fault({"kind": "429", "match": "/hook", "after": 600})
    desk.deliver(code=1)
    desk.deliver(minutes=9)
    equal(told(), (0, 0, 0), "told while it wants to be left alone")
    fault({"kind": "done", "match": "/hook"})
    desk.deliver(minutes=2, code=1)
    desk.deliver(minutes=6)
    desk.deliver(hours=9)
    equal(told(), (0, 0, 2), "told")
    equal(len({headers["webhook-id"] for _, headers, _ in Place.told}), 1, "ids")


@case
def mails_greylisted_refused_and_lost():
    desk = alarmed("mail", NOTICE % ("mona", "mail"))
    Mails.refuse = "451 later"
    desk.deliver(code=1)
    Mails.refuse = None
    Mails.lose = 1
    desk.deliver(minutes=6, code=1)
    desk.deliver(minutes=6)
    equal(len(Mails.got), 2, "mails")
    equal(len({line for mail in Mails.got for line in mail.splitlines() if line.startswith("Message-ID")}), 1, "Message-IDs")
    desk = alarmed("refused", NOTICE % ("mona", "mail"))
    Mails.refuse = "550 nobody here"
    desk.deliver(code=1)
    Mails.refuse = None
    desk.deliver(hours=9)
    equal(len(Mails.got), 0, "mails after a refusal")
    holds(desk.run("outbox"), "550")


@case
def phone_lists_holds_and_trials():
    desk = alarmed("phone", NOTICE % ("arno", "list"))
    desk.run("hold", "on")
    holds(desk.deliver(), "+92 1")
    desk.run("channels", "test", "room")
    desk.run("channels", "test", "rom", code=2)
    equal(told(), (1, 0, 0), "a trial")
    fault({"kind": "410", "match": "/hook/room", "times": 9})
    holds(desk.run("channels", "test", "room", code=1), "410")


def killed_rounds(rounds, seed):
    rng = random.Random(seed)
    desk = alarmed("kills", NOTICE % ("arno", "hook"))
    desk.deliver()
    Place.latency, killed = 0.01, 0
    for number in range(rounds):
        desk.now += __import__("datetime").timedelta(hours=2)
        desk.add("k%d" % number, stars=1, words="Mark%dq: they charged twice." % number)
        desk.sync()
        killed += kill_after(desk.start("deliver"), rng.uniform(0.01, 0.3))
        settle(desk, 1)
    settle(desk, 6)
    for number in range(rounds):
        ids = [h["webhook-id"] for _, h, body in Place.told if "Mark%dq" % number in str(body)]
        equal((len(set(ids)), len(ids) <= 2), (1, True), "ids that tell of mark %d, and at most twice" % number)
    return "%d runs of which %d were killed" % (rounds, killed)


if __name__ == "__main__":
    sys.exit(main(CASES, killed_rounds, "killed at any moment each is told under one id"))
