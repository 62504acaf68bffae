-- SPDX-License-Identifier: MIT
-- What the rules of rules/10-triage.lua do, and what they leave alone. `renown rules test` runs these.

test "one star with words gets a draft" {
  given  = { stars = 1, text = "We waited an hour for a table." },
  expect = { rule = "low-with-words", tags = { "low" }, priority = "high", draft = "apology" },
}

test "what was answered gets no second draft" {
  given  = { stars = 1, text = "We waited an hour for a table.", reply = true },
  expect = { not_rule = "low-with-words", not_tags = { "low" } },
}

test "one star without words is counted only" {
  given  = { stars = 1 },
  expect = { rule = "low-without-words", tags = { "low", "silent" }, not_rule = "low-with-words" },
}

test "three stars are nobody's emergency" {
  given  = { stars = 3, text = "Fine for a night." },
  expect = { nothing = true },
}

test "from five stars to two is worth a look" {
  given  = { stars_before = 5, stars = 2, text = "The second visit was worse." },
  expect = { rule = { "got-worse", "low-with-words" }, tags = { "got-worse" }, not_rule = "got-better" },
}

test "from two stars to five takes the mark away" {
  given  = { stars_before = 2, stars = 5, text = "They put it right." },
  expect = { rule = "got-better", tags = { "got-better" }, not_tags = { "low" } },
}

test "a long text is marked" {
  given  = { stars = 3, text = ("Every room was different. "):rep(40) },
  expect = { rule = "long-read", tags = { "long" } },
}

test "a far-reaching author is marked" {
  given  = { kind = "mention", reach = 25000, text = "Has anybody been there?" },
  expect = { rule = "far-reaching", tags = { "far-reaching" }, priority = "high" },
}
