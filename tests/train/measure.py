#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The table of docs/sentiment.md: measure.py RENOWN DATA [NAME-CONTAINS]

For every dev-*.jsonl of DATA: macro-F1 and AUC of `renown judge` as shipped; where there is a
train-*.jsonl beside it, the same after its lines were imported as rated reviews and `renown learn` has
run. Only id and text go in. mixed and abstain count as neu; calibration leaves what abstained out."""
import json
import os
import subprocess
import sys
import tempfile

STARS = {"neg": 1, "neu": 3, "pos": 5}
CONFIG = "store: renown.db\nbrands:\n  - name: M\n    listings:\n      - { id: m, zone: UTC, lang: [en] }\n"


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(x) for x in f if x.strip()]


def write(path, rows):
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)


def renown(program, home, *words):
    done = subprocess.run([program, "-c", os.path.join(home, "renown.yaml"), "--json", *words], capture_output=True, check=True)
    return [json.loads(x) for x in done.stdout.decode("utf-8").splitlines()]


def auc(gold, score):
    pairs = sorted((s, g == "pos") for g, s in zip(gold, score) if g != "neu")
    good = sum(p for _, p in pairs)
    bad = len(pairs) - good
    if not good or not bad:
        return None
    rank = at = 0.0
    while at < len(pairs):
        same = [p for s, p in pairs if s == pairs[int(at)][0]]
        rank += sum(same) * (at + (len(same) + 1) / 2)
        at += len(same)
    return (rank - good * (good + 1) / 2) / (good * bad)


def calibration(gold, said, sure):
    bins = {}
    for g, s, c in zip(gold, said, sure):
        if s != "abstain":
            bins.setdefault(min(9, int(c * 10)), []).append(c - (g == s))
    n = sum(map(len, bins.values()))
    return sum(abs(sum(b)) for b in bins.values()) / max(n, 1)


def marks(program, home, dev):
    path = os.path.join(home, "dev.jsonl")
    write(path, [{"id": r["id"], "text": r["text"]} for r in dev])
    told = [x["judgement"] for x in renown(program, home, "judge", path)]
    gold = [r["label"] for r in dev]
    said = [t["label"] for t in told]
    flat = [s if s in STARS else "neu" for s in said]
    f1 = [2 * sum(g == k == s for g, s in zip(gold, flat)) / (gold.count(k) + flat.count(k)) for k in sorted(set(gold))]
    return {"f1": sum(f1) / len(f1), "auc": auc(gold, [t.get("sentiment", 0) for t in told]),
            "ece": calibration(gold, said, [t["confidence"] for t in told]), "abstain": said.count("abstain") / len(said)}


def teach(program, home, train):
    path = os.path.join(home, "train.jsonl")
    write(path, [{"external_id": r["id"], "text": r["text"], "stars": r.get("rating") or STARS[r["label"]],
                  "created_at": "2026-03-01T09:00:00Z"} for r in train])
    renown(program, home, "import", path, "--listing", "m")
    return renown(program, home, "learn")[0]["kept"]


def shown(v):
    return "–" if v is None else "%.3f" % v


def row(program, data, name):
    dev = lines(os.path.join(data, "dev-%s.jsonl" % name))
    train = os.path.join(data, "train-%s.jsonl" % name)
    with tempfile.TemporaryDirectory() as home:
        write_config = os.path.join(home, "renown.yaml")
        with open(write_config, "w", encoding="utf-8") as f:
            f.write(CONFIG)
        os.chmod(write_config, 0o600)
        before = marks(program, home, dev)
        after = None
        if os.path.exists(train):
            kept = teach(program, home, lines(train))
            after = marks(program, home, dev)
        last = " | – | – |" if after is None else " | %s | %s |" % (shown(after["f1"]) + ("" if kept else " (not kept)"), shown(after["auc"]))
    print("| %s | %d | %s | %s | %s | %.0f %%" % (name, len(dev), shown(before["f1"]), shown(before["auc"]), shown(before["ece"]),
                                              100 * before["abstain"]) + last, flush=True)
    return before["f1"], after["f1"] if after else None


def main():
    program, data = os.path.abspath(sys.argv[1]), sys.argv[2]
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    names = [f[4:-6] for f in sorted(os.listdir(data)) if f.startswith("dev-") and f.endswith(".jsonl") and only in f]
    print("| set | texts | macro-F1 | AUC | calibration error | abstained | learned macro-F1 | AUC |\n|---|---|---|---|---|---|---|---|")
    all_rows = [(n, *row(program, data, n)) for n in names]
    for title, pick in (("en hi ne ur", lambda n: n.startswith(("en-", "hi-", "ne-", "ur-"))), ("all", lambda n: True)):
        mine = [r for r in all_rows if pick(r[0])]
        learned = [r[2] for r in mine if r[2] is not None]
        if mine and learned:
            print("| mean, %s | | %.3f | | | | %.3f | |" % (title, sum(r[1] for r in mine) / len(mine), sum(learned) / len(learned)))


if __name__ == "__main__":
    main()
