#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""S1 and S2: an answer leaves once, and only with an approval for exactly this text and this version.

    deliver.py ROUNDS SEED      needs RENOWN, RENOWN_PLUGINS; works in the current folder; TAP

The last cases kill `renown deliver` with SIGKILL at seeded moments, while the place answers late or loses its words: no answer
becomes public twice, none is lost."""

import os
import random
import shutil
import signal
import sys
import time
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
sys.dont_write_bytecode = True

from answering import Desk, Place, fault, posts        # noqa: E402

CASES = []
TEXT = "Thank you, Guest: the garden is our favourite too.\nUntil next spring ☀"
RULE = 'rule "thanks" { when = stars { min = 4 }, actions = { reply "thanks" } }\n'
TEMPLATE = 'template "thanks" { en = { "Thank you so much for these kind words, {name|there}.", "How lovely to read this, we will pass it on to everybody." } }\n'


def case(function):
    CASES.append(function)
    return function


def equal(came, wanted, what):
    if came != wanted:
        raise AssertionError("%s: %r, wanted %r" % (what, came, wanted))


def holds(text, word):
    if word not in text:
        raise AssertionError("%r is not in %r" % (word, text))


def approved(name, **settings):
    desk = Desk(name, **settings)
    desk.sync()
    desk.reply("e1", "--approve", text=TEXT)
    return desk


def once(desk, ident="e1", text=TEXT):
    equal([words for who, words in Place.effects if who == ident], [text], "what became public")
    equal(desk.states(ident)[-1], "published", "state")


# ---- people ------------------------------------------------------------------------------------------------------------------

@case
def an_approved_answer_leaves_after_its_delay_and_once():
    desk = approved("delay")
    desk.deliver(minutes=9)
    equal(Place.effects, [], "effects before the delay is over")
    desk.deliver(minutes=2)
    once(desk)
    desk.deliver(hours=5)
    once(desk)
    row = next(r for r in desk.rows("reviews") if r["external_id"] == "e1")
    equal(row["reply"]["state"], "published", "the review's answer, without another sync")
    desk.sync()
    if "foreign_reply" in desk.run("audit", "--limit", "1000"):
        raise AssertionError("our own answer was taken for somebody else's")
    desk.run("audit", "--verify")


@case
def drafts_and_proposals_stay_at_home():
    desk = Desk("stay")
    desk.sync()
    desk.reply("e1", text=TEXT)
    desk.reply("e2", "--propose", text=TEXT)
    desk.deliver(hours=30)
    equal(posts(), [], "requests that publish")
    equal((desk.states("e1"), desk.states("e2")), (["draft"], ["proposed"]), "states")
    holds(desk.run("queue"), "proposed")


@case
def taken_back_in_time():
    desk = approved("undo")
    desk.reply("e1", "--withdraw")
    desk.deliver(hours=2)
    equal((posts(), desk.states("e1")), ([], ["draft"]), "requests and state")
    desk.reply("e1", "--approve")
    desk.deliver(minutes=11)
    once(desk)


@case
def a_published_answer_is_replaced_and_withdrawn():
    desk = approved("edit")
    desk.deliver(minutes=11)
    desk.reply("e1", "--approve", text="Another text.", code=1)
    desk.reply("e1", "--edit", "--approve", text="Another text.")
    desk.deliver(minutes=11)
    equal([w for _, w in Place.effects], [TEXT, "Another text."], "effects")
    equal(desk.states("e1"), ["superseded", "published"], "states")
    desk.reply("e1", "--withdraw")
    desk.deliver(minutes=1)
    equal("answer" in Place.entries["e1"], False, "an answer at the place")
    desk.sync()
    desk.deliver(hours=3)
    equal("answer" in Place.entries["e1"], False, "an answer at the place later")


@case
def hold_and_caps():
    desk = Desk("caps", count=5, hour=2, day=3)
    desk.sync()
    for number in range(1, 6):
        desk.reply("e%d" % number, "--approve", text="%s And number %d." % (TEXT, number))
    desk.run("hold", "on")
    desk.deliver(hours=1)
    equal(posts(), [], "requests while on hold")
    holds(desk.run("outbox"), "On hold")
    desk.run("hold", "off")
    seen = []
    for minutes in (0, 10, 70, 60, 1500):
        desk.deliver(minutes=minutes)
        seen.append(len(Place.effects))
    equal(seen, [2, 2, 3, 3, 5], "answers with 2 an hour and 3 a day")


@case
def roles_and_quorum():
    desk = Desk("roles", quorum=2)
    desk.sync()
    desk.reply("e1", "--approve", text=TEXT, person="vera", code=3)
    holds(desk.reply("e1", "--approve", text=TEXT, person="monna", code=2), "mona")
    desk.reply("e1", "--override", "the guest is my aunt", person="arno", code=3)
    desk.reply("e1", "--propose", text=TEXT, person="mona")
    desk.reply("e1", "--approve", person="mona", code=3)
    desk.reply("e1", "--approve", person="max")
    desk.reply("e1", "--approve", person="max")
    desk.deliver(hours=1)
    equal(posts(), [], "requests after one approval that counts")
    desk.reply("e1", "--approve", person="arno")
    desk.deliver(minutes=11)
    once(desk)
    holds(desk.run("audit", "--limit", "100"), "human:arno")


@case
def too_long_and_unfit_texts_are_refused():
    desk = Desk("unfit")
    desk.sync()
    for text in ("", " \n ", "x" * 100000, "a\x07bell"):
        desk.reply("e1", "--approve", text=text, code=1)
    with open(os.path.join(desk.folder, "answer.txt"), "wb") as out:
        out.write(b"\xff\xfe broken")
    desk.run("reply", desk.id("e1"), "--text", "answer.txt", "--approve", code=1)
    desk.deliver(hours=1)
    equal((posts(), desk.states("e1")), ([], []), "requests and states")


# ---- the world moves on ------------------------------------------------------------------------------------------------------

@case
def a_review_that_changed_is_not_answered():
    desk = approved("changed")
    Place.entries["e1"]["words"] = "On second thought the bed was hard and the breakfast cold."
    desk.deliver(minutes=11)
    equal((posts(), desk.states("e1")), ([], ["superseded"]), "requests and states")
    desk.sync()
    desk.reply("e1", "--approve", text=TEXT)
    desk.deliver(minutes=11)
    once(desk)


@case
def an_approval_is_void_once_a_sync_saw_the_change():
    desk = approved("void")
    Place.entries["e1"].update(words="On second thought the bed was hard.", changed="2026-03-02T06:05:00Z")
    desk.sync()
    equal(desk.states("e1"), ["superseded"], "states")
    desk.deliver(hours=1)
    equal(posts(), [], "requests")


@case
def somebody_elses_answer_and_a_removed_review():
    desk = approved("foreign")
    desk.reply("e2", "--approve", text=TEXT)
    Place.entries["e1"]["answer"] = {"words": "Somebody was faster.", "written": "2026-03-02T06:05:00Z"}
    Place.entries["e2"]["gone"] = True
    desk.deliver(minutes=11)
    equal((posts(), desk.states("e1"), desk.states("e2")), ([], ["superseded"], ["superseded"]), "requests and states")


@case
def a_place_without_an_interface_is_posted_by_hand():
    desk = Desk("hand")
    desk.write("one.jsonl", '{"external_id":"p1","text":"A paper card: we liked it here.","rating":5}\n')
    desk.run("import", "one.jsonl", "--listing", "lahore", "--source", "cards")
    out = desk.reply("p1", "--approve", text=TEXT)
    holds(out, "--posted")
    desk.deliver(hours=1)
    equal((posts(), desk.states("p1")), ([], ["approved"]), "requests and states")
    desk.reply("p1", "--posted")
    equal(desk.states("p1"), ["published"], "states")


# ---- rules -------------------------------------------------------------------------------------------------------------------

def ruled(name, **settings):
    desk = Desk(name, count=2, **settings)
    desk.write("scripts/rules/10-thanks.lua", RULE)
    desk.write("scripts/templates/10-thanks.lua", TEMPLATE)
    desk.run("rules", "check")
    desk.run("sync", "--baseline")
    for number in (7, 8, 9):
        desk.add("n%d" % number)
    desk.add("bad", stars=2, words="The bed was hard and the soup was cold.")
    desk.sync()
    return desk


@case
def a_rule_drafts_proposes_or_speaks_as_the_owner_allows():
    for mode, state in (("suggest", "draft"), ("approve", "proposed"), ("auto", "queued")):
        desk = ruled("mode-" + mode, mode=mode)
        equal([desk.states("n%d" % n) for n in (7, 8, 9)], [[state]] * 3, "states in mode " + mode)
        desk.deliver(minutes=29)
        equal(posts(), [], "requests before the rule's delay")
        desk.deliver(minutes=2)
        equal(len(Place.effects), 3 if mode == "auto" else 0, "effects in mode " + mode)
        equal((desk.states("bad"), desk.states("e1")), ([], []), "no answer to the bad one and to what was there before")


@case
def a_new_rule_waits_for_a_person_after_its_canary():
    desk = ruled("canary", mode="auto", canary=2)
    desk.deliver(hours=1)
    desk.deliver(hours=5)
    equal(len(Place.effects), 2, "effects")
    equal(sorted(s for n in (7, 8, 9) for s in desk.states("n%d" % n)), ["proposed", "published", "published"], "states")
    desk.run("--as", "arno", "rules", "release", "thanks", code=3)
    desk.run("rules", "release", "thankz", code=2)
    desk.run("rules", "release", "thanks")
    desk.add("n10")
    desk.sync()
    desk.deliver(hours=1)
    equal(len(Place.effects), 3, "effects once it is released")


# ---- lost words --------------------------------------------------------------------------------------------------------------

def settle(desk, rounds=5):
    for _ in range(rounds):
        desk.now += __import__("datetime").timedelta(minutes=30)
        process = desk.start("deliver")
        process.communicate(timeout=300)


@case
def an_answer_lost_on_its_way_back_is_found_and_not_sent_again():
    desk = approved("lost")
    fault({"kind": "done", "match": "PUT "})
    desk.deliver(minutes=11)
    settle(desk)
    equal(len(posts()), 1, "requests that publish")
    once(desk)


@case
def a_request_that_never_arrived_is_sent_again():
    desk = approved("never")
    fault({"kind": "hangup", "match": "PUT "})
    desk.deliver(minutes=11, code=1)
    holds(desk.run("outbox"), "unknown")
    settle(desk)
    once(desk)


@case
def a_refusal_is_final_and_trouble_is_not():
    desk = approved("refused")
    fault({"kind": "403", "match": "PUT ", "times": 99})
    desk.deliver(minutes=11, code=1)
    settle(desk)
    equal((len(posts()), desk.states("e1")), (1, ["failed"]), "requests and states")
    desk = approved("trouble")
    fault({"kind": "500", "match": "GET /api/books/harbour/entries/e1", "times": 99})
    desk.deliver(minutes=11, code=1)
    equal((posts(), desk.states("e1")), ([], ["queued"]), "a place that cannot be looked at is not written to")
    fault()
    settle(desk, 1)
    once(desk)


@case
def a_restored_and_a_copied_store_are_silent_until_adopted():
    desk = approved("restored")
    saved = {n: open(os.path.join(desk.folder, n), "rb").read() for n in ("renown.db", "renown.db-wal") if os.path.exists(os.path.join(desk.folder, n))}
    desk.deliver(minutes=11)
    for name in ("renown.db", "renown.db-wal", "renown.db-shm"):
        if os.path.exists(os.path.join(desk.folder, name)):
            os.unlink(os.path.join(desk.folder, name))
    for name, data in saved.items():
        with open(os.path.join(desk.folder, name), "wb") as out:
            out.write(data)
    holds(desk.deliver(code=3, hours=1), "renown adopt")
    desk.sync()
    desk.run("--as", "arno", "adopt", code=3)
    desk.run("adopt")
    settle(desk, 2)
    equal(len(posts()), 1, "requests that publish")
    holds(desk.run("audit", "--limit", "1000"), "adopt")


# ---- kills -------------------------------------------------------------------------------------------------------------------

def kill_after(process, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        time.sleep(0.001)
    killed = process.poll() is None
    if killed:
        process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    return killed


def many(name, count):
    desk = Desk(name, count=count)
    desk.sync()
    texts = {}
    for number in range(1, count + 1):
        texts["e%d" % number] = "%s With thanks for number %d." % (TEXT, number)
        desk.reply("e%d" % number, "--approve", text=texts["e%d" % number])
    desk.now += __import__("datetime").timedelta(minutes=11)
    return desk, texts


def all_once(desk, texts):
    for ident, text in texts.items():
        equal([w for who, w in Place.effects if who == ident], [text], "public answers to " + ident)
    equal({r["external_id"]: r["reply"]["state"] for r in desk.rows("reviews")}, {i: "published" for i in texts}, "states")
    desk.run("audit", "--verify")


def killed_rounds(rounds, seed):
    rng = random.Random(seed)
    count = max(4, min(24, rounds // 2))
    desk, texts = many("kills", count)
    Place.latency, killed = 0.01, 0
    for number in range(rounds):
        if rng.random() < 0.3:
            fault({"kind": rng.choice(("done", "hangup", "500")), "match": rng.choice(("PUT ", "GET ")), "skip": rng.randint(0, 2)})
        killed += kill_after(desk.start("deliver"), rng.choice((0.05, 0.1, 0.2, 0.4)) * rng.uniform(0.3, 1.5))
        desk.now += __import__("datetime").timedelta(minutes=rng.choice((1, 20, 40)))
    fault()
    settle(desk, 4)
    all_once(desk, texts)
    return "%d answers, %d runs of which %d were killed" % (count, rounds, killed)


@case
def two_deliveries_at_once_share_the_work():
    desk, texts = many("pair", 8)
    Place.latency = 0.01
    both = [desk.start("deliver") for _ in range(2)]
    for process in both:
        process.communicate(timeout=300)
    settle(desk, 2)
    all_once(desk, texts)


def main(cases, last, last_name):
    rounds, seed = int(sys.argv[1]), int(sys.argv[2])
    todo = [(f.__name__.replace("_", " "), f) for f in cases] + [(last_name, lambda: last(rounds, seed))]
    print("1..%d" % len(todo), flush=True)
    failed = 0
    for number, (name, function) in enumerate(todo, 1):
        try:
            more = function()
            print("ok %d - %s%s" % (number, name, ": " + more if more else ""), flush=True)
        except Exception as trouble:                   # noqa: BLE001
            failed += 1
            print("not ok %d - %s" % (number, name))
            for line in ("%s" % trouble).splitlines() + traceback.format_exc().splitlines()[-6:]:
                print("# " + line)
            sys.stdout.flush()
        for folder in os.listdir("."):
            shutil.rmtree(folder, ignore_errors=True)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(CASES, killed_rounds, "killed at any moment none twice and none lost"))
