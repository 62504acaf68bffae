-- SPDX-License-Identifier: MIT

test "praise with words gets a thank-you" {
  given  = { stars = 5, text = "A quiet street and kind people." },
  expect = { rule = "praise", tags = { "praise" }, draft = "thanks" },
}

test "praise without words needs no answer" {
  given  = { stars = 5 },
  expect = { rule = "silent-praise", tags = { "praise", "silent" }, priority = "low", not_rule = "praise" },
}
